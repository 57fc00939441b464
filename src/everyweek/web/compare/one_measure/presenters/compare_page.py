"""The page of one measure beside others."""

from dataclasses import dataclass

from django.urls import reverse
from markupsafe import Markup

from everyweek.comparison.records import Comparison
from everyweek.web.compare.among import Offer, query_of
from everyweek.web.compare.nearest import peers_of
from everyweek.web.compare.one_measure import phrases
from everyweek.web.compare.one_measure.asked import Asked
from everyweek.web.compare.one_measure.chart_files import is_drawn, picture_on_page
from everyweek.web.compare.one_measure.charts import Picture
from everyweek.web.compare.one_measure.presenters.addresses import own_page
from everyweek.web.compare.one_measure.presenters.chart_words import words_of
from everyweek.web.compare.one_measure.presenters.gaps import Gaps, gaps
from everyweek.web.compare.one_measure.presenters.small_charts import SmallCharts, small_charts
from everyweek.web.compare.one_measure.presenters.table import Table, table
from everyweek.web.compare.one_measure.presenters.worked_out import worked_out
from everyweek.web.compare.what_others_did import Gap, WhatOthersDid, what_others_did
from everyweek.web.design import wording
from everyweek.web.measure.presenters.links import Link
from everyweek.web.measure.presenters.measure_page import ChartOnPage
from everyweek.web.measure.queries import edition
from everyweek.web.people.reader import Reader

MOST_READ = 5
CAPTIONS: dict[Picture, str] = {
    "ranked": "Point to a mark to read it; every figure is also in the table below.",
    "funnel": "Point to a mark to read it. All of them are in the table when “all” is chosen above.",
}
CHANCE_ALONE = "The organisations differ no more than chance would have them, so the limits are of chance alone."
ADJUSTED = (
    "The organisations vary {times} times as much as chance alone would have them, so the limits are adjusted for "
    "that: without it nearly everybody would look unusual, which helps nobody."
)


@dataclass(frozen=True, slots=True)
class Picked:
    """With whom it is compared, and how they were chosen."""

    key: str
    offers: tuple[Offer, ...]
    lines: tuple[str, ...]
    sources: tuple[str, ...]
    peers_address: str


@dataclass(frozen=True, slots=True)
class ComparePage:
    """Everything the page shows; every field is fit for it."""

    title: str
    organisation: str
    own_page: str
    path: str
    problem: str
    old: str
    summary: tuple[str, ...]
    picked: Picked
    ranked: ChartOnPage | None
    why_not_ranked: str
    notes: tuple[str, ...]
    gaps: Gaps
    others: tuple[WhatOthersDid, ...]
    funnel: ChartOnPage | None
    about_funnel: tuple[str, ...]
    funnel_downloads: tuple[Link, ...]
    small: SmallCharts
    show_all_address: str
    table: Table
    downloads: tuple[Link, ...]
    worked_out: tuple[str, ...]
    sources: tuple[str, ...]
    catalogue_address: str


def compare_page(asked: Asked, reader: Reader, *, show_all: bool) -> ComparePage:
    """The page of a comparison, with what others did as far as the reader may read it."""
    found, measure = asked.comparison, asked.measure
    parts = {"code": found.code, "measure": measure.name}
    path = reverse("compare-measure", kwargs=parts)
    return ComparePage(
        title=f"{measure.title}: {found.name} beside {found.choice.title}",
        organisation=found.name,
        own_page=own_page(measure, found.code),
        path=path,
        problem=asked.problem,
        old=_old(found),
        summary=found.summary,
        picked=_picked(asked),
        ranked=_picture(asked, "ranked"),
        why_not_ranked=found.why_not_ranked,
        notes=found.notes,
        gaps=gaps(found),
        others=_what_others_did(found, reader),
        funnel=_picture(asked, "funnel"),
        about_funnel=about_funnel(found),
        funnel_downloads=_pictures(asked, "funnel"),
        small=small_charts(found, version=edition()[1], show_all=show_all),
        show_all_address=path + query_of(asked.among, show="all"),
        table=table(found),
        downloads=_downloads(asked),
        worked_out=worked_out(found),
        sources=found.sources,
        catalogue_address=reverse("catalogue-entry", kwargs={"measure": measure.name}),
    )


def _what_others_did(found: Comparison, reader: Reader) -> tuple[WhatOthersDid, ...]:
    gap = Gap(found.measure.name, tuple(which.key for which, _ in found.interventions))
    return what_others_did(reader, [gap], peers=peers_of(found.code, found.choice), most=MOST_READ)[gap.measure]


def _old(found: Comparison) -> str:
    return f"Old figures: {phrases.window(found)}" if found.is_old else ""


def _picked(asked: Asked) -> Picked:
    choice = asked.comparison.choice
    is_nearest = bool(choice.distance)
    return Picked(
        key=asked.among,
        offers=asked.offers,
        lines=(choice.method, f"Version {choice.version} of this method."),
        sources=tuple(part.strip().rstrip(".") for part in choice.source.split(";") if part.strip()),
        peers_address=reverse("peers", kwargs={"code": asked.code}) if is_nearest else "",
    )


def _picture(asked: Asked, picture: Picture) -> ChartOnPage | None:
    if not is_drawn(asked.comparison, picture):
        return None
    words = words_of(asked.comparison, picture)
    return ChartOnPage(
        wide=picture_on_page(asked.comparison, picture) or Markup(""),
        narrow=_address(asked, picture, "svg", size="narrow"),
        json=_address(asked, picture, "json"),
        json_narrow=_address(asked, picture, "json", size="narrow"),
        words=words.description,
        caption=CAPTIONS[picture],
    )


def _address(asked: Asked, picture: Picture, form: str, **more: str) -> str:
    parts = {"code": asked.code, "measure": asked.measure.name, "picture": picture, "form": form}
    return reverse("compare-picture", kwargs=parts) + query_of(asked.among, **more)


def about_funnel(found: Comparison) -> tuple[str, ...]:
    """What the funnel says, or why there is none."""
    funnel = found.funnel
    if funnel is None:
        return (found.why_no_funnel,)
    among = wording.several(len(funnel.points), "organisation")
    beyond = (
        f"Of {among} of this class, {funnel.beyond_95} lie beyond the 95% limits, {funnel.beyond_99_8} of them beyond "
        "the 99.8% limits."
    )
    if not funnel.is_adjusted:
        return beyond, CHANCE_ALONE
    return beyond, ADJUSTED.format(times=wording.count(round(funnel.dispersion)))


def _downloads(asked: Asked) -> tuple[Link, ...]:
    parts = {"code": asked.code, "measure": asked.measure.name}
    figures = Link("Figures as a table (CSV)", reverse("compare-figures", kwargs=parts) + asked.query)
    return (figures, *_pictures(asked, "ranked"))


def _pictures(asked: Asked, picture: Picture) -> tuple[Link, ...]:
    if not is_drawn(asked.comparison, picture):
        return ()
    what = {"ranked": "Picture", "funnel": "Funnel"}[picture]
    forms = {"svg": "(SVG)", "png": "(PNG)", "json": "for programs (Vega, JSON)"}
    return tuple(
        Link(f"{what} {form_in_words}", _address(asked, picture, form)) for form, form_in_words in forms.items()
    )

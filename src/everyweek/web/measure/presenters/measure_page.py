"""The page of one measure of one organisation."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from markupsafe import Markup

from everyweek.measures import Measure
from everyweek.reference import Change, Standard, standards_for
from everyweek.tables import MissingBecause
from everyweek.variation import find_rule_set
from everyweek.warehouse import ReleaseRecord
from everyweek.web.design import wording
from everyweek.web.measure.analysis import Analysis
from everyweek.web.measure.charts import Chart, Mark
from everyweek.web.measure.presenters.cards import (
    Verdict,
    against_standards,
    chart_in_words,
    figure,
    standard_kind,
    verdicts,
)
from everyweek.web.measure.presenters.figures_table import FiguresTable, figures_table
from everyweek.web.measure.presenters.nothing import why_nothing
from everyweek.web.measure.presenters.organisations import Link, organisation_address
from everyweek.web.measure.presenters.switching import Switch, offer
from everyweek.web.measure.queries import Reading
from everyweek.web.measure.switches import Switches

POLARITY = {"up": "More is better.", "down": "Less is better.", "neither": "Neither more nor less is better in itself."}
KIND_WORDS = {
    "share": "A share: the numerator over the denominator. A group’s share is the sum of its members’ numerators over "
    "the sum of their denominators.",
    "mean": "A mean: total time over the number of incidents. A group’s mean is its total time over its incidents, "
    "never a mean of means.",
    "count": "A count. A group’s count is the sum of its members’.",
    "centile": "A centile, as published. Centiles cannot be added up, so a group has one only where one was published.",
}
CHART_FORMS = {
    "png": "Chart as a picture (PNG)",
    "svg": "Chart as a picture (SVG)",
    "json": "Chart for programs (Vega, JSON)",
}
LINE_WORDS = "Grey line: the mean. Dashed: the limits of ordinary variation."
TRIAL_WORDS = (
    "These limits are on trial: they rest on fewer than 13 months, are drawn dotted, and will move as months are added."
)


@dataclass(frozen=True, slots=True)
class ChartOnPage:
    """The chart as the page holds it, and where its narrow picture and the live drawing come from.

    wide   : SVG to stand in the page.
    narrow : address of the picture for a telephone, fetched only by one.
    """

    wide: Markup
    narrow: str
    json: str
    json_narrow: str
    words: str
    caption: str


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """Everything the page shows; `nothing` says why there is no chart."""

    title: str
    organisation: str
    organisation_address: str
    nothing: tuple[str, ...]
    value: str
    when: str
    is_missing: bool
    against: tuple[str, ...]
    verdicts: tuple[Verdict, ...]
    cautions: tuple[str, ...]
    chart: ChartOnPage | None
    downloads: tuple[Link, ...]
    switches: tuple[Switch, ...]
    table: FiguresTable | None
    missing: str
    meaning: str
    polarity: str
    why: str
    caveats: tuple[str, ...]
    standards: tuple[str, ...]
    method: tuple[str, ...]
    provenance: tuple[str, ...]
    catalogue_address: str


def chart_of(reading: Reading, changes: Sequence[Change]) -> Chart:
    """The large chart, as page, picture and download show it."""
    analysis, measure = reading.analysis, reading.measure
    assert analysis is not None  # there is no chart of nothing; the caller has seen to it
    return Chart(
        measure=measure,
        title=f"{measure.title}: {reading.organisation.name}",
        subtitle=f"{_limits_in_words(analysis)} {LINE_WORDS}",
        description=f"Chart of {measure.title}, {reading.organisation.name}. {chart_in_words(reading)}",
        analysis=analysis,
        standards=standards_for(measure.name),
        marks=_marks(analysis, changes),
    )


def _limits_in_words(analysis: Analysis) -> str:
    first, last = analysis.points[0].observation, analysis.points[-1].observation
    recorded = sum(point.observation.value is not None for point in analysis.points)
    trial = ", on trial" if analysis.trial else ""
    span = f"{wording.month(first.period_start)} to {wording.month(last.period_start)}"
    pieces = analysis.points[-1].segment + 1
    anew = f", begun anew {pieces - 1} time{'s' * (pieces > 2)}" if pieces > 1 else ""
    return f"Rules: {analysis.rule_set}. Limits from {recorded} months, {span}{anew}{trial}."


def _marks(analysis: Analysis, changes: Sequence[Change]) -> tuple[Mark, ...]:
    first, last = analysis.points[0].observation.period_start, analysis.points[-1].observation.period_start
    words = {"merged": "merged", "formed": "formed", "took_over_part": "took over work", "renamed": "renamed"}
    shown = [change for change in changes if first < change.figures_from <= last]
    return tuple(Mark(change.figures_from, words.get(change.kind, change.kind.replace("_", " "))) for change in shown)


def measure_page(
    reading: Reading,
    switches: Switches,
    *,
    changes: Sequence[Change],
    releases: Sequence[ReleaseRecord],
    picture: Markup | None,
) -> MeasurePage:
    """The page; `picture` is the wide SVG, None when there is nothing to draw."""
    measure, organisation = reading.measure, reading.organisation
    parts = {"code": organisation.code, "measure": measure.name}
    drawn = reading.analysis is not None
    names = _switches_for(changes, organisation.kind) if reading.series.observations or changes else ()
    value, when, is_missing = figure(reading) if reading.series.observations else ("", "", True)
    return MeasurePage(
        title=measure.title,
        organisation=organisation.name,
        organisation_address=organisation_address(organisation.code),
        nothing=() if drawn else why_nothing(reading),
        value=value,
        when=when,
        is_missing=is_missing,
        against=against_standards(reading),
        verdicts=verdicts(reading),
        cautions=_cautions(reading),
        chart=_chart_on_page(reading, switches, picture),
        downloads=_downloads(parts, switches) if drawn else (),
        switches=offer(switches, names=names, path=reverse("measure", kwargs=parts)),
        table=_table(reading, releases),
        missing=_missing_in_words(reading.analysis) if reading.analysis else "",
        polarity=POLARITY[measure.polarity],
        method=_method(measure, reading.analysis, switches),
        provenance=_provenance(reading, releases),
        catalogue_address=reverse("catalogue-entry", kwargs={"measure": measure.name}),
        **_words_of(measure),
    )


def _table(reading: Reading, releases: Sequence[ReleaseRecord]) -> FiguresTable | None:
    if reading.analysis is None:
        return None
    return figures_table(reading.analysis, reading.measure, files={row.id: row.file_name for row in releases})


def _words_of(measure: Measure) -> dict[str, Any]:
    return {
        "meaning": measure.meaning,
        "why": measure.why,
        "caveats": measure.caveats,
        "standards": tuple(standard_in_words(row) for row in standards_for(measure.name)),
    }


def standard_in_words(standard: Standard) -> str:
    """A standard with its dates and its source."""
    since = f"in force from {wording.month(standard.in_force_from)}"
    until = f", to be reached by {wording.month(standard.due_by)}" if standard.due_by else ""
    unsure = " Taken from general knowledge; not checked against the source." if standard.confidence != "seen" else ""
    return f"{standard_kind(standard)}: {standard.label} ({since}{until}). {standard.source.rstrip('.')}.{unsure}"


def _cautions(reading: Reading) -> tuple[str, ...]:
    found = list(reading.series.notes) if reading.analysis else []
    if reading.analysis is not None and reading.analysis.trial:
        found.append(TRIAL_WORDS)
    if reading.analysis is not None:
        found += _left_out_in_words(reading.analysis)
    return tuple(found)


def _left_out_in_words(analysis: Analysis) -> list[str]:
    """That some months are made of fewer organisations than they should be, and which months."""
    months = [point.observation for point in analysis.points if point.observation.value is not None]
    short = [month for month in months if month.left_out]
    if not short:
        return []
    most = max(month.left_out for month in short)
    between = f"{wording.month(short[0].period_start)} to {wording.month(short[-1].period_start)}"
    several = f"up to {most} organisations are" if most > 1 else "1 organisation is"
    told = f"In {len(short)} of {len(months)} months ({between}) {several} left out, for want of a figure."
    return [f"{told} The table says how many each month is made of."]


def _chart_on_page(reading: Reading, switches: Switches, picture: Markup | None) -> ChartOnPage | None:
    if reading.analysis is None or picture is None:
        return None
    parts = {"code": reading.organisation.code, "measure": reading.measure.name}
    address = reverse("chart", kwargs={**parts, "form": "json"}) + switches.query
    narrow = f"{switches.query}{'&' if switches.query else '?'}size=narrow"
    return ChartOnPage(
        wide=picture,
        narrow=reverse("chart", kwargs={**parts, "form": "svg"}) + narrow,
        json=address,
        json_narrow=reverse("chart", kwargs={**parts, "form": "json"}) + narrow,
        words=f"Chart of {reading.measure.title}, {reading.organisation.name}. {chart_in_words(reading)}",
        caption=_caption(reading.measure, reading.analysis),
    )


def _caption(measure: Measure, analysis: Analysis) -> str:
    unit = " Times are in minutes." if measure.unit == "seconds" else ""
    gaps = " A gap is a month without a figure." if any(p.observation.value is None for p in analysis.points) else ""
    return f"Point to a month to read it; every figure is also in the table below.{unit}{gaps}"


def _downloads(parts: dict[str, str], switches: Switches) -> tuple[Link, ...]:
    forms = {
        "svg": "Chart as a picture (SVG)",
        "png": "Chart as a picture (PNG)",
        "json": "Chart for programs (Vega, JSON)",
    }
    charts = [
        Link(text, reverse("chart", kwargs={**parts, "form": form}) + switches.query) for form, text in forms.items()
    ]
    return (Link("Figures as a table (CSV)", reverse("figures", kwargs=parts) + switches.query), *charts)


def _switches_for(changes: Sequence[Change], kind: str) -> tuple[str, ...]:
    names = ["months", "vintage"]
    if changes or kind in ("england", "region", "icb"):
        names.append("organisations")
    if any(change.breaks_the_series for change in changes):
        names.append("limits")
    return (*names, "rules")


def _missing_in_words(analysis: Analysis) -> str:
    missing = [point.observation for point in analysis.points if point.observation.value is None]
    if not missing:
        return ""
    reasons: dict[MissingBecause | None, list[str]] = {}
    for row in missing:
        reasons.setdefault(row.missing_because, []).append(wording.month(row.period_start))
    parts = [f"{_shortened(months)}: {reason or wording.NOTHING}" for reason, months in reasons.items()]
    return f"Months without a figure. {'; '.join(parts)}."


def _shortened(months: Sequence[str]) -> str:
    return ", ".join(months) if len(months) <= 3 else f"{months[0]} to {months[-1]} ({len(months)} months)"


def _method(measure: Measure, analysis: Analysis | None, switches: Switches) -> tuple[str, ...]:
    rule_set = find_rule_set(switches.rules)
    return (
        KIND_WORDS[measure.kind],
        f"Published columns: {_columns(measure)}.",
        f"Source: {measure.source}.",
        f"Limits are the mean plus and minus {rule_set.limits.factor} times the mean difference from month to month.",
        f"Rule set {rule_set.full_name}, after {rule_set.source}.",
        *(() if analysis is None else (_limits_in_words(analysis),)),
    )


def _columns(measure: Measure) -> str:
    top = " + ".join(measure.numerator).replace("+ -", "− ")
    return f"({top}) / ({' + '.join(measure.denominator)})" if measure.denominator else top


def _provenance(reading: Reading, releases: Sequence[ReleaseRecord]) -> tuple[str, ...]:
    used = {row.release_id for row in reading.series.observations if row.value is not None}
    newest = sorted((row for row in releases if row.id in used), key=lambda row: row.period_end, reverse=True)
    return tuple(f"{row.source}; loaded {wording.moment(row.loaded_at)}." for row in newest)

"""The matrix against the measures: beside each score, how the hospitals' measures stand beside those of their peers."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from everyweek.maturity.compare import Beside, Standing, beside_measures
from everyweek.maturity.framework import Theme
from everyweek.web.assess.beside.measures import measures_of
from everyweek.web.assess.beside.peers import beside_peers
from everyweek.web.assess.beside.queries import code_now
from everyweek.web.assess.places.models import Place
from everyweek.web.assess.results.of_place import PlaceResult
from everyweek.web.people.organisations.known import directory, name_of

if TYPE_CHECKING:
    from everyweek.web.measure.queries import Edition

Stands = Literal["better", "worse", "alike", "unknown"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure of a hospital beside its peers. says : value and median with their months; address : its page."""

    measure: str
    title: str
    code: str
    organisation: str
    stands: Stands
    says: str
    address: str


@dataclass(frozen=True, slots=True)
class Against:
    """A theme against its measures. figures : those that can be put beside peers; unknown : how many cannot."""

    theme: Theme
    beside: Beside
    figures: tuple[Figure, ...]
    unknown: int


def against_measures(result: PlaceResult, place: Place) -> tuple[Against, ...]:
    """For each theme that measures speak of: the sentence, and the figures behind it.

    A figure of a past nobody would act on, and one without enough peers, is counted as not known.
    """
    hospitals = acute_of(place)
    told = []
    for one in result.themes:
        figures = figures_of(hospitals, measures_of(one.theme))
        known = tuple(figure for figure in figures if figure.stands != "unknown")
        standing = standing_of(figures)
        told.append(Against(one.theme, beside_measures(one.score.share, standing), known, len(figures) - len(known)))
    return tuple(told)


def acute_of(place: Place) -> tuple[str, ...]:
    """The codes of the hospitals of a place, as they are called today."""
    codes = place.parties.filter(party="acute").exclude(organisation="").values_list("organisation", flat=True)
    return tuple(dict.fromkeys(code_now(code) for code in codes))


def figures_of(codes: Iterable[str], measures: Iterable[str]) -> tuple[Figure, ...]:
    """These measures of these hospitals; nothing while figures cannot be read."""
    from everyweek.warehouse.errors import WarehouseError
    from everyweek.web.measure.queries import edition

    names = tuple(measures)
    try:
        now = edition()
    except WarehouseError:
        return ()
    found = (_figure(name, code, now) for code in codes for name in names)
    return tuple(one for one in found if one is not None)


def standing_of(figures: Iterable[Figure]) -> Standing:
    """How many stand better, worse and alike."""
    each = [one.stands for one in figures]
    return Standing(each.count("better"), each.count("worse"), each.count("alike"), each.count("unknown"))


@lru_cache(maxsize=8192)
def _figure(name: str, code: str, edition: "Edition") -> Figure | None:
    """One measure of one hospital; None for one that is not compared, as its figures say nothing of better or worse.

    Remembered apart from the comparison itself, of which only these few words are needed here.
    """
    from everyweek.comparison.compare import why_not_ranked
    from everyweek.measures import MEASURES

    measure = MEASURES[name]
    beside = None if why_not_ranked(measure) else beside_peers(name, code)
    if beside is None or not beside.has_figure:
        return None
    says = f"{beside.figures}, {beside.months}" if beside.figures and beside.stands != "unknown" else ""
    return Figure(
        measure=name,
        title=measure.title,
        code=code,
        organisation=name_of(code, directory()),
        stands=beside.stands,  # type: ignore[arg-type]
        says=says,
        address=beside.address,
    )

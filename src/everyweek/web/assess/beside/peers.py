"""How one measure of an organisation stands beside the organisations most like it, in words."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from everyweek.comparison.records import Comparison

IN_WORDS = {
    "better": "better than the median of its peers",
    "worse": "worse than the median of its peers",
    "alike": "not to be told apart from the median of its peers",
}


@dataclass(frozen=True, slots=True)
class BesidePeers:
    """A comparison, as far as these pages say it.

    stands  : a key of IN_WORDS, or "unknown" where it cannot be told, or is of a past nobody would act on.
    figures : value and median, with their units; months : those they are of. Both "" where either is not known.
    address : the page that says more.
    has_figure : the organisation itself has one, or had some.
    """

    stands: str
    figures: str
    months: str
    address: str
    has_figure: bool


def beside_peers(name: str, code: str) -> BesidePeers | None:
    """A measure of an organisation beside its peers; None where nothing can be compared."""
    from everyweek.measures import MEASURES
    from everyweek.peers.errors import ImpossibleComparison
    from everyweek.reference import UnknownOrganisation
    from everyweek.web.compare.one_measure.queries import read_comparison

    try:
        compared = read_comparison(MEASURES[name], code, "nearest")
    except (ImpossibleComparison, UnknownOrganisation):
        return None
    itself = compared.itself
    figures, months = _in_words(compared)
    return BesidePeers(
        stands="unknown" if compared.is_old else itself.beside,
        figures=figures,
        months=months,
        address=reverse("compare-measure", kwargs={"code": code, "measure": name}),
        has_figure=itself.value is not None or bool(itself.recorded),
    )


def _in_words(compared: "Comparison") -> tuple[str, str]:
    from everyweek.comparison.sentences import months_in_words
    from everyweek.tables.in_words import amount

    value, unit = compared.itself.value, compared.measure.unit
    if value is None or compared.median is None:
        return "", ""
    months = months_in_words([day for day in (compared.window_from, compared.window_to) if day]).partition(" (")[0]
    return f"{amount(value, unit)} beside {amount(compared.median, unit)}", months

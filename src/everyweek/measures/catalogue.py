"""Every measure by its name."""

import difflib

from everyweek.measures.ambulance import AMBULANCE_MEASURES
from everyweek.measures.emergency_department import EMERGENCY_DEPARTMENT_MEASURES
from everyweek.measures.measure import Measure

MEASURES: dict[str, Measure] = {
    measure.name: measure for measure in (*EMERGENCY_DEPARTMENT_MEASURES, *AMBULANCE_MEASURES)
}


class UnknownMeasure(LookupError):
    """A measure was asked for by a name that no measure has."""

    def __init__(self, name: str) -> None:
        near = difflib.get_close_matches(name, MEASURES, n=3, cutoff=0.4)
        hint = f" Did you mean {', '.join(near)}?" if near else ""
        super().__init__(f"There is no measure called '{name}'.{hint} `everyweek measures` lists them all.")


def find_measure(name: str) -> Measure:
    """The measure of that name.

    Raises UnknownMeasure, which suggests near names.

    >>> find_measure("category_2_mean").unit
    'seconds'
    """
    try:
        return MEASURES[name]
    except KeyError:
        raise UnknownMeasure(name) from None


def measures_of(publication: str) -> tuple[Measure, ...]:
    """The measures that come from one publication, in the order of the catalogue."""
    return tuple(measure for measure in MEASURES.values() if measure.publication == publication)

"""Which values the facets of the library can have."""

from collections.abc import Mapping

from everyweek.measures import MEASURES
from everyweek.reference.interventions import GRADES
from everyweek.web.learn.finding.documents import FACETS
from everyweek.web.learn.library.vocabulary import KINDS, TOPICS

LONGEST_VALUE = 200
KNOWN: dict[str, frozenset[str]] = {
    "type": frozenset(KINDS),
    "evidence": frozenset(GRADES),
    "attachment": frozenset({"yes"}),
    "measure": frozenset(MEASURES),
    **{kind: frozenset(values) for kind, values in TOPICS.items()},
}
"""Facets whose values are given; of the others (region or system, year) any may come with a new resource."""


def unknown_values(chosen: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """What was chosen and can never be found: facets that there are not, and values that a facet cannot have."""
    return tuple(
        value
        for facet, values in chosen.items()
        for value in values
        if facet not in FACETS or len(value) > LONGEST_VALUE or value not in KNOWN.get(facet, {value})
    )

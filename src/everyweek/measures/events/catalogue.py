"""Every measure on event tables, by its name."""

import difflib

from everyweek.measures.events import ambulance, beds, emergency_department, stays
from everyweek.measures.events.event_measure import EventMeasure

EVENT_MEASURES: dict[str, EventMeasure] = {
    one.name: one for family in (ambulance, emergency_department, beds, stays) for one in family.EVENT_MEASURES
}
"""In the order in which a patient passes through what they measure."""


class UnknownEventMeasure(LookupError):
    """A measure was asked for by a name that no measure on event tables has."""

    def __init__(self, name: str) -> None:
        near = difflib.get_close_matches(name, EVENT_MEASURES, n=3, cutoff=0.4)
        hint = f" Did you mean {', '.join(near)}?" if near else ""
        super().__init__(f"There is no measure on event tables called '{name}'.{hint}")


def find_event_measures(*names: str) -> tuple[EventMeasure, ...]:
    """The measures of these names, in this order. Raises UnknownEventMeasure, which suggests near names.

    >>> [one.table for one in find_event_measures("four_hour_performance", "category_2_mean")]
    ['attendance', 'incident']
    """
    for name in names:
        if name not in EVENT_MEASURES:
            raise UnknownEventMeasure(name)
    return tuple(EVENT_MEASURES[name] for name in names)

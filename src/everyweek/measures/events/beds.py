"""Measures on pools that are looked at again and again: how many beds are open, and how many of them are taken."""

from dataclasses import replace

from everyweek.measures.beds import (
    ADULT_CRITICAL_CARE_OCCUPANCY,
    GENERAL_AND_ACUTE_BEDS_OCCUPIED,
    GENERAL_AND_ACUTE_BEDS_OPEN,
    GENERAL_AND_ACUTE_OCCUPANCY,
)
from everyweek.measures.events.event_measure import EventMeasure, rows_where
from everyweek.measures.events.own_definition import own_definition, unpublished
from everyweek.measures.measure import Measure

GENERAL_AND_ACUTE = "general and acute beds"
CRITICAL_CARE = "adult critical care beds"
LOOKED_AT = "one.at"
"""Without the name of the table `at` is a word of SQL."""
BY_ITS_NAME = "Counted is the pool of this name: {}."
OVER_ALL_LOOKS = "Beds taken over beds open, both on average over all looks, and not the mean of the shares."

POOL_OCCUPANCY = replace(
    unpublished(GENERAL_AND_ACUTE_OCCUPANCY, source=own_definition("looks at pools")),
    name="pool_occupancy",
    title="Occupancy of all pools in the table",
    short_title="Occupancy",
    meaning="Of all that is open, the share in use, on average over all looks.",
    why="What is nearly always in use makes others wait for it.",
    caveats=(
        "Every pool of the table is added up: beds and staff together mean nothing, so give it the rows of one kind.",
    ),
)


def on_average(column: str, pool: str = "") -> str:
    """A column added up over the pools of a name, or all, on average over the looks; missing when nobody looked."""
    where = f"case when pool = '{pool}' then {{}} end" if pool else "{}"
    return f"sum({where.format(column)}) / nullif(count(distinct {where.format(LOOKED_AT)}), 0)"


def looked_at(measure: Measure, pool: str = "") -> EventMeasure:
    """The occupancy of a pool."""
    said = (BY_ITS_NAME.format(pool),) if pool else ()
    occupied, there = on_average("occupied", pool), on_average("open", pool)
    return EventMeasure(measure, "occupancy", LOOKED_AT, occupied, there, (OVER_ALL_LOOKS, *said))


def beds_on_average(measure: Measure, column: str) -> EventMeasure:
    """How many general and acute beds are open or taken."""
    looks = rows_where(f"pool = '{GENERAL_AND_ACUTE}'")
    said = BY_ITS_NAME.format(GENERAL_AND_ACUTE)
    return EventMeasure(measure, "occupancy", LOOKED_AT, on_average(column, GENERAL_AND_ACUTE), looks, (said,))


EVENT_MEASURES = (
    looked_at(GENERAL_AND_ACUTE_OCCUPANCY, GENERAL_AND_ACUTE),
    beds_on_average(GENERAL_AND_ACUTE_BEDS_OPEN, "open"),
    beds_on_average(GENERAL_AND_ACUTE_BEDS_OCCUPIED, "occupied"),
    looked_at(ADULT_CRITICAL_CARE_OCCUPANCY, CRITICAL_CARE),
    looked_at(POOL_OCCUPANCY),
)

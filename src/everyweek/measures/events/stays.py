"""Measures on stays in hospital: how long, how long after patients could have gone, and where to."""

from everyweek.measures.catalogue import MEASURES
from everyweek.measures.events.event_measure import EventMeasure, RowsBy, rows_where
from everyweek.measures.events.own_definition import own_definition
from everyweek.measures.measure import Measure

BY_DISCHARGE = "A stay belongs to the period in which it ended; who is still inside is in none."
LONG_STAYS = "A few very long stays move it much; the longest are still inside, and are not counted until they end."
BY_DAYS = (
    "Days by the calendar, as in the publication on discharge ready dates: ready at 23:00 and gone at 01:00 is one day."
)
READY_KNOWN = "Counted of patients whose time of being ready is known."
ON_ROWS = own_definition("rows of stays")
READY = "discharge_ready_at is not null"
DAYS_LATE = "everyweek_day(discharged_at) - everyweek_day(discharge_ready_at)"

LENGTH_OF_STAY = Measure(
    name="length_of_stay_mean",
    title="Mean length of stay",
    short_title="Length of stay",
    meaning="The mean time from admission to discharge.",
    why="Admissions times length of stay is the number of beds that are taken.",
    caveats=("A shorter stay is no gain when the patient comes back.",),
    polarity="down",
    unit="seconds",
    kind="mean",
    link="beds",
    publication="",
    source=ON_ROWS,
)
DELAY = Measure(
    name="discharge_delay_mean",
    title="Mean time from ready to discharged",
    short_title="Ready to discharged",
    meaning="The mean time from when patients no longer needed to be in the hospital to when they left it.",
    why="In each of these hours a patient grows weaker in a bed that another waits for.",
    caveats=("Most patients leave on the day that they are ready: read it beside the share who left later.",),
    polarity="down",
    unit="seconds",
    kind="mean",
    link="discharge",
    publication="",
    source=ON_ROWS,
)
DAYS_OF_DELAY = Measure(
    name="days_of_delayed_discharge",
    title="Days of delayed discharge",
    short_title="Days of delay",
    meaning="Days from when patients no longer needed to be in the hospital to when they left it, all together.",
    why="Each of them is a bed for a day that somebody else waited for.",
    caveats=("They are counted when the patient leaves, in one go, whenever the days were.",),
    polarity="down",
    unit="count",
    kind="count",
    link="discharge",
    publication="",
    source=ON_ROWS,
)
LEFT_LATER = Measure(
    name="discharged_after_ready_day_share",
    title="Discharged on a later day than they were ready",
    short_title="Left on a later day",
    meaning="Of patients discharged, the share who left on a later day than that on which they were ready.",
    why="It tells many short delays from a few long ones.",
    caveats=("A delay of one day and one of thirty count alike.",),
    polarity="down",
    unit="share",
    kind="share",
    link="discharge",
    publication="",
    source=ON_ROWS,
)
on_discharges = RowsBy("stay", "discharged_at", BY_DISCHARGE).measure
"""A measure on the stays that ended in a period."""


def on_pathway(number: int) -> EventMeasure:
    """The share of discharges on one of the four pathways."""
    counted = rows_where(f"pathway = 'P{number}'")
    return on_discharges(MEASURES[f"pathway_{number}_share"], counted, "count(pathway)", "Where the pathway is known.")


EVENT_MEASURES = (
    on_discharges(LENGTH_OF_STAY, "sum(everyweek_seconds(admitted_at, discharged_at))", "count(*)", LONG_STAYS),
    on_discharges(DELAY, "sum(everyweek_seconds(discharge_ready_at, discharged_at))", rows_where(READY), READY_KNOWN),
    on_discharges(DAYS_OF_DELAY, f"sum({DAYS_LATE})", rows_where(READY), READY_KNOWN, BY_DAYS),
    on_discharges(LEFT_LATER, rows_where(f"{DAYS_LATE} > 0"), rows_where(READY), READY_KNOWN, BY_DAYS),
    on_discharges(
        MEASURES["discharged_by_1700_share"],
        rows_where(f"{READY} and everyweek_second_of_day(discharged_at) <= 61200"),
        rows_where(READY),
        READY_KNOWN,
    ),
    *(on_pathway(number) for number in (0, 1, 2, 3)),
)

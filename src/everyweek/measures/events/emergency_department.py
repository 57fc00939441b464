"""Measures on attendances: how long patients are in an emergency department, and what they wait for."""

from everyweek.measures.emergency_department import (
    ATTENDANCES_TYPE1,
    ATTENDANCES_TYPE3,
    CONVERSION,
    FOUR_HOUR_PERFORMANCE,
    FOUR_HOUR_PERFORMANCE_TYPE1,
    TOTAL_ATTENDANCES,
    WAITS_4_TO_12,
    WAITS_OVER_12,
    WAITS_OVER_12_SHARE,
)
from everyweek.measures.events.event_measure import RowsBy, rows_where
from everyweek.measures.events.own_definition import own_definition
from everyweek.measures.measure import Measure

A_AND_E = "department_type in ('type 1', 'type 2', 'type 3', 'type 4')"
"""Same day emergency care (type 5) is no part of A&E figures."""
TYPE_1 = "department_type = 'type 1'"
WITHIN_FOUR_HOURS = "everyweek_seconds(arrived_at, departed_at) <= 14400"
OVER_TWELVE_HOURS = "everyweek_seconds(arrived_at, departed_at) > 43200"
FROM_DECISION = "everyweek_seconds(decision_to_admit_at, departed_at)"
ADMITTED = f"{A_AND_E} and (disposal = 'admitted' or disposal is null)"
WITH_DECISION = f"{ADMITTED} and decision_to_admit_at is not null and departed_at is not null"
"""Who was decided on and left, and is not said to have gone elsewhere than to a bed."""

BY_ARRIVAL = "A patient belongs to the period in which they arrived."
STILL_INSIDE = (
    "Who is still inside when the rows end is not counted, which flatters: those who wait longest are the likeliest to "
    "be among them. See attendances without a departure."
)
NO_DECISION_TIME = "Who was admitted and has no time of the decision is left out: how long they waited is not known."
ON_ROWS = own_definition("rows of attendances")


def whom(condition: str, *, among: str = A_AND_E) -> str:
    """How many rows of some attendances fulfil a condition; missing instants fulfil none."""
    return rows_where(f"{among} and {condition}")


OVER_12_HOURS_FROM_ARRIVAL = Measure(
    name="over_12_hours_from_arrival_share",
    title="More than 12 hours in A&E, from arrival",
    short_title="Over 12 hours from arrival",
    meaning="Of all A&E attendances, the share who left more than 12 hours after they arrived.",
    why="Counted from arrival and not from the decision to admit, no hour of a long wait is hidden.",
    caveats=("All types of department together, as in the 4-hour figure: a walk-in centre makes it look better.",),
    polarity="down",
    unit="share",
    kind="share",
    link="emergency_department",
    publication="",
    source=ON_ROWS + "; an ambition of fewer than one in ten is part of the plan of 2025/26 (NHS Confederation)",
)
ASSESSED_WITHIN_15_MINUTES = Measure(
    name="initial_assessment_within_15_minutes_share",
    title="First assessment within 15 minutes of arrival",
    short_title="Assessed within 15 minutes",
    meaning="Of A&E attendances with an assessment, the share in which it began within 15 minutes of arrival.",
    why="Until somebody has looked at them, nobody knows who in the waiting room cannot wait.",
    caveats=("Who was never assessed, or has no time of it, is not counted.",),
    polarity="up",
    unit="share",
    kind="share",
    link="emergency_department",
    publication="",
    source=ON_ROWS + "; 15 minutes is what departments commonly ask of themselves, from general knowledge",
)
WITHOUT_DEPARTURE = Measure(
    name="attendances_without_departure",
    title="A&E attendances without a departure",
    short_title="Still inside",
    meaning="A&E attendances of the period whose departure is not known: still inside when the rows end, or not noted.",
    why="They are missing from every figure on how long patients stay; when they are many, such figures flatter.",
    caveats=("It does not tell apart who is inside and whose departure was not noted.",),
    polarity="down",
    unit="count",
    kind="count",
    link="emergency_department",
    publication="",
    source=ON_ROWS,
)
on_arrivals = RowsBy("attendance", "arrived_at", BY_ARRIVAL).measure
"""A measure on the attendances that arrived in a period."""
ALL_DEPARTED = whom("departed_at is not null")
EVENT_MEASURES = (
    on_arrivals(FOUR_HOUR_PERFORMANCE, whom(WITHIN_FOUR_HOURS), ALL_DEPARTED, STILL_INSIDE),
    on_arrivals(
        FOUR_HOUR_PERFORMANCE_TYPE1,
        whom(WITHIN_FOUR_HOURS, among=TYPE_1),
        whom("departed_at is not null", among=TYPE_1),
        STILL_INSIDE,
    ),
    on_arrivals(TOTAL_ATTENDANCES, rows_where(A_AND_E), "count(*)"),
    on_arrivals(ATTENDANCES_TYPE1, rows_where(TYPE_1), "count(*)"),
    on_arrivals(ATTENDANCES_TYPE3, rows_where("department_type in ('type 3', 'type 4')"), "count(*)"),
    on_arrivals(WITHOUT_DEPARTURE, whom("departed_at is null"), "count(*)"),
    on_arrivals(
        ASSESSED_WITHIN_15_MINUTES,
        whom("everyweek_seconds(arrived_at, assessed_at) <= 900"),
        whom("assessed_at is not null"),
    ),
    on_arrivals(OVER_12_HOURS_FROM_ARRIVAL, whom(OVER_TWELVE_HOURS), ALL_DEPARTED, STILL_INSIDE),
    on_arrivals(
        WAITS_4_TO_12,
        rows_where(f"{WITH_DECISION} and {FROM_DECISION} > 14400 and {FROM_DECISION} <= 43200"),
        rows_where(WITH_DECISION),
        STILL_INSIDE,
        NO_DECISION_TIME,
    ),
    on_arrivals(
        WAITS_OVER_12,
        rows_where(f"{WITH_DECISION} and {FROM_DECISION} > 43200"),
        rows_where(WITH_DECISION),
        STILL_INSIDE,
        NO_DECISION_TIME,
    ),
    on_arrivals(
        WAITS_OVER_12_SHARE,
        rows_where(f"{WITH_DECISION} and {FROM_DECISION} > 43200"),
        rows_where(WITH_DECISION),
        STILL_INSIDE,
        NO_DECISION_TIME,
    ),
    on_arrivals(
        CONVERSION,
        whom("disposal = 'admitted'"),
        whom("disposal is not null"),
        "Counted of attendances that have ended in a known way.",
    ),
)

"""Measures on event tables as small tables with their answers, worked out by hand."""

from collections.abc import Mapping
from dataclasses import dataclass

from support.event_oracle import Answer

from everyweek.tables.event_table import TableName


@dataclass(frozen=True, slots=True)
class Case:
    """A table as `event_rows.written` reads it, and what each measure on it comes to in April 2026."""

    says: str
    table: TableName
    text: str
    answers: Mapping[str, Answer]


CASES = (
    Case(
        "exactly four hours is within, a millisecond more is not, and who is still inside is not counted",
        "attendance",
        """
        department_type | arrived_at | departed_at
        type 1 | 06 09:00 | 06 13:00
        type 1 | 06 09:00 | 06 13:00:00.001
        type 1 | 06 09:00 | 06 13:00:00.0004
        type 2 | 06 23:00 | 07 02:59
        type 3 | 06 10:00 | 06 10:30
        type 4 | 06 10:00 | 06 22:00:00.5
        type 1 | 30 23:59 | -
        type 5 | 06 10:00 | 06 20:00
        """,
        {
            "four_hour_performance": (4, 6, 4 / 6),
            "four_hour_performance_type1": (2, 3, 2 / 3),
            "attendances": (7, None, 7),
            "attendances_type1": (4, None, 4),
            "attendances_type3": (2, None, 2),
            "attendances_without_departure": (1, None, 1),
            "over_12_hours_from_arrival_share": (1, 6, 1 / 6),
        },
    ),
    Case(
        "when everybody is still inside there is no share, and not one of nought",
        "attendance",
        """
        department_type | arrived_at | departed_at | assessed_at
        type 1 | 06 09:00 | - | -
        type 5 | 06 10:00 | 06 11:00 | 06 10:05
        """,
        {
            "four_hour_performance": (0, 0, None),
            "four_hour_performance_type1": (0, 0, None),
            "initial_assessment_within_15_minutes_share": (0, 0, None),
            "over_12_hours_from_arrival_share": (0, 0, None),
            "attendances_type3": (0, None, 0),
            "attendances_without_departure": (1, None, 1),
            "waits_over_12_hours_from_decision": (None, None, None),
            "conversion": (0, 0, None),
        },
    ),
    Case(
        "the first assessment within fifteen minutes, of those who were assessed",
        "attendance",
        """
        department_type | arrived_at | assessed_at
        type 1 | 06 09:00 | 06 09:15
        type 1 | 06 09:00 | 06 09:15:01
        type 3 | 06 09:00 | 06 09:00
        type 3 | 06 09:00 | -
        """,
        {"initial_assessment_within_15_minutes_share": (2, 3, 2 / 3)},
    ),
    Case(
        "waits from the decision: exactly twelve hours is not over; without its time, or gone home, nobody is counted",
        "attendance",
        """
        department_type | arrived_at | decision_to_admit_at | departed_at | disposal
        type 1 | 06 01:00 | 06 04:00 | 06 16:00 | admitted
        type 1 | 06 01:00 | 06 04:00 | 06 16:00:01 | admitted
        type 1 | 06 01:00 | 06 04:00 | 06 08:00 | admitted
        type 1 | 06 01:00 | 06 04:00 | 06 08:01 | -
        type 1 | 06 01:00 | - | 07 08:00 | admitted
        type 1 | 06 01:00 | 06 04:00 | 07 08:00 | discharged
        type 1 | 06 01:00 | 06 04:00 | - | -
        """,
        {
            "waits_4_to_12_hours_from_decision": (2, None, 2),
            "waits_over_12_hours_from_decision": (1, None, 1),
            "waits_over_12_hours_share": (1, 4, 0.25),
            "conversion": (4, 5, 0.8),
        },
    ),
    Case(
        "responses by category: the mean in seconds, and a ninetieth centile between two incidents",
        "incident",
        """
        category | called_at | on_scene_at | outcome
        category 1 | 06 09:00 | 06 09:07 | conveyed to an emergency department
        category 2 | 06 09:00 | 06 09:10 | see and treat
        category 2 | 06 09:00 | 06 09:40 | conveyed elsewhere
        category 2 | 06 09:00 | - | -
        category 3 | 06 09:00 | 06 11:00 | conveyed to an emergency department
        category 5 | 06 09:00 | - | hear and treat
        """,
        {
            "incidents": (5, None, 5),
            "category_1_mean": (420, 1, 420),
            "category_1_p90": (None, None, 420),
            "category_2_mean": (3_000, 2, 1_500),
            "category_2_p90": (None, None, 2_220),
            "category_3_mean": (7_200, 1, 7_200),
            "category_3_p90": (None, None, 7_200),
            "category_4_mean": (None, 0, None),
            "category_4_p90": (None, None, None),
            "hear_and_treat_share": (1, 5, 0.2),
            "see_and_treat_share": (1, 5, 0.2),
            "conveyance_share": (3, 5, 0.6),
        },
    ),
    Case(
        "handovers: at exactly 15, 30 and 60 minutes, a crew that still waits, and patients taken elsewhere",
        "incident",
        """
        category | called_at | at_hospital_at | handed_over_at | outcome
        category 2 | 06 09:00 | 06 10:00 | 06 10:15 | conveyed to an emergency department
        category 2 | 06 09:00 | 06 10:00 | 06 10:30 | -
        category 2 | 06 09:00 | 06 10:00 | 06 11:00 | -
        category 2 | 06 09:00 | 06 10:00 | 06 11:00:01 | -
        category 2 | 06 09:00 | 06 10:00 | - | -
        category 2 | 06 09:00 | 06 10:00 | 06 10:40 | conveyed elsewhere
        category 2 | 06 09:00 | 06 10:00 | 06 11:30 | conveyed elsewhere
        category 2 | 06 09:00 | 06 10:00 | 06 10:05 | conveyed elsewhere
        category 2 | 06 09:00 | - | - | -
        """,
        {
            "ambulance_arrivals": (5, None, 5),
            "handover_mean": (9_901, 4, 2_475.25),
            "handovers_within_15_minutes_share": (1, 4, 0.25),
            "handovers_within_30_minutes_share": (2, 4, 0.5),
            "handovers_over_30_minutes_share": (2, 4, 0.5),
            "handovers_30_to_60_minutes": (1, None, 1),
            "handovers_over_60_minutes": (1, None, 1),
        },
    ),
    Case(
        "beds on average over the looks, also when more are taken than open",
        "occupancy",
        """
        pool | at | open | occupied
        general and acute beds | 06 08:00 | 10 | 9
        general and acute beds | 06 20:00 | 10 | 11
        adult critical care beds | 06 08:00 | 4 | 2
        """,
        {
            "general_and_acute_occupancy": (10, 10, 1.0),
            "general_and_acute_beds_open": (10, None, 10),
            "general_and_acute_beds_occupied": (10, None, 10),
            "adult_critical_care_occupancy": (2, 4, 0.5),
            "pool_occupancy": (11, 12, 22 / 24),
        },
    ),
    Case(
        "a pool with nothing open has no occupancy, and beds that nobody looked at are no beds of nought",
        "occupancy",
        """
        pool | at | open | occupied
        cubicles | 06 08:00 | 0 | 0
        """,
        {
            "pool_occupancy": (0, 0, None),
            "general_and_acute_occupancy": (None, None, None),
            "general_and_acute_beds_open": (None, None, None),
            "general_and_acute_beds_occupied": (None, None, None),
            "adult_critical_care_occupancy": (None, None, None),
        },
    ),
    Case(
        "stays that ended: how long, how late by the clock and by the calendar, until five in the afternoon, where to",
        "stay",
        """
        admitted_at | discharge_ready_at | discharged_at | pathway
        01 12:00 | 06 23:00 | 07 01:00 | P0
        05 12:00 | 06 09:00 | 06 17:00 | P1
        05 17:00:01 | 06 09:00 | 06 17:00:01 | P1
        01 00:00 | - | 03 00:00 | -
        01 00:00 | 02 09:00 | - | P3
        """,
        {
            "length_of_stay_mean": (133 * 3_600 + 29 * 3_600 + 86_400 + 172_800, 4, (133 + 29 + 24 + 48) * 900),
            "discharge_delay_mean": (18 * 3_600 + 1, 3, 6 * 3_600 + 1 / 3),
            "days_of_delayed_discharge": (1, None, 1),
            "discharged_after_ready_day_share": (1, 3, 1 / 3),
            "discharged_by_1700_share": (2, 3, 2 / 3),
            "pathway_0_share": (1, 3, 1 / 3),
            "pathway_1_share": (2, 3, 2 / 3),
            "pathway_2_share": (0, 3, 0.0),
            "pathway_3_share": (0, 3, 0.0),
        },
    ),
)

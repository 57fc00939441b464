"""Measures on event tables in plain Python, one patient after the other: what every engine is held against."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from math import floor, fsum
from typing import Any
from zoneinfo import ZoneInfo

from everyweek.tables import Every, begins_with

Row = dict[str, Any]
Answer = tuple[float | None, float | None, float | None]
"""Numerator, denominator and value, as an observation shows them."""
HOUR = 3_600.0
A_AND_E = ("type 1", "type 2", "type 3", "type 4")


def seconds(row: Row, since: str, until: str) -> float | None:
    """From one instant of a row to another, to the nearest millisecond; nothing when one of them is missing."""
    if row[since] is None or row[until] is None:
        return None
    return ((row[until] - row[since]) // timedelta(microseconds=1) + 500) // 1_000 / 1_000


def times(rows: Sequence[Row], since: str, until: str) -> list[float]:
    return [took for row in rows if (took := seconds(row, since, until)) is not None]


def share(part: Sequence[object], whole: Sequence[object]) -> Answer:
    return float(len(part)), float(len(whole)), len(part) / len(whole) if whole else None


def count(number: float, could_be: Sequence[object]) -> Answer:
    return (float(number), None, float(number)) if could_be else (None, None, None)


def mean(found: Sequence[float]) -> Answer:
    return (fsum(found), float(len(found)), fsum(found) / len(found)) if found else (None, 0.0, None)


def centile(found: Sequence[float], part: float) -> Answer:
    """Between two of them in a straight line."""
    if not found:
        return None, None, None
    ordered, at = sorted(found), part * (len(found) - 1)
    low = floor(at)
    high = min(low + 1, len(found) - 1)
    return None, None, ordered[low] + (ordered[high] - ordered[low]) * (at - low)


def of_type(rows: Sequence[Row], *types: str) -> list[Row]:
    return [row for row in rows if row["department_type"] in types]


def within_four_hours(rows: Sequence[Row]) -> Answer:
    stays = times(rows, "arrived_at", "departed_at")
    return share([stay for stay in stays if stay <= 4 * HOUR], stays)


def from_decision(rows: Sequence[Row]) -> list[float]:
    admitted = [row for row in of_type(rows, *A_AND_E) if row["disposal"] in ("admitted", None)]
    return times(admitted, "decision_to_admit_at", "departed_at")


def responses(rows: Sequence[Row], category: int) -> list[float]:
    return times([row for row in rows if row["category"] == f"category {category}"], "called_at", "on_scene_at")


def responded(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row["outcome"] is not None or row["on_scene_at"] is not None]


def at_department(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row["outcome"] != "conveyed elsewhere"]


def handed_over(rows: Sequence[Row]) -> list[float]:
    return times(at_department(rows), "at_hospital_at", "handed_over_at")


def ended(rows: Sequence[Row], column: str, *words: str) -> Answer:
    known = [row for row in rows if row[column] is not None]
    return share([row for row in known if row[column] in words], known)


def looks(rows: Sequence[Row], column: str) -> float | None:
    instants = {row["at"] for row in rows}
    return sum(row[column] for row in rows) / len(instants) if instants else None


def occupancy(rows: Sequence[Row]) -> Answer:
    taken, there = looks(rows, "occupied"), looks(rows, "open")
    return taken, there, taken / there if there and taken is not None else None


def pool(rows: Sequence[Row], name: str) -> list[Row]:
    return [row for row in rows if row["pool"] == name]


def days_late(rows: Sequence[Row], clock: "Clock") -> list[int]:
    return [
        (clock(row["discharged_at"]).date() - clock(row["discharge_ready_at"]).date()).days
        for row in rows
        if row["discharge_ready_at"] is not None
    ]


def by_1700(rows: Sequence[Row], clock: "Clock") -> Answer:
    ready = [row for row in rows if row["discharge_ready_at"] is not None]
    in_time = []
    for row in ready:
        at = clock(row["discharged_at"])
        into_the_day = timedelta(hours=at.hour, minutes=at.minute, seconds=at.second, microseconds=at.microsecond)
        if into_the_day // timedelta(milliseconds=1) <= 17 * HOUR * 1_000:
            in_time.append(row)
    return share(in_time, ready)


Clock = Callable[[datetime], datetime]
BEDS, CRITICAL = "general and acute beds", "adult critical care beds"


def over(found: Sequence[float], least: float, most: float = float("inf")) -> list[float]:
    return [one for one in found if least < one <= most]


ANSWERS: dict[str, tuple[str, str, Callable[[Sequence[Row], Clock], Answer]]] = {
    "incidents": ("incident", "called_at", lambda rows, clock: count(len(responded(rows)), rows)),
    "hear_and_treat_share": ("incident", "called_at", lambda rows, clock: ended(rows, "outcome", "hear and treat")),
    "see_and_treat_share": ("incident", "called_at", lambda rows, clock: ended(rows, "outcome", "see and treat")),
    "conveyance_share": (
        "incident",
        "called_at",
        lambda rows, clock: ended(rows, "outcome", "conveyed to an emergency department", "conveyed elsewhere"),
    ),
    **{
        f"category_{one}_mean": ("incident", "called_at", lambda rows, clock, one=one: mean(responses(rows, one)))
        for one in (1, 2, 3, 4)
    },
    **{
        f"category_{one}_p90": (
            "incident",
            "called_at",
            lambda rows, clock, one=one: centile(responses(rows, one), 0.9),
        )
        for one in (1, 2, 3, 4)
    },
    "ambulance_arrivals": (
        "incident",
        "at_hospital_at",
        lambda rows, clock: count(len(at_department(rows)), rows),
    ),
    "handover_mean": ("incident", "at_hospital_at", lambda rows, clock: mean(handed_over(rows))),
    "handovers_within_15_minutes_share": (
        "incident",
        "at_hospital_at",
        lambda rows, clock: share(over(handed_over(rows), -1e9, 900), handed_over(rows)),
    ),
    "handovers_within_30_minutes_share": (
        "incident",
        "at_hospital_at",
        lambda rows, clock: share(over(handed_over(rows), -1e9, 1_800), handed_over(rows)),
    ),
    "handovers_over_30_minutes_share": (
        "incident",
        "at_hospital_at",
        lambda rows, clock: share(over(handed_over(rows), 1_800), handed_over(rows)),
    ),
    "handovers_30_to_60_minutes": (
        "incident",
        "at_hospital_at",
        lambda rows, clock: count(len(over(handed_over(rows), 1_800, 3_600)), handed_over(rows)),
    ),
    "handovers_over_60_minutes": (
        "incident",
        "at_hospital_at",
        lambda rows, clock: count(len(over(handed_over(rows), 3_600)), handed_over(rows)),
    ),
    "four_hour_performance": (
        "attendance",
        "arrived_at",
        lambda rows, clock: within_four_hours(of_type(rows, *A_AND_E)),
    ),
    "four_hour_performance_type1": (
        "attendance",
        "arrived_at",
        lambda rows, clock: within_four_hours(of_type(rows, "type 1")),
    ),
    "attendances": ("attendance", "arrived_at", lambda rows, clock: count(len(of_type(rows, *A_AND_E)), rows)),
    "attendances_type1": ("attendance", "arrived_at", lambda rows, clock: count(len(of_type(rows, "type 1")), rows)),
    "attendances_type3": (
        "attendance",
        "arrived_at",
        lambda rows, clock: count(len(of_type(rows, "type 3", "type 4")), rows),
    ),
    "attendances_without_departure": (
        "attendance",
        "arrived_at",
        lambda rows, clock: count(len([row for row in of_type(rows, *A_AND_E) if not row["departed_at"]]), rows),
    ),
    "initial_assessment_within_15_minutes_share": (
        "attendance",
        "arrived_at",
        lambda rows, clock: share(
            over(times(of_type(rows, *A_AND_E), "arrived_at", "assessed_at"), -1e9, 900),
            times(of_type(rows, *A_AND_E), "arrived_at", "assessed_at"),
        ),
    ),
    "over_12_hours_from_arrival_share": (
        "attendance",
        "arrived_at",
        lambda rows, clock: share(
            over(times(of_type(rows, *A_AND_E), "arrived_at", "departed_at"), 12 * HOUR),
            times(of_type(rows, *A_AND_E), "arrived_at", "departed_at"),
        ),
    ),
    "waits_4_to_12_hours_from_decision": (
        "attendance",
        "arrived_at",
        lambda rows, clock: count(len(over(from_decision(rows), 4 * HOUR, 12 * HOUR)), from_decision(rows)),
    ),
    "waits_over_12_hours_from_decision": (
        "attendance",
        "arrived_at",
        lambda rows, clock: count(len(over(from_decision(rows), 12 * HOUR)), from_decision(rows)),
    ),
    "waits_over_12_hours_share": (
        "attendance",
        "arrived_at",
        lambda rows, clock: share(over(from_decision(rows), 12 * HOUR), from_decision(rows)),
    ),
    "conversion": (
        "attendance",
        "arrived_at",
        lambda rows, clock: ended(of_type(rows, *A_AND_E), "disposal", "admitted"),
    ),
    "general_and_acute_occupancy": ("occupancy", "at", lambda rows, clock: occupancy(pool(rows, BEDS))),
    "general_and_acute_beds_open": (
        "occupancy",
        "at",
        lambda rows, clock: count(looks(pool(rows, BEDS), "open") or 0.0, pool(rows, BEDS)),
    ),
    "general_and_acute_beds_occupied": (
        "occupancy",
        "at",
        lambda rows, clock: count(looks(pool(rows, BEDS), "occupied") or 0.0, pool(rows, BEDS)),
    ),
    "adult_critical_care_occupancy": ("occupancy", "at", lambda rows, clock: occupancy(pool(rows, CRITICAL))),
    "pool_occupancy": ("occupancy", "at", lambda rows, clock: occupancy(rows)),
    "length_of_stay_mean": (
        "stay",
        "discharged_at",
        lambda rows, clock: mean(times(rows, "admitted_at", "discharged_at")),
    ),
    "discharge_delay_mean": (
        "stay",
        "discharged_at",
        lambda rows, clock: mean(times(rows, "discharge_ready_at", "discharged_at")),
    ),
    "days_of_delayed_discharge": (
        "stay",
        "discharged_at",
        lambda rows, clock: count(sum(days_late(rows, clock)), days_late(rows, clock)),
    ),
    "discharged_after_ready_day_share": (
        "stay",
        "discharged_at",
        lambda rows, clock: share([day for day in days_late(rows, clock) if day > 0], days_late(rows, clock)),
    ),
    "discharged_by_1700_share": ("stay", "discharged_at", by_1700),
    **{
        f"pathway_{one}_share": (
            "stay",
            "discharged_at",
            lambda rows, clock, one=one: ended(rows, "pathway", f"P{one}"),
        )
        for one in (0, 1, 2, 3)
    },
}
"""Of each measure: its table, the instant by which a row belongs to a period, and the answer from its rows."""


def answers(name: str, rows: Sequence[Row], *, by: Every, zone: str = "UTC") -> dict[tuple[str, date], Answer]:
    """What a measure comes to, by organisation and first day of the period."""
    _, at, answer = ANSWERS[name]

    def clock(instant: datetime) -> datetime:
        return instant.astimezone(UTC if zone == "UTC" else ZoneInfo(zone))

    grouped: dict[tuple[str, date], list[Row]] = defaultdict(list)
    for row in rows:
        if row[at] is not None:
            grouped[row["organisation"], begins_with(clock(row[at]).date(), by)].append(row)
    return {key: answer(of_one, clock) for key, of_one in grouped.items()}

"""Measures on 999 incidents: how soon help came, how it ended, and how long crews waited at hospital."""

from dataclasses import replace

from everyweek.measures.catalogue import MEASURES
from everyweek.measures.events.event_measure import EventMeasure, RowsBy, rows_where
from everyweek.measures.events.own_definition import own_definition, unpublished
from everyweek.measures.measure import Measure
from everyweek.measures.winter import (
    AMBULANCE_ARRIVALS,
    HANDOVERS_30_TO_60_MINUTES,
    HANDOVERS_OVER_30_MINUTES_SHARE,
    HANDOVERS_OVER_60_MINUTES,
)

RESPONSE = "everyweek_seconds(called_at, on_scene_at)"
HANDOVER = "everyweek_seconds(at_hospital_at, handed_over_at)"
AT_DEPARTMENT = "(outcome is null or outcome <> 'conveyed elsewhere')"
"""Who is still inside the vehicle has no outcome yet."""
RESPONDED = "(outcome is not null or on_scene_at is not null)"
WAITING = "An incident that nobody has answered or reached when the rows end is not counted."
CENTILE = "Between two incidents it is interpolated in a straight line."
NOT_REACHED = (
    "An incident that nobody has reached when the rows end is not counted, which flatters when many of them wait."
)
STILL_WAITING = "A crew that is still waiting when the rows end is not counted, which flatters."
BY_CALL = "An incident belongs to the period of its call."
BY_ARRIVAL_AT_HOSPITAL = "A handover belongs to the period in which the ambulance arrived at hospital."
NOT_ELSEWHERE = "Patients conveyed elsewhere than to an emergency department are left out."
WHOSE = "It is the figure of whoever the row belongs to: with rows of an ambulance service, of all its hospitals."
ON_ROWS = own_definition("rows of incidents")
STANDARD = "; the NHS Standard Contract of 2021/22 asks for all within 15 minutes and none after 30 (Medscape, 2023)"

HANDOVER_WITHIN_15 = replace(
    unpublished(HANDOVERS_OVER_30_MINUTES_SHARE, source=ON_ROWS + STANDARD),
    name="handovers_within_15_minutes_share",
    title="Ambulance handovers within 15 minutes",
    short_title="Handovers within 15 min",
    meaning="Of patients who were handed over, the share handed over within 15 minutes of the ambulance's arrival.",
    why="It is the standard; every minute more keeps a crew from the next call.",
    caveats=(),
    polarity="up",
)
HANDOVER_WITHIN_30 = replace(
    HANDOVER_WITHIN_15,
    name="handovers_within_30_minutes_share",
    title="Ambulance handovers within 30 minutes",
    short_title="Handovers within 30 min",
    meaning="Of patients who were handed over, the share handed over within 30 minutes of the ambulance's arrival.",
    why="Nobody should wait longer; when some do, ambulances are queueing at the door.",
)
HANDOVER_MEAN = replace(
    HANDOVER_WITHIN_15,
    name="handover_mean",
    title="Mean time to hand a patient over",
    short_title="Mean handover",
    meaning="The mean time from the ambulance's arrival at hospital to the patient's handover.",
    why="Times the number of arrivals, it is what the service loses at the door.",
    polarity="down",
    unit="seconds",
    kind="mean",
)
on_calls = RowsBy("incident", "called_at", BY_CALL).measure
at_hospital = RowsBy("incident", "at_hospital_at", BY_ARRIVAL_AT_HOSPITAL).measure
"""A measure on the incidents of a period, by their call or by the ambulance's arrival at hospital."""


def mean_of(category: int) -> Measure:
    """The mean response of a category: the published measure, or one like it where none is published here."""
    published = MEASURES.get(f"category_{category}_mean")
    return published or replace(
        unpublished(MEASURES["category_2_mean"], source=ON_ROWS),
        name=f"category_{category}_mean",
        title=f"Category {category} mean response time",
        short_title=f"Category {category} mean",
        meaning=f"The mean time from call to arrival for Category {category} incidents.",
        why=MEASURES[f"category_{category}_p90"].why,
    )


def responses(category: int) -> tuple[EventMeasure, EventMeasure]:
    """Mean and 90th centile of the response to one category of incident."""
    reached = f"category = 'category {category}' and on_scene_at is not null"
    seconds = f"case when {reached} then {RESPONSE} end"
    ninetieth = f"percentile_cont(0.9) within group (order by {seconds})"
    return (
        on_calls(mean_of(category), f"sum({seconds})", rows_where(reached), NOT_REACHED),
        on_calls(MEASURES[f"category_{category}_p90"], ninetieth, rows_where(reached), NOT_REACHED, CENTILE),
    )


def outcome(name: str, *words: str) -> EventMeasure:
    """A share of incidents that ended in one way."""
    listed = ", ".join(f"'{word}'" for word in words)
    return on_calls(
        MEASURES[name],
        rows_where(f"outcome in ({listed})"),
        "count(outcome)",
        "Counted of incidents that have ended in a known way.",
    )


def handovers(measure: Measure, numerator: str) -> EventMeasure:
    """A measure on the patients who were handed over, by when the ambulance arrived."""
    whom = rows_where(f"{AT_DEPARTMENT} and handed_over_at is not null")
    return at_hospital(measure, numerator, whom, STILL_WAITING, NOT_ELSEWHERE, WHOSE)


EVENT_MEASURES = (
    on_calls(MEASURES["incidents"], rows_where(RESPONDED), "count(*)", WAITING),
    *(one for category in (1, 2, 3, 4) for one in responses(category)),
    outcome("hear_and_treat_share", "hear and treat"),
    outcome("see_and_treat_share", "see and treat"),
    outcome("conveyance_share", "conveyed to an emergency department", "conveyed elsewhere"),
    at_hospital(AMBULANCE_ARRIVALS, rows_where(AT_DEPARTMENT), "count(*)", NOT_ELSEWHERE, WHOSE),
    handovers(HANDOVER_MEAN, f"sum(case when {AT_DEPARTMENT} then {HANDOVER} end)"),
    handovers(HANDOVER_WITHIN_15, rows_where(f"{AT_DEPARTMENT} and {HANDOVER} <= 900")),
    handovers(HANDOVER_WITHIN_30, rows_where(f"{AT_DEPARTMENT} and {HANDOVER} <= 1800")),
    handovers(HANDOVERS_OVER_30_MINUTES_SHARE, rows_where(f"{AT_DEPARTMENT} and {HANDOVER} > 1800")),
    handovers(HANDOVERS_30_TO_60_MINUTES, rows_where(f"{AT_DEPARTMENT} and {HANDOVER} > 1800 and {HANDOVER} <= 3600")),
    handovers(HANDOVERS_OVER_60_MINUTES, rows_where(f"{AT_DEPARTMENT} and {HANDOVER} > 3600")),
)

"""How far back a chart reaches, and where a hole is too long to draw across."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from everyweek.tables import Every, Observation, period_end
from everyweek.web.measure.switches import Span

LONGEST_GAP: dict[Every, int] = {"day": 28, "week": 8, "month": 12, "quarter": 4}
"""Periods in a row without a figure that a chart still reaches across. After a longer hole everything begins anew: what
was counted last winter does not say how much this winter varies. Figures that are collected all year miss days or weeks
now and then, those of a winter miss thirty weeks or more, so that any number well between tells the two apart.
"""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far back a chart goes: its name on the page, and how many periods; None for all."""

    words: str
    periods: int | None


ALL_YEAR: dict[Every, dict[Span, Reach]] = {
    "day": {
        "recent": Reach("Last 13 weeks", 91),
        "longer": Reach("Last 53 weeks", 371),
        "all": Reach("All days", None),
    },
    "week": {"recent": Reach("Last 53 weeks", 53), "longer": Reach("Last 3 years", 157), "all": Reach("All", None)},
    "month": {
        "recent": Reach("Last 3 years", 36),
        "longer": Reach("Last 5 years", 60),
        "all": Reach("All months", None),
    },
    "quarter": {"recent": Reach("Last 5 years", 20), "longer": Reach("Last 10 years", 40), "all": Reach("All", None)},
}
SOME_OF_THE_YEAR: dict[Every, dict[Span, Reach]] = ALL_YEAR | {
    # A year would show one winter and a piece of the one before; three years show three whole ones.
    "week": {"recent": Reach("Last 3 years", 157), "longer": Reach("Last 5 years", 261), "all": Reach("All", None)},
}


def reaches(observations: Sequence[Observation], *, every: Every) -> dict[Span, Reach]:
    """The spans a reader may choose for a series: longer ones when it has holes, as one that is of winters only."""
    longest = SOME_OF_THE_YEAR[every]["recent"].periods
    newest = within(observations, every=every, periods=longest)
    return (
        SOME_OF_THE_YEAR[every] if any(_is_hole(*pair, every=every) for pair in pairwise(newest)) else ALL_YEAR[every]
    )


def within(observations: Sequence[Observation], *, every: Every, periods: int | None) -> list[Observation]:
    """The observations of the last so many periods, counted by the calendar; all of them when it is None.

    Counted back from the newest that has a value, so that one which has been missing for years still has a chart.
    """
    newest = next((row for row in reversed(observations) if row.value is not None), None)
    if periods is None or newest is None:
        return list(observations)
    earliest = _periods_before(newest.period_start, periods - 1, every)
    rows = [row for row in observations if row.period_start >= earliest]
    return rows if len(rows) == len(observations) else _without_stub(rows, every=every)


def _without_stub(rows: list[Observation], *, every: Every) -> list[Observation]:
    """The rows without the last few weeks of a winter that the span cuts off: too few to say anything."""
    hole = next((at for at, pair in enumerate(pairwise(rows), start=1) if _is_hole(*pair, every=every)), 0)
    return rows[hole:] if hole < LONGEST_GAP[every] else rows


def without_gaps(observations: Sequence[Observation], *, every: Every) -> list[Observation]:
    """The observations, with a missing one put in for each period between them that no loaded file holds.

    A hole longer than LONGEST_GAP is left as it is: there is nothing to say of each of 270 summer days.
    """
    filled = list(observations[:1])
    for before, here in pairwise(observations):
        if not _is_hole(before, here, every=every):
            start = before.period_end
            while start < here.period_start:
                filled.append(_missing(before, start, min(period_end(start, every), here.period_start)))
                start = filled[-1].period_end
        filled.append(here)
    return filled


def after_holes(observations: Sequence[Observation], *, every: Every) -> frozenset[int]:
    """Where, after a hole, the figures begin again: positions of observations.

    Both kinds of hole count: periods of which no file speaks, and periods that a file calls missing.
    """
    recorded = [at for at, row in enumerate(observations) if row.value is not None]
    return frozenset(
        here for before, here in pairwise(recorded) if _is_hole(observations[before], observations[here], every=every)
    )


def _is_hole(before: Observation, here: Observation, *, every: Every) -> bool:
    return here.period_start > _periods_before(before.period_end, -LONGEST_GAP[every], every)


def _periods_before(day: date, periods: int, every: Every) -> date:
    """The day so many periods before another; after it when the number is negative."""
    if every in ("day", "week"):
        return day - timedelta(days=periods * (1 if every == "day" else 7))
    months = day.year * 12 + day.month - 1 - periods * (1 if every == "month" else 3)
    return date(months // 12, months % 12 + 1, day.day)


def _missing(like: Observation, start: date, end: date) -> Observation:
    return replace(
        like,
        period_start=start,
        period_end=end,
        numerator=None,
        denominator=None,
        value=None,
        source="",
        missing_because=None,
        release_id=0,
    )

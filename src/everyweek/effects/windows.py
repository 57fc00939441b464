"""Which periods count as before a change and which as after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from everyweek.effects.errors import UnusableFigures
from everyweek.effects.months import month_after
from everyweek.variation.arrays import Flags, Numbers, Positions

SHORTEST_MONTH, USUAL_MONTH = 28, 30.4
"""Days: a quarter has 90 to 92, and is three of them."""


@dataclass(frozen=True, slots=True)
class Windows:
    """Columns in which the organisation has a figure.

    before, after : column numbers, oldest first.
    times         : for all of them, how many periods after the first period since the change; below 0 before it.
    is_over       : the figures reach the end of the window after, so that no more are to come.
    """

    before: Positions
    after: Positions
    times: Numbers
    is_over: bool

    @property
    def used(self) -> Positions:
        """Columns before, then those after."""
        return np.concatenate([self.before, self.after])


def windows(
    periods: Sequence[date], has_figure: Flags, *, changed: date, window_before: int, window_after: int
) -> Windows:
    """The periods around a change.

    After begins with the first period that starts on the day of the change or later. A period in which the change fell
    counts as neither, as part of it was before.

    >>> months = [date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1), date(2024, 4, 1)]
    >>> found = windows(months, np.full(4, True), changed=date(2024, 2, 10), window_before=24, window_after=12)
    >>> found.before.tolist(), found.after.tolist(), found.times.tolist()
    ([0], [2, 3], [-2.0, 0.0, 1.0])

    periods : first days of periods of one length, oldest first; a period may be missing from among them.
    """
    steps, days = _steps(periods)
    first_after = sum(one < changed for one in periods)
    last_before = first_after - 1
    if last_before >= 0 and _fell_inside(periods, last_before, changed, days):
        last_before -= 1
    begins = steps[first_after] if first_after < len(periods) else steps[-1] + 1
    ends_before = steps[last_before] if last_before >= 0 else begins - 1
    places = np.arange(len(periods))
    before = has_figure & (places <= last_before) & (steps > ends_before - window_before)
    after = has_figure & (places >= first_after) & (steps < begins + window_after)
    used = np.concatenate([np.flatnonzero(before), np.flatnonzero(after)])
    return Windows(
        before=np.flatnonzero(before),
        after=np.flatnonzero(after),
        times=np.asarray(steps[used] - begins, dtype=np.float64),
        is_over=bool(steps[-1] >= begins + window_after - 1),
    )


def _fell_inside(periods: Sequence[date], last: int, changed: date, days: float) -> bool:
    """Whether the change fell inside the last period that began before it, and not after its end, in one missing here.

    days : that a period usually has; those that begin on the first of a month are taken for months, by the calendar.
    """
    begins = periods[last]
    is_of_months = begins.day == 1 and days >= SHORTEST_MONTH
    ends = month_after(begins, round(days / USUAL_MONTH)) if is_of_months else begins + timedelta(round(days))
    return changed < ends and changed not in periods


def _steps(periods: Sequence[date]) -> tuple[Positions, float]:
    """Numbers of the periods, holes counted, and how many days one of them usually has."""
    days = np.diff([one.toordinal() for one in periods])
    if len(periods) < 2 or (days <= 0).any():
        raise UnusableFigures("Periods must be at least two, each later than the one before. Sort them, each once.")
    usual = float(np.median(days))
    return np.concatenate([[0], np.cumsum(np.maximum(1, np.round(days / usual)).astype(np.intp))]), usual

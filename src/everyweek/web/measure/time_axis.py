"""Time along a chart whose figures have holes: to scale within each stretch, a hole as narrow as its words allow.

Three winters of fifteen weeks fill 45 weeks of an axis of 170; drawn to scale throughout, a telephone would show three
smudges. So a hole becomes a band of one width, shaded and labelled with the months it leaves out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np

from everyweek.tables import Observation
from everyweek.web.design import wording

WIDTH_OF_A_HOLE = 0.06
"""Of all days with figures; on a telephone (some 290 pixels) it leaves 17, enough for a line of words set upright."""

SHORTEST_STRETCH = 0.25
"""A stretch with less than this share of the longest one has no date of its own on the axis: it would not fit."""


@dataclass(frozen=True, slots=True)
class Hole:
    """A time without figures. first, last : its first and last day."""

    first: date
    last: date

    @property
    def words(self) -> str:
        """What stands in the band."""
        return f"no figures {self.first:%b %Y} – {self.last:%b %Y}"


@dataclass(frozen=True, slots=True)
class Tick:
    """A date on the axis."""

    place: float
    label: str


class TimeAxis:
    """Places along a chart, in days of those that have figures.

    observations : as they are drawn, oldest first; a hole is where one ends before the next begins.
    """

    def __init__(self, observations: Sequence[Observation]) -> None:
        apart = [(before, here) for before, here in pairwise(observations) if before.period_end < here.period_start]
        self.holes = tuple(Hole(before.period_end, here.period_start - timedelta(days=1)) for before, here in apart)
        begins = [observations[0].period_start, *(here.period_start for _, here in apart)]
        ends = [*(before.period_end for before, _ in apart), observations[-1].period_end]
        self.stretches = tuple(zip(begins, ends, strict=True))
        width = WIDTH_OF_A_HOLE * sum((end - begin).days for begin, end in self.stretches)
        self._days: list[int] = []
        self._places: list[float] = []
        place = 0.0
        for begin, end in self.stretches:
            self._days += [begin.toordinal(), end.toordinal()]
            self._places += [place, place + (end - begin).days]
            place = self._places[-1] + width

    @property
    def is_broken(self) -> bool:
        """Whether there is any hole."""
        return bool(self.holes)

    def place(self, day: date) -> float:
        """Where a day stands; one in a hole stands in its band, in proportion."""
        return round(float(np.interp(day.toordinal(), self._days, self._places)), 2)

    def ticks(self, at_most: int) -> tuple[Tick, ...]:
        """Dates for the axis: the beginning of every stretch that is long enough, then months in between."""
        longest = max((end - begin).days for begin, end in self.stretches)
        wide = [(begin, end) for begin, end in self.stretches if (end - begin).days >= SHORTEST_STRETCH * longest]
        shown = wide[:: -(-len(wide) // at_most)]
        between = at_most // len(wide) - 1
        days = [day for begin, end in shown for day in (begin, *_months_between(begin, end, at_most=between))]
        return tuple(Tick(self.place(day), f"{day:%b %Y}") for day in days)


def _months_between(begin: date, end: date, *, at_most: int) -> list[date]:
    """The first days of some months inside a stretch, not so near to its ends that dates would touch."""
    months = []
    first = begin
    while (first := (first.replace(day=1) + timedelta(days=32)).replace(day=1)) < end - timedelta(days=14):
        if (first - begin).days > 14:
            months.append(first)
    if at_most < 1 or not months:
        return []
    return months[:: -(-len(months) // at_most)]


def span_in_words(observations: Sequence[Observation]) -> str:
    """From the first period to the last."""
    return wording.period(observations[0].period_start, observations[-1].period_end)

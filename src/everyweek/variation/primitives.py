"""The four patterns every rule is made of: beyond, run, trend, m of n.

Each is plain data with one method, `marks`: which points does the pattern mark on the high side, and which on the low?
High is above the mean or rising, low is below it or falling. Nothing here knows which of them is good.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

import numpy as np

from everyweek.variation.arrays import Flags
from everyweek.variation.points import Points
from everyweek.variation.windows import count_in_windows, points_in_windows, windows_that_hold


class Marks(NamedTuple):
    """The points a pattern marks; each an ndarray of shape (n_series, n_points).

    high, low  : marked on that side; a turning point between two trends is both.
    shown_high : of the marked points, those to be shown as high if this pattern decides; the others are shown as low.
    """

    high: Flags
    low: Flags
    shown_high: Flags


class Pattern(Protocol):
    """Anything that can mark points."""

    def marks(self, points: Points) -> Marks:
        """The points the pattern marks."""


@dataclass(frozen=True, slots=True)
class Beyond:
    """One point strictly outside a limit."""

    def marks(self, points: Points) -> Marks:
        """The points outside a limit."""
        high, low = points.beyond(1.0)
        return Marks(high, low, shown_high=high)


@dataclass(frozen=True, slots=True)
class Run:
    """At least `length` consecutive points on one side of the mean. A point on the mean breaks it."""

    length: int

    def marks(self, points: Points) -> Marks:
        """The points of every run on one side."""
        high, low = self._points(points.above), self._points(points.below)
        return Marks(high, low, shown_high=high)

    def _points(self, on_side: Flags) -> Flags:
        return points_in_windows(windows_that_hold(on_side, self.length), self.length, n_points=on_side.shape[1])


@dataclass(frozen=True, slots=True)
class Trend:
    """At least `length` consecutive points each higher (or each lower) than the one before. A tie breaks it.

    direction : how a marked point is shown.
                "step": by its step to the next point if that is in a trend too, else by the step that led to it; a
                level step counts as falling. Two trends that follow one another without a shared point thus show the
                last point of the first by the step between them, whichever way its own trend went.
                "own": by the trend the point is in; at a turning point by the newer of the two.
    """

    length: int
    direction: Literal["step", "own"]

    def marks(self, points: Points) -> Marks:
        """The points of every rise and fall."""
        high, low = self._points(points.rising), self._points(points.falling)
        rises_next = np.zeros_like(high)
        rises_next[:, :-1] = points.rising[:, 1:]
        if self.direction == "own":
            return Marks(high, low, shown_high=high & (~low | rises_next))
        in_trend = high | low
        leads_on = np.zeros_like(high)
        leads_on[:, :-1] = in_trend[:, 1:]
        return Marks(high, low, shown_high=np.where(leads_on, rises_next, points.rising))

    def _points(self, steps: Flags) -> Flags:
        """Points of every complete trend; `steps` are the steps that lead to each point."""
        windows = windows_that_hold(steps[:, 1:], self.length - 1)
        return points_in_windows(windows, self.length, n_points=steps.shape[1])


@dataclass(frozen=True, slots=True)
class MOutOfN:
    """At least `m` of `n` consecutive points far out, and all `n` of them on the same side of the mean.

    Far out is beyond `share` of the way from the mean to a limit. Only the points far out are marked.

    counts_outside : whether a point outside the limits counts as far out.
    """

    m: int
    n: int
    share: float
    counts_outside: bool

    def marks(self, points: Points) -> Marks:
        """The far points of every window that holds."""
        far_high, far_low = points.beyond(self.share)
        if not self.counts_outside:
            outside_high, outside_low = points.beyond(1.0)
            far_high, far_low = far_high & ~outside_high, far_low & ~outside_low
        high = self._points(far_high, points.above)
        low = self._points(far_low, points.below)
        return Marks(high, low, shown_high=high)

    def _points(self, far: Flags, on_side: Flags) -> Flags:
        windows = windows_that_hold(on_side, self.n) & (count_in_windows(far, self.n) >= self.m)
        return far & points_in_windows(windows, self.n, n_points=far.shape[1])

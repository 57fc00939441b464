"""What the patterns look at: each point against the mean, the limits and the point before it."""

from dataclasses import dataclass

import numpy as np

from everyweek.variation.arrays import Flags, Numbers
from everyweek.variation.limits import Limits


@dataclass(frozen=True, slots=True)
class Points:
    """The points of many series, as a pattern sees them. A missing point is neither above, below, rising nor falling.

    deviation      : ndarray of shape (n_series, n_points), value minus mean; NaN where missing or not to be judged.
    reach          : ndarray of shape (n_series, 1), distance from the mean to a limit, in the unit of the values.
    tolerance      : ndarray of shape (n_series, 1), differences up to this are ties.
    above, below   : ndarrays of shape (n_series, n_points), on that side of the mean.
    rising, falling: ndarrays of shape (n_series, n_points), the step from the point before goes that way; never at
                     the first point, nor on either side of a gap.
    """

    deviation: Numbers
    reach: Numbers
    tolerance: Numbers
    above: Flags
    below: Flags
    rising: Flags
    falling: Flags

    def beyond(self, share: float) -> tuple[Flags, Flags]:
        """Above and below a line at this share of the way from the mean to a limit, strictly."""
        line = share * self.reach + self.tolerance
        return self.deviation > line, self.deviation < -line


def read_points(values: Numbers, limits: Limits) -> Points:
    """See each point against the mean, the limits and the point before it.

    values : ndarray of shape (n_series, n_points), NaN where missing.
    limits : of the same series. Where they are withheld nothing is judged; where a series is constant but for odd
             points the side of the mean says nothing, and no point is above or below.
    """
    judged = np.where(limits.withheld, np.nan, values) if limits.withheld.any() else values
    deviation = judged - limits.mean
    step = judged[:, 1:] - judged[:, :-1]  # of the values: a trend needs no mean
    odd = limits.constant_but_for_odd_points
    sided = np.where(odd, np.nan, deviation) if odd.any() else deviation
    return Points(
        deviation=deviation,
        reach=limits.reach,
        tolerance=limits.tolerance,
        above=sided > limits.tolerance,
        below=sided < -limits.tolerance,
        rising=_from_second_point(step > limits.tolerance),
        falling=_from_second_point(step < -limits.tolerance),
    )


def _from_second_point(holds: Flags) -> Flags:
    flags = np.zeros((holds.shape[0], holds.shape[1] + 1), dtype=np.bool_)
    flags[:, 1:] = holds
    return flags

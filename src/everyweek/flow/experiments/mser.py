"""After which time a series has settled, and a smoothed picture of it: arrays in, arrays out."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BATCH = 5
"""Values in a batch of MSER-5."""
ROUNDING = 1e-12
"""Differences of less than this share of the largest value come from rounding alone, and say nothing."""


@dataclass(frozen=True, slots=True)
class Settled:
    """Where a series has settled.

    values : how many of its first values are left out; None when the series is too short to tell.
    curve  : (n_batches // 2 + 1,) the squared marginal standard error by how many batches are left out.
    """

    values: int | None
    curve: NDArray[np.float64]


def settled(series: NDArray[np.float64], *, batch: int = BATCH) -> Settled:
    """How many of the first values of a series to leave out so that the mean of the others is as sure as can be.

    With few left out, those from before the series settled spread the rest; with many, little is left. In between the
    squared marginal standard error, spread over number squared, is least. It is looked for in the first half; when it
    still falls there, or is least at its end, the series has not settled, or too little of it is left to say.

    series : (n,) in the order of time, none missing; batch : how many values are averaged first.
    Raises ValueError for fewer than four batches.
    Source: K. P. White, “An effective truncation heuristic for bias reduction in simulation output”, Simulation 69
    (1997), and K. P. White, M. J. Cobb and S. C. Spratt, “A comparison of five steady-state truncation heuristics for
    simulation”, Winter Simulation Conference 2000 (batches of five; the first half).

    >>> settled(np.array([9.0] * 10 + [1.0, 2.0] * 30)).values
    10
    """
    number = len(series) // batch
    if number < 4:
        raise ValueError(f"{len(series)} values are too few: at least {4 * batch} are needed.")
    means = series[: number * batch].reshape(number, batch).mean(axis=1)
    # sums from each batch to the end, of numbers near nought, so that squares lose no digits
    near = means - means[number // 2 :].mean()
    near[np.abs(near) <= ROUNDING * np.abs(means).max()] = 0.0
    left = np.arange(number, 0, -1)
    sums, squares = (np.cumsum(each[::-1])[::-1] for each in (near, near**2))
    curve = (np.maximum(squares - sums**2 / left, 0.0) / left.astype(np.float64) ** 2)[: number // 2 + 1]
    least = int(np.argmin(curve))
    return Settled(None if least == number // 2 else least * batch, curve)


def smoothed(series: NDArray[np.float64], *, to_each_side: int) -> NDArray[np.float64]:
    """Welch's moving average: each value with so many to each side of it, near the beginning with as many as there are.

    series : (n,), usually the mean over replications. Returns (n - to_each_side,).
    Source: P. D. Welch, “The statistical analysis of simulation results”, in S. S. Lavenberg (ed.), The Computer
    Performance Modeling Handbook, 1983.

    >>> smoothed(np.array([0.0, 3.0, 6.0, 0.0, 3.0]), to_each_side=1)
    array([0., 3., 3., 3.])
    """
    upto = np.concatenate([[0.0], np.cumsum(series)])
    here = np.arange(len(series) - to_each_side)
    side = np.minimum(here, to_each_side)
    return np.asarray((upto[here + side + 1] - upto[here - side]) / (2 * side + 1))

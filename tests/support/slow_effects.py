"""Pooling and looking for a change the slow and obvious way, from the definitions and in plain floats."""

import math
from collections.abc import Sequence
from statistics import fmean


def scatter_of(logs: Sequence[float], variances: Sequence[float], tau_squared: float) -> float:
    """The sum of squared distances from the weighed mean, each over its variance."""
    weights = [1 / (variance + tau_squared) for variance in variances]
    mean = math.fsum(w * y for w, y in zip(weights, logs, strict=True)) / math.fsum(weights)
    return math.fsum(w * (y - mean) ** 2 for w, y in zip(weights, logs, strict=True))


def paule_mandel(logs: Sequence[float], variances: Sequence[float]) -> float:
    """Where the scatter is one less than the number of studies, by halving; 0 where it never is as much."""
    wanted = len(logs) - 1
    if scatter_of(logs, variances, 0.0) <= wanted:
        return 0.0
    low, high = 0.0, 1.0
    while scatter_of(logs, variances, high) > wanted:
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if scatter_of(logs, variances, middle) > wanted else (low, middle)
    return (low + high) / 2


def months_outside_or_in_a_run(before: Sequence[float], after: Sequence[float]) -> list[int]:
    """Where after a change, from 0, a month lies above the upper limit or in a run of seven above the mean.

    The limits are those of a window before without an extreme moving range, so that none is screened out.
    """
    mean = fmean(before)
    ranges = [abs(before[at] - before[at - 1]) for at in range(1, len(before))]
    assert max(ranges) < 3.267 * fmean(ranges), "give an oracle a window that it can judge"
    upper = mean + 2.66 * fmean(ranges)
    found = {at for at, value in enumerate(after) if value > upper}
    for start in range(len(after) - 6):
        if all(value > mean for value in after[start : start + 7]):
            found |= set(range(start, start + 7))
    return sorted(found)

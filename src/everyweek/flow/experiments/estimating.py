"""A mean over replications, and how sure it is.

Replications are independent of one another; patients of one replication are not, since they queued together. So every
interval is Student's over replications. Wilson's for a share takes each patient for an independent trial: of the waits
in a queue of two servers, 60 % busy, it was 3.5 times too narrow and held the truth in 43 of 100 experiments instead of
95 (`tests/validation/test_experiments_coverage.py`).

A mean or share of patients is a ratio: minutes over patients, those in time over all. It is estimated as sum over sum,
as `measures` does for a real hospital, and not as the mean of each replication's ratio: a busy replication has more
patients and longer waits, and the mean of ratios would weigh it as a quiet one, however many replications there are.
The interval is that of the classical ratio estimator: of each replication as if it were
`ratio + (minutes - ratio · patients) / mean patients`, numbers whose mean is the ratio.
Source: W. G. Cochran, Sampling Techniques, third edition, 1977, chapter 6.
"""

from dataclasses import dataclass
from math import nan, sqrt

import numpy as np
from numpy.typing import NDArray

from everyweek.flow.experiments.figures import Figure
from everyweek.flow.experiments.outcome import Outcomes

SURE = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over replications. half_width : of its 95 % interval; not a number with fewer than two replications."""

    mean: float
    half_width: float

    @property
    def low(self) -> float:
        """Where the interval begins."""
        return self.mean - self.half_width

    @property
    def high(self) -> float:
        """Where the interval ends."""
        return self.mean + self.half_width


def estimate(values: NDArray[np.float64]) -> Estimate:
    """The mean of values that are there, with its 95 % interval by Student's t.

    >>> estimate(np.array([1.0, 2.0, 3.0]))  # doctest: +ELLIPSIS
    Estimate(mean=2.0, half_width=2.48...)
    """
    there = values[~np.isnan(values)]
    if not len(there):
        return Estimate(nan, nan)
    return Estimate(float(there.mean()), half_width_of(there))


def half_width_of(values: NDArray[np.float64], *, sure: float = SURE) -> float:
    """Half of Student's interval of the mean of values; not a number for fewer than two."""
    if len(values) < 2:
        return nan
    return students_t(len(values) - 1, sure=sure) * float(values.std(ddof=1)) / sqrt(len(values))


def students_t(freedom: float, *, sure: float = SURE) -> float:
    """How many standard errors an interval goes to each side.

    >>> round(students_t(9), 3), round(students_t(9, sure=0.99), 3)
    (2.262, 3.25)
    """
    from scipy.special import stdtrit

    return float(stdtrit(freedom, (1.0 + sure) / 2.0))


def as_means(ratios: NDArray[np.float64], divided_by: NDArray[np.float64]) -> NDArray[np.float64]:
    """Numbers of replications whose mean is the ratio of sums, and whose spread is its own.

    ratios     : (n,) such as the mean wait in each; not a number where nobody came.
    divided_by : (n,) patients in each. Returns (n,), not a number where nobody came.

    >>> as_means(np.array([1.0, 4.0, np.nan]), np.array([100.0, 50.0, 0.0]))  # 300 minutes of 150 patients
    array([0.66666667, 3.33333333,        nan])
    """
    there = divided_by > 0
    found = np.full(len(ratios), nan)
    if there.any():
        patients, sums = divided_by[there], ratios[there] * divided_by[there]
        ratio = sums.sum() / patients.sum()
        found[there] = ratio + (sums - ratio * patients) / patients.mean()
    return found


def means_of(outcomes: Outcomes, figure: Figure) -> NDArray[np.float64]:
    """A figure in each replication, as numbers of which the mean is to be estimated: shape (n,).

    A ratio as `as_means` gives it; everything else as it is. Raises KeyError for a figure that the model does not have.
    """
    values = outcomes.column(figure)
    return values if figure.divided_by is None else as_means(values, outcomes.column(figure.divided_by))


def estimate_of(outcomes: Outcomes, figure: Figure) -> Estimate:
    """A figure over replications, with its 95 % interval.

    When every replication has a share of exactly 0, or of exactly 1, the spread between them says nothing about how
    sure that is, and the half width is not a number.
    """
    found = estimate(means_of(outcomes, figure))
    if figure.unit == "share" and found.mean in (0.0, 1.0):
        return Estimate(found.mean, nan)
    return found

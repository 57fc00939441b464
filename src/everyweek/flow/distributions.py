"""How long something takes, or how large something is, when it differs from patient to patient.

Each is given by what a service knows of it: a mean, a standard deviation, quantiles, or the times themselves. Amounts
are lengths of time (`Duration`), or plain numbers where an attribute of a patient is set; never both in one.
"""

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

from everyweek.flow.amounts import MOST_SPREAD, Amount, not_above_nought, plain
from everyweek.flow.mean_and_spread import Exponential, Gamma, Lognormal
from everyweek.flow.quantities import Duration


@dataclass(frozen=True, slots=True)
class Fixed:
    """The same for everybody."""

    value: Amount

    @property
    def mean(self) -> float:
        """The mean, in minutes or as a plain number."""
        return plain(self.value)

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """What it was given."""
        return (self.value,)

    def faults(self) -> tuple[str, ...]:
        """What is wrong with it."""
        return ()


@dataclass(frozen=True, slots=True)
class Weibull:
    """Wears out (shape above 1) or hardens (below 1) as it goes on.

    shape : a plain number.
    scale : what 63 % stay below.
    """

    shape: float
    scale: Amount

    @property
    def mean(self) -> float:
        """The mean, in minutes or as a plain number."""
        return plain(self.scale) * math.gamma(1 + 1 / self.shape)

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """What it was given that has the unit of what is drawn."""
        return (self.scale,)

    def faults(self) -> tuple[str, ...]:
        """What is wrong with it."""
        found = not_above_nought("shape", self.shape) + not_above_nought("scale", plain(self.scale))
        if not found and not 0.05 <= self.shape <= MOST_SPREAD:
            return (f"Its shape is {self.shape:g}, and a shape is from 0.05 to {MOST_SPREAD:,.0f}.",)
        return found


@dataclass(frozen=True, slots=True)
class Triangular:
    """Between a least and a most, with one that is likeliest: an estimate by those who do the work."""

    least: Amount
    likeliest: Amount
    most: Amount

    @property
    def mean(self) -> float:
        """The mean, in minutes or as a plain number."""
        return sum(map(plain, self.amounts)) / 3

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """What it was given."""
        return (self.least, self.likeliest, self.most)

    def faults(self) -> tuple[str, ...]:
        """What is wrong with it."""
        least, likeliest, most = map(plain, self.amounts)
        if least <= likeliest <= most and least < most:
            return ()
        return ("The least, the likeliest and the most are not in this order, or all the same.",)


@dataclass(frozen=True, slots=True)
class Sample:
    """One of the values that were seen, each as likely as it was often. values : at least one."""

    values: tuple[Amount, ...]

    @property
    def mean(self) -> float:
        """The mean of the values, in minutes or as a plain number."""
        return math.fsum(map(plain, self.values)) / len(self.values)

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """What it was given."""
        return self.values

    def faults(self) -> tuple[str, ...]:
        """What is wrong with it."""
        return () if self.values else ("It has no value to draw from.",)


@dataclass(frozen=True, slots=True)
class Quantiles:
    """Known by some of its quantiles, and evenly spread between two neighbours.

    shares : shares of patients, from 0 to 1, rising; the first is 0 (the least) and the last 1 (the most).
    values : what so many stay below, not falling; as many as shares.
    """

    shares: tuple[float, ...]
    values: tuple[Amount, ...]

    @classmethod
    def uniform(cls, least: Amount, most: Amount) -> Self:
        """Every value between two as likely as any other.

        >>> Quantiles.uniform(Duration(10.0), Duration(20.0)).mean
        15.0
        """
        return cls((0.0, 1.0), (least, most))

    @property
    def mean(self) -> float:
        """The mean, in minutes or as a plain number."""
        steps = zip(pairwise(self.shares), pairwise(map(plain, self.values)), strict=True)
        return math.fsum((right - left) * (low + high) / 2 for (left, right), (low, high) in steps)

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """What it was given."""
        return self.values

    def faults(self) -> tuple[str, ...]:
        """What is wrong with it."""
        if len(self.shares) != len(self.values) or len(self.shares) < 2:
            return ("It needs as many values as shares, and at least two of each.",)
        found = []
        if self.shares[0] != 0 or self.shares[-1] != 1:
            found.append("Its first share must be 0, with the least value, and its last 1, with the largest.")
        if any(not right > left for left, right in pairwise(self.shares)):
            found.append("Its shares do not rise.")
        if any(right < left for left, right in pairwise(map(plain, self.values))):
            found.append("Its values fall: of two shares the larger has the larger value.")
        return tuple(found)


Distribution = Fixed | Exponential | Gamma | Lognormal | Weibull | Triangular | Sample | Quantiles


def faults_of(found: Distribution, *, of_time: bool) -> tuple[str, ...]:
    """What is wrong with a distribution. of_time : of lengths of time; else of plain numbers.

    >>> faults_of(Exponential(5.0), of_time=True)
    ('It needs a unit, such as “5 minutes”.',)
    """
    if any(isinstance(amount, Duration) is not of_time for amount in found.amounts):
        return ("It needs a unit, such as “5 minutes”.",) if of_time else ("It is a plain number, without a unit.",)
    if any(not math.isfinite(plain(amount)) for amount in found.amounts):
        return ("One of its numbers is not finite.",)
    return found.faults()


__all__ = [
    "Amount", "Distribution", "Exponential", "Fixed", "Gamma", "Lognormal", "Quantiles", "Sample", "Triangular",
    "Weibull", "faults_of", "plain",
]  # fmt: skip

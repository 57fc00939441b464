"""Distributions that are known by their mean and, but for the exponential one, their standard deviation."""

import math
from dataclasses import dataclass
from typing import Self

from everyweek.flow.amounts import MOST_SPREAD, Amount, like, not_above_nought, plain


@dataclass(frozen=True, slots=True)
class _OfMean:
    """What is given by its mean."""

    mean_amount: Amount

    @property
    def mean(self) -> float:
        """The mean, in minutes or as a plain number."""
        return plain(self.mean_amount)

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """What it was given."""
        return (self.mean_amount,)

    def faults(self) -> tuple[str, ...]:
        """What is wrong with it."""
        return not_above_nought("mean", self.mean)


@dataclass(frozen=True, slots=True)
class Exponential(_OfMean):
    """Without memory: however long it took already, the rest takes as long on average."""


@dataclass(frozen=True, slots=True)
class _OfMeanAndSpread(_OfMean):
    """What is given by its mean and its standard deviation."""

    standard_deviation: Amount

    @property
    def spread(self) -> float:
        """The standard deviation over the mean: how much patients differ from one another."""
        return plain(self.standard_deviation) / self.mean

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """What it was given."""
        return (self.mean_amount, self.standard_deviation)

    def faults(self) -> tuple[str, ...]:
        """What is wrong with it."""
        found = not_above_nought("mean", self.mean) + not_above_nought(
            "standard deviation", plain(self.standard_deviation)
        )
        if not found and not 1 / MOST_SPREAD <= self.spread <= MOST_SPREAD:
            return (f"Its standard deviation is {self.spread:g} times its mean, which no service has.",)
        return found


@dataclass(frozen=True, slots=True)
class Gamma(_OfMeanAndSpread):
    """Humped, with a tail that falls as fast as an exponential one."""

    @classmethod
    def of_shape(cls, shape: float, scale: Amount) -> Self:
        """The one of a shape and a scale, as statistics packages give it.

        >>> from everyweek.flow.quantities import minutes
        >>> Gamma.of_shape(4.0, minutes(5))
        Gamma(mean_amount=Duration(minutes=20.0), standard_deviation=Duration(minutes=10.0))
        """
        return cls(like(scale, shape * plain(scale)), like(scale, math.sqrt(shape) * plain(scale)))

    @property
    def shape(self) -> float:
        """The shape: squared mean over variance."""
        return 1 / self.spread**2

    @property
    def scale(self) -> float:
        """The scale: variance over mean."""
        return self.spread * plain(self.standard_deviation)


@dataclass(frozen=True, slots=True)
class Lognormal(_OfMeanAndSpread):
    """Humped, with a long tail: most lengths of stay look like it. Its own mean, not that of its logarithm."""

    @classmethod
    def of_logs(cls, mu: float, sigma: float, unit: Amount) -> Self:
        """The one whose logarithm, of numbers in a unit, has the mean mu and the standard deviation sigma.

        >>> from everyweek.flow.quantities import minutes
        >>> round(Lognormal.of_logs(3.0, 0.5, minutes(1)).mean, 3)
        22.76
        """
        mean = math.exp(mu + sigma**2 / 2)
        return cls(like(unit, mean * plain(unit)), like(unit, mean * math.sqrt(math.expm1(sigma**2)) * plain(unit)))

    @classmethod
    def of_median(cls, median: Amount, *, mean: Amount) -> Self:
        """The one with a median and a mean above it, as publications give them.

        >>> from everyweek.flow.quantities import hours
        >>> str(Lognormal.of_median(hours(4), mean=hours(5)).standard_deviation)
        '225 minutes'
        """
        # Of a lognormal, mean over median is exp(sigma² / 2), and one more than the squared spread is exp(sigma²).
        spread = math.sqrt((plain(mean) / plain(median)) ** 2 - 1)
        return cls(mean, like(mean, plain(mean) * spread))

    @classmethod
    def of_quantile(cls, median: Amount, *, share: float, value: Amount) -> Self:
        """The one with a median and another quantile. share : of patients below the value, above a half.

        >>> from everyweek.flow.quantities import hours
        >>> found = Lognormal.of_quantile(hours(1), share=0.9, value=hours(4))
        >>> round(found.sigma, 4), round(math.exp(found.mu), 6)
        (1.0817, 60.0)
        """
        from statistics import NormalDist

        sigma = math.log(plain(value) / plain(median)) / NormalDist().inv_cdf(share)
        return cls.of_logs(math.log(plain(median)), sigma, like(median, 1.0))

    @property
    def sigma(self) -> float:
        """The standard deviation of the logarithm."""
        return math.sqrt(math.log1p(self.spread**2))

    @property
    def mu(self) -> float:
        """The mean of the logarithm."""
        return math.log(self.mean) - self.sigma**2 / 2

"""Where patients come from: how often, at which hours, and of which classes."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from everyweek.flow.distributions import Distribution
from everyweek.flow.quantities import HOURS_OF_A_WEEK, Duration, Rate

MONTHS = 12
MOST_AN_HOUR = 1_000_000
NEAR = 1e-9
"""Shares that add up to one within this do add up to one."""


@dataclass(frozen=True, slots=True)
class Poisson:
    """Patients who come independently of one another, more of them at some hours than at others.

    rate           : for each hour of the week (168 rates), or one for all.
    monthly_factor : by what the rate is multiplied in each month, January first (12); none for the same all year.
    """

    rate: Rate | tuple[Rate, ...]
    monthly_factor: tuple[float, ...] = ()

    @property
    def weekly(self) -> tuple[float, ...]:
        """Patients an hour, for each hour of the week: 168 numbers."""
        rates = (self.rate,) * HOURS_OF_A_WEEK if isinstance(self.rate, Rate) else self.rate
        return tuple(rate.per_hour for rate in rates)

    def faults(self) -> tuple[str, ...]:
        """What is wrong with it."""
        found = []
        if len(self.weekly) != HOURS_OF_A_WEEK:
            found.append(f"It has {len(self.weekly)} rates, and a week has {HOURS_OF_A_WEEK} hours.")
        if self.monthly_factor and len(self.monthly_factor) != MONTHS:
            found.append(f"It has {len(self.monthly_factor)} factors for the months, and a year has {MONTHS}.")
        if any(not 0 <= factor < math.inf for factor in self.monthly_factor):
            found.append("A factor of a month is below nought, or not finite.")
        if not any(self.weekly):
            found.append("Nobody ever comes. Leave the stream out, or give it a rate.")
        if max(self.weekly, default=0) * max(self.monthly_factor, default=1.0) > MOST_AN_HOUR:
            found.append(f"More than {MOST_AN_HOUR:,} patients come in an hour, which no service has.")
        return tuple(found)


@dataclass(frozen=True, slots=True)
class AtTimes:
    """Patients who came when real ones did. times : since the start of the run, not falling."""

    times: tuple[Duration, ...]

    def faults(self) -> tuple[str, ...]:
        """What is wrong with it."""
        if not self.times:
            return ("It has no time at which anybody comes.",)
        if any(later < sooner for sooner, later in zip(self.times, self.times[1:], strict=False)):
            return ("Its times are not in order.",)
        return ()


@dataclass(frozen=True, slots=True)
class Stream:
    """Patients who come by one way, and the pathway on which they begin.

    name       : as it is shown; it names the stream's own luck too, so that other streams do not change it.
    arrivals   : when they come.
    pathway    : the name of the pathway on which they begin.
    classes    : the share of each class among them, by its name; they add up to one. Empty for the model's only class.
    attributes : what is drawn for each of them when they come, by the attribute's name.
    about      : a sentence for readers.
    """

    name: str
    arrivals: Poisson | AtTimes
    pathway: str
    classes: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    attributes: Mapping[str, Distribution] = field(default_factory=lambda: MappingProxyType({}))
    about: str = ""

    def faults(self) -> tuple[str, ...]:
        """What is wrong with it, but for the names that it uses."""
        return self.arrivals.faults() + faults_of_shares(self.classes)


def faults_of_shares(classes: Mapping[str, float]) -> tuple[str, ...]:
    """What is wrong with the shares of classes, by their names; empty for the only class."""
    if any(not 0 <= share < math.inf for share in classes.values()):
        return ("A share of a class is below nought, or not finite.",)
    if classes and abs(sum(classes.values()) - 1) > NEAR:
        return (f"The shares of its classes add up to {sum(classes.values()):g}, and not to 1.",)
    return ()

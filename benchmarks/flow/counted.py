"""What a run of a model counted, alike for every engine, and how the engines in plain Python draw and count."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from flow import figures

OF_QUEUE = ("wait",)
OF_DEPARTMENT = (*(f"triage wait, {acuity}" for acuity in figures.ACUITIES), "within four hours", "bed wait")
OF_POOLS = tuple(f"{pool} {what}" for what in ("waiting for", "in use of") for pool in ("nurses", "cubicles", "beds"))
"""Means over time, which only Everyweek and the peer in C++ count."""


@dataclass(frozen=True, slots=True)
class Counted:
    """seconds : of processor; arrived : patients; seen : what was counted, by name. Minutes and shares."""

    seconds: float
    arrived: int
    seen: dict[str, float]


class Waits:
    """Waits and times of those who left."""

    def __init__(self) -> None:
        self.number, self.triage = [0] * len(figures.MIX), [0.0] * len(figures.MIX)
        self.within, self.beds, self.bed_waits = 0, 0, 0.0

    def leaves(self, acuity: int, for_triage: float, in_department: float, for_bed: float | None = None) -> None:
        """Count somebody. for_bed : None for who was not admitted."""
        self.number[acuity] += 1
        self.triage[acuity] += for_triage
        self.within += in_department <= figures.WITHIN
        if for_bed is not None:
            self.beds += 1
            self.bed_waits += for_bed

    def means(self) -> dict[str, float]:
        """What was counted, by name."""
        triage = (total / number for total, number in zip(self.triage, self.number, strict=True))
        within, bed = self.within / sum(self.number), self.bed_waits / self.beds if self.beds else 0.0
        return dict(zip(OF_DEPARTMENT, (*triage, within, bed), strict=True))


def arrivals(luck: Random, minutes: float) -> Iterator[float]:
    """When patients come: the hours' rates are followed until a draw of mean one is used up, exact at any rate."""
    rates = [one / 60.0 for one in figures.patients_an_hour()]
    time, hour, ends = 0.0, 0, 60.0
    while True:
        rest = luck.expovariate(1.0)
        while rest > rates[hour] * (ends - time):
            rest -= rates[hour] * (ends - time)
            time, ends, hour = ends, ends + 60.0, (hour + 1) % len(rates)
        time += rest / rates[hour]
        if time >= minutes:
            return
        yield time


def acuity_of(luck: Random) -> int:
    """One of the acuities, each as often as its share."""
    share = luck.random()
    for acuity, several in enumerate(figures.MIX[:-1]):
        if share < several:
            return acuity
        share -= several
    return len(figures.MIX) - 1


def shape_and_scale(mean: float, deviation: float) -> tuple[float, float]:
    """Of a gamma distribution."""
    return (mean / deviation) ** 2, deviation**2 / mean


def mu_and_sigma(mean: float, deviation: float) -> tuple[float, float]:
    """Of a lognormal distribution: mean and standard deviation of the logarithm."""
    variance = math.log1p((deviation / mean) ** 2)
    return math.log(mean) - variance / 2, math.sqrt(variance)


def gamma(luck: Random, mean: float, deviation: float) -> Callable[[], float]:
    """Draws."""
    shape, scale = shape_and_scale(mean, deviation)
    return lambda: luck.gammavariate(shape, scale)


def lognormal(luck: Random, mean: float, deviation: float) -> Callable[[], float]:
    """Draws."""
    mu, sigma = mu_and_sigma(mean, deviation)
    return lambda: luck.lognormvariate(mu, sigma)

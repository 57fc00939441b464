"""Models that others published, built anew in our language, and their published results beside ours.

The facts and figures stand in `tests/validation/published`, each file with its source and licence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from math import exp, expm1, sqrt
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray
from support.flow_comparisons import SEED

from everyweek.flow.compiling.compile import compiled
from everyweek.flow.conditions import Chance
from everyweek.flow.distributions import Lognormal, Quantiles, Triangular
from everyweek.flow.model import Model
from everyweek.flow.pools import Pool
from everyweek.flow.quantities import Rate, days, minutes, per_hour
from everyweek.flow.replication import Replication
from everyweek.flow.running import replicate
from everyweek.flow.steps import Branch, Delay, Inside, Leave, Mark, Pathway, Release, Seize, Way
from everyweek.flow.streams import Poisson, Stream

FOLDER = Path(__file__).resolve().parents[1] / "validation" / "published"
A_DAY = 1_440.0
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Compared:
    """One published number beside ours. low, high : the band that is published, or how sure the reference is."""

    name: str
    published: float
    low: float
    high: float
    ours: float
    half_width: float

    @property
    def overlaps(self) -> bool:
        return self.low <= self.ours + self.half_width and self.ours - self.half_width <= self.high


@dataclass(frozen=True)
class Queue:
    """A published queue beside ours. Both have a mean over runs, and a band from their 5 % to their 95 % quantile."""

    name: str
    published: float
    published_low: float
    published_high: float
    ours: float
    error: float
    low: float
    high: float
    runs: int

    @property
    def overlaps(self) -> bool:
        """The rule of those who collected the figures: the bands overlap."""
        return self.published_low <= self.high and self.low <= self.published_high

    @property
    def apart(self) -> float:
        """How far the published mean is from ours, in standard errors of the difference of five runs and of ours.

        In every row the published quantiles are those of five values, of which the mean is the published one.
        """
        return (self.published - self.ours) / (self.error * sqrt(1 + self.runs / 5))


def facts(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return found


def mean_and_error(values: Numbers) -> tuple[Numbers, Numbers]:
    """Over the first axis."""
    return values.mean(axis=0), values.std(axis=0, ddof=1) / sqrt(len(values))


# Discharge to assess: beds of pathway 2


def rest_of_stay(log_mean: float, log_deviation: float) -> Quantiles:
    """As those who published it drew it: evenly between one day and a stay, of which so many are at most x.

    With U even and L the stay, 1 + U (L - 1) is at most x for all whose stay is, and for (x - 1) / (L - 1) of others.
    """
    from scipy.special import ndtri

    stays = np.exp(log_mean + log_deviation * ndtri((np.arange(20_000) + 0.5) / 20_000))
    at = np.concatenate([[1.0], np.geomspace(1.05, float(stays[-1]), 400)])
    share = np.array([np.mean(np.minimum(1.0, (x - 1) / np.maximum(stays - 1, 1e-9))) for x in at])
    share[0], share[-1] = 0.0, 1.0
    rises = np.concatenate([[True], np.diff(share) > 0])
    return Quantiles(tuple(share[rises].tolist()), tuple(days(float(x)) for x in at[rises]))


def pathway_2(area: Mapping[str, Any], begins: date) -> Model:
    """Beds that patients wait for in hospital, with who lies and who waits at the beginning."""
    mu, sigma = area["log mean of stay in days"], area["log standard deviation"]
    mean = exp(mu + sigma**2 / 2)
    stay = Lognormal(days(mean), days(mean * sqrt(expm1(sigma**2))))
    sunday_first = area["arrivals a day from Sunday"]
    monday_first = [*sunday_first[1:], sunday_first[0]]
    rates = tuple(Rate(a_day / 24) for a_day in monday_first for _ in range(24))
    steps = (Seize(("beds",), name="waiting"), Delay(stay, name="stay"), Release("beds"), Leave())
    return Model(
        "pathway 2",
        (Pool("beds", area["capacity"]),),
        (Stream("discharged", Poisson(rates), "pathway 2"),),
        (Pathway("pathway 2", steps),),
        inside=(
            Inside("pathway 2", "stay", area["occupied"], remaining=rest_of_stay(mu, sigma)),
            Inside("pathway 2", "waiting", area["waiting"]),
        ),
        starts=datetime(begins.year, begins.month, begins.day),  # noqa: DTZ001 - local time, as in models
    )


def waiting_for_beds(name: str, *, runs: int) -> list[Queue]:
    """The queue at the end of every fifteenth day from the thirtieth."""
    known = facts("discharge-to-assess-beds")
    area = known["areas"][name]
    program = compiled(pathway_2(area, known["begins"]))
    at = [day for day in area["waiting by day"] if day >= 30]
    hours = [24 * day for day in at]
    queues = np.array(
        [
            replicate(program, minutes=181 * A_DAY, seed=SEED, replication=one).looks.waiting[hours, 0]
            for one in range(runs)
        ],
        dtype=float,
    )
    low, high = np.quantile(queues, [0.05, 0.95], axis=0)
    mean, error = mean_and_error(queues)
    return [
        Queue(f"{name}, day {day}", *area["waiting by day"][day], *map(float, numbers), runs)
        for day, *numbers in zip(at, mean, error, low, high, strict=True)
    ]


# Call centre


def call_centre(known: Mapping[str, Any], operators: int, nurses: int) -> Model:
    """Operators answer; some callers are called back by a nurse."""
    by_operator = Triangular(*(minutes(number) for number in known["operator minutes"].values()))
    by_nurse = Quantiles((0.0, 1.0), tuple(minutes(number) for number in known["nurse minutes"].values()))
    called_back = (
        Seize(("nurses",)), Mark("called back"), Delay(by_nurse), Release("nurses"), Mark("nurse done"),
    )  # fmt: skip
    steps = (
        Seize(("operators",)),
        Mark("answered"),
        Delay(by_operator),
        Release("operators"),
        Mark("operator done"),
        Branch((Way(Chance(known["share called back"]), called_back),), otherwise=()),
        Leave(),
    )
    return Model(
        "call centre",
        (Pool("operators", operators), Pool("nurses", nurses)),
        (Stream("calls", Poisson(per_hour(known["calls an hour"])), "call"),),
        (Pathway("call", steps),),
    )


def calls_seen(run: Replication, operators: int, nurses: int) -> list[float]:
    """Waits and use, of services that were completed, as those who published it count them."""
    rows, names = run.rows, run.compiled.names.milestones
    at = {name: rows.milestones[:, number] for number, name in enumerate(names)}
    by_operator, by_nurse = ~np.isnan(at["operator done"]), ~np.isnan(at["nurse done"])
    return [
        float((at["answered"] - rows.arrived)[by_operator].mean()),
        float(100 * (at["operator done"] - at["answered"])[by_operator].sum() / operators / run.minutes),
        float((at["called back"] - at["operator done"])[by_nurse].mean()),
        float(100 * (at["nurse done"] - at["called back"])[by_nurse].sum() / nurses / run.minutes),
    ]


def calls(scenario: str, *, runs: int) -> list[Compared]:
    """Each number beside the reference; its band is three combined standard errors, so that ours must lie within."""
    known = facts("call-centre-111")
    found = known["scenarios"][scenario]
    operators, nurses = found["operators"], found["nurses"]
    program = compiled(call_centre(known, operators, nurses))
    seen = np.array(
        [
            calls_seen(replicate(program, minutes=known["minutes"], seed=SEED, replication=one), operators, nurses)
            for one in range(runs)
        ]
    )
    means, errors = mean_and_error(seen)
    numbers = zip(known["seen"], found["reference"], found["standard errors"], means, errors, strict=True)
    return [
        Compared(f"{scenario}, {name}", reference, reference - band, reference + band, float(mean), 0.0)
        for name, reference, se, mean, error in numbers
        if (band := 3 * sqrt(se**2 + error**2))
    ]

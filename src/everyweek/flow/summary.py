"""What several replications say together: means, and how sure they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from everyweek.flow.replication import Replication


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over replications. half_width : of its 95 % interval; not a number with fewer than two replications."""

    mean: float
    half_width: float


@dataclass(frozen=True, slots=True)
class PoolSummary:
    """A pool. wait : minutes of those who were served; waiting : patients; occupancy : in use over what is there."""

    name: str
    wait: Estimate
    waiting: Estimate
    occupancy: Estimate
    longest: int


@dataclass(frozen=True, slots=True)
class IntervalSummary:
    """A counted time of a class, "" for all. number : patients in all replications; minutes : their mean."""

    name: str
    group: str
    number: int
    minutes: Estimate


def pools_of(runs: Sequence[Replication]) -> tuple[PoolSummary, ...]:
    """Each pool over replications of one model. At least one."""
    found = []
    for number, name in enumerate(runs[0].compiled.names.pools):
        found.append(
            PoolSummary(
                name,
                wait=estimate(np.array([run.mean_wait[number] for run in runs])),
                waiting=estimate(np.array([run.mean_waiting[number] for run in runs])),
                occupancy=estimate(np.array([run.occupancy[number] for run in runs])),
                longest=max(int(run.longest[number]) for run in runs),
            )
        )
    return tuple(found)


def intervals_of(runs: Sequence[Replication]) -> tuple[IntervalSummary, ...]:
    """Each counted time, of all patients and, with several classes, of each class."""
    model = runs[0].compiled.model
    found = []
    for number, interval in enumerate(model.intervals):
        tallies = np.array([run.tallies[number] for run in runs])
        every = [("", tallies.sum(axis=1))]
        if model.classes:
            every += [(name, tallies[:, one]) for one, name in enumerate(model.classes)]
        for group, tally in every:
            with np.errstate(invalid="ignore"):
                means = tally[:, 1] / tally[:, 0]
            found.append(IntervalSummary(interval.name, group, int(tally[:, 0].sum()), estimate(means)))
    return tuple(found)


def estimate(values: NDArray[np.float64]) -> Estimate:
    """The mean of values that are there, with its 95 % interval by Student's t.

    >>> estimate(np.array([1.0, 2.0, 3.0]))  # doctest: +ELLIPSIS
    Estimate(mean=2.0, half_width=2.48...)
    """
    from scipy.special import stdtrit

    there = values[~np.isnan(values)]
    if not len(there):
        return Estimate(np.nan, np.nan)
    if len(there) < 2:
        return Estimate(float(there[0]), np.nan)
    half = float(stdtrit(len(there) - 1, 0.975)) * float(there.std(ddof=1)) / sqrt(len(there))
    return Estimate(float(there.mean()), half)

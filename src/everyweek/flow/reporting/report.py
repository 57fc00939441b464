"""What goes into a report: models, what came out of each, and how they differ."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from everyweek.flow.experiments.by_hour import Bands, bands_of
from everyweek.flow.experiments.comparing import ComparisonTable
from everyweek.flow.experiments.estimating import SURE, half_width_of
from everyweek.flow.experiments.outcome import CAPACITY, IN_USE, WAITING, Outcomes
from everyweek.flow.experiments.replications import Reached
from everyweek.flow.experiments.warm_up import WarmUp
from everyweek.flow.model import Model


@dataclass(frozen=True, slots=True)
class Ran:
    """One model, and what came out of it.

    name     : as it is shown; of several, each has another.
    outcomes : with their hours, where the model has pools; without them its week is left out.
    warm_up  : how its warm-up was found; None when it was given.
    """

    name: str
    model: Model
    outcomes: Outcomes
    warm_up: WarmUp | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All that a page says.

    ran        : at least one; of several, the first is the one that the others stand beside.
    version    : of everyweek.
    comparison : of several, the others beside the first.
    reached    : what became of wishes how sure a figure should be.
    """

    ran: tuple[Ran, ...]
    version: str
    comparison: ComparisonTable | None = None
    reached: tuple[Reached, ...] = ()


@dataclass(frozen=True, slots=True)
class Week:
    """A pool at each whole hour of the week: each `Bands` of 168 hours, in units, patients, units and shares.

    use_differs, queue_differs : whether it can be told that hours differ at all, in their occupancy (or, of a pool
                                 that never has a unit, in what is in use) and in who waits; true of one run.
    """

    pool: str
    in_use: Bands
    waiting: Bands
    capacity: Bands
    occupancy: Bands
    use_differs: bool = True
    queue_differs: bool = True


def weeks_of(outcomes: Outcomes) -> Iterator[Week]:
    """Every pool through the week. Raises FlowError when the hours were not kept."""
    found = bands_of(outcomes)
    assert outcomes.hours is not None
    for place, pool in enumerate(outcomes.heading.pools):
        in_use, waiting, capacity, occupancy = found[4 * place : 4 * place + 4]
        hours = outcomes.hours[:, place]
        closed = np.isnan(occupancy.mean).all()
        use = hours[..., IN_USE] / (1.0 if closed else np.where(hours[..., CAPACITY] > 0, hours[..., CAPACITY], np.nan))
        differs = hours_differ(use), hours_differ(hours[..., WAITING])
        yield Week(pool, in_use, waiting, capacity, occupancy, *differs)


def hours_differ(numbers: NDArray[np.float64]) -> bool:
    """Whether the hour with the highest mean lies above that with the lowest by more than chance; true of one run.

    Run by run, since a busy run is busy at all hours; and as one of all pairs of hours (Bonferroni), since it is the
    pair that lies farthest apart. numbers : (n, 168), not a number for an hour that did not come.

    >>> flat = np.tile([1.0, 2.0, 3.0, 4.0], (168, 1)).T
    >>> hours_differ(flat + np.arange(168)), hours_differ(flat + 0.1 * (np.arange(168) % [[2], [3], [5], [7]]))
    (True, False)
    """
    there = numbers[:, ~np.isnan(numbers).any(axis=0)]
    if len(there) < 2 or not there.shape[1]:
        return True
    means, pairs = there.mean(axis=0), max(1, there.shape[1] * (there.shape[1] - 1) // 2)
    apart = there[:, means.argmax()] - there[:, means.argmin()]
    return float(apart.mean()) > half_width_of(apart, sure=1 - (1 - SURE) / pairs)

"""How full and how busy the pools are at each hour of the week, with bands.

Two bands, which say different things. The interval of the mean says how sure the mean is; it shrinks with every
replication. The range from the 5th to the 95th percentile says how much one week, or one replication, differs from
another; it does not shrink, and is what a ward has to live with.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from everyweek.flow.errors import FlowError
from everyweek.flow.experiments.estimating import estimate
from everyweek.flow.experiments.hours import CAPACITY, IN_USE, WAITING, after_warm_up, mean_week
from everyweek.flow.experiments.outcome import Outcomes
from everyweek.flow.quantities import HOURS_OF_A_WEEK
from everyweek.flow.replication import Replication

What = Literal["in use", "waiting", "capacity", "occupancy"]
WHATS: tuple[What, ...] = ("in use", "waiting", "capacity", "occupancy")
RANGE = (5.0, 95.0)


@dataclass(frozen=True, slots=True, eq=False)
class Bands:
    """A pool at each whole hour of the week, Monday 00:00 first; each array has shape (168,).

    what       : "in use" and "capacity" (units), "waiting" (patients), or "occupancy" (in use over capacity; above 1
                 where more is in use than there is, after a capacity fell; not a number where there is none).
    mean       : over replications; half_width : of its 95 % interval, not a number with fewer than two.
    low, high  : the 5th and the 95th percentile over what `over` says.
    over       : "replications" (each the mean of its weeks) or "weeks" (each single week of every replication).
    """

    pool: str
    what: What
    mean: NDArray[np.float64]
    half_width: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    over: Literal["replications", "weeks"]


def bands_of(outcomes: Outcomes) -> tuple[Bands, ...]:
    """Of every pool what is in use, waiting, there and its occupancy, with the range over replications.

    None of a model without pools. Raises FlowError when the hours were not kept.
    """
    if not outcomes.heading.pools:
        return ()
    if outcomes.hours is None:
        raise FlowError(f"The hours of “{outcomes.heading.model}” were not kept. Ask for them (by_hour) and run again.")
    with_shares = _with_occupancy(outcomes.hours)
    return tuple(
        _bands(pool, what, with_shares[:, place, :, number], with_shares[:, place, :, number], "replications")
        for place, pool in enumerate(outcomes.heading.pools)
        for number, what in enumerate(WHATS)
    )


def bands_of_weeks(runs: Sequence[Replication]) -> tuple[Bands, ...]:
    """The same of replications with their looks, at least one; the range is over every single week.

    The mean and its interval are those of `bands_of`: weeks of one replication follow on one another, and are not
    independent, so that the interval is over replications.
    """
    means = _with_occupancy(np.array([mean_week(run) for run in runs]))
    weeks = _with_occupancy(np.concatenate([_weeks(run) for run in runs]))
    return tuple(
        _bands(pool, what, means[:, place, :, number], weeks[:, place, :, number], "weeks")
        for place, pool in enumerate(runs[0].compiled.names.pools)
        for number, what in enumerate(WHATS)
    )


def _weeks(run: Replication) -> NDArray[np.float64]:
    """Every week that a run touches, Monday first: (n_weeks, n_pools, 168, 3); not a number for hours not looked at."""
    week, seen = after_warm_up(run)
    number = np.concatenate([[0], np.cumsum(np.diff(week) < 0)]) if len(week) else np.empty(0, dtype=np.int64)
    found = np.full((int(number[-1]) + 1 if len(week) else 0, HOURS_OF_A_WEEK, *seen.shape[1:]), np.nan)
    found[number, week] = seen
    return np.moveaxis(found, 1, 2)


def _with_occupancy(hours: NDArray[np.float64]) -> NDArray[np.float64]:
    """(…, 3) with the occupancy as a fourth."""
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(hours[..., CAPACITY] > 0, hours[..., IN_USE] / hours[..., CAPACITY], np.nan)
    return np.concatenate([hours[..., [IN_USE, WAITING, CAPACITY]], share[..., None]], axis=-1)


def _bands(
    pool: str,
    what: What,
    of_mean: NDArray[np.float64],
    of_range: NDArray[np.float64],
    over: Literal["replications", "weeks"],
) -> Bands:
    """of_mean, of_range : (n, 168)."""
    found = [estimate(of_mean[:, hour]) for hour in range(HOURS_OF_A_WEEK)]
    low, high = np.full((2, HOURS_OF_A_WEEK), np.nan)
    for hour in range(HOURS_OF_A_WEEK):
        there = of_range[:, hour][~np.isnan(of_range[:, hour])]
        if len(there):
            low[hour], high[hour] = np.percentile(there, RANGE)
    mean, half_width = (np.array([getattr(one, name) for one in found]) for name in ("mean", "half_width"))
    return Bands(pool, what, mean, half_width, low, high, over)

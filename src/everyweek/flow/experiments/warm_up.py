"""How long a model needs before it is as if it had run for ever."""

from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

from everyweek.flow.compiling.compile import compiled
from everyweek.flow.errors import FlowError
from everyweek.flow.experiments.clock import DAYS_OF_A_WEEK, HOURS_OF_A_DAY, changes_with_the_clock
from everyweek.flow.experiments.estimating import half_width_of
from everyweek.flow.experiments.mser import BATCH, ROUNDING, settled
from everyweek.flow.model import Model
from everyweek.flow.quantities import MINUTES_OF_A_DAY
from everyweek.flow.replication import Replication
from everyweek.flow.running import replicate
from everyweek.flow.schedule import first_look

MINUTES_OF_AN_HOUR = 60.0
RUNS = 20
DRIFTS = 0.01
"""How often a settled model is said to drift, over all of its series together: one time in a hundred."""
IN_SYSTEM = "time in the system"


@dataclass(frozen=True, slots=True)
class Series:
    """A series that was looked at, averaged over replications.

    name    : such as "beds: waiting"; first, step : minutes of its first value, and from one to the next.
    values  : (n,); where days of the week differ, less what each of them is above or below the others.
    minutes : after which it has settled; None when it has not, or the run is too short to tell.
    """

    name: str
    first: float
    step: float
    values: NDArray[np.float64]
    minutes: float | None


@dataclass(frozen=True, slots=True)
class WarmUp:
    """After how long a model has settled.

    series : all that was looked at; replications : how many were run; run : minutes of each.
    """

    series: tuple[Series, ...]
    replications: int
    run: float

    @property
    def not_settled(self) -> tuple[str, ...]:
        """The names of the series that did not settle within half of the run."""
        return tuple(one.name for one in self.series if one.minutes is None)

    @property
    def asked_by(self) -> str:
        """The name of the series that needs longest."""
        return max(self.series, key=lambda one: np.inf if one.minutes is None else one.minutes).name

    @property
    def minutes(self) -> float | None:
        """The longest of all series, in whole hours; None when any of them did not settle."""
        found = [one.minutes for one in self.series]
        longest = [one for one in found if one is not None]
        if len(longest) < len(found):
            return None
        return ceil(max(longest) / MINUTES_OF_AN_HOUR) * MINUTES_OF_AN_HOUR

    @property
    def sentence(self) -> str:
        """What was found, for a reader."""
        days = self.run / MINUTES_OF_A_DAY
        if self.minutes is None:
            names = ", ".join(f"“{name}”" for name in self.not_settled)
            return (
                f"No warm-up can be told from {self.replications} runs of {days:g} days: {names} did not settle within "
                "half of that. Run longer. If it never settles, more patients come than can be served, or the model "
                "changes for good while it runs."
            )
        if not self.minutes:
            return f"No warm-up is needed: {self.replications} runs of {days:g} days are settled from their beginning."
        return (
            f"A warm-up of {self.minutes / MINUTES_OF_A_DAY:.3g} days, by {self.replications} runs of {days:g} days; "
            f"“{self.asked_by}” needs longest."
        )


def warm_up_of(model: Model, *, minutes: float, replications: int = RUNS, seed: int = 1) -> WarmUp:
    """Find out after how long a model has settled, by MSER-5 on what several replications come to on average.

    Looked at are the units in use and the patients waiting of each pool, every hour, and the time in the system of the
    patients who leave in each hour; a series needs batches of five hours. Where the clock changes what happens, batches
    are whole days; and where days differ too, what each day of the week is above or below the others is taken out,
    since a series that rises and falls every day or week for ever would never look settled.

    A queue that grows for ever wanders so much that MSER may stop anywhere, so what is left is looked at once more: a
    series whose second half lies above or below its first by more than chance over the replications has not settled.

    minutes : how long each replication is; twice the warm-up at least, better ten times.
    Raises FlowError when the run is too short for any warm-up, and what `replicate` raises.
    """
    program = compiled(model)
    hours = int((minutes - first_look(model)) // MINUTES_OF_AN_HOUR)
    least = _least_hours(model)
    if hours < least:
        raise FlowError(
            f"A run of {minutes / MINUTES_OF_A_DAY:g} days is too short to find a warm-up of “{model.name}”. "
            f"Run at least {ceil((first_look(model) + least * MINUTES_OF_AN_HOUR) / MINUTES_OF_A_DAY)} days."
        )
    runs = (replicate(program, minutes=minutes, seed=seed, replication=number) for number in range(replications))
    seen = np.array([_seen(run, hours) for run in runs])  # one after the other: their rows would fill the memory
    names = [f"{pool}: {what}" for pool in program.names.pools for what in ("in use", "waiting")]
    series = tuple(
        _looked_at(model, name, seen[:, place, 0], seen[:, place, 1], of=len(names) + 1)
        for place, name in enumerate([*names, IN_SYSTEM])
    )
    return WarmUp(series, replications, minutes)


def _least_hours(model: Model) -> int:
    hourly, daily = changes_with_the_clock(model)
    days = 4 * (DAYS_OF_A_WEEK if daily else 1)
    return days * HOURS_OF_A_DAY if hourly or daily else 4 * BATCH


def _seen(run: Replication, hours: int) -> NDArray[np.float64]:
    """Of each series of a run the sums of every hour, and what they are divided by: shape (n_series, 2, n_hours)."""
    looks = run.looks
    pools = np.stack([looks.in_use, looks.waiting], axis=2)[:hours].reshape(hours, -1).T
    return np.concatenate([np.stack([pools, np.ones(pools.shape)], axis=1), _stays(run, hours)[None]])


def _stays(run: Replication, hours: int) -> NDArray[np.float64]:
    """By the hour in which they left: how long patients were there together, and how many they were; shape (2, hours).

    By leaving and not by coming, since of those who came last only the quick ones have left.
    """
    rows = run.rows
    gone = ~np.isnan(rows.left)
    left = rows.left[gone]
    hour = ((left - first_look(run.compiled.model)) // MINUTES_OF_AN_HOUR).astype(np.int64)
    there = (hour >= 0) & (hour < hours)
    took = (left - rows.arrived[gone])[there]
    return np.stack([np.bincount(hour[there], weights, minlength=hours) for weights in (took, np.ones(len(took)))])


def _looked_at(model: Model, name: str, sums: NDArray[np.float64], numbers: NDArray[np.float64], *, of: int) -> Series:
    """A series, and where it has settled. sums, numbers : (n_runs, n_hours); of : how many series there are."""
    hourly, daily = changes_with_the_clock(model)
    first, step, batch = first_look(model), MINUTES_OF_AN_HOUR, BATCH
    if hourly or daily:
        days = sums.shape[1] // HOURS_OF_A_DAY
        sums, numbers = (
            each[:, : days * HOURS_OF_A_DAY].reshape(-1, days, HOURS_OF_A_DAY).sum(axis=2) for each in (sums, numbers)
        )
        step, batch = MINUTES_OF_A_DAY, 1
    values = without_weekdays(_mean(sums, numbers)) if daily else _mean(sums, numbers)
    left_out = settled(values, batch=batch).values
    period = DAYS_OF_A_WEEK if daily else 1
    if left_out is not None and _drifts(sums[:, left_out:], numbers[:, left_out:], period=period, of=of):
        left_out = None
    minutes = None if left_out is None else (first + left_out * step if left_out else 0.0)
    return Series(name, first, step, values, minutes)


def _mean(sums: NDArray[np.float64], numbers: NDArray[np.float64]) -> NDArray[np.float64]:
    """The mean over runs; where there was nothing to be seen, between those before and after; noughts if nowhere."""
    sums, numbers = sums.sum(axis=0), numbers.sum(axis=0)
    there = np.flatnonzero(numbers)
    if not len(there):
        return np.zeros(len(sums))
    return np.interp(np.arange(len(sums)), there, sums[there] / numbers[there])


def without_weekdays(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Daily values less what their day of the week is above or below the seven days around it, on average.

    values : (n,), at least 13. Returns (n,); noise of one day stays noise of one day, as averages over weeks would not.
    Source: the classical decomposition of a series, R. J. Hyndman and G. Athanasopoulos, Forecasting: Principles and
    Practice, third edition, 2021, section 3.4.

    >>> without_weekdays(np.array([5.0, 5.0, 5.0, 5.0, 5.0, 1.5, 1.5] * 2)).tolist()
    [4.0, 4.0, 4.0, 4.0, 4.0, 4.0, 4.0, 4.0, 4.0, 4.0, 4.0, 4.0, 4.0, 4.0]
    """
    side = DAYS_OF_A_WEEK // 2
    around = np.lib.stride_tricks.sliding_window_view(values, DAYS_OF_A_WEEK).mean(axis=1)
    above = values[side:-side] - around  # of the fourth day, and those after it
    days = np.array([above[(day - side) % DAYS_OF_A_WEEK :: DAYS_OF_A_WEEK].mean() for day in range(DAYS_OF_A_WEEK)])
    return np.asarray(values - (days - days.mean())[np.arange(len(values)) % DAYS_OF_A_WEEK])


def _drifts(sums: NDArray[np.float64], numbers: NDArray[np.float64], *, period: int, of: int) -> bool:
    """Whether what is left still rises or falls: over runs, its second half beside its first, by a paired t-test.

    period : of how many values a half is a multiple, so that both have as many Sundays.
    """
    end = sums.shape[1]
    half = end // (2 * period) * period
    with np.errstate(invalid="ignore", divide="ignore"):
        halves = [
            sums[:, part].sum(axis=1) / numbers[:, part].sum(axis=1)
            for part in (slice(end - 2 * half, end - half), slice(end - half, end))
        ]
    risen = (halves[1] - halves[0])[~np.isnan(halves[1] - halves[0])]
    if not len(risen):
        return False
    by_chance, by_rounding = half_width_of(risen, sure=1 - DRIFTS / of), ROUNDING * float(np.nanmax(np.abs(halves)))
    return bool(abs(risen.mean()) > max(by_chance, by_rounding))

"""What depends on the clock and the calendar, laid out along a run: rates of streams, and changes of capacity."""

from datetime import datetime, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from everyweek.flow.model import Model
from everyweek.flow.pools import Change, Pool
from everyweek.flow.quantities import HOURS_OF_A_WEEK
from everyweek.flow.streams import Poisson

HOURS_TO_MONDAY = 3 * 24
"""The hours of the clock are counted from 1 January 1970, a Thursday."""


class Schedule(NamedTuple):
    """What depends on the clock and the calendar, along a run.

    rates   : (n_streams, n_hours) patients a minute in each hour by the clock that the run touches.
    changes : (n_changes, 2) pool, and how many units it has from then on; changed : (n_changes,) minutes after the
              start, not falling; those at nought are in force from the beginning.
    """

    rates: NDArray[np.float64]
    changes: NDArray[np.int32]
    changed: NDArray[np.float64]


def schedule_of(model: Model, *, end: float) -> Schedule:
    """The schedule of a model for a run of so many minutes."""
    return Schedule(rates_of(model, end=end), *capacities_of(model, end=end))


def rates_of(model: Model, *, end: float) -> NDArray[np.float64]:
    """Patients a minute, for each stream and each hour by the clock that a run touches.

    end : minutes. Returns an array of shape (n_streams, n_hours); noughts for streams that come at given times.
    """
    hours = clock_hours(model, end=end)
    rates = np.zeros((len(model.streams), len(hours)))
    weekly_hour = hours_of_the_week(hours)
    month = hours.astype("datetime64[M]").astype(np.int64) % 12
    for row, stream in zip(rates, model.streams, strict=True):
        if isinstance(stream.arrivals, Poisson):
            row[:] = np.array(stream.arrivals.weekly)[weekly_hour] / 60.0
            if stream.arrivals.monthly_factor:
                row *= np.array(stream.arrivals.monthly_factor)[month]
    return rates


def clock_hours(model: Model, *, end: float) -> NDArray[np.datetime64]:
    """The whole hours by the clock that a run touches, the one in which it begins first."""
    first = model.starts.replace(minute=0, second=0, microsecond=0)
    into = (model.starts - first) / timedelta(minutes=1)
    return np.datetime64(first, "h") + np.arange(int(np.ceil((end + into) / 60.0)))


def first_look(model: Model) -> float:
    """Minutes from the start of a run to the first whole hour by the clock.

    >>> first_look(Model("m", (), (), (), starts=datetime(2026, 4, 6, 8, 15)))
    45.0
    """
    return -model.first_minute % 60.0


def hours_of_the_week(hours: NDArray[np.datetime64]) -> NDArray[np.int64]:
    """Of whole hours by the clock those of the week, from 0 (Monday 00:00 to 01:00) to 167."""
    return (hours.astype(np.int64) + HOURS_TO_MONDAY) % HOURS_OF_A_WEEK


def capacities_of(model: Model, *, end: float) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """When which pool has how many units: those at the beginning, and every change until the end.

    Returns (n_changes, 2) pool and units, and (n_changes,) minutes after the start; those at nought come first.
    """
    found: list[tuple[float, int, int]] = []
    for number, pool in enumerate(model.pools):
        before = None
        for time in _instants(model, pool, end=end):
            units = units_at(pool, model.starts + timedelta(minutes=time))
            if units != before:
                found.append((time, number, units))
                before = units
    found.sort()
    changes = np.array([(pool, units) for _, pool, units in found], dtype=np.int32).reshape(-1, 2)
    return changes, np.array([time for time, _, _ in found], dtype=np.float64)


def units_at(pool: Pool, instant: datetime) -> int:
    """How many units of a pool there are at an instant.

    >>> from everyweek.flow.pools import Change
    >>> winter = Change(datetime(2026, 12, 1), datetime(2027, 3, 1), by=6)
    >>> units_at(Pool("beds", 24, (winter,)), datetime(2027, 1, 5))
    30
    """
    units = pool.weekly[instant.weekday() * 24 + instant.hour]
    in_force = [change for change in pool.changes if is_in_force(change, instant)]
    units += sum(change.by for change in in_force if change.by is not None)
    to = [change.to for change in in_force if change.to is not None]
    return to[-1] if to else max(units, 0)


def is_in_force(change: Change, instant: datetime) -> bool:
    """Whether a change holds at an instant."""
    return change.begins <= instant and (change.ends is None or instant < change.ends)


def _instants(model: Model, pool: Pool, *, end: float) -> list[float]:
    """Minutes after the start at which the units may change, nought included."""
    over = model.starts + timedelta(minutes=end)
    times = {0.0}
    for change in pool.changes:
        for instant in (change.begins, change.ends):
            if instant is not None and model.starts < instant < over:
                times.add((instant - model.starts) / timedelta(minutes=1))
    turns = [hour for hour in range(HOURS_OF_A_WEEK) if pool.weekly[hour] != pool.weekly[hour - 1]]
    if turns:
        hours = clock_hours(model, end=end)
        minutes = (hours - np.datetime64(model.starts, "us")) / np.timedelta64(1, "m")
        times |= set(minutes[np.isin(hours_of_the_week(hours), turns) & (minutes > 0)].tolist())
    return sorted(times)

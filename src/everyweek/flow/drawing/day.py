"""A day of a run: how full every pool was at each whole hour, who waited for it, and who came and left in between."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from everyweek.flow.errors import FlowError
from everyweek.flow.quantities import MINUTES_OF_A_DAY

if TYPE_CHECKING:
    from everyweek.flow.replication import Replication


class NoSuchDay(FlowError):
    """A day that a run has not, or has not looked at."""


@dataclass(frozen=True, slots=True)
class PoolDay:
    """A pool at each hour of a day: units in use, patients in its queue, units that were there."""

    name: str
    in_use: tuple[float, ...]
    waiting: tuple[float, ...]
    capacity: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a run, looked at when the clock struck each hour. Between two looks nothing is known of the pools.

    model, number : which model, and the how-manieth day of the run by the calendar, from 1; on : its date.
    hours         : at which the pools were looked at, 0 to 23; fewer on a day that a run does not fill.
    pools         : in the order of the model; each has a number for each of the hours.
    came, left    : patients in the hour that begins then; they are counted exactly.
    runs          : over how many runs the numbers are means; 1 for what happened in one. seed : of the runs.
    """

    model: str
    number: int
    on: date
    hours: tuple[int, ...]
    pools: tuple[PoolDay, ...]
    came: tuple[float, ...]
    left: tuple[float, ...]
    seed: int
    runs: int = 1


def minutes_until(model_first_minute: float, *, day: int) -> float:
    """How long a run must be to reach the end of a day by the calendar.

    model_first_minute : `Model.first_minute`, where the run begins.

    >>> minutes_until(510.0, day=1), minutes_until(0.0, day=3)
    (930.0, 4320.0)
    """
    return day * MINUTES_OF_A_DAY - model_first_minute % MINUTES_OF_A_DAY


def day_of(replication: "Replication", day: int) -> Day:
    """A day of a replication that kept its rows. day : by the calendar; the run begins on day 1.

    Patients who are inside when the run begins do not count as having come. Raises NoSuchDay.
    """
    import numpy as np

    model = replication.compiled.model
    end = minutes_until(model.first_minute, day=day)
    begin = end - MINUTES_OF_A_DAY
    looks, rows = replication.looks, replication.rows
    seen = np.flatnonzero((looks.minutes >= begin) & (looks.minutes < end)) if day >= 1 else np.array([], dtype=int)
    if not len(seen):
        raise NoSuchDay(_no_such_day(replication, day))
    instants = looks.minutes[seen]
    edges = np.append(instants, instants[-1] + 60.0)
    came = np.histogram(rows.arrived[rows.stream < len(model.streams)], edges)[0]
    left = np.histogram(rows.left[~np.isnan(rows.left)], edges)[0]
    pools = tuple(
        PoolDay(
            name, *(tuple(map(float, each[seen, number])) for each in (looks.in_use, looks.waiting, looks.capacity))
        )
        for number, name in enumerate(replication.compiled.names.pools)
    )
    return Day(
        model=model.name,
        number=day,
        on=(model.starts + timedelta(days=day - 1)).date(),
        hours=tuple(int(hour) for hour in np.round((instants - begin) / 60.0)),
        pools=pools,
        came=tuple(map(float, came)),
        left=tuple(map(float, left)),
        seed=replication.seed,
    )


def mean_of(days: Sequence[Day]) -> Day:
    """The same day of several runs on average: what is usual, and not what any run saw. days : at least one."""
    first = days[0]
    pools = tuple(
        PoolDay(
            pool.name,
            *(_means([getattr(one.pools[number], part) for one in days]) for part in ("in_use", "waiting", "capacity")),
        )
        for number, pool in enumerate(first.pools)
    )
    came, left = _means([one.came for one in days]), _means([one.left for one in days])
    return replace(first, pools=pools, came=came, left=left, runs=len(days))


def _means(rows: Sequence[tuple[float, ...]]) -> tuple[float, ...]:
    return tuple(sum(each) / len(rows) for each in zip(*rows, strict=True))


def _no_such_day(replication: "Replication", day: int) -> str:
    if not len(replication.looks.minutes):
        return "The run did not keep its rows, so that nobody looked at its pools. Run it again, and keep them."
    days = replication.minutes / MINUTES_OF_A_DAY
    return f"There is no day {day} in a run of {days:g} days. Choose another, or run it for longer."

"""Whether a model goes by the clock, so that hours of a day, or days of a week, differ from one another for ever."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from everyweek.flow.conditions import Condition, Hours
from everyweek.flow.layout import lay_out
from everyweek.flow.model import Model
from everyweek.flow.quantities import HOURS_OF_A_WEEK, MINUTES_OF_A_DAY
from everyweek.flow.steps import Branch, Seize, Step, WaitUntil
from everyweek.flow.streams import AtTimes, Poisson, Stream

HOURS_OF_A_DAY, DAYS_OF_A_WEEK = 24, 7


def changes_with_the_clock(model: Model) -> tuple[bool, bool]:
    """Whether hours of a day differ from one another, and whether days of a week do.

    In arrivals, in capacity, in what is waited for (a ward round), or in a way that is taken at some hours. Patients
    who come at given times are taken to come as real ones do, by hour and by day, when the times go on for over a day.
    """
    each = list(_by_the_hour(model))
    instants = [step.times for step in _steps(model) if isinstance(step, WaitUntil)]
    days = [week.reshape(DAYS_OF_A_WEEK, HOURS_OF_A_DAY) for week in each]
    as_real_ones_came = any(map(_lasts, model.streams))
    hourly = as_real_ones_came or bool(instants) or any(bool(np.ptp(week)) for week in each)
    daily = as_real_ones_came or any(bool(np.ptp(day, axis=0).any()) for day in days)
    daily = daily or not all(map(_every_day, instants))
    return hourly, daily


def _by_the_hour(model: Model) -> Iterator[NDArray[np.float64]]:
    """A number for each hour of the week, for everything that has one: each (168,)."""
    yield from (np.array(pool.weekly, dtype=np.float64) for pool in model.pools)
    yield from (np.array(one.arrivals.weekly) for one in model.streams if isinstance(one.arrivals, Poisson))
    for step in _steps(model):
        for condition in _conditions(step):
            if isinstance(condition, Hours):
                yield np.isin(np.arange(HOURS_OF_A_WEEK), condition.hours).astype(np.float64)


def _lasts(stream: Stream) -> bool:
    """Whether its patients come at given times that go on for over a day."""
    if not isinstance(stream.arrivals, AtTimes):
        return False
    times = stream.arrivals.times
    return times[-1].minutes - times[0].minutes > MINUTES_OF_A_DAY


def _every_day(instants: tuple[float, ...]) -> bool:
    """Whether the same instants come every day."""
    days = [{time % MINUTES_OF_A_DAY for time in instants if time // MINUTES_OF_A_DAY == day} for day in range(7)]
    return all(day == days[0] for day in days)


def _steps(model: Model) -> Iterator[Step]:
    return (place.step for place in lay_out(model).places)


def _conditions(step: Step) -> tuple[Condition, ...]:
    if isinstance(step, Branch):
        return tuple(way.when for way in step.ways)
    return step.balk.when if isinstance(step, Seize) and step.balk else ()

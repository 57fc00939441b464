"""The state of the pools at each hour of the week, of one replication."""

import numpy as np
from numpy.typing import NDArray

from everyweek.flow.quantities import HOURS_OF_A_WEEK
from everyweek.flow.replication import Replication
from everyweek.flow.schedule import clock_hours, hours_of_the_week

IN_USE, WAITING, CAPACITY = range(3)
"""Places in the last dimension."""


def mean_week(run: Replication) -> NDArray[np.float64]:
    """In use, waiting and capacity of each pool, on average at each hour of the week: shape (n_pools, 168, 3).

    Of the looks after the warm-up; not a number for an hour of the week that did not come.
    """
    week, seen = after_warm_up(run)
    sums = np.zeros((HOURS_OF_A_WEEK, *seen.shape[1:]))
    np.add.at(sums, week, seen)
    number = np.bincount(week, minlength=HOURS_OF_A_WEEK)[:, None, None]
    return np.moveaxis(sums / np.where(number > 0, number, np.nan), 0, 1)


def after_warm_up(run: Replication) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Of each look after the warm-up its hour of the week, (n,), and in use, waiting, capacity: (n, n_pools, 3)."""
    looks = run.looks
    there = looks.minutes >= run.warm_up
    hours = clock_hours(run.compiled.model, end=run.minutes)
    begins = 1 if len(looks.minutes) and looks.minutes[0] > 0.0 else 0  # a run that begins within an hour looks later
    week = hours_of_the_week(hours[begins : begins + len(looks.minutes)])[there]
    return week, np.stack([looks.in_use, looks.waiting, looks.capacity], axis=2)[there].astype(np.float64)

"""Rows of a tidy copy that stand a day early because the clocks went forward.

Whoever made the copies of 2020-21 and 2021-22 read the days of most sheets as midnights by London's clock and wrote
them down by Greenwich's: from the Sunday on which summer time begins, midnight is 23:00 of the day before. Closures and
diverts were read another way and kept their days. So that Sunday stands twice, once with all its figures and once with
Monday's but no closures and diverts; each later day has the next one's figures in one row and its own closures and
diverts in another; and the last day has nothing but closures and diverts.
"""

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from everyweek.publications.winter_sitrep.trust_days import Flags

ON_THEIR_DAY = ("ae_closures", "ae_diverts")
"""The columns that kept their days."""


def clocks_go_forward(year: int) -> date:
    """The last Sunday in March, on which summer time begins.

    >>> clocks_go_forward(2021), clocks_go_forward(2022)
    (datetime.date(2021, 3, 28), datetime.date(2022, 3, 27))
    """
    last = date(year, 3, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def days_early(
    *, entities: NDArray[np.int64], days: NDArray[np.int64], filled: Flags, columns: tuple[str, ...]
) -> Flags:
    """Which rows stand a day early; none when the file does not have the signs of it.

    entities : array of shape (n,), which trust or England row each row is of.
    days     : array of shape (n,), ordinals.
    filled   : array of shape (n, n_columns), whether a cell says anything.

    The sign: on the Sunday there is a row with figures and no closures and diverts beside one of the same trust that
    has them. Then all rows without closures and diverts from that Sunday on are early.
    """
    early = np.zeros(len(days), dtype=bool)
    kept = [columns.index(column) for column in ON_THEIR_DAY if column in columns]
    if len(kept) < len(ON_THEIR_DAY):
        return early
    without = ~filled[:, kept].any(axis=1) & filled.any(axis=1)
    for year in {date.fromordinal(int(day)).year for day in np.unique(days)}:
        sunday = clocks_go_forward(year).toordinal()
        on_sunday = days == sunday
        twice = set(entities[on_sunday & without].tolist()) & set(entities[on_sunday & ~without].tolist())
        if twice:
            early |= without & (days >= sunday) & (days < date(year, 10, 1).toordinal())
    return early

"""Days around a temporary change: which are used, what they are compared with, and what is fitted to them."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

import numpy as np

from everyweek.effects.errors import UnusableFigures
from everyweek.variation.arrays import Numbers, Positions

Against = Literal["other organisations", "other weeks"]

LONGEST = 28
"""Days of a temporary change. A longer one is a change for good as far as the figures go: see `before_after`."""


def on_days_known_before(offsets: Positions) -> Positions:
    """Days, counted from the first of the change, without those whose day of the week has no figure before it.

    >>> on_days_known_before(np.array([-7, -6, 0, 1, 2])).tolist()
    [-7, -6, 0, 1]
    """
    return offsets[np.isin(offsets % 7, offsets[offsets < 0] % 7)]


def differences_of(
    grid: Numbers, begins: int, offsets: Positions, length: int, *, needed: int
) -> tuple[Numbers, Against, int]:
    """Differences that the step is looked for in, the organisation's own first; how they were made; of how many peers.

    With enough other organisations: each one's difference from the mean of the others, on the same days. Otherwise the
    organisation's own on the same days of the week of other weeks, none of which holds a day of the change or of the
    weeks after it that are looked at. The mean of the few others is taken off where they have figures in enough of
    those weeks, too; else the organisation stands alone.
    """
    complete = grid[1:][~np.isnan(grid[1:, begins + offsets]).any(axis=1)]
    if len(complete) >= max(needed, 2):
        others = complete[:, begins + offsets]
        without = (others.sum(axis=0) - others) / (len(others) - 1)
        own = grid[0, begins + offsets] - others.mean(axis=0)
        return np.concatenate([[own], others - without]), "other organisations", len(others)
    beside = grid[0] - complete.mean(axis=0) if len(complete) else grid[0]
    alone, shared = (_other_weeks(own, begins, offsets, length) for own in (grid[0], beside))
    is_alone = not len(complete) or len(shared) < min(needed, len(alone))
    own, starts = (grid[0], alone) if is_alone else (beside, shared)
    return np.array([own[one + offsets] for one in (begins, *starts)]), "other weeks", 0 if is_alone else len(complete)


def _other_weeks(own: Numbers, begins: int, offsets: Positions, length: int) -> list[int]:
    """Days on which the same change might have begun: whole weeks away, with all figures, clear of the real one."""
    apart = 7 * -(-length // 7)
    last = int(offsets.max())
    found = []
    for one in range(begins % apart, len(own), apart):
        inside = one + offsets.min() >= 0 and one + last < len(own)
        is_clear = one + last < begins or one + offsets.min() > begins + last
        if inside and is_clear and not np.isnan(own[one + offsets]).any():
            found.append(one)
    return found


def design_of(offsets: Positions, start: date, length: int, *, against: Against) -> Numbers:
    """Steps during and after (the latter only where there are such days), and a level for each day of the week.

    Against other weeks also a slope: the season goes on while a few weeks pass, and where no others are taken off it
    would be counted for the days after. Beside others it is in their mean, and a slope would only cost power.
    """
    weekday = (start.weekday() + offsets) % 7
    steps = [(offsets >= 0) & (offsets < length), offsets >= length]
    columns: list[np.ndarray] = [one for one in steps if one.any()] + [
        weekday == one for one in range(7) if (weekday == one).any()
    ]
    if against == "other weeks":
        columns.append(offsets / LONGEST)
    return np.column_stack(columns).astype(np.float64)


def day_by_day(days: Sequence[date], values: Numbers, peers: Numbers | None) -> tuple[Numbers, date]:
    """A row of the calendar's days for the organisation and for each peer, NaN where missing, and the first day."""
    figures = np.asarray(values, dtype=np.float64)
    beside = np.zeros((0, len(days))) if peers is None else np.asarray(peers, dtype=np.float64)
    if not len(days) or figures.shape != (len(days),) or beside.ndim != 2 or beside.shape[1] != len(days):
        raise UnusableFigures(
            f"Figures of shape {figures.shape} and peers of shape {beside.shape} do not fit {len(days)} days. Give one "
            "figure for each day, and for each peer a row of them."
        )
    if len(set(days)) < len(days):
        raise UnusableFigures("A day is there twice. Give each day once.")
    if np.isinf(figures).any() or np.isinf(beside).any():
        raise UnusableFigures("A figure is infinite. Give NaN where there is none.")
    first, last = min(days), max(days)
    grid = np.full((1 + len(beside), (last - first).days + 1), np.nan)
    grid[:, [(day - first).days for day in days]] = np.concatenate([figures[None, :], beside])
    return grid, first

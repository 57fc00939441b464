"""A rebase starts a new segment, with its own mean and limits, that no rule looks across.

A segment is treated as a series of its own in which every point outside the segment is missing. So nothing else in
this package needs to know that a rebase exists.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from everyweek.variation.arrays import Flags, Numbers, Positions
from everyweek.variation.errors import UnknownRebase


@dataclass(frozen=True, slots=True)
class Segments:
    """Many series cut into segments.

    values : ndarray of shape (n_segments, n_points), NaN where missing or outside the segment.
    start  : ndarray of shape (n_segments, 1), the segment's first point.
    number : ndarray of shape (n_series, n_points), the segment of its series that each point is in, from 0.
    row    : ndarray of shape (n_series, n_points), the row of `values` that each point is in.
    """

    values: Numbers
    start: Positions
    number: Positions
    row: Positions

    def baseline(self, fix_after: int) -> Flags:
        """The first `fix_after` points of each segment, missing ones included. Shape of `values`."""
        point = np.arange(self.values.shape[1])
        baseline: Flags = point < self.start + fix_after
        return baseline

    def at_points(self, found: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """What was found for each segment, or each point of it, put where the points of the series are.

        found   : ndarray of shape (n_segments, 1) or (n_segments, n_points).
        Returns : ndarray of shape (n_series, n_points); of shape (n_series, 1) if that was given and nothing is cut.
        """
        if len(self.values) == len(self.row):  # nothing is cut: every series is one segment
            return found
        column = np.arange(found.shape[1]) if found.shape[1] > 1 else 0
        placed: npt.NDArray[Any] = found[self.row, column]
        return placed


def cut(values: Numbers, starts: Flags | None) -> Segments:
    """Cut each series before every point at which a new segment starts.

    values, starts : ndarrays of shape (n_series, n_points). A start at the first point cuts nothing; None is no start.
    """
    if starts is None:
        starts = np.broadcast_to(np.zeros(1, dtype=np.bool_), values.shape)
    number = np.cumsum(starts, axis=1, dtype=np.intp)
    number -= number[:, :1]
    per_series = number[:, -1] + 1
    first_row = np.cumsum(per_series) - per_series
    row = number + first_row[:, np.newaxis]
    if len(values) == per_series.sum():
        return Segments(values, np.zeros((len(values), 1), dtype=np.intp), number, row)
    series = np.repeat(np.arange(len(values)), per_series)
    own_number = np.arange(len(series)) - first_row[series]
    inside = number[series] == own_number[:, np.newaxis]
    return Segments(
        values=np.where(inside, values[series], np.nan),
        start=inside.argmax(axis=1)[:, np.newaxis],
        number=number,
        row=row,
    )


def rebase_points(dates: Sequence[date], rebase: Sequence[date]) -> Flags:
    """Which points start a new segment, for the dates on which somebody decided to rebase.

    dates   : the date of each point.
    Returns : ndarray of shape (n_points,).
    Raises UnknownRebase for a date that no point has: a rebase that is quietly ignored would show the wrong limits.
    """
    unknown = sorted(set(rebase) - set(dates))
    if unknown:
        named = ", ".join(day.isoformat() for day in unknown)
        span = f"{min(dates)} to {max(dates)}" if dates else "none at all"
        raise UnknownRebase(
            f"There is no point on {named} to rebase at (the data has {span}). "
            "Use the date of the first point of the new segment."
        )
    return np.isin(np.array(dates, dtype="datetime64[D]"), np.array(rebase, dtype="datetime64[D]"))

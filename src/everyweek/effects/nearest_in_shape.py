"""Which organisations moved like this one before a change: the peers that stand for "without the change"."""

import numpy as np

from everyweek.variation.arrays import Flags, Numbers

PEERS = 10
"""More than a few, so that no one peer's own story matters; between 3 and 20 the measured power hardly differs."""

WINDOW_BEFORE = 24
"""Periods: of months two years, so that each season counts twice."""

FEWEST_BEFORE = 12
"""Periods before a change that a shape, a level and a slope can be told from; of months a whole year."""


def nearest_in_shape(
    values: Numbers, row: int, before: int, *, peers: int = PEERS, window: int = WINDOW_BEFORE
) -> tuple[int, ...]:
    """Rows of the organisations whose series ran most alike before a change, nearest first.

    Two series are alike in shape when they rise and fall together, whatever their levels: the distance is the mean
    square of what is left of their difference when its own mean is taken off.

    >>> import numpy as np
    >>> up, other = np.arange(12.0), np.cos(np.arange(12.0) * 2)
    >>> nearest_in_shape(np.array([up, other, up + 50, up + other / 2]), 0, 12, peers=2)
    (2, 3)

    values : shape (organisations, periods), oldest first; NaN where missing.
    before : how many of the first periods lie before the change; figures after them play no part.
    peers  : how many are wanted; fewer when there are fewer.
    window : of the periods before only so many, the newest, are looked at.
    An organisation that lacks a figure in a period in which this one has one is no candidate. Of two at the same
    distance the one of the smaller row comes first. Empty when this one has fewer than 12 figures before.
    """
    seen = values[:, max(0, before - window) : before]
    used = ~np.isnan(seen[row])
    if used.sum() < FEWEST_BEFORE:
        return ()
    seen = seen[:, used]
    candidates = np.asarray(~np.isnan(seen).any(axis=1))
    candidates[row] = False
    return nearest_rows(seen, np.array([row]), candidates, peers=peers)[0]


def nearest_rows(seen: Numbers, rows: np.ndarray, candidates: Flags, *, peers: int) -> list[tuple[int, ...]]:
    """For each of some rows its nearest among the candidates, itself left out, nearest first.

    seen       : shape (organisations, periods before), no NaN in the rows asked for and the candidates.
    candidates : shape (organisations,).
    """
    places = np.flatnonzero(candidates)
    shapes = seen - seen.mean(axis=1, keepdims=True)
    distances = ((shapes[rows, None, :] - shapes[None, places, :]) ** 2).mean(axis=2)
    distances[rows[:, None] == places[None, :]] = np.inf
    order = np.argsort(distances, axis=1, kind="stable")
    return [
        tuple(int(places[at]) for at in nearest[: min(peers, int(np.isfinite(distances[one]).sum()))])
        for one, nearest in enumerate(order)
    ]

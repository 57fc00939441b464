"""Two rankings of the same things, made one."""

import numpy as np
from numpy.typing import NDArray

DAMPING = 60
"""The constant of reciprocal rank fusion, as its authors chose it (Cormack, Clarke and Büttcher, SIGIR 2009)."""


def fuse(
    *rankings: NDArray[np.int64], worth: NDArray[np.float64] | None = None
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """What any of the rankings holds, best first, with the sum of 1 / (60 + place) over the rankings.

    rankings : of distinct numbers, best first. Of equal sums, the one that comes earlier in the first ranking leads.
    worth    : for each number what its sum is multiplied by; None for 1.

    >>> fuse(np.array([7, 8, 9]), np.array([9, 7]))[0].tolist()
    [7, 9, 8]
    """
    every = np.concatenate(rankings) if rankings else np.empty(0, dtype=np.int64)
    each = np.concatenate([1.0 / (DAMPING + 1 + np.arange(len(ranking))) for ranking in rankings] or [np.empty(0)])
    things, first, position = np.unique(every, return_index=True, return_inverse=True)
    sums: NDArray[np.float64] = np.bincount(position, weights=each, minlength=len(things)).astype(np.float64)
    if worth is not None:
        sums *= worth[things]
    order = np.lexsort((first, -sums))
    return things[order], sums[order]

"""Consecutive points: where does a window of them hold, and which points lie in one?"""

import numpy as np

from everyweek.variation.arrays import Codes, Flags


def windows_that_hold(holds: Flags, length: int) -> Flags:
    """The windows of `length` consecutive points in which every point holds, by where they start.

    holds   : ndarray of shape (n_series, n_points).
    Returns : ndarray of shape (n_series, n_points - length + 1); no columns when there are fewer points than that.
    """
    if holds.shape[1] < length:
        return holds[:, :0]
    # A window of 7 is two overlapping windows of 4, which are two of 2: three steps, not six.
    found, covered = holds, 1
    while covered < length:
        step = min(covered, length - covered)
        found = found[:, :-step] & found[:, step:]
        covered += step
    return found


def count_in_windows(holds: Flags, length: int) -> Codes:
    """How many points hold in each window of `length` consecutive points, by where the window starts.

    holds   : ndarray of shape (n_series, n_points); length at most 255.
    Returns : ndarray of shape (n_series, n_points - length + 1); no columns when there are fewer points than that.
    """
    n_windows = max(holds.shape[1] - length + 1, 0)
    count = np.zeros((holds.shape[0], n_windows), dtype=np.uint8)
    for place in range(length):
        count += holds[:, place : place + n_windows]
    return count


def points_in_windows(starts: Flags, length: int, *, n_points: int) -> Flags:
    """Every point that lies in one of the windows of `length` points that start here.

    starts  : ndarray of shape (n_series, n_windows), as the two functions above give it.
    Returns : ndarray of shape (n_series, n_points).
    """
    n_windows = starts.shape[1]
    inside = np.zeros((starts.shape[0], n_points), dtype=np.bool_)
    if n_windows:
        for place in range(length):
            inside[:, place : place + n_windows] |= starts
    return inside

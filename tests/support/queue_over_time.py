"""A queue from empty, over time, worked out exactly: a chain of so many states that the rest does not matter."""

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import expm


def waiting_over_time(
    *, servers: int, load: float, steps: int, step: float = 1.0, most: int = 250
) -> NDArray[np.float64]:
    """Mean number who wait in M/M/c, at 0, step, …: shape (steps + 1,).

    load : arrivals in a mean service, which is the unit of time. most : inside at once.
    """
    inside = np.arange(most + 1)
    up, down = np.full(most, load), np.minimum(inside[1:], servers).astype(np.float64)
    rates = np.diag(up, 1) + np.diag(down, -1)
    after_a_step = expm((rates - np.diag(rates.sum(axis=1))) * step)
    waiting = np.maximum(inside - servers, 0)
    now, found = np.eye(most + 1)[0], [0.0]
    for _ in range(steps):
        now = now @ after_a_step
        found.append(float(now @ waiting))
    assert now[-1] < 1e-9
    return np.array(found)

"""Changes of how many units the pools have."""

from everyweek.flow.kernel.heap import note
from everyweek.flow.kernel.jit import compiled, stays_apart
from everyweek.flow.kernel.places import (
    AT_CHANGE,
    CAPACITY,
    CHANGE_WIDE,
    N_CHANGES,
    O_CAPACITY,
    Z_POOL,
    Z_TIME,
    Z_UNITS,
)
from everyweek.flow.kernel.queues import bring_up_to, serve


@compiled
def change_capacities(M, F, number, now):
    """Change all that changes now, and only then serve: who needs two pools finds both as they are from now on.

    number : how many changes there were before. Returns how many there were by now.
    """
    stays_apart()
    first = M[AT_CHANGE] + number * CHANGE_WIDE
    change = first
    while number < M[N_CHANGES] and F[change + Z_TIME] <= now:
        pool = M[change + Z_POOL]
        bring_up_to(M, F, pool, now)
        M[pool + O_CAPACITY] = M[change + Z_UNITS]
        number += 1
        change += CHANGE_WIDE
    for one in range(first, change, CHANGE_WIDE):
        serve(M, F, M[one + Z_POOL], now)
    if number < M[N_CHANGES]:
        note(M, F, F[change + Z_TIME], CAPACITY, 0)
    return number

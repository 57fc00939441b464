"""Running a replication of a model: room is made, the kernel runs, and what came out is checked and named."""

from functools import lru_cache
from math import ceil, inf, sqrt

import numpy as np

from everyweek.flow.compiling.compile import Compiled
from everyweek.flow.errors import FlowError, Unstable
from everyweek.flow.kernel.places import (
    AT_POOL,
    HEAP_FULL,
    INSIDE,
    NODES_FULL,
    NOW,
    O_AREA_WAITING,
    O_LENGTH,
    O_WAITED,
    PATIENTS_FULL,
    PROBLEM,
    PROBLEM_AT,
    ROUND_FOR_EVER,
    WELL,
)
from everyweek.flow.kernel.room import Room, Sizes
from everyweek.flow.replication import Replication
from everyweek.flow.schedule import Schedule, first_look, schedule_of

MOST_INSIDE = 1_000_000
"""Patients inside at once, above which a run is stopped: some pool cannot keep up."""


def replicate(
    compiled: Compiled,
    *,
    minutes: float,
    seed: int,
    replication: int = 0,
    warm_up: float = 0.0,
    keeps_rows: bool = True,
    trace: int = 0,
    most_inside: int = MOST_INSIDE,
) -> Replication:
    """One replication, which is the same to the last bit whenever it is run again.

    minutes     : how long; warm_up : minutes after which it is counted.
    keeps_rows  : whether each patient is written down; without, any number of patients needs the same memory.
    trace       : how many events are written down.
    most_inside : patients inside at once above which it is stopped.
    Raises Unstable, FlowError for a pathway that goes round without any time passing, and ValueError for a run of no
    length.
    """
    if not 0.0 <= warm_up < minutes < inf:
        raise ValueError(f"A warm-up of {warm_up} minutes must be shorter than the run of {minutes}, and not negative.")
    schedule = _schedule(compiled, minutes)
    sizes = _first_sizes(
        compiled, schedule, minutes=minutes, keeps_rows=keeps_rows, trace=trace, most_inside=most_inside
    )
    while True:
        state = Room(compiled.program, compiled.words, schedule, sizes)
        _run(state, minutes, warm_up, first_look(compiled.model), seed, replication, keeps_rows)
        problem = int(state.M[PROBLEM])
        if problem == WELL:
            break
        if problem == ROUND_FOR_EVER:
            raise FlowError(_goes_round(compiled, state))
        if problem == PATIENTS_FULL and sizes.patients >= most_inside:
            raise _unstable(compiled, state)
        sizes = _more(sizes, problem, most_inside=most_inside)
    found = Replication(compiled, seed, replication, minutes, warm_up, state)
    _check_sums(found)
    return found


@lru_cache(maxsize=8)
def _schedule(compiled: Compiled, minutes: float) -> Schedule:
    """The same for each replication: laying out a year's changes of capacity takes longer than running it."""
    return schedule_of(compiled.model, end=minutes)


def _run(
    state: Room, minutes: float, warm_up: float, first: float, seed: int, replication: int, keeps_rows: bool
) -> None:
    from everyweek.flow.kernel.run import run  # loads Numba, which takes a second

    with np.errstate(over="ignore"):  # only without compiling: words of 64 bits are meant to run over
        run(state.M, state.F, minutes, warm_up, first, seed, replication, keeps_rows)


def _first_sizes(
    compiled: Compiled, schedule: Schedule, *, minutes: float, keeps_rows: bool, trace: int, most_inside: int
) -> Sizes:
    """Room for as many rows as patients are expected, and six standard deviations more; for the rest, a little."""
    program = compiled.program
    expected = float(schedule.rates.sum() * 60.0)
    expected += len(program.times) + float(program.inside[:, 1].sum())
    rows = int(expected + 6 * sqrt(expected)) + 64 if keeps_rows else 0
    looks = max(0, ceil((minutes - first_look(compiled.model)) / 60.0)) if keeps_rows else 0
    return Sizes(min(1_024, most_inside), 2_048, 4_096, rows, trace, looks)


def _more(sizes: Sizes, problem: int, *, most_inside: int) -> Sizes:
    """More room where it was missing, and where the same patients will want it next."""
    patients, nodes, heap, rows = sizes.patients, sizes.nodes, sizes.heap, sizes.rows
    if problem == PATIENTS_FULL:
        return sizes._replace(patients=min(4 * patients, most_inside), nodes=4 * nodes, heap=4 * heap)
    if problem == NODES_FULL:
        return sizes._replace(nodes=4 * nodes)
    return sizes._replace(heap=4 * heap) if problem == HEAP_FULL else sizes._replace(rows=2 * rows)


def _check_sums(found: Replication) -> None:
    """What came, left and is inside adds up; and the waits of patients are the lengths of the queues (Little)."""
    assert found.arrived == found.left + int(found.state.M[INSIDE])
    pools = found.state.numbers(AT_POOL)
    np.testing.assert_allclose(pools[:, O_WAITED], pools[:, O_AREA_WAITING], rtol=1e-6, atol=1e-3)


def _unstable(compiled: Compiled, state: Room) -> Unstable:
    lengths = state.whole(AT_POOL)[:, O_LENGTH]
    longest = int(np.argmax(lengths))
    return Unstable(
        pool=compiled.names.pools[longest],
        inside=int(state.M[INSIDE]),
        waiting=int(lengths[longest]),
        day=float(state.F[NOW]) / 1_440.0,
    )


def _goes_round(compiled: Compiled, state: Room) -> str:
    place = compiled.names.places[min(int(state.M[PROBLEM_AT]), len(compiled.names.places) - 1)]
    return (
        f"A patient goes round and round without any time passing, at {place.where}. Let time pass on the way (delay), "
        "or lead them out."
    )

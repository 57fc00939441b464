"""Running a replication of a model: room is made, the kernel runs, and what came out is checked and named."""

from math import ceil, inf, sqrt
from weakref import WeakKeyDictionary

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
MOST_LENGTHS = 8
_SCHEDULES: WeakKeyDictionary[Compiled, dict[float, Schedule]] = WeakKeyDictionary()
"""Of each model by the length of the run, as long as somebody has the model."""


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


def _schedule(compiled: Compiled, minutes: float) -> Schedule:
    """The same for each replication: laying out a year's changes of capacity takes longer than running it."""
    known = _SCHEDULES.setdefault(compiled, {})
    if minutes not in known:
        if len(known) >= MOST_LENGTHS:
            known.clear()
        known[minutes] = schedule_of(compiled.model, end=minutes)
    return known[minutes]


def _run(
    state: Room, minutes: float, warm_up: float, first: float, seed: int, replication: int, keeps_rows: bool
) -> None:
    """Numbers are handed over as of one kind: for others the engine would be compiled once more."""
    from everyweek.flow.kernel.run import run  # loads Numba, which takes a second

    times = float(minutes), float(warm_up), float(first)
    with np.errstate(over="ignore"):  # only without compiling: words of 64 bits are meant to run over
        run(state.M, state.F, *times, _word(seed), _word(replication), bool(keeps_rows))


def _word(number: int) -> np.int64:
    """The same 64 bits as a number with a sign."""
    return np.int64(number - 2**64 if 2**63 <= number < 2**64 else number)


def _first_sizes(
    compiled: Compiled, schedule: Schedule, *, minutes: float, keeps_rows: bool, trace: int, most_inside: int
) -> Sizes:
    """Room for as many rows as patients are expected, and six standard deviations more; for the rest, a little."""
    program = compiled.program
    expected = float(schedule.rates.sum() * 60.0)
    expected += len(program.times) + float(program.inside[:, 1].sum())
    rows = int(expected + 6 * sqrt(expected)) + 64 if keeps_rows else 0
    looks = _looks(first_look(compiled.model), minutes) if keeps_rows else 0
    return Sizes(min(1_024, most_inside), 2_048, 4_096, rows, trace, looks)


def _looks(first: float, minutes: float) -> int:
    """How many looks there are before the end, to the last bit as the engine takes them."""
    looks = max(0, ceil((minutes - first) / 60.0))
    while looks > 0 and first + 60.0 * (looks - 1) >= minutes:
        looks -= 1
    while first + 60.0 * looks < minutes:
        looks += 1
    return looks


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
    lengths = state.whole(AT_POOL)[:, O_LENGTH].tolist()
    waiting = max(lengths, default=0)
    return Unstable(
        pool=compiled.names.pools[lengths.index(waiting)] if waiting else "",
        inside=int(state.M[INSIDE]),
        waiting=waiting,
        day=float(state.F[NOW]) / 1_440.0,
    )


def _goes_round(compiled: Compiled, state: Room) -> str:
    place = compiled.names.places[min(int(state.M[PROBLEM_AT]), len(compiled.names.places) - 1)]
    return (
        f"A patient goes round and round without any time passing, at {place.where}. Let time pass on the way (delay), "
        "or lead them out."
    )

"""A program and the state of a run, each as one row of whole numbers and one of other numbers.

Numba hands a function every array that it takes by value, field by field: with a program's fifty tables that takes
longer than the work. So tables lie one behind the other, and where each begins stands in front, at the places named
here.

M holds the whole numbers, F the others; in each the program comes first, and then what a run changes.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from everyweek.flow.program import Program
from everyweek.flow.steps import PRIORITIES

# In front of M: where the program's tables begin there
(
    STEP, STEP_SALT, SEIZE_ROW, BALK_TO, NEED, BY_CLASS, CONDITION, OF_CLASSES, OF_HOURS, STREAM, STREAM_SALT,
    GIVEN, INSIDE_ROW, INTERVAL,
) = range(14)  # fmt: skip
# where those begin that are in F
AGEING, DIST, VALUES, COMPARED, CHANCE, INSTANTS, STREAM_MIX, TIMES, INSIDE_MIX, EDGES = range(14, 24)
# the program's sizes
N_POOLS, N_HOLDS, N_MARKS, N_ATTRIBUTES, N_CLASSES, N_STREAMS, N_GIVEN, N_INSIDE, N_INTERVALS = range(24, 33)
# what a run counts
(
    HEAP, SEQUENCE, TOP_IS_USED, USED_PATIENTS, USED_NODES, READY_FIRST, READY, INSIDE, ROWS, ARRIVED, LEFT,
    EVENTS, TRACED, PROBLEM, PROBLEM_AT,
) = range(33, 48)  # fmt: skip
# its sizes
MOST_PATIENTS, MOST_NODES, MOST_HEAP, MOST_ROWS, MOST_TRACE, LOOKS, BINS_WIDE, PATIENT_WIDE = range(48, 56)
# where its tables begin
(
    AT_HEAP, AT_PATIENT, AT_FREE, AT_READY, AT_NODE, AT_FREE_NODE, AT_QUEUE, AT_POOL, AT_LOOK, AT_STREAM,
    AT_ROW, AT_BINS, AT_TRACE,
) = range(56, 69)  # fmt: skip
# and where those begin that are in F
IN_HEAP, IN_PATIENT, IN_NODE, IN_POOL, IN_STREAM, IN_ROW, IN_MARK, IN_TALLY, IN_TRACE = range(69, 78)
FRONT_OF_M = 80
FIRST_MINUTE, INTO_HOUR, NOW, COUNTED_FROM = range(4)
"""In front of F: minutes after Monday 00:00 at which a run begins, minutes after a whole hour, the time, and since when
is counted."""
FRONT_OF_F = 4
STEP_WIDE, SEIZE_WIDE, DIST_WIDE, CONDITION_WIDE, STREAM_WIDE = 6, 11, 5, 4, 4

# A patient, in M: and behind these what is held under each name
P_STEP, P_CLASS, P_KEY, P_LAP, P_GEN, P_ROW, P_NUMBER, P_STREAM, P_NODE, P_AGED, P_HELD = range(11)
# A place in a queue, in M
D_PATIENT, D_POOL, D_PRIORITY, D_BEFORE, D_BEHIND, D_SISTER, D_SEQ, NODE_WIDE = range(8)
# A pool, in M, and in F
O_MASK, O_LENGTH, O_CAPACITY, O_IN_USE, O_SERVED, O_JOINED, O_LONGEST, POOL_WIDE = range(8)
O_AREA_IN_USE, O_AREA_WAITING, O_AREA_THERE, O_SINCE, O_WAITED, POOL_NUMBERS = range(6)
# A stream, in M; a row, in M; and in F before its attributes
STREAM_HOUR, STREAM_NUMBER, STREAM_STATE = range(3)
R_STREAM, R_CLASS, R_OUTCOME, R_NUMBER, ROW_WIDE = range(5)
R_ARRIVED, R_LEFT, ROW_NUMBERS = range(3)
TRACE_WIDE = 4
WELL, PATIENTS_FULL, NODES_FULL, HEAP_FULL, ROWS_FULL, TRACE_FULL, ROUND_FOR_EVER = range(7)
"""How a run ended."""
WAKE, RENEGE, AGE, ARRIVE, CAPACITY, SNAPSHOT, WARM = range(7)
"""What an event is."""


class Sizes(NamedTuple):
    """How much room a run begins with; a run that needs more is begun again with more.

    patients : inside at once; nodes : places in queues; heap : events to come; rows : patients who are written down, 0
    for none; trace : events that are written down, 0 for none; looks : at all pools.
    """

    patients: int
    nodes: int
    heap: int
    rows: int
    trace: int
    looks: int


def packed(program: Program) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """What a program puts into M and F, the front included."""
    whole = {
        STEP: program.step, STEP_SALT: program.step_salt >> np.uint64(1), SEIZE_ROW: program.seize,
        BALK_TO: program.balk_to, NEED: program.need, BY_CLASS: program.by_class, CONDITION: program.condition,
        OF_CLASSES: program.of_classes, OF_HOURS: program.of_hours, STREAM: program.stream,
        STREAM_SALT: program.stream_salt >> np.uint64(1), GIVEN: program.given, INSIDE_ROW: program.inside,
        INTERVAL: program.interval,
    }  # fmt: skip
    other = {
        AGEING: program.ageing, DIST: program.dist, VALUES: program.values, COMPARED: program.compared,
        CHANCE: program.chance, INSTANTS: program.instants, STREAM_MIX: program.stream_mix, TIMES: program.times,
        INSIDE_MIX: program.inside_mix, EDGES: program.edges,
    }  # fmt: skip
    sizes = {
        N_POOLS: program.n_pools, N_HOLDS: program.n_holds, N_MARKS: program.n_marks,
        N_ATTRIBUTES: program.n_attributes, N_CLASSES: program.n_classes, N_STREAMS: len(program.stream),
        N_GIVEN: len(program.given), N_INSIDE: len(program.inside), N_INTERVALS: len(program.interval),
    }  # fmt: skip
    front, first = np.zeros(FRONT_OF_M, dtype=np.int64), np.zeros(FRONT_OF_F)
    first[FIRST_MINUTE], first[INTO_HOUR] = program.first_minute, program.first_minute % 60.0
    for place, size in sizes.items():
        front[place] = size
    rows: list[Any] = [front]
    numbers: list[Any] = [first]
    for tables, into in ((whole, rows), (other, numbers)):
        for place, table in tables.items():
            front[place] = sum(len(one) for one in into)
            into.append(np.asarray(table).ravel())
    return np.concatenate([one.astype(np.int64) for one in rows]), np.concatenate(numbers)


class Tables:
    """The tables of a run by name, as views of M and F: what the kernel wrote, for everybody else."""

    def __init__(self, program: Program, sizes: Sizes) -> None:
        whole_of_program, numbers_of_program = packed(program)
        streams = len(program.stream) + len(program.inside)
        intervals, classes = max(len(program.interval), 1), program.n_classes
        bins = int(program.interval[:, 3].max()) + 1 if len(program.interval) else 1
        wide = P_HELD + program.n_holds
        # The kernel empties all that is counted at once: bins lie before the trace, and so do tallies.
        whole = {
            AT_HEAP: (sizes.heap, 2), AT_PATIENT: (sizes.patients, wide), AT_FREE: (sizes.patients,),
            AT_READY: (sizes.patients,), AT_NODE: (sizes.nodes, NODE_WIDE), AT_FREE_NODE: (sizes.nodes,),
            AT_QUEUE: (program.n_pools * PRIORITIES, 2), AT_POOL: (program.n_pools, POOL_WIDE),
            AT_LOOK: (sizes.looks, program.n_pools, 3), AT_STREAM: (streams, STREAM_STATE),
            AT_ROW: (sizes.rows, ROW_WIDE), AT_BINS: (intervals, classes, bins), AT_TRACE: (sizes.trace, TRACE_WIDE),
        }  # fmt: skip
        other = {
            IN_HEAP: (sizes.heap,), IN_PATIENT: (sizes.patients, 1 + program.n_attributes), IN_NODE: (sizes.nodes,),
            IN_POOL: (program.n_pools, POOL_NUMBERS), IN_STREAM: (streams,),
            IN_ROW: (sizes.rows, ROW_NUMBERS + program.n_attributes),
            IN_MARK: (sizes.rows or sizes.patients, program.n_marks), IN_TALLY: (intervals, classes, 3),
            IN_TRACE: (sizes.trace,),
        }  # fmt: skip
        self.M = _with_room(whole_of_program, whole)
        self.F = _with_room(numbers_of_program, other)
        self.views: dict[int, Any] = {}
        for tables, numbers, first in (
            (whole, self.M, len(whole_of_program)),
            (other, self.F, len(numbers_of_program)),
        ):
            at = first
            for place, shape in tables.items():
                size = int(np.prod(shape))
                self.M[place] = at
                self.views[place] = numbers[at : at + size].reshape(shape)
                at += size
        for place, size in (
            (MOST_PATIENTS, sizes.patients), (MOST_NODES, sizes.nodes), (MOST_HEAP, sizes.heap),
            (MOST_ROWS, sizes.rows), (MOST_TRACE, sizes.trace), (LOOKS, sizes.looks), (BINS_WIDE, bins),
            (PATIENT_WIDE, wide),
        ):  # fmt: skip
            self.M[place] = size
        self.views[AT_PATIENT][:, [P_STEP, P_NODE]] = -1
        self.views[AT_PATIENT][:, P_HELD:] = -1
        self.views[AT_FREE][:] = np.arange(sizes.patients)
        self.views[AT_FREE_NODE][:] = np.arange(sizes.nodes)
        self.views[AT_QUEUE][:] = -1
        if sizes.rows:
            self.views[AT_ROW][:, R_OUTCOME] = -1
            self.views[IN_ROW][:, R_LEFT] = np.nan

    def __getitem__(self, place: int) -> Any:
        """A table by its place."""
        return self.views[place]


def _with_room(begins: Any, tables: dict[int, tuple[int, ...]]) -> Any:
    """Numbers, and behind them noughts for tables of these shapes."""
    room = sum(int(np.prod(shape)) for shape in tables.values())
    return np.concatenate([begins, np.zeros(room, dtype=begins.dtype)])

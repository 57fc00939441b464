"""The words of a run: what is the model's, and room for patients, queues, events and what is written down."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from everyweek.flow.kernel import places as at
from everyweek.flow.kernel.linking import bits
from everyweek.flow.program import Program
from everyweek.flow.schedule import Schedule

LINE = 8
"""Words that the processor fetches at once."""
BEHIND = {at.AT_HEAP: 4}
"""Two events that are compared with one another lie in one line: the second and third of all, and so on."""


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


class Room:
    """The words of a run, M read as whole numbers and F as others, and its tables by where they begin in front."""

    def __init__(self, program: Program, words: NDArray[np.int64], schedule: Schedule, sizes: Sizes) -> None:
        """Make room. words : what is the model's, as `linking.linked` gives it."""
        marks, attributes = program.n_marks, program.n_attributes
        intervals, classes = len(program.interval), program.n_classes
        bins = int(program.interval[:, 3].max()) + 1 if intervals else 1
        patient = at.P_HELD + 2 * program.n_holds + attributes + (0 if sizes.rows else 1 + marks + 1)
        patient += -patient % LINE
        row = at.R_MORE + attributes + 1 + marks + 1
        self.begins: dict[int, int] = {}
        self.shapes = {
            at.AT_PATIENT: (sizes.patients, patient), at.AT_FREE: (sizes.patients,), at.AT_READY: (sizes.patients,),
            at.AT_NODE: (sizes.nodes, at.NODE_WIDE), at.AT_FREE_NODE: (sizes.nodes,),
            at.AT_HEAP: (sizes.heap, at.HEAP_WIDE), at.AT_CHANGE: (len(schedule.changed), at.CHANGE_WIDE),
            at.AT_TALLY: (intervals, classes, at.Y_BINS + bins), at.AFTER_TALLIES: (0,),
            at.AT_LOOK: (sizes.looks, program.n_pools, at.LOOK_WIDE), at.AT_TRACE: (sizes.trace, at.TRACE_WIDE),
            at.AT_ROW: (sizes.rows, row),
        }  # fmt: skip
        begins = len(words)
        for place, shape in self.shapes.items():
            begins += (BEHIND.get(place, 0) - begins) % LINE
            self.begins[place] = begins
            begins += int(np.prod(shape))
        self.M = _words(begins + schedule.rates.size)
        self.F = self.M.view(np.float64)
        self.M[: len(words)] = words
        for place, first in self.begins.items():
            self.M[place] = first
        rates = begins
        for place, size in (
            (at.MOST_PATIENTS, sizes.patients), (at.MOST_NODES, sizes.nodes), (at.MOST_HEAP, sizes.heap),
            (at.MOST_ROWS, sizes.rows), (at.MOST_TRACE, sizes.trace), (at.LOOKS, sizes.looks),
            (at.PATIENT_WIDE, patient), (at.ROW_WIDE, row), (at.TALLY_WIDE, at.Y_BINS + bins),
            (at.N_HOURS, schedule.rates.shape[1]), (at.N_CHANGES, len(schedule.changed)),
        ):  # fmt: skip
            self.M[place] = size
        self.shapes[at.AT_POOL] = (program.n_pools, at.POOL_WIDE)
        self._fill(schedule, rates)

    def whole(self, place: int) -> NDArray[np.int64]:
        """A table by its place in front, as whole numbers."""
        first, shape = int(self.M[place]), self.shapes[place]
        return self.M[first : first + int(np.prod(shape))].reshape(shape)

    def numbers(self, place: int) -> NDArray[np.float64]:
        """The same table as other numbers."""
        first, shape = int(self.M[place]), self.shapes[place]
        return self.F[first : first + int(np.prod(shape))].reshape(shape)

    def _fill(self, schedule: Schedule, rates: int) -> None:
        """Put in the schedule, and who and what is free."""
        M, streams = self.M, schedule.rates.shape[0]
        self.F[rates:] = schedule.rates.ravel()
        for stream in range(streams):
            M[M[at.AT_STREAM] + stream * at.STREAM_WIDE + at.T_RATES] = rates + stream * schedule.rates.shape[1]
        change = self.whole(at.AT_CHANGE)
        change[:, at.Z_POOL] = M[at.AT_POOL] + schedule.changes[:, 0] * at.POOL_WIDE
        change[:, at.Z_UNITS], change[:, at.Z_TIME] = schedule.changes[:, 1], bits(schedule.changed)
        for free, table in ((at.AT_FREE, at.AT_PATIENT), (at.AT_FREE_NODE, at.AT_NODE)):
            several, wide = self.shapes[table]
            self.whole(free)[:] = M[table] + np.arange(several) * wide
        self.whole(at.AT_ROW)[:, at.R_OUTCOME] = -1


def _words(number: int) -> NDArray[np.int64]:
    """Noughts that begin where the processor fetches."""
    found = np.zeros(number + LINE, dtype=np.int64)
    first = -(found.ctypes.data // 8) % LINE
    return found[first : first + number]

"""The events to come, soonest first; of two at the same instant the one that was noted first.

The event that is under way stays at the top until another takes its place, which saves a sift for each patient who goes
from one delay into the next.
"""

import numpy as np

from everyweek.flow.kernel.jit import inlined
from everyweek.flow.kernel.packing import (
    AT_HEAP,
    HEAP,
    HEAP_FULL,
    IN_HEAP,
    MOST_HEAP,
    PROBLEM,
    SEQUENCE,
    TOP_IS_USED,
)

KIND_BITS, PATIENT_BITS = 4, 32
GENERATIONS = (1 << 27) - 1
"""Timers of a wait carry its number, in the 27 bits that are left."""


@inlined
def note(M, F, time, kind, which, generation):
    """Note an event; when there is no room, note that as the run's problem."""
    seq = M[SEQUENCE]
    M[SEQUENCE] = seq + 1
    what = ((generation & GENERATIONS) << (KIND_BITS + PATIENT_BITS)) | (which << KIND_BITS) | kind
    if M[TOP_IS_USED] == 1:
        M[TOP_IS_USED] = 0
        _sink(M, F, time, seq, what)
        return
    place = M[HEAP]
    if place == M[MOST_HEAP]:
        M[PROBLEM] = HEAP_FULL
        return
    M[HEAP] = place + 1
    times, whats = M[IN_HEAP], M[AT_HEAP]
    while place > 0:
        above = (place - 1) >> 1
        if F[times + above] <= time:  # whoever is above at the same time was noted before
            break
        F[times + place] = F[times + above]
        M[whats + 2 * place] = M[whats + 2 * above]
        M[whats + 2 * place + 1] = M[whats + 2 * above + 1]
        place = above
    F[times + place] = time
    M[whats + 2 * place] = seq
    M[whats + 2 * place + 1] = what


@inlined
def take_used_away(M, F):
    """After this the top is the next event, when there is one."""
    if M[TOP_IS_USED] == 1:
        M[TOP_IS_USED] = 0
        last = M[HEAP] - 1
        M[HEAP] = last
        if last > 0:
            at = M[AT_HEAP] + 2 * last
            _sink(M, F, F[M[IN_HEAP] + last], M[at], M[at + 1])


@inlined
def _sink(M, F, time, seq, what):
    """Put an event at the top, and let it sink to its place."""
    size, place = M[HEAP], np.int64(0)
    times, whats = M[IN_HEAP], M[AT_HEAP]
    while True:
        below = 2 * place + 1
        if below >= size:
            break
        soonest = F[times + below]
        if below + 1 < size:
            other = F[times + below + 1]
            if other < soonest or (other == soonest and M[whats + 2 * below + 2] < M[whats + 2 * below]):
                below += 1
                soonest = other
        if soonest > time or (soonest == time and M[whats + 2 * below] > seq):
            break
        F[times + place] = soonest
        M[whats + 2 * place] = M[whats + 2 * below]
        M[whats + 2 * place + 1] = M[whats + 2 * below + 1]
        place = below
    F[times + place] = time
    M[whats + 2 * place] = seq
    M[whats + 2 * place + 1] = what

"""The events to come, soonest first; of two at the same instant the one that was noted first.

The event that is under way stays at the top until another takes its place, which saves a sift for each patient who goes
from one delay into the next.
"""

import numpy as np

from everyweek.flow.kernel.jit import inlined
from everyweek.flow.kernel.places import (
    AT_HEAP,
    H_SEQ,
    H_TIME,
    H_WHAT,
    H_WHO,
    HEAP,
    HEAP_FULL,
    HEAP_WIDE,
    MOST_HEAP,
    PROBLEM,
    SEQUENCE,
    TIME_OF_NEW,
    TOP_IS_USED,
)


@inlined
def note(M, F, time, what, who):
    """Note an event; when there is no room, note that as the run's problem."""
    seq = M[SEQUENCE]
    M[SEQUENCE] = seq + 1
    if M[TOP_IS_USED] == 1:
        M[TOP_IS_USED] = 0
        _sink(M, F, time, seq, what, who)
        return
    place = M[HEAP]
    if place == M[MOST_HEAP]:
        M[PROBLEM] = HEAP_FULL
        return
    M[HEAP] = place + 1
    first = M[AT_HEAP]
    here = first + place * HEAP_WIDE
    while place > 0:
        place = (place - 1) >> 1
        above = first + place * HEAP_WIDE
        if F[above + H_TIME] <= time:  # whoever is above at the same time was noted before
            break
        _move(M, above, here)
        here = above
    F[here + H_TIME], M[here + H_SEQ], M[here + H_WHAT], M[here + H_WHO] = time, seq, what, who


@inlined
def take_used_away(M, F):
    """After this the top is the next event, when there is one."""
    if M[TOP_IS_USED] == 1:
        M[TOP_IS_USED] = 0
        size = M[HEAP] - 1
        M[HEAP] = size
        if size > 0:
            last = M[AT_HEAP] + size * HEAP_WIDE
            _sink(M, F, F[last + H_TIME], M[last + H_SEQ], M[last + H_WHAT], M[last + H_WHO])


@inlined
def _move(M, of, to):
    M[to + H_TIME], M[to + H_SEQ], M[to + H_WHAT], M[to + H_WHO] = (
        M[of + H_TIME], M[of + H_SEQ], M[of + H_WHAT], M[of + H_WHO],
    )  # fmt: skip


@inlined
def _sink(M, F, time, seq, what, who):
    """Put an event at the top, and let it sink to its place.

    Times are compared by their bits, as whole numbers: of numbers that are not negative the order is the same, and it
    takes a quarter as long.
    """
    F[TIME_OF_NEW] = time
    bits = M[TIME_OF_NEW]
    first = M[AT_HEAP]
    beyond = first + M[HEAP] * HEAP_WIDE
    here, below = first, first + HEAP_WIDE
    while below < beyond:
        soonest = M[below + H_TIME]
        if below + HEAP_WIDE < beyond:
            # Which of the two is sooner cannot be foreseen, so it is reckoned and not branched upon.
            other = M[below + HEAP_WIDE + H_TIME]
            if other == soonest:
                is_other = np.int64(M[below + HEAP_WIDE + H_SEQ] < M[below + H_SEQ])
            else:
                is_other = np.int64(other < soonest)
            below += HEAP_WIDE * is_other
            soonest = M[below + H_TIME]
        if soonest >= bits and (soonest > bits or M[below + H_SEQ] > seq):
            break
        _move(M, below, here)
        here = below
        below = 2 * here - first + HEAP_WIDE
    M[here + H_TIME], M[here + H_SEQ], M[here + H_WHAT], M[here + H_WHO] = bits, seq, what, who

"""Pools and those who wait for them: taking, giving back, and who is served next.

A queue is a list of places for each priority of each pool. A patient who waits for several pools has a place in the
queue of each. Somebody whose units are not all free holds up those behind in that queue; somebody who waits for another
pool does not.
"""

import numpy as np

from everyweek.flow.kernel.jit import compiled, inlined
from everyweek.flow.kernel.packing import (
    AT_FREE_NODE,
    AT_NODE,
    AT_PATIENT,
    AT_POOL,
    AT_QUEUE,
    AT_READY,
    COUNTED_FROM,
    D_BEFORE,
    D_BEHIND,
    D_PATIENT,
    D_POOL,
    D_PRIORITY,
    D_SEQ,
    D_SISTER,
    IN_NODE,
    IN_POOL,
    MOST_NODES,
    MOST_PATIENTS,
    NEED,
    NODE_WIDE,
    NODES_FULL,
    O_AREA_IN_USE,
    O_AREA_THERE,
    O_AREA_WAITING,
    O_CAPACITY,
    O_IN_USE,
    O_JOINED,
    O_LENGTH,
    O_LONGEST,
    O_MASK,
    O_SERVED,
    O_SINCE,
    O_WAITED,
    P_GEN,
    P_HELD,
    P_NODE,
    P_STEP,
    PATIENT_WIDE,
    POOL_NUMBERS,
    POOL_WIDE,
    PROBLEM,
    READY,
    READY_FIRST,
    SEIZE_ROW,
    SEIZE_WIDE,
    SEQUENCE,
    STEP,
    STEP_WIDE,
    USED_NODES,
)
from everyweek.flow.steps import PRIORITIES

S_FIRST, S_NUMBER, S_ANY, S_UNITS, S_PRIORITY, S_FIRST_AGE, S_AGES, S_PATIENCE, S_RENEGE_TO, S_FIRST_BALK, S_BALKS = (
    range(11)
)
"""Columns of a row of seizes."""
POOL_BITS, POOL_MASK = 20, (1 << 20) - 1
"""What is held is a row of seizes and, behind it, one more than the pool that was the first free one."""


@inlined
def patient_at(M, patient):
    """Where a patient begins in M."""
    return M[AT_PATIENT] + patient * M[PATIENT_WIDE]


@inlined
def pool_at(M, pool):
    """Where a pool begins in M."""
    return M[AT_POOL] + pool * POOL_WIDE


@inlined
def seize_at(M, row):
    """Where a row of seizes begins in M."""
    return M[SEIZE_ROW] + row * SEIZE_WIDE


@inlined
def bring_up_to(M, F, pool, now):
    """Count what was in use, waiting and there since the pool last changed."""
    at, number = M[AT_POOL] + pool * POOL_WIDE, M[IN_POOL] + pool * POOL_NUMBERS
    past = now - F[number + O_SINCE]
    if past > 0.0:
        F[number + O_AREA_IN_USE] += past * M[at + O_IN_USE]
        F[number + O_AREA_WAITING] += past * M[at + O_LENGTH]
        F[number + O_AREA_THERE] += past * M[at + O_CAPACITY]
        F[number + O_SINCE] = now


@inlined
def free_in(M, pool):
    """How many units of a pool are free; below nought while more are in use than there are."""
    at = M[AT_POOL] + pool * POOL_WIDE
    return M[at + O_CAPACITY] - M[at + O_IN_USE]


@inlined
def can_be_met(M, row):
    """The pool from which a need can be met now, or for all of several the first of them; -1 for none."""
    at = seize_at(M, row)
    first, units, any_will_do = M[NEED] + M[at + S_FIRST], M[at + S_UNITS], M[at + S_ANY] == 1
    for one in range(first, first + M[at + S_NUMBER]):
        is_free = free_in(M, M[one]) >= units
        if any_will_do and is_free:
            return M[one]
        if not any_will_do and not is_free:
            return np.int64(-1)
    return np.int64(-1) if any_will_do else M[first]


@inlined
def _take_of(M, F, pool, units, now):
    bring_up_to(M, F, pool, now)
    at = pool_at(M, pool)
    M[at + O_IN_USE] += units
    M[at + O_SERVED] += 1


@inlined
def take(M, F, patient, row, pool, hold, now):
    """Units are the patient's from now on; pool : from which, when the first free of several will do."""
    at = seize_at(M, row)
    held = patient_at(M, patient) + P_HELD + hold
    if M[at + S_ANY] == 1:
        _take_of(M, F, pool, M[at + S_UNITS], now)
        M[held] = (row << POOL_BITS) | (pool + 1)
        return
    first = M[NEED] + M[at + S_FIRST]
    for one in range(first, first + M[at + S_NUMBER]):
        _take_of(M, F, M[one], M[at + S_UNITS], now)
    M[held] = row << POOL_BITS


@inlined
def give_back(M, F, patient, hold, now):
    """Release what is held under a name, if anything is, and serve who waits for it."""
    place = patient_at(M, patient) + P_HELD + hold
    held = M[place]
    if held < 0:
        return
    M[place] = -1
    row, pool = held >> POOL_BITS, (held & POOL_MASK) - 1
    at = seize_at(M, row)
    units = M[at + S_UNITS]
    if pool >= 0:
        bring_up_to(M, F, pool, now)
        M[pool_at(M, pool) + O_IN_USE] -= units
        if M[pool_at(M, pool) + O_MASK] != 0:
            serve(M, F, pool, now)
        return
    first, number = M[NEED] + M[at + S_FIRST], M[at + S_NUMBER]
    for one in range(first, first + number):
        bring_up_to(M, F, M[one], now)
        M[pool_at(M, M[one]) + O_IN_USE] -= units
    for one in range(first, first + number):
        if M[pool_at(M, M[one]) + O_MASK] != 0:
            serve(M, F, M[one], now)


@compiled
def join(M, F, patient, row, priority, now):
    """Wait in the queue of each pool that is needed."""
    at, mine = seize_at(M, row), patient_at(M, patient)
    first = M[NEED] + M[at + S_FIRST]
    seq = M[SEQUENCE]
    M[SEQUENCE] = seq + 1
    for one in range(first, first + M[at + S_NUMBER]):
        used = M[USED_NODES]
        if used == M[MOST_NODES]:
            M[PROBLEM] = NODES_FULL
            return
        M[USED_NODES] = used + 1
        node, pool = M[M[AT_FREE_NODE] + used], M[one]
        here = M[AT_NODE] + node * NODE_WIDE
        M[here + D_PATIENT], M[here + D_POOL], M[here + D_SEQ] = patient, pool, seq
        M[here + D_SISTER] = M[mine + P_NODE]
        M[mine + P_NODE] = node
        F[M[IN_NODE] + node] = now
        bring_up_to(M, F, pool, now)
        queue = pool_at(M, pool)
        M[queue + O_LENGTH] += 1
        M[queue + O_JOINED] += 1
        M[queue + O_LONGEST] = max(M[queue + O_LONGEST], M[queue + O_LENGTH])
        put_in(M, node, priority)


@compiled
def put_in(M, node, priority):
    """Into the list of a priority, behind all who came before: mostly at its end."""
    nodes = M[AT_NODE]
    here = nodes + node * NODE_WIDE
    pool = M[here + D_POOL]
    head = M[AT_QUEUE] + 2 * (pool * PRIORITIES + priority)
    M[here + D_PRIORITY] = priority
    before = M[head + 1]
    while before >= 0 and M[nodes + before * NODE_WIDE + D_SEQ] > M[here + D_SEQ]:
        before = M[nodes + before * NODE_WIDE + D_BEFORE]
    behind = M[head] if before < 0 else M[nodes + before * NODE_WIDE + D_BEHIND]
    M[here + D_BEFORE], M[here + D_BEHIND] = before, behind
    if before < 0:
        M[head] = node
    else:
        M[nodes + before * NODE_WIDE + D_BEHIND] = node
    if behind < 0:
        M[head + 1] = node
    else:
        M[nodes + behind * NODE_WIDE + D_BEFORE] = node
    M[pool_at(M, pool) + O_MASK] |= np.int64(1) << priority


@compiled
def take_out(M, node):
    """Out of the list of its priority."""
    nodes = M[AT_NODE]
    here = nodes + node * NODE_WIDE
    pool, priority = M[here + D_POOL], M[here + D_PRIORITY]
    head = M[AT_QUEUE] + 2 * (pool * PRIORITIES + priority)
    before, behind = M[here + D_BEFORE], M[here + D_BEHIND]
    if before < 0:
        M[head] = behind
    else:
        M[nodes + before * NODE_WIDE + D_BEHIND] = behind
    if behind < 0:
        M[head + 1] = before
    else:
        M[nodes + behind * NODE_WIDE + D_BEFORE] = before
    if M[head] < 0:
        M[pool_at(M, pool) + O_MASK] &= ~(np.int64(1) << priority)


@compiled
def wait_no_more(M, F, patient, now):
    """Out of all queues; the wait is counted. Timers of it mean nothing any more."""
    mine = patient_at(M, patient)
    node = M[mine + P_NODE]
    while node >= 0:
        here = M[AT_NODE] + node * NODE_WIDE
        pool = M[here + D_POOL]
        bring_up_to(M, F, pool, now)
        M[pool_at(M, pool) + O_LENGTH] -= 1
        waited = now - max(F[M[IN_NODE] + node], F[COUNTED_FROM])
        F[M[IN_POOL] + pool * POOL_NUMBERS + O_WAITED] += waited
        take_out(M, node)
        M[USED_NODES] -= 1
        M[M[AT_FREE_NODE] + M[USED_NODES]] = node
        node = M[here + D_SISTER]
    M[mine + P_NODE] = -1
    M[mine + P_GEN] += 1


@inlined
def goes_on(M, patient):
    """The patient goes on at this instant, after those who are ready already."""
    place = M[READY_FIRST] + M[READY]
    if place >= M[MOST_PATIENTS]:
        place -= M[MOST_PATIENTS]
    M[M[AT_READY] + place] = patient
    M[READY] += 1


@compiled
def serve(M, F, pool, now):
    """Give what is free to who waits for it, in their order."""
    at = pool_at(M, pool)
    for priority in range(PRIORITIES):
        if M[at + O_MASK] >> priority == 0:
            return
        node = M[M[AT_QUEUE] + 2 * (pool * PRIORITIES + priority)]
        while node >= 0:
            here = M[AT_NODE] + node * NODE_WIDE
            patient = M[here + D_PATIENT]
            mine = patient_at(M, patient)
            step = M[STEP] + M[mine + P_STEP] * STEP_WIDE
            row = M[step + 2]
            if free_in(M, pool) < M[seize_at(M, row) + S_UNITS]:
                return
            behind = M[here + D_BEHIND]
            found = can_be_met(M, row)
            if found >= 0:
                wait_no_more(M, F, patient, now)
                take(M, F, patient, row, found, M[step + 3], now)
                M[mine + P_STEP] = M[step + 1]
                goes_on(M, patient)
            node = behind

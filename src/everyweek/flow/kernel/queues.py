"""Pools and those who wait for them: taking, giving back, and who is served next.

A queue is a list of places for each priority of each pool. A patient who waits for several pools has a place in the
queue of each. Somebody whose units are not all free holds up those behind in that queue; somebody who waits for another
pool does not. When units of a pool come free, its own queue is asked: who waits for several pools and comes first there
may so pass somebody in the queue of another pool who needs more units than are free.
"""

import numpy as np

from everyweek.flow.kernel.heap import note
from everyweek.flow.kernel.jit import compiled, inlined, stays_apart
from everyweek.flow.kernel.places import (
    AT_FREE_NODE,
    AT_READY,
    COUNTED_FROM,
    D_BEFORE,
    D_BEHIND,
    D_PATIENT,
    D_POOL,
    D_PRIORITY,
    D_SEQ,
    D_SINCE,
    D_SISTER,
    FREE_AGAIN,
    KIND_BITS,
    MOST_NODES,
    MOST_PATIENTS,
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
    O_QUEUE,
    O_SERVED,
    O_SINCE,
    O_WAITED,
    P_GEN,
    P_NODE,
    P_STEP,
    PROBLEM,
    READY,
    READY_FIRST,
    S_ANY,
    S_NUMBER,
    S_POOL,
    S_POOLS,
    S_UNITS,
    SEQUENCE,
    USED_NODES,
    X_FIRST,
    X_NEXT,
    X_SECOND,
)
from everyweek.flow.steps import PRIORITIES


@inlined
def bring_up_to(M, F, pool, now):
    """Count what was in use, waiting and there since the pool last changed."""
    past = now - F[pool + O_SINCE]
    if past > 0.0:
        F[pool + O_AREA_IN_USE] += past * M[pool + O_IN_USE]
        F[pool + O_AREA_WAITING] += past * M[pool + O_LENGTH]
        F[pool + O_AREA_THERE] += past * M[pool + O_CAPACITY]
        F[pool + O_SINCE] = now


@inlined
def free_in(M, pool):
    """How many units of a pool are free; below nought while more are in use than there are."""
    return M[pool + O_CAPACITY] - M[pool + O_IN_USE]


@inlined
def can_be_met(M, row):
    """The pool from which a need can be met now, or for all of several the first of them; 0 for none."""
    if M[row + S_NUMBER] == 1:
        pool = M[row + S_POOL]
        return pool if free_in(M, pool) >= M[row + S_UNITS] else np.int64(0)
    return _met_by_several(M, row)


@compiled
def _met_by_several(M, row):
    stays_apart()
    first, units, any_will_do = M[row + S_POOLS], M[row + S_UNITS], M[row + S_ANY] == 1
    for one in range(first, first + M[row + S_NUMBER]):
        is_free = free_in(M, M[one]) >= units
        if any_will_do and is_free:
            return M[one]
        if not any_will_do and not is_free:
            return np.int64(0)
    return np.int64(0) if any_will_do else M[first]


@inlined
def _take_of(M, F, pool, units, now):
    bring_up_to(M, F, pool, now)
    M[pool + O_IN_USE] += units
    M[pool + O_SERVED] += 1


@inlined
def take(M, F, patient, row, pool, hold, now):
    """Units are the patient's from now on. pool : from which; hold : where what is held is noted, in the patient."""
    M[patient + hold] = row
    if M[row + S_NUMBER] == 1 or M[row + S_ANY] == 1:
        _take_of(M, F, pool, M[row + S_UNITS], now)
        M[patient + hold + 1] = pool
    else:
        _take_several(M, F, row, now)
        M[patient + hold + 1] = 0


@compiled
def _take_several(M, F, row, now):
    stays_apart()
    first = M[row + S_POOLS]
    for one in range(first, first + M[row + S_NUMBER]):
        _take_of(M, F, M[one], M[row + S_UNITS], now)


@compiled
def have_already(M, F, patient, row, hold, now):
    """Units are the patient's when the run begins, whatever the capacity is: nobody waited for them, or was served.

    Of the first of several pools: of the first that is not full yet, and when all are, of the first.
    """
    stays_apart()
    pool = can_be_met(M, row)
    take(M, F, patient, row, pool if pool != 0 else M[row + S_POOL], hold, now)
    pool = M[patient + hold + 1]
    if pool != 0:
        M[pool + O_SERVED] -= 1
    else:
        for one in range(M[row + S_POOLS], M[row + S_POOLS] + M[row + S_NUMBER]):
            M[M[one] + O_SERVED] -= 1


@inlined
def give_back(M, F, patient, hold, now):
    """Release what is held, if anything is, and serve who waits for it."""
    row, pool = M[patient + hold], M[patient + hold + 1]
    if row != 0:
        M[patient + hold] = 0
        if pool != 0:
            _give_one_back(M, F, pool, M[row + S_UNITS], now)
        else:
            _give_several_back(M, F, row, now)


@compiled
def give_back_later(M, F, patient, hold, time):
    """What is held is not the patient's any more, and stays in use until a time."""
    stays_apart()
    row, pool = M[patient + hold], M[patient + hold + 1]
    M[patient + hold] = 0
    if pool != 0:
        note(M, F, time, M[row + S_UNITS] << KIND_BITS | FREE_AGAIN, pool)
    else:
        note(M, F, time, FREE_AGAIN, row)


@compiled
def free_again(M, F, units, what, now):
    """What was given back some time ago is free. units : of the pool `what`; 0 for all pools of the row `what`."""
    stays_apart()
    if units > 0:
        _give_one_back(M, F, what, units, now)
    else:
        _give_several_back(M, F, what, now)


@inlined
def _give_one_back(M, F, pool, units, now):
    bring_up_to(M, F, pool, now)
    M[pool + O_IN_USE] -= units
    if M[pool + O_MASK] != 0:
        serve(M, F, pool, now)


@compiled
def _give_several_back(M, F, row, now):
    stays_apart()
    first, number = M[row + S_POOLS], M[row + S_NUMBER]
    for one in range(first, first + number):
        bring_up_to(M, F, M[one], now)
        M[M[one] + O_IN_USE] -= M[row + S_UNITS]
    for one in range(first, first + number):
        serve(M, F, M[one], now)


@compiled
def join(M, F, patient, row, priority, now):
    """Wait in the queue of each pool that is needed."""
    first = M[row + S_POOLS]
    seq = M[SEQUENCE]
    M[SEQUENCE] = seq + 1
    for one in range(first, first + M[row + S_NUMBER]):
        used = M[USED_NODES]
        if used == M[MOST_NODES]:
            M[PROBLEM] = NODES_FULL
            return
        M[USED_NODES] = used + 1
        node, pool = M[M[AT_FREE_NODE] + used], M[one]
        M[node + D_PATIENT], M[node + D_POOL], M[node + D_SEQ], F[node + D_SINCE] = patient, pool, seq, now
        M[node + D_SISTER] = M[patient + P_NODE]
        M[patient + P_NODE] = node
        bring_up_to(M, F, pool, now)
        length = M[pool + O_LENGTH] + 1
        M[pool + O_LENGTH] = length
        M[pool + O_JOINED] += 1
        if length > M[pool + O_LONGEST]:
            M[pool + O_LONGEST] = length
        put_in(M, node, priority)


@inlined
def put_in(M, node, priority):
    """Into the list of a priority, behind all who came before: mostly at its end."""
    pool = M[node + D_POOL]
    head = pool + O_QUEUE + 2 * priority
    M[node + D_PRIORITY] = priority
    before = M[head + 1]
    while before != 0 and M[before + D_SEQ] > M[node + D_SEQ]:
        before = M[before + D_BEFORE]
    behind = M[head] if before == 0 else M[before + D_BEHIND]
    M[node + D_BEFORE], M[node + D_BEHIND] = before, behind
    M[head if before == 0 else before + D_BEHIND] = node
    M[head + 1 if behind == 0 else behind + D_BEFORE] = node
    M[pool + O_MASK] |= np.int64(1) << priority


@inlined
def take_out(M, node):
    """Out of the list of its priority."""
    pool, priority = M[node + D_POOL], M[node + D_PRIORITY]
    head = pool + O_QUEUE + 2 * priority
    before, behind = M[node + D_BEFORE], M[node + D_BEHIND]
    M[head if before == 0 else before + D_BEHIND] = behind
    M[head + 1 if behind == 0 else behind + D_BEFORE] = before
    if M[head] == 0:
        M[pool + O_MASK] &= ~(np.int64(1) << priority)


@inlined
def wait_no_more(M, F, patient, now):
    """Out of all queues; the wait is counted. Timers of it mean nothing any more."""
    node = M[patient + P_NODE]
    while node != 0:
        pool = M[node + D_POOL]
        bring_up_to(M, F, pool, now)
        M[pool + O_LENGTH] -= 1
        F[pool + O_WAITED] += now - max(F[node + D_SINCE], F[COUNTED_FROM])
        take_out(M, node)
        M[USED_NODES] -= 1
        M[M[AT_FREE_NODE] + M[USED_NODES]] = node
        node = M[node + D_SISTER]
    M[patient + P_NODE] = 0
    M[patient + P_GEN] += 1


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
    stays_apart()
    for priority in range(PRIORITIES):
        if M[pool + O_MASK] >> priority == 0:
            return
        node = M[pool + O_QUEUE + 2 * priority]
        while node != 0:
            patient = M[node + D_PATIENT]
            step = M[patient + P_STEP]
            row = M[step + X_FIRST]
            if free_in(M, pool) < M[row + S_UNITS]:
                return
            behind = M[node + D_BEHIND]
            found = can_be_met(M, row)
            if found != 0:
                wait_no_more(M, F, patient, now)
                take(M, F, patient, row, found, M[step + X_SECOND], now)
                M[patient + P_STEP] = M[step + X_NEXT]
                goes_on(M, patient)
            node = behind

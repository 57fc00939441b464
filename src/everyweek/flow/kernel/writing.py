"""What is written down of patients, and counted of them, when they leave; and of all pools, every hour."""

import math

import numpy as np

from everyweek.flow.kernel.jit import compiled, inlined
from everyweek.flow.kernel.packing import (
    AT_BINS,
    AT_FREE,
    AT_LOOK,
    AT_NODE,
    AT_ROW,
    AT_TRACE,
    BINS_WIDE,
    COUNTED_FROM,
    D_POOL,
    D_SISTER,
    EDGES,
    IN_MARK,
    IN_NODE,
    IN_PATIENT,
    IN_POOL,
    IN_ROW,
    IN_TALLY,
    IN_TRACE,
    INSIDE,
    INTERVAL,
    MOST_PATIENTS,
    MOST_TRACE,
    N_ATTRIBUTES,
    N_CLASSES,
    N_INTERVALS,
    N_MARKS,
    N_POOLS,
    NODE_WIDE,
    O_CAPACITY,
    O_IN_USE,
    O_JOINED,
    O_LENGTH,
    O_LONGEST,
    O_SERVED,
    O_WAITED,
    P_CLASS,
    P_NODE,
    P_NUMBER,
    P_ROW,
    P_STEP,
    P_STREAM,
    POOL_NUMBERS,
    R_CLASS,
    R_LEFT,
    R_OUTCOME,
    ROW_NUMBERS,
    ROW_WIDE,
    TRACE_WIDE,
    TRACED,
    USED_PATIENTS,
)
from everyweek.flow.kernel.queues import bring_up_to, patient_at, pool_at

ARRIVAL, DEPARTURE = -1, -2


@compiled
def write_trace(M, F, time, kind, patient, step):
    """Write an event down, while there is room for such."""
    place = M[TRACED]
    if place < M[MOST_TRACE]:
        mine, at = patient_at(M, patient), M[AT_TRACE] + place * TRACE_WIDE
        F[M[IN_TRACE] + place] = time
        M[at], M[at + 1], M[at + 2], M[at + 3] = kind, M[mine + P_STREAM], M[mine + P_NUMBER], step
        M[TRACED] = place + 1


@inlined
def mark_at(M, patient):
    """Where the milestones of a patient begin in F."""
    return M[IN_MARK] + M[patient_at(M, patient) + P_ROW] * M[N_MARKS]


@inlined
def attribute_at(M, patient):
    """Where the attributes of a patient begin in F."""
    return M[IN_PATIENT] + patient * (1 + M[N_ATTRIBUTES]) + 1


@compiled
def _instant_of(M, F, patient, milestone, now):
    """When a patient who leaves now passed a milestone; not a number for never."""
    if milestone == ARRIVAL:
        return F[attribute_at(M, patient) - 1]
    return now if milestone == DEPARTURE else F[mark_at(M, patient) + milestone]


@compiled
def _count_intervals(M, F, patient, now):
    """Count the times of a patient who leaves: how many, their sum and the sum of their squares, and in which bin."""
    group = M[patient_at(M, patient) + P_CLASS]
    for one in range(M[N_INTERVALS]):
        at = M[INTERVAL] + 4 * one
        took = _instant_of(M, F, patient, M[at + 1], now) - _instant_of(M, F, patient, M[at], now)
        if math.isnan(took):
            continue
        tally = M[IN_TALLY] + 3 * (one * M[N_CLASSES] + group)
        F[tally] += 1.0
        F[tally + 1] += took
        F[tally + 2] += took * took
        first, place = M[EDGES] + M[at + 2], 0
        while place < M[at + 3] and took > F[first + place]:
            place += 1
        M[M[AT_BINS] + (one * M[N_CLASSES] + group) * M[BINS_WIDE] + place] += 1


@compiled
def write_down_who_leaves(M, F, patient, outcome, now, keeps_rows):
    """The patient is gone: count, write down, and let the next one have the place."""
    mine = patient_at(M, patient)
    if M[N_INTERVALS] > 0 and F[attribute_at(M, patient) - 1] >= F[COUNTED_FROM]:
        _count_intervals(M, F, patient, now)
    if keeps_rows:
        _write_down(M, F, patient, outcome, now)
    M[mine + P_STEP] = -1
    M[INSIDE] -= 1
    M[USED_PATIENTS] -= 1
    M[M[AT_FREE] + M[USED_PATIENTS]] = patient


@compiled
def _write_down(M, F, patient, outcome, left):
    """Class and attributes as they are at the end."""
    mine = patient_at(M, patient)
    row = M[AT_ROW] + M[mine + P_ROW] * ROW_WIDE
    M[row + R_CLASS], M[row + R_OUTCOME] = M[mine + P_CLASS], outcome
    at = M[IN_ROW] + M[mine + P_ROW] * (ROW_NUMBERS + M[N_ATTRIBUTES])
    F[at + R_LEFT] = left
    for one in range(M[N_ATTRIBUTES]):
        F[at + ROW_NUMBERS + one] = F[attribute_at(M, patient) + one]


@compiled
def look_at_pools(M, number):
    """What is in use, waiting and there at this instant."""
    for pool in range(M[N_POOLS]):
        at, here = M[AT_LOOK] + 3 * (number * M[N_POOLS] + pool), pool_at(M, pool)
        M[at], M[at + 1], M[at + 2] = M[here + O_IN_USE], M[here + O_LENGTH], M[here + O_CAPACITY]


@compiled
def begin_to_count(M, F, now):
    """Forget what was counted while the run warmed up."""
    F[COUNTED_FROM] = now
    for place in range(M[IN_TALLY], M[IN_TRACE]):
        F[place] = 0.0
    for place in range(M[AT_BINS], M[AT_TRACE]):
        M[place] = 0
    for pool in range(M[N_POOLS]):
        bring_up_to(M, F, pool, now)
        at, number = pool_at(M, pool), M[IN_POOL] + pool * POOL_NUMBERS
        F[number], F[number + 1], F[number + 2], F[number + O_WAITED] = 0.0, 0.0, 0.0, 0.0
        M[at + O_SERVED], M[at + O_JOINED], M[at + O_LONGEST] = 0, 0, M[at + O_LENGTH]


@compiled
def end_of_run(M, F, end, keeps_rows):
    """Count up to the end, and write down who is still inside."""
    for pool in range(M[N_POOLS]):
        bring_up_to(M, F, pool, end)
    for patient in range(M[MOST_PATIENTS]):
        mine = patient_at(M, patient)
        if M[mine + P_STEP] < 0:
            continue
        node = M[mine + P_NODE]
        while node >= 0:
            here = M[AT_NODE] + node * NODE_WIDE
            waited = end - max(F[M[IN_NODE] + node], F[COUNTED_FROM])
            F[M[IN_POOL] + M[here + D_POOL] * POOL_NUMBERS + O_WAITED] += waited
            node = M[here + D_SISTER]
        if keeps_rows:
            _write_down(M, F, patient, -1, np.nan)

"""One replication: the loop that takes the next event, until the end."""

import numpy as np

from everyweek.flow.kernel.arrivals import note_next
from everyweek.flow.kernel.draws import drawn
from everyweek.flow.kernel.heap import GENERATIONS, KIND_BITS, PATIENT_BITS, note, take_used_away
from everyweek.flow.kernel.jit import compiled
from everyweek.flow.kernel.journey import go_on
from everyweek.flow.kernel.luck import key_of_patient, key_of_run, share
from everyweek.flow.kernel.packing import (
    AGE,
    AGEING,
    ARRIVE,
    ARRIVED,
    AT_FREE,
    AT_HEAP,
    AT_NODE,
    AT_READY,
    AT_ROW,
    AT_STREAM,
    CAPACITY,
    D_PRIORITY,
    D_SISTER,
    EVENTS,
    GIVEN,
    HEAP,
    IN_HEAP,
    IN_ROW,
    INSIDE,
    INSIDE_MIX,
    INSIDE_ROW,
    LOOKS,
    MOST_PATIENTS,
    MOST_ROWS,
    N_ATTRIBUTES,
    N_CLASSES,
    N_GIVEN,
    N_INSIDE,
    N_MARKS,
    N_STREAMS,
    NEED,
    NODE_WIDE,
    NOW,
    O_CAPACITY,
    P_AGED,
    P_CLASS,
    P_GEN,
    P_KEY,
    P_LAP,
    P_NODE,
    P_NUMBER,
    P_ROW,
    P_STEP,
    P_STREAM,
    PATIENTS_FULL,
    PROBLEM,
    R_ARRIVED,
    R_NUMBER,
    R_STREAM,
    READY,
    READY_FIRST,
    RENEGE,
    ROW_NUMBERS,
    ROW_WIDE,
    ROWS,
    ROWS_FULL,
    SNAPSHOT,
    STEP,
    STEP_WIDE,
    STREAM,
    STREAM_MIX,
    STREAM_NUMBER,
    STREAM_SALT,
    STREAM_STATE,
    STREAM_WIDE,
    TOP_IS_USED,
    USED_PATIENTS,
    WAKE,
    WARM,
    WELL,
)
from everyweek.flow.kernel.queues import (
    S_AGES,
    S_FIRST,
    S_FIRST_AGE,
    S_NUMBER,
    S_RENEGE_TO,
    bring_up_to,
    goes_on,
    patient_at,
    pool_at,
    put_in,
    seize_at,
    serve,
    take_out,
    wait_no_more,
)
from everyweek.flow.kernel.writing import (
    attribute_at,
    begin_to_count,
    end_of_run,
    look_at_pools,
    mark_at,
    write_trace,
)

CLASS, BY_ARRIVAL = 0x3C6EF372FE94F82B, 0x254FF53A5F1D36F1
"""Salts of what is drawn on arrival."""
KIND_MASK, PATIENT_MASK = (1 << KIND_BITS) - 1, (1 << PATIENT_BITS) - 1


@compiled
def run(M, F, rates, changes, changed, end, warm_up, first_look, seed, replication, keeps_rows):
    """Run a replication; what comes out is in M and F.

    rates      : (n_streams, n_hours) patients a minute. changes : (n_changes, 2) pool, units.
    changed    : (n_changes,) minutes, not falling; those at nought are in force from the beginning.
    end        : minutes; what happens before it is of the run. warm_up : minutes after which it is counted.
    first_look : minutes until the first look at all pools; then every 60.
    """
    key = key_of_run(seed, replication)
    next_change = _begin(M, F, rates, changes, changed, end, warm_up, first_look, key, keeps_rows)
    now, looks = 0.0, 0
    _all_who_are_ready(M, F, now, keeps_rows)
    while M[PROBLEM] == WELL:
        take_used_away(M, F)
        if M[HEAP] == 0 or F[M[IN_HEAP]] >= end:
            break
        now, what = F[M[IN_HEAP]], M[M[AT_HEAP] + 1]
        M[TOP_IS_USED] = 1
        M[EVENTS] += 1
        kind, which = what & KIND_MASK, (what >> KIND_BITS) & PATIENT_MASK
        if kind == WAKE:
            write_trace(M, F, now, kind, which, M[patient_at(M, which) + P_STEP])
            go_on(M, F, which, now, keeps_rows)
        elif kind == ARRIVE:
            _arrive(M, F, which, now, key, keeps_rows)
            note_next(M, F, rates, which, key, end)
        elif kind in (RENEGE, AGE):
            mine = patient_at(M, which)
            if M[mine + P_GEN] & GENERATIONS == what >> (KIND_BITS + PATIENT_BITS) and M[mine + P_STEP] >= 0:
                _while_waiting(M, F, kind, which, now)
        elif kind == CAPACITY:
            next_change = _change_capacity(M, F, changes, changed, next_change, now)
        elif kind == SNAPSHOT:
            look_at_pools(M, looks)
            looks += 1
            if looks < M[LOOKS]:
                note(M, F, first_look + 60.0 * looks, SNAPSHOT, 0, 0)
        else:
            begin_to_count(M, F, now)
        _all_who_are_ready(M, F, now, keeps_rows)
    F[NOW] = now
    if M[PROBLEM] == WELL:
        end_of_run(M, F, end, keeps_rows)
        F[NOW] = end


@compiled
def _begin(M, F, rates, changes, changed, end, warm_up, first_look, key, keeps_rows):
    next_change = 0
    while next_change < changed.shape[0] and changed[next_change] <= 0.0:
        M[pool_at(M, changes[next_change, 0]) + O_CAPACITY] = changes[next_change, 1]
        next_change += 1
    if next_change < changed.shape[0] and changed[next_change] < end:
        note(M, F, changed[next_change], CAPACITY, 0, 0)
    if 0.0 < warm_up < end:
        note(M, F, warm_up, WARM, 0, 0)
    for one in range(M[N_INSIDE]):
        row, mix = M[INSIDE_ROW] + 2 * one, M[INSIDE_MIX] + one * M[N_CLASSES]
        for _ in range(M[row + 1]):
            if M[PROBLEM] == WELL:
                _come_in(M, F, M[N_STREAMS] + one, M[row], mix, 0.0, key, keeps_rows)
    for stream in range(M[N_STREAMS]):
        note_next(M, F, rates, stream, key, end)
    if M[LOOKS] > 0:
        note(M, F, first_look, SNAPSHOT, 0, 0)
    return next_change


@compiled
def _all_who_are_ready(M, F, now, keeps_rows):
    while M[READY] > 0 and M[PROBLEM] == WELL:
        patient = M[M[AT_READY] + M[READY_FIRST]]
        M[READY_FIRST] = M[READY_FIRST] + 1 if M[READY_FIRST] + 1 < M[MOST_PATIENTS] else 0
        M[READY] -= 1
        go_on(M, F, patient, now, keeps_rows)


@compiled
def _arrive(M, F, stream, now, key, keeps_rows):
    mix = M[STREAM_MIX] + stream * M[N_CLASSES]
    patient = _come_in(M, F, stream, M[M[STREAM] + stream * STREAM_WIDE], mix, now, key, keeps_rows)
    for one in range(M[N_GIVEN] if patient >= 0 else 0):
        given = M[GIVEN] + 3 * one
        if M[given] == stream:
            value = drawn(M, F, M[given + 2], M[patient_at(M, patient) + P_KEY], BY_ARRIVAL, M[given + 1], 0)
            F[attribute_at(M, patient) + M[given + 1]] = value


@compiled
def _come_in(M, F, stream, step, mix, now, key, keeps_rows):
    """Somebody new, who goes on at this instant. mix : where in F the shares of the classes begin."""
    used, row = M[USED_PATIENTS], M[ROWS]
    if used == M[MOST_PATIENTS] or (keeps_rows and row == M[MOST_ROWS]):
        M[PROBLEM] = PATIENTS_FULL if used == M[MOST_PATIENTS] else ROWS_FULL
        return -1
    patient = M[M[AT_FREE] + used]
    here = M[AT_STREAM] + stream * STREAM_STATE
    number = M[here + STREAM_NUMBER]
    M[USED_PATIENTS], M[ROWS], M[here + STREAM_NUMBER] = used + 1, row + 1, number + 1
    M[INSIDE] += 1
    M[ARRIVED] += 1
    mine = patient_at(M, patient)
    M[mine + P_KEY] = key_of_patient(key, M[M[STREAM_SALT] + stream], number)
    group = 0
    if M[N_CLASSES] > 1:
        u = share(M[mine + P_KEY], CLASS, 0, 0)
        while group < M[N_CLASSES] - 1 and u >= F[mix + group]:
            group += 1
    M[mine + P_STEP], M[mine + P_CLASS], M[mine + P_LAP], M[mine + P_NODE] = step, group, 0, -1
    M[mine + P_STREAM], M[mine + P_NUMBER] = stream, number
    M[mine + P_ROW] = row if keeps_rows else patient
    first = attribute_at(M, patient)
    F[first - 1] = now
    for one in range(M[N_ATTRIBUTES]):
        F[first + one] = np.nan
    for one in range(M[N_MARKS]):
        F[mark_at(M, patient) + one] = np.nan
    if keeps_rows:
        at = M[AT_ROW] + row * ROW_WIDE
        M[at + R_STREAM], M[at + R_NUMBER] = stream, number
        F[M[IN_ROW] + row * (ROW_NUMBERS + M[N_ATTRIBUTES]) + R_ARRIVED] = now
    goes_on(M, patient)
    return patient


@compiled
def _while_waiting(M, F, kind, patient, now):
    """A patience that ended, or a wait after which somebody comes before others."""
    mine = patient_at(M, patient)
    step = M[mine + P_STEP]
    at = seize_at(M, M[M[STEP] + step * STEP_WIDE + 2])
    write_trace(M, F, now, kind, patient, step)
    if kind == RENEGE:
        wait_no_more(M, F, patient, now)
        M[mine + P_STEP] = M[at + S_RENEGE_TO]
        goes_on(M, patient)
    else:
        aged = M[mine + P_AGED]
        row = M[AGEING] + 2 * (M[at + S_FIRST_AGE] + aged)
        priority, node = np.int64(F[row + 1]), M[mine + P_NODE]
        while node >= 0:
            here = M[AT_NODE] + node * NODE_WIDE
            if priority < M[here + D_PRIORITY]:
                take_out(M, node)
                put_in(M, node, priority)
            node = M[here + D_SISTER]
        M[mine + P_AGED] = aged + 1
        if aged + 1 < M[at + S_AGES]:
            note(M, F, now - F[row] + F[row + 2], AGE, patient, M[mine + P_GEN])
    first = M[NEED] + M[at + S_FIRST]
    for one in range(first, first + M[at + S_NUMBER]):
        serve(M, F, M[one], now)  # who stood behind, or who comes first now, may find what is free


@compiled
def _change_capacity(M, F, changes, changed, next_change, now):
    while next_change < changed.shape[0] and changed[next_change] <= now:
        pool = changes[next_change, 0]
        bring_up_to(M, F, pool, now)
        M[pool_at(M, pool) + O_CAPACITY] = changes[next_change, 1]
        next_change += 1
        serve(M, F, pool, now)
    if next_change < changed.shape[0]:
        note(M, F, changed[next_change], CAPACITY, 0, 0)
    return next_change

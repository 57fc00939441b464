"""One replication: the loop that takes the next event, until the end."""

import numpy as np

from everyweek.flow.kernel.arrivals import note_next
from everyweek.flow.kernel.capacities import change_capacities
from everyweek.flow.kernel.draws import drawn
from everyweek.flow.kernel.heap import note, take_used_away
from everyweek.flow.kernel.jit import compiled, inlined, numbers_of, stays_apart
from everyweek.flow.kernel.journey import MOST_STEPS_AT_ONE_INSTANT, go_on
from everyweek.flow.kernel.luck import key_of_patient, key_of_run, key_of_stream, place_of, share
from everyweek.flow.kernel.places import (
    AGE,
    AGE_AFTER,
    AGE_TO,
    AGE_WIDE,
    ARRIVE,
    ARRIVED,
    AT_ATTRIBUTES,
    AT_FREE,
    AT_HEAP,
    AT_INSIDE,
    AT_READY,
    AT_ROW,
    AT_STEP,
    AT_STREAM,
    CAPACITY,
    D_PRIORITY,
    D_SINCE,
    D_SISTER,
    EVENTS,
    FREE_AGAIN,
    G_ATTRIBUTE,
    G_DIST,
    G_PLACE,
    GIVEN_WIDE,
    H_TIME,
    H_WHAT,
    H_WHO,
    HEAP,
    I_NUMBER,
    I_STEP,
    INSIDE,
    INSIDE_WIDE,
    KIND_BITS,
    LOOKS,
    MOST_PATIENTS,
    MOST_ROWS,
    N_ATTRIBUTES,
    N_CLASSES,
    N_INSIDE,
    N_MARKS,
    N_STREAMS,
    NOW,
    P_AGED,
    P_CLASS,
    P_GEN,
    P_KEY,
    P_LAP,
    P_MARKS,
    P_NODE,
    P_NUMBER,
    P_ROW,
    P_STEP,
    P_STREAM,
    PATIENTS_FULL,
    PROBLEM,
    PROBLEM_AT,
    R_MORE,
    R_NUMBER,
    R_STREAM,
    READY,
    READY_FIRST,
    RENEGE,
    ROUND_FOR_EVER,
    ROW_WIDE,
    ROWS,
    ROWS_FULL,
    S_AGEING,
    S_AGES,
    S_NUMBER,
    S_POOLS,
    S_RENEGE_TO,
    SNAPSHOT,
    STEP_WIDE,
    STREAM_WIDE,
    T_GIVEN,
    T_GIVENS,
    T_KEY,
    T_MIX,
    T_NUMBER,
    T_PLACE,
    T_SALT,
    T_STEP,
    TOP_IS_USED,
    USED_PATIENTS,
    WAKE,
    WARM,
    WELL,
    X_FIRST,
)
from everyweek.flow.kernel.queues import free_again, goes_on, put_in, serve, take_out, wait_no_more
from everyweek.flow.kernel.writing import begin_to_count, end_of_run, look_at_pools, write_trace

CLASS, BY_ARRIVAL = 0x3C6EF372FE94F82B, 0x254FF53A5F1D36F1
"""Salts of what is drawn on arrival."""
KIND_MASK = (1 << KIND_BITS) - 1
TURNS = 100
"""So often each patient may go on at one instant."""


@compiled
def run(whole, other, end, warm_up, first_look, seed, replication, keeps_rows):
    """Run a replication; what comes out is in its words.

    whole, other : the words of the run as whole numbers and as others.
    end          : minutes; what happens before it is of the run. warm_up : minutes after which it is counted.
    first_look   : minutes until the first look at all pools; then every 60.
    """
    M, F = numbers_of(whole), numbers_of(other)
    key = key_of_run(seed, replication)
    changes = _begin(M, F, end, warm_up, first_look, key, keeps_rows)
    now, looks, last_timer, timers = 0.0, 0, -1.0, 0
    _all_who_are_ready(M, F, now, keeps_rows)
    while M[PROBLEM] == WELL:
        take_used_away(M, F)
        top = M[AT_HEAP]
        if M[HEAP] == 0 or F[top + H_TIME] >= end:
            break
        now, what, who = F[top + H_TIME], M[top + H_WHAT], M[top + H_WHO]
        M[TOP_IS_USED] = 1
        M[EVENTS] += 1
        kind = what & KIND_MASK
        if kind == WAKE:
            write_trace(M, F, now, kind, who, M[who + P_STEP])
            go_on(M, F, who, now, keeps_rows)
        elif kind == ARRIVE:
            _arrive(M, F, who, now, keeps_rows)
            note_next(M, F, who, end)
        elif kind in (RENEGE, AGE):
            if M[who + P_GEN] == what >> KIND_BITS and M[who + P_STEP] != 0:
                timers = timers + 1 if now == last_timer else 0
                last_timer = now
                if timers > _most_at_one_instant(M):
                    _note_round(M, who)
                _while_waiting(M, F, kind, who, now)
        elif kind == CAPACITY:
            changes = change_capacities(M, F, changes, now)
        elif kind == FREE_AGAIN:
            free_again(M, F, what >> KIND_BITS, who, now)
        elif kind == SNAPSHOT:
            look_at_pools(M, looks)
            looks += 1
            if looks < M[LOOKS]:
                note(M, F, first_look + 60.0 * looks, SNAPSHOT, 0)
        else:
            begin_to_count(M, F, now)
        _all_who_are_ready(M, F, now, keeps_rows)
    F[NOW] = now
    if M[PROBLEM] == WELL:
        end_of_run(M, F, end, keeps_rows)
        F[NOW] = end


@inlined
def _all_who_are_ready(M, F, now, keeps_rows):
    several = 0
    while M[READY] > 0 and M[PROBLEM] == WELL:
        patient = M[M[AT_READY] + M[READY_FIRST]]
        M[READY_FIRST] = M[READY_FIRST] + 1 if M[READY_FIRST] + 1 < M[MOST_PATIENTS] else 0
        M[READY] -= 1
        several += 1
        if several > _most_at_one_instant(M):
            _note_round(M, patient)
        go_on(M, F, patient, now, keeps_rows)


@inlined
def _most_at_one_instant(M):
    """How often all patients together may go on at one instant, or leave queues: more often they only take turns."""
    return MOST_STEPS_AT_ONE_INSTANT + TURNS * M[MOST_PATIENTS]


@compiled
def _note_round(M, patient):
    stays_apart()
    M[PROBLEM], M[PROBLEM_AT] = ROUND_FOR_EVER, (M[patient + P_STEP] - M[AT_STEP]) // STEP_WIDE


@compiled
def _begin(M, F, end, warm_up, first_look, key, keeps_rows):
    """Returns how many changes of capacity there were by now."""
    stays_apart()
    changes = change_capacities(M, F, 0, 0.0)
    if 0.0 < warm_up < end:
        note(M, F, warm_up, WARM, 0)
    stream = M[AT_STREAM]
    for _ in range(M[N_STREAMS] + M[N_INSIDE]):
        M[stream + T_KEY] = key_of_stream(key, M[stream + T_SALT])
        stream += STREAM_WIDE
    inside, stream = M[AT_INSIDE], M[AT_STREAM] + M[N_STREAMS] * STREAM_WIDE
    for _ in range(M[N_INSIDE]):
        for _ in range(M[inside + I_NUMBER]):
            if M[PROBLEM] == WELL:
                _come_in(M, F, stream, M[inside + I_STEP], 0.0, keeps_rows)
        inside += INSIDE_WIDE
        stream += STREAM_WIDE
    stream = M[AT_STREAM]
    for _ in range(M[N_STREAMS]):
        note_next(M, F, stream, end)
        stream += STREAM_WIDE
    if M[LOOKS] > 0:
        note(M, F, first_look, SNAPSHOT, 0)
    return changes


@compiled
def _arrive(M, F, stream, now, keeps_rows):
    stays_apart()
    patient = _come_in(M, F, stream, M[stream + T_STEP], now, keeps_rows)
    if patient != 0:
        given = M[stream + T_GIVEN]
        for _ in range(M[stream + T_GIVENS]):
            place = place_of(BY_ARRIVAL, M[given + G_ATTRIBUTE], 0)
            value = drawn(M, F, M[given + G_DIST], M[patient + P_KEY], place)
            F[patient + M[given + G_PLACE]] = value
            given += GIVEN_WIDE


@inlined
def _come_in(M, F, stream, step, now, keeps_rows):
    """Somebody new, who goes on at this instant; 0 when there is no room."""
    used = M[USED_PATIENTS]
    if used == M[MOST_PATIENTS] or (keeps_rows and M[ROWS] == M[MOST_ROWS]):
        M[PROBLEM] = PATIENTS_FULL if used == M[MOST_PATIENTS] else ROWS_FULL
        return np.int64(0)
    patient, number = M[M[AT_FREE] + used], M[stream + T_NUMBER]
    M[USED_PATIENTS], M[stream + T_NUMBER] = used + 1, number + 1
    M[INSIDE] += 1
    M[ARRIVED] += 1
    luck = key_of_patient(M[stream + T_KEY], number)
    group = 0
    if M[N_CLASSES] > 1:
        u = share(luck, place_of(CLASS, 0, 0))
        while group < M[N_CLASSES] - 1 and u >= F[M[stream + T_MIX] + group]:
            group += 1
    M[patient + P_STEP], M[patient + P_CLASS], M[patient + P_KEY], M[patient + P_LAP] = step, group, luck, 0
    M[patient + P_STREAM], M[patient + P_NUMBER], M[patient + P_NODE] = stream, number, 0
    first = patient + M[AT_ATTRIBUTES]
    for one in range(first, first + M[N_ATTRIBUTES]):
        F[one] = np.nan
    marks = first + M[N_ATTRIBUTES] + 1
    if keeps_rows:
        row = M[AT_ROW] + M[ROWS] * M[ROW_WIDE]
        M[ROWS] += 1
        M[row + R_STREAM], M[row + R_NUMBER] = M[stream + T_PLACE], number
        M[patient + P_ROW] = row
        marks = row + R_MORE + M[N_ATTRIBUTES] + 1
    M[patient + P_MARKS], F[marks - 1] = marks, now
    for one in range(marks, marks + M[N_MARKS] + 1):
        F[one] = np.nan
    goes_on(M, patient)
    return patient


@compiled
def _while_waiting(M, F, kind, patient, now):
    """A patience that ended, or a wait after which somebody comes before others."""
    stays_apart()
    step = M[patient + P_STEP]
    row = M[step + X_FIRST]
    write_trace(M, F, now, kind, patient, step)
    if kind == RENEGE:
        wait_no_more(M, F, patient, now)
        M[patient + P_STEP] = M[row + S_RENEGE_TO]
        goes_on(M, patient)
    else:
        aged = M[patient + P_AGED]
        age = M[row + S_AGEING] + AGE_WIDE * aged
        priority, node = M[age + AGE_TO], M[patient + P_NODE]
        while node != 0:
            if priority < M[node + D_PRIORITY]:
                take_out(M, node)
                put_in(M, node, priority)
            node = M[node + D_SISTER]
        M[patient + P_AGED] = aged + 1
        if aged + 1 < M[row + S_AGES]:
            later = F[M[patient + P_NODE] + D_SINCE] + F[age + AGE_WIDE + AGE_AFTER]
            note(M, F, later, M[patient + P_GEN] << KIND_BITS | AGE, patient)
    first = M[row + S_POOLS]
    for one in range(first, first + M[row + S_NUMBER]):
        serve(M, F, M[one], now)  # who stood behind, or who comes first now, may find what is free

"""What is written down of patients, and counted of them, when they leave; and of all pools, every hour."""

from everyweek.flow.kernel.jit import compiled, inlined, stays_apart
from everyweek.flow.kernel.places import (
    AFTER_TALLIES,
    AT_ATTRIBUTES,
    AT_FREE,
    AT_INTERVAL,
    AT_LOOK,
    AT_PATIENT,
    AT_POOL,
    AT_STEP,
    AT_STREAM,
    AT_TALLY,
    AT_TRACE,
    COUNTED_FROM,
    D_POOL,
    D_SINCE,
    D_SISTER,
    E_KIND,
    E_NUMBER,
    E_STEP,
    E_STREAM,
    E_TIME,
    INSIDE,
    INTERVAL_WIDE,
    L_CAPACITY,
    L_IN_USE,
    L_WAITING,
    LOOK_WIDE,
    MOST_PATIENTS,
    MOST_TRACE,
    N_ATTRIBUTES,
    N_CLASSES,
    N_INTERVALS,
    N_MARKS,
    N_POOLS,
    N_STREAMS,
    O_AREA_IN_USE,
    O_AREA_THERE,
    O_AREA_WAITING,
    O_CAPACITY,
    O_IN_USE,
    O_JOINED,
    O_LENGTH,
    O_LONGEST,
    O_SERVED,
    O_WAITED,
    P_CLASS,
    P_MARKS,
    P_NODE,
    P_NUMBER,
    P_ROW,
    P_STEP,
    P_STREAM,
    PATIENT_WIDE,
    POOL_WIDE,
    R_CLASS,
    R_MORE,
    R_OUTCOME,
    STEP_WIDE,
    STREAM_WIDE,
    T_PLACE,
    TALLY_WIDE,
    TRACE_WIDE,
    TRACED,
    USED_PATIENTS,
    V_EDGES,
    V_SEVERAL,
    V_SINCE,
    V_UNTIL,
    Y_BINS,
    Y_NUMBER,
    Y_SQUARES,
    Y_SUM,
)
from everyweek.flow.kernel.queues import bring_up_to

ARRIVAL = -1
"""As a milestone of an interval."""


@inlined
def write_trace(M, F, time, kind, patient, step):
    """Write an event down, while there is room for such."""
    if M[TRACED] < M[MOST_TRACE]:
        _write_trace(M, F, time, kind, patient, step)


@compiled
def _write_trace(M, F, time, kind, patient, step):
    stays_apart()
    here = M[AT_TRACE] + M[TRACED] * TRACE_WIDE
    F[here + E_TIME], M[here + E_KIND], M[here + E_STREAM] = time, kind, M[M[patient + P_STREAM] + T_PLACE]
    M[here + E_NUMBER], M[here + E_STEP] = M[patient + P_NUMBER], (step - M[AT_STEP]) // STEP_WIDE
    M[TRACED] += 1


@compiled
def _count_intervals(M, F, patient):
    """Count the times of a patient: how many, their sum and the sum of their squares, and in which bin.

    Of who is inside when the run ends the time of leaving is not a number.
    """
    stays_apart()
    wide = M[TALLY_WIDE]
    tally, one, marks = M[AT_TALLY] + M[patient + P_CLASS] * wide, M[AT_INTERVAL], M[patient + P_MARKS]
    # Nobody knows when those arrived who were inside when the run began.
    came = M[patient + P_STREAM] < M[AT_STREAM] + M[N_STREAMS] * STREAM_WIDE
    for _ in range(M[N_INTERVALS]):
        took = F[marks + M[one + V_UNTIL]] - F[marks + M[one + V_SINCE]]
        # It is below nought from the beginning of another round that is not over.
        if took >= 0.0 and (came or M[one + V_SINCE] != ARRIVAL):
            F[tally + Y_NUMBER] += 1.0
            F[tally + Y_SUM] += took
            F[tally + Y_SQUARES] += took * took
            edges, place = M[one + V_EDGES], 0
            while place < M[one + V_SEVERAL] and took > F[edges + place]:
                place += 1
            M[tally + Y_BINS + place] += 1
        tally += M[N_CLASSES] * wide
        one += INTERVAL_WIDE


@inlined
def write_down_who_leaves(M, F, patient, outcome, now, keeps_rows):
    """The patient is gone: count, write down, and let the next one have the place."""
    marks = M[patient + P_MARKS]
    F[marks + M[N_MARKS]] = now
    if M[N_INTERVALS] > 0 and F[marks - 1] >= F[COUNTED_FROM]:
        _count_intervals(M, F, patient)
    if keeps_rows:
        _write_down(M, F, patient, outcome)
    M[patient + P_STEP] = 0
    M[INSIDE] -= 1
    M[USED_PATIENTS] -= 1
    M[M[AT_FREE] + M[USED_PATIENTS]] = patient


@inlined
def _write_down(M, F, patient, outcome):
    """Class and attributes as they are at the end."""
    row = M[patient + P_ROW]
    M[row + R_CLASS], M[row + R_OUTCOME] = M[patient + P_CLASS], outcome
    first = patient + M[AT_ATTRIBUTES]
    for one in range(M[N_ATTRIBUTES]):
        F[row + R_MORE + one] = F[first + one]


@compiled
def look_at_pools(M, number):
    """What is in use, waiting and there at this instant."""
    stays_apart()
    look, pool = M[AT_LOOK] + number * M[N_POOLS] * LOOK_WIDE, M[AT_POOL]
    for _ in range(M[N_POOLS]):
        M[look + L_IN_USE], M[look + L_WAITING] = M[pool + O_IN_USE], M[pool + O_LENGTH]
        M[look + L_CAPACITY] = M[pool + O_CAPACITY]
        look += LOOK_WIDE
        pool += POOL_WIDE


@compiled
def begin_to_count(M, F, now):
    """Forget what was counted while the run warmed up."""
    stays_apart()
    F[COUNTED_FROM] = now
    for place in range(M[AT_TALLY], M[AFTER_TALLIES]):
        M[place] = 0
    pool = M[AT_POOL]
    for _ in range(M[N_POOLS]):
        bring_up_to(M, F, pool, now)
        F[pool + O_AREA_IN_USE], F[pool + O_AREA_WAITING], F[pool + O_AREA_THERE] = 0.0, 0.0, 0.0
        F[pool + O_WAITED], M[pool + O_SERVED], M[pool + O_JOINED] = 0.0, 0, 0
        M[pool + O_LONGEST] = M[pool + O_LENGTH]
        pool += POOL_WIDE


@compiled
def end_of_run(M, F, end, keeps_rows):
    """Count up to the end, and write down who is still inside."""
    stays_apart()
    pool = M[AT_POOL]
    for _ in range(M[N_POOLS]):
        bring_up_to(M, F, pool, end)
        pool += POOL_WIDE
    patient = M[AT_PATIENT]
    for _ in range(M[MOST_PATIENTS]):
        if M[patient + P_STEP] != 0:
            node = M[patient + P_NODE]
            while node != 0:
                F[M[node + D_POOL] + O_WAITED] += end - max(F[node + D_SINCE], F[COUNTED_FROM])
                node = M[node + D_SISTER]
            if F[M[patient + P_MARKS] - 1] >= F[COUNTED_FROM]:
                # What is over is counted of them too, else only short stays would have been in the department.
                _count_intervals(M, F, patient)
            if keeps_rows:
                _write_down(M, F, patient, -1)
        patient += M[PATIENT_WIDE]

"""One patient's way from step to step, as far as it goes at this instant."""

import math

from everyweek.flow.kernel.deciding import which_way
from everyweek.flow.kernel.draws import drawn
from everyweek.flow.kernel.heap import note
from everyweek.flow.kernel.jit import compiled, inlined
from everyweek.flow.kernel.packing import (
    AGE,
    AGEING,
    BALK_TO,
    BY_CLASS,
    CONDITION,
    CONDITION_WIDE,
    FIRST_MINUTE,
    INSTANTS,
    LEFT,
    N_CLASSES,
    NEED,
    O_MASK,
    P_AGED,
    P_CLASS,
    P_GEN,
    P_KEY,
    P_LAP,
    P_STEP,
    PROBLEM,
    PROBLEM_AT,
    RENEGE,
    ROUND_FOR_EVER,
    STEP,
    STEP_SALT,
    STEP_WIDE,
    WAKE,
)
from everyweek.flow.kernel.queues import (
    S_AGES,
    S_BALKS,
    S_FIRST,
    S_FIRST_AGE,
    S_FIRST_BALK,
    S_NUMBER,
    S_PATIENCE,
    S_PRIORITY,
    can_be_met,
    give_back,
    join,
    patient_at,
    pool_at,
    seize_at,
    serve,
    take,
)
from everyweek.flow.kernel.writing import attribute_at, mark_at, write_down_who_leaves
from everyweek.flow.program import ASSIGN, BRANCH, DELAY, GO, LEAVE, MARK, RECLASS, RELEASE, SEIZE, TAKE

PATIENCE, BALKING = 1, 2
"""Which draw of a seize is for what."""
MOST_STEPS_AT_ONE_INSTANT = 100_000
MINUTES_OF_A_WEEK = 10_080.0


@inlined
def _drawn_here(M, F, patient, step, row, draw):
    """An amount for this patient at this step. row : of by_class."""
    mine = patient_at(M, patient)
    dist = M[M[BY_CLASS] + row * M[N_CLASSES] + M[mine + P_CLASS]]
    return drawn(M, F, dist, M[mine + P_KEY], M[M[STEP_SALT] + step], M[mine + P_LAP], draw)


@compiled
def _until_next_instant(M, F, first, several, now):
    """How long until the next of some instants of the week; nought at one of them."""
    here, at = (F[FIRST_MINUTE] + now) % MINUTES_OF_A_WEEK, M[INSTANTS] + first
    for one in range(at, at + several):
        if F[one] >= here:
            return F[one] - here
    return F[at] + MINUTES_OF_A_WEEK - here


@inlined
def _seize(M, F, patient, step, now):
    """Take what is needed and go on, or wait for it, or do not even wait. Returns whether it goes on now."""
    mine, of_step = patient_at(M, patient), M[STEP] + step * STEP_WIDE
    row = M[of_step + 2]
    at = seize_at(M, row)
    first = M[NEED] + M[at + S_FIRST]
    nobody_waits = True
    for one in range(first, first + M[at + S_NUMBER]):
        nobody_waits = nobody_waits and M[pool_at(M, M[one]) + O_MASK] == 0
    if nobody_waits:
        pool = can_be_met(M, row)
        if pool >= 0:
            take(M, F, patient, row, pool, M[of_step + 3], now)
            M[mine + P_STEP] = M[of_step + 1]
            return True
    if M[at + S_BALKS] > 0:
        salt = M[M[STEP_SALT] + step]
        if which_way(M, F, patient, M[at + S_FIRST_BALK], M[at + S_BALKS], salt, BALKING, now) >= 0:
            M[mine + P_STEP] = M[M[BALK_TO] + row]
            return True
    _wait(M, F, patient, step, now)
    return False


@compiled
def _wait(M, F, patient, step, now):
    mine, row = patient_at(M, patient), M[M[STEP] + step * STEP_WIDE + 2]
    at = seize_at(M, row)
    join(M, F, patient, row, M[M[BY_CLASS] + M[at + S_PRIORITY] * M[N_CLASSES] + M[mine + P_CLASS]], now)
    if M[at + S_PATIENCE] >= 0:
        patience = _drawn_here(M, F, patient, step, M[at + S_PATIENCE], PATIENCE)
        note(M, F, now + patience, RENEGE, patient, M[mine + P_GEN])
    M[mine + P_AGED] = 0
    if M[at + S_AGES] > 0:
        note(M, F, now + F[M[AGEING] + 2 * M[at + S_FIRST_AGE]], AGE, patient, M[mine + P_GEN])
    first = M[NEED] + M[at + S_FIRST]
    for one in range(first, first + M[at + S_NUMBER]):
        serve(M, F, M[one], now)  # who comes before all that wait may find something free


@inlined
def _delay(M, F, patient, step, now):
    """How long a delay lasts."""
    of_step = M[STEP] + step * STEP_WIDE
    lasts = _drawn_here(M, F, patient, step, M[of_step + 2], 0)
    if M[of_step + 3] >= 0:
        scale = F[attribute_at(M, patient) + M[of_step + 3]]
        lasts *= scale if scale >= 0.0 else 0.0
    return lasts


@compiled
def _assign(M, F, patient, step):
    of_step = M[STEP] + step * STEP_WIDE
    place = attribute_at(M, patient) + M[of_step + 2]
    value = _drawn_here(M, F, patient, step, M[of_step + 3], 0)
    F[place] = F[place] + value if M[of_step + 4] == 1 and not math.isnan(F[place]) else value


@compiled
def go_on(M, F, patient, now, keeps_rows):
    """Take step after step until time must pass, something is waited for, or the patient leaves."""
    mine = patient_at(M, patient)
    for _ in range(MOST_STEPS_AT_ONE_INSTANT):
        step = M[mine + P_STEP]
        at = M[STEP] + step * STEP_WIDE
        what = M[at]
        if what == SEIZE:
            if not _seize(M, F, patient, step, now):
                return
            continue
        M[mine + P_STEP] = M[at + 1]
        if what == DELAY:
            lasts = _delay(M, F, patient, step, now)
            if lasts > 0.0:
                note(M, F, now + lasts, WAKE, patient, 0)
                return
        elif what == RELEASE:
            give_back(M, F, patient, M[at + 2], now)
        elif what == BRANCH:
            way = which_way(M, F, patient, M[at + 2], M[at + 3], M[M[STEP_SALT] + step], 0, now)
            if way >= 0:
                M[mine + P_STEP] = M[M[CONDITION] + way * CONDITION_WIDE + 3]
        elif what == MARK:
            F[mark_at(M, patient) + M[at + 2]] = now
        elif what == LEAVE:
            write_down_who_leaves(M, F, patient, M[at + 2], now, keeps_rows)
            M[LEFT] += 1
            return
        elif what == TAKE:
            take(M, F, patient, M[at + 2], M[M[NEED] + M[seize_at(M, M[at + 2]) + S_FIRST]], M[at + 3], now)
        elif what == GO:
            M[mine + P_LAP] += 1
        elif what == RECLASS:
            M[mine + P_CLASS] = M[at + 2]
        elif what == ASSIGN:
            _assign(M, F, patient, step)
        else:
            lasts = _until_next_instant(M, F, M[at + 2], M[at + 3], now)
            if lasts > 0.0:
                note(M, F, now + lasts, WAKE, patient, 0)
                return
    M[PROBLEM], M[PROBLEM_AT] = ROUND_FOR_EVER, M[mine + P_STEP]

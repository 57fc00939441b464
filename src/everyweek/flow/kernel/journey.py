"""One patient's way from step to step, as far as it goes at this instant."""

import math

import numpy as np

from everyweek.flow.kernel.deciding import which_way
from everyweek.flow.kernel.draws import drawn
from everyweek.flow.kernel.heap import note
from everyweek.flow.kernel.jit import compiled, inlined, stays_apart
from everyweek.flow.kernel.luck import place_of
from everyweek.flow.kernel.places import (
    AGE,
    AGE_AFTER,
    AT_STEP,
    C_TO,
    FIRST_MINUTE,
    KIND_BITS,
    LEFT,
    O_MASK,
    P_AGED,
    P_CLASS,
    P_GEN,
    P_KEY,
    P_LAP,
    P_MARKS,
    P_STEP,
    PROBLEM,
    PROBLEM_AT,
    RENEGE,
    ROUND_FOR_EVER,
    S_AGEING,
    S_AGES,
    S_BALK_TO,
    S_BALKING,
    S_BALKS,
    S_NUMBER,
    S_PATIENCE,
    S_POOL,
    S_POOLS,
    S_PRIORITY,
    STEP_WIDE,
    WAKE,
    X_FIRST,
    X_NEXT,
    X_SALT,
    X_SECOND,
    X_THIRD,
    X_WHAT,
)
from everyweek.flow.kernel.queues import can_be_met, give_back, give_back_later, have_already, join, serve, take
from everyweek.flow.kernel.writing import write_down_who_leaves
from everyweek.flow.program import ASSIGN, BRANCH, DELAY, GO, LEAVE, MARK, RECLASS, RELEASE, SEIZE, TAKE

PATIENCE, BALKING = 1, 2
"""Which draw of a seize is for what."""
MOST_STEPS_AT_ONE_INSTANT = 100_000
MINUTES_OF_A_WEEK = 10_080.0


@inlined
def _drawn_here(M, F, patient, step, table, draw):
    """An amount for this patient at this step. table : the distribution of each class."""
    place = place_of(M[step + X_SALT], M[patient + P_LAP], draw)
    return drawn(M, F, M[table + M[patient + P_CLASS]], M[patient + P_KEY], place)


@compiled
def _next_instant(M, F, first, several, now):
    """The time of the next of some instants of the week; it may be now.

    Reckoned from the week's beginning, and not as now and so much more, which for most would be off by a rounding: all
    who wait for one instant go on at the same.
    """
    stays_apart()
    monday = math.floor((F[FIRST_MINUTE] + now) / MINUTES_OF_A_WEEK) * MINUTES_OF_A_WEEK - F[FIRST_MINUTE]
    for one in range(first, first + several):
        if monday + F[one] >= now:
            return monday + F[one]
    return monday + MINUTES_OF_A_WEEK + F[first]


@inlined
def _nobody_waits(M, row):
    if M[row + S_NUMBER] == 1:
        return M[M[row + S_POOL] + O_MASK] == 0
    return _nobody_waits_for_several(M, row)


@compiled
def _nobody_waits_for_several(M, row):
    stays_apart()
    first = M[row + S_POOLS]
    masks = np.int64(0)
    for one in range(first, first + M[row + S_NUMBER]):
        masks |= M[M[one] + O_MASK]
    return masks == 0


@compiled
def _wait(M, F, patient, step, row, now):
    """Wait in the queue. Returns 0, or the step of who does not even wait."""
    stays_apart()
    if M[row + S_BALKS] > 0 and which_way(
        M, F, patient, M[row + S_BALKING], M[row + S_BALKS], M[step + X_SALT], BALKING, now
    ):
        return M[row + S_BALK_TO]
    M[patient + P_STEP] = step
    join(M, F, patient, row, M[M[row + S_PRIORITY] + M[patient + P_CLASS]], now)
    timer = M[patient + P_GEN] << KIND_BITS
    if M[row + S_PATIENCE] != 0:
        patience = _drawn_here(M, F, patient, step, M[row + S_PATIENCE], PATIENCE)
        note(M, F, now + patience, timer | RENEGE, patient)
    M[patient + P_AGED] = 0
    if M[row + S_AGES] > 0:
        note(M, F, now + F[M[row + S_AGEING] + AGE_AFTER], timer | AGE, patient)
    first = M[row + S_POOLS]
    for one in range(first, first + M[row + S_NUMBER]):
        serve(M, F, M[one], now)  # who comes before all that wait may find something free
    return np.int64(0)


@inlined
def _delay(M, F, patient, step):
    """How long a delay lasts."""
    lasts = _drawn_here(M, F, patient, step, M[step + X_FIRST], 0)
    if M[step + X_SECOND] != 0:
        scale = F[patient + M[step + X_SECOND]]
        lasts *= scale if scale >= 0.0 else 0.0
    return lasts


@compiled
def _release_later(M, F, patient, step, now):
    """Whether what is held stays in use for a while; when it does, its end is noted."""
    stays_apart()
    if M[patient + M[step + X_FIRST]] == 0:
        return False
    time = now + _drawn_here(M, F, patient, step, M[step + X_SECOND], 0)
    if time > now:
        give_back_later(M, F, patient, M[step + X_FIRST], time)
    return time > now


@compiled
def _assign(M, F, patient, step):
    stays_apart()
    place = patient + M[step + X_FIRST]
    value = _drawn_here(M, F, patient, step, M[step + X_SECOND], 0)
    F[place] = F[place] + value if M[step + X_THIRD] == 1 and not math.isnan(F[place]) else value


@compiled
def go_on(M, F, patient, now, keeps_rows):
    """Take step after step until time must pass, something is waited for, or the patient leaves."""
    stays_apart()
    step = M[patient + P_STEP]
    for _ in range(MOST_STEPS_AT_ONE_INSTANT):
        what, following = M[step + X_WHAT], M[step + X_NEXT]
        if what == SEIZE:
            row = M[step + X_FIRST]
            pool = can_be_met(M, row) if _nobody_waits(M, row) else np.int64(0)
            if pool != 0:
                take(M, F, patient, row, pool, M[step + X_SECOND], now)
            else:
                following = _wait(M, F, patient, step, row, now)
                if following == 0:
                    return
        elif what == MARK:
            F[M[patient + P_MARKS] + M[step + X_FIRST]] = now
        elif what == RELEASE:
            if M[step + X_SECOND] == 0 or not _release_later(M, F, patient, step, now):
                give_back(M, F, patient, M[step + X_FIRST], now)
        elif what == BRANCH:
            way = which_way(M, F, patient, M[step + X_FIRST], M[step + X_SECOND], M[step + X_SALT], 0, now)
            if way != 0:
                following = M[way + C_TO]
        elif what == LEAVE:
            write_down_who_leaves(M, F, patient, M[step + X_FIRST], now, keeps_rows)
            M[LEFT] += 1
            return
        elif what == GO:
            M[patient + P_LAP] += 1
        elif what == RECLASS:
            M[patient + P_CLASS] = M[step + X_FIRST]
        elif what == ASSIGN:
            _assign(M, F, patient, step)
        elif what == TAKE:
            have_already(M, F, patient, M[step + X_FIRST], M[step + X_SECOND], now)
        else:
            time = (
                now + _delay(M, F, patient, step)
                if what == DELAY
                else _next_instant(M, F, M[step + X_FIRST], M[step + X_SECOND], now)
            )
            if time > now:
                M[patient + P_STEP] = following
                note(M, F, time, WAKE, patient)
                return
        step = following
    M[PROBLEM], M[PROBLEM_AT] = ROUND_FOR_EVER, (step - M[AT_STEP]) // STEP_WIDE

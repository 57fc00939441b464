"""Which way somebody goes: conditions that hold or do not."""

import math

import numpy as np

from everyweek.flow.kernel.jit import compiled
from everyweek.flow.kernel.luck import share
from everyweek.flow.kernel.packing import (
    CHANCE,
    COMPARED,
    CONDITION,
    CONDITION_WIDE,
    FIRST_MINUTE,
    N_CLASSES,
    O_CAPACITY,
    O_IN_USE,
    O_LENGTH,
    OF_CLASSES,
    OF_HOURS,
    P_CLASS,
    P_KEY,
    P_LAP,
)
from everyweek.flow.kernel.queues import patient_at, pool_at
from everyweek.flow.kernel.writing import attribute_at
from everyweek.flow.program import (
    AT_LEAST,
    AT_MOST,
    BY_ATTRIBUTE,
    BY_CHANCE,
    BY_CLASS,
    BY_FREE,
    BY_HOUR,
    BY_IN_USE,
    BY_WAITING,
    EQUAL,
    LESS,
    MORE,
)

HOURS_OF_A_WEEK = 168


@compiled
def is_compared(seen, how, number):
    """Whether a number compares so; nothing does with one that is not there."""
    if how == LESS:
        return seen < number
    if how == AT_MOST:
        return seen <= number
    if how == MORE:
        return seen > number
    if how == AT_LEAST:
        return seen >= number
    if how == EQUAL:
        return seen == number
    return seen != number and not math.isnan(seen)


@compiled
def holds(M, F, one, patient, chance, now):
    """Whether a condition holds for a patient now. chance : the draw that ways by chance share."""
    at = M[CONDITION] + one * CONDITION_WIDE
    kind, which, how = M[at], M[at + 1], M[at + 2]
    group = M[patient_at(M, patient) + P_CLASS]
    if kind == BY_CHANCE:
        return chance < F[M[CHANCE] + which * M[N_CLASSES] + group]
    if kind == BY_CLASS:
        return M[M[OF_CLASSES] + which * M[N_CLASSES] + group] == 1
    if kind == BY_HOUR:
        hour = int((F[FIRST_MINUTE] + now) / 60.0) % HOURS_OF_A_WEEK
        return M[M[OF_HOURS] + which * HOURS_OF_A_WEEK + hour] == 1
    number = F[M[COMPARED] + one]
    if kind == BY_ATTRIBUTE:
        return is_compared(F[attribute_at(M, patient) + which], how, number)
    pool = pool_at(M, which)
    in_use, there = np.float64(M[pool + O_IN_USE]), np.float64(M[pool + O_CAPACITY])
    if kind == BY_WAITING:
        return is_compared(np.float64(M[pool + O_LENGTH]), how, number)
    if kind == BY_IN_USE:
        return is_compared(in_use, how, number)
    if kind == BY_FREE:
        return is_compared(max(there - in_use, 0.0), how, number)
    return is_compared(in_use / there if there > 0.0 else 1.0, how, number)


@compiled
def which_way(M, F, patient, first, several, salt, draw, now):
    """The first of several conditions that holds; -1 for none."""
    chance = -1.0
    for one in range(first, first + several):
        if chance < 0.0 and M[M[CONDITION] + one * CONDITION_WIDE] == BY_CHANCE:
            mine = patient_at(M, patient)
            chance = share(M[mine + P_KEY], salt, M[mine + P_LAP], draw)
        if holds(M, F, one, patient, chance, now):
            return one
    return -1

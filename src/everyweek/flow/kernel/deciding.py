"""Which way somebody goes: conditions that hold or do not."""

import math

import numpy as np

from everyweek.flow.kernel.jit import compiled, inlined, stays_apart
from everyweek.flow.kernel.luck import place_of, share
from everyweek.flow.kernel.places import (
    C_HOW,
    C_KIND,
    C_NUMBER,
    C_WHICH,
    CONDITION_WIDE,
    FIRST_MINUTE,
    O_CAPACITY,
    O_IN_USE,
    O_LENGTH,
    P_CLASS,
    P_KEY,
    P_LAP,
)
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
NEARLY = 1e-9
"""Hours: who has waited until an hour strikes is in it, though the sum of minutes may be short of it by a rounding."""


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
def _holds(M, F, one, patient, now):
    """Whether a condition that is not by chance holds for a patient now."""
    stays_apart()
    kind, which, how, number = M[one + C_KIND], M[one + C_WHICH], M[one + C_HOW], F[one + C_NUMBER]
    if kind == BY_CLASS:
        return M[which + M[patient + P_CLASS]] == 1
    if kind == BY_HOUR:
        return M[which + int((F[FIRST_MINUTE] + now) / 60.0 + NEARLY) % HOURS_OF_A_WEEK] == 1
    if kind == BY_ATTRIBUTE:
        return is_compared(F[patient + which], how, number)
    in_use, there = np.float64(M[which + O_IN_USE]), np.float64(M[which + O_CAPACITY])
    if kind == BY_WAITING:
        return is_compared(np.float64(M[which + O_LENGTH]), how, number)
    if kind == BY_IN_USE:
        return is_compared(in_use, how, number)
    if kind == BY_FREE:
        return is_compared(max(there - in_use, 0.0), how, number)
    return is_compared(in_use / there if there > 0.0 else 1.0, how, number)


@inlined
def which_way(M, F, patient, first, several, salt, draw, now):
    """The first of several conditions that holds; 0 for none. Ways by chance share one draw."""
    chance = -1.0
    for one in range(first, first + several * CONDITION_WIDE, CONDITION_WIDE):
        if M[one + C_KIND] == BY_CHANCE:
            if chance < 0.0:
                chance = share(M[patient + P_KEY], place_of(salt, M[patient + P_LAP], draw))
            if chance < F[M[one + C_WHICH] + M[patient + P_CLASS]]:
                return one
        elif _holds(M, F, one, patient, now):
            return one
    return np.int64(0)

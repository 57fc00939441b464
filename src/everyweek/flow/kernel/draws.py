"""Drawing an amount from a distribution, given the key of the luck."""

import math

import numpy as np

from everyweek.flow.kernel.jit import compiled, inlined, stays_apart
from everyweek.flow.kernel.layers import LAST_EXPONENTIAL, LAST_NORMAL, LAYERS
from everyweek.flow.kernel.luck import GOLDEN, further, mixed, share, share_of, word_of
from everyweek.flow.kernel.places import (
    AT_EXPONENTIAL,
    AT_NORMAL,
    DIST_FIRST,
    DIST_KIND,
    DIST_OF,
    DIST_SECOND,
    DIST_THIRD,
)
from everyweek.flow.program import (
    EXPONENTIAL,
    FIXED,
    GAMMA,
    LOGNORMAL,
    REST,
    SAMPLE,
    TRIANGULAR,
    WEIBULL,
)

LAYER = np.uint64(LAYERS - 1)
FIRST_TRY, TRIES = 16, 1_000
"""A gamma's tries begin so many draws after its own; the draw before them is for shapes below 1.

Nothing else at the step comes so far: its draws are numbers 0 to 2, of which only one is an amount that needs more.
"""


@inlined
def standard_normal(M, F, patient, place):
    """A normal draw: a layer at random, and a place along it; nearly all of a layer lies below the density."""
    word = word_of(patient, place)
    layer = np.int64(word & LAYER)
    edge = M[AT_NORMAL] + layer
    found = (2.0 * share_of(word) - 1.0) * F[edge]
    return found if abs(found) < F[edge + 1] else _normal_at_the_edge(M, F, word, layer, found)


@compiled
def _normal_at_the_edge(M, F, word, layer, found):
    """One draw in eighty may lie above the density, or is in the tail. More words are made of the first."""
    stays_apart()
    while True:
        word = mixed(word + GOLDEN)
        if layer == 0:
            return math.copysign(_normal_in_the_tail(word), found)
        height = M[AT_NORMAL] + LAYERS + 1 + layer
        if F[height] + share_of(word) * (F[height + 1] - F[height]) < math.exp(-0.5 * found * found):
            return found
        word = mixed(word + GOLDEN)
        layer = np.int64(word & LAYER)
        edge = M[AT_NORMAL] + layer
        found = (2.0 * share_of(word) - 1.0) * F[edge]
        if abs(found) < F[edge + 1]:
            return found


@compiled
def _normal_in_the_tail(word):
    """Beyond the last edge; tried until one is taken, else the tail would be too thin."""
    stays_apart()
    while True:
        beyond = -math.log(share_of(word)) / LAST_NORMAL
        word = mixed(word + GOLDEN)
        if -2.0 * math.log(share_of(word)) >= beyond * beyond:
            return LAST_NORMAL + beyond
        word = mixed(word + GOLDEN)


@inlined
def standard_exponential(M, F, patient, place):
    """An exponential draw of mean one, by layers too."""
    word = word_of(patient, place)
    layer = np.int64(word & LAYER)
    edge = M[AT_EXPONENTIAL] + layer
    found = share_of(word) * F[edge]
    return found if found < F[edge + 1] else _exponential_at_the_edge(M, F, word, layer, found)


@compiled
def _exponential_at_the_edge(M, F, word, layer, found):
    """What is beyond the last edge has no memory: it is as much more as of any."""
    stays_apart()
    while True:
        word = mixed(word + GOLDEN)
        if layer == 0:
            return LAST_EXPONENTIAL - math.log(share_of(word))
        height = M[AT_EXPONENTIAL] + LAYERS + 1 + layer
        if F[height] + share_of(word) * (F[height + 1] - F[height]) < math.exp(-found):
            return found
        word = mixed(word + GOLDEN)
        layer = np.int64(word & LAYER)
        edge = M[AT_EXPONENTIAL] + layer
        found = share_of(word) * F[edge]
        if found < F[edge + 1]:
            return found


@compiled
def _gamma(M, F, shape, narrowing, patient, place):
    """Of scale 1, by Marsaglia and Tsang's squeeze; below shape 1 from the shape one higher.

    narrowing : see `linking.narrowing_of`.
    """
    stays_apart()
    d = (shape if shape >= 1.0 else shape + 1.0) - 1.0 / 3.0
    found = d
    for one in range(TRIES):
        x = standard_normal(M, F, patient, further(place, FIRST_TRY + 2 * one))
        v = 1.0 + narrowing * x
        if v > 0.0:
            v = v * v * v
            u = share(patient, further(place, FIRST_TRY + 2 * one + 1))
            # The first is true only where the second is, and spares two logarithms in nine tries of ten.
            if u < 1.0 - 0.0331 * x**4 or math.log(u) < 0.5 * x * x + d - d * v + d * math.log(v):
                found = d * v
                break
    if shape < 1.0:
        found *= share(patient, further(place, FIRST_TRY - 1)) ** (1.0 / shape)
    return found


@inlined
def _narrowing(shape):
    """Of a shape that is 1 or more: as `linking.narrowing_of`."""
    return 1.0 / math.sqrt(9.0 * (shape - 1.0 / 3.0))


@inlined
def _of_quantiles(F, first, number, u):
    """By the two shares next to u; the shares stand before the values."""
    low, high = 0, number - 1
    while high - low > 1:
        middle = (low + high) // 2
        if F[first + middle] <= u:
            low = middle
        else:
            high = middle
    left, right = F[first + low], F[first + high]
    below, above = F[first + number + low], F[first + number + high]
    return below + (above - below) * (u - left) / (right - left)


@compiled
def drawn(M, F, dist, patient, place):
    """An amount of a distribution: minutes, or a plain number. patient : the key of the patient's luck."""
    stays_apart()
    kind, first, second = M[dist + DIST_KIND], F[dist + DIST_FIRST], F[dist + DIST_SECOND]
    if kind == FIXED:
        return first
    if kind == GAMMA:
        return second * _gamma(M, F, first, F[dist + DIST_THIRD], patient, place)
    if kind == LOGNORMAL:
        return math.exp(first + second * standard_normal(M, F, patient, place))
    if kind == EXPONENTIAL:
        return first * standard_exponential(M, F, patient, place)
    u = share(patient, place)
    if kind == REST:
        return _rest(M, F, M[dist + DIST_OF], u, patient, place)
    return _other(M, F, dist, u)


@compiled
def _other(M, F, dist, u):
    stays_apart()
    kind, first, second = M[dist + DIST_KIND], F[dist + DIST_FIRST], F[dist + DIST_SECOND]
    if kind == WEIBULL:
        return second * (-math.log(u)) ** (1.0 / first)
    if kind == TRIANGULAR:
        least, likeliest, most = first, second, F[dist + DIST_THIRD]
        turn = (likeliest - least) / (most - least)
        if u < turn:
            return least + math.sqrt(u * (most - least) * (likeliest - least))
        return most - math.sqrt((1.0 - u) * (most - least) * (most - likeliest))
    begins, several = M[dist + DIST_FIRST], M[dist + DIST_SECOND]
    return F[begins + int(u * several)] if kind == SAMPLE else _of_quantiles(F, begins, several, u)


@compiled
def _rest(M, F, dist, u, patient, place):
    """What remains of a time that was met under way: an even part of one drawn as often as it is long.

    Lognormal, gamma and Weibull times drawn by their length are of the same kinds. What remains of an exponential time
    is as long as all of it, and the compiler makes quantiles of what remains of all others.
    """
    stays_apart()
    kind, first, second = M[dist + DIST_KIND], F[dist + DIST_FIRST], F[dist + DIST_SECOND]
    if kind == LOGNORMAL:
        whole = math.exp(first + second * second + second * standard_normal(M, F, patient, further(place, 1)))
    elif kind == GAMMA:
        whole = second * _gamma(M, F, first + 1.0, _narrowing(first + 1.0), patient, place)
    elif kind == WEIBULL:
        shape = 1.0 + 1.0 / first
        whole = second * _gamma(M, F, shape, _narrowing(shape), patient, place) ** (1.0 / first)
    else:
        whole = first
    return u * whole

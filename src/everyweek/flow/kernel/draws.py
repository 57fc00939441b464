"""Drawing an amount from a distribution, given the key of the luck."""

import math

from everyweek.flow.kernel.jit import compiled, inlined, stays_apart
from everyweek.flow.kernel.luck import share
from everyweek.flow.kernel.places import DIST_FIRST, DIST_KIND, DIST_OF, DIST_SECOND, DIST_THIRD
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

FIRST_TRY, TRIES = 16, 1_000
"""Draws of the gamma's tries come after those of everything else at a step."""


@inlined
def _polynomial(r, a, b, c, d, e, f, g, h):
    """a + b r + … + h r^7, in halves of halves: so the processor can work at several at once."""
    rr = r * r
    return ((a + b * r) + (c + d * r) * rr) + ((e + f * r) + (g + h * r) * rr) * (rr * rr)


@compiled
def standard_normal(upto):
    """The normal quantile of a share, to 1 part in 10^16 (Wichura's AS 241, PPND16)."""
    stays_apart()
    q = upto - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        return q * _polynomial(
            r, 3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
            4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3,
        ) / _polynomial(
            r, 1.0, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
            2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3,
        )  # fmt: skip
    r = math.sqrt(-math.log(upto if q < 0 else 1.0 - upto))
    if r <= 5.0:
        r -= 1.6
        found = _polynomial(
            r, 1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
            1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4,
        ) / _polynomial(
            r, 1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
            1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9,
        )  # fmt: skip
    else:
        r -= 5.0
        found = _polynomial(
            r, 6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
            2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
        ) / _polynomial(
            r, 1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
            7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15,
        )  # fmt: skip
    return -found if q < 0 else found


@compiled
def _gamma(shape, narrowing, patient, salt, lap):
    """Of scale 1, by Marsaglia and Tsang's squeeze; below shape 1 from the shape one higher.

    narrowing : see `linking.narrowing_of`.
    """
    stays_apart()
    d = (shape if shape >= 1.0 else shape + 1.0) - 1.0 / 3.0
    found = d
    for one in range(TRIES):
        x = standard_normal(share(patient, salt, lap, FIRST_TRY + 2 * one))
        v = 1.0 + narrowing * x
        if v > 0.0:
            v = v * v * v
            u = share(patient, salt, lap, FIRST_TRY + 2 * one + 1)
            # The first is true only where the second is, and spares two logarithms in nine tries of ten.
            if u < 1.0 - 0.0331 * x**4 or math.log(u) < 0.5 * x * x + d - d * v + d * math.log(v):
                found = d * v
                break
    if shape < 1.0:
        found *= share(patient, salt, lap, FIRST_TRY - 1) ** (1.0 / shape)
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
def drawn(M, F, dist, patient, salt, lap, draw):
    """An amount of a distribution: minutes, or a plain number. patient : the key of the patient's luck."""
    stays_apart()
    kind, first, second = M[dist + DIST_KIND], F[dist + DIST_FIRST], F[dist + DIST_SECOND]
    if kind == FIXED:
        return first
    if kind == GAMMA:
        return second * _gamma(first, F[dist + DIST_THIRD], patient, salt, lap)
    u = share(patient, salt, lap, draw)
    if kind == EXPONENTIAL:
        return -first * math.log(u)
    if kind == LOGNORMAL:
        return math.exp(first + second * standard_normal(u))
    if kind == REST:
        return _rest(M, F, M[dist + DIST_OF], u, patient, salt, lap, draw)
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
def _rest(M, F, dist, u, patient, salt, lap, draw):
    """What remains of a time that was met under way: an even part of one drawn as often as it is long.

    Lognormal, gamma and Weibull times drawn by their length are of the same kinds. What remains of an exponential time
    is as long as all of it, and the compiler makes quantiles of what remains of all others.
    """
    stays_apart()
    kind, first, second = M[dist + DIST_KIND], F[dist + DIST_FIRST], F[dist + DIST_SECOND]
    if kind == LOGNORMAL:
        whole = math.exp(first + second * second + second * standard_normal(share(patient, salt, lap, draw + 1)))
    elif kind == GAMMA:
        whole = second * _gamma(first + 1.0, _narrowing(first + 1.0), patient, salt, lap)
    elif kind == WEIBULL:
        shape = 1.0 + 1.0 / first
        whole = second * _gamma(shape, _narrowing(shape), patient, salt, lap) ** (1.0 / first)
    else:
        whole = first
    return u * whole

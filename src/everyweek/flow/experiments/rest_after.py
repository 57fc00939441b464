"""What remains of a time that lasted so long already."""

from math import exp, log

import numpy as np
from numpy.typing import NDArray

from everyweek.flow.distributions import (
    Distribution,
    Exponential,
    Fixed,
    Gamma,
    Lognormal,
    Quantiles,
    Sample,
    Triangular,
    Weibull,
    plain,
)
from everyweek.flow.errors import FlowError
from everyweek.flow.quantities import Duration

EVEN, RARE = 100, 1e-6
"""Quantiles in steps of a hundredth; in the last hundredth closer and closer, down to one in a million."""
BEYOND = np.concatenate([np.linspace(1.0, 1.0 / EVEN, EVEN), np.geomspace(1.0 / EVEN, RARE, 41)[1:]])
"""Shares of patients who stay longer, falling."""


def rest_after(found: Distribution, so_far: Duration) -> Distribution:
    """What remains of a time, for somebody for whom it has lasted so long already.

    The share of rests beyond x is the share of times beyond `so_far + x` over that beyond `so_far`. Exact for fixed and
    exponential times, samples and quantiles; others become quantiles, cut off at one patient in a million.

    >>> rest_after(Sample((Duration(10.0), Duration(20.0), Duration(50.0))), Duration(15.0))
    Sample(values=(Duration(minutes=5.0), Duration(minutes=35.0)))

    Raises FlowError when no time lasts so long.
    """
    passed = so_far.minutes
    if isinstance(found, Exponential):
        return found
    if isinstance(found, Fixed) and plain(found.value) > passed:
        return Fixed(Duration(plain(found.value) - passed))
    if isinstance(found, Sample) and (longer := [each for each in map(plain, found.values) if each > passed]):
        return Sample(tuple(Duration(each - passed) for each in longer))
    if isinstance(found, Quantiles) and plain(found.values[-1]) > passed:
        return _of_quantiles(found, passed)
    if isinstance(found, Gamma | Lognormal | Weibull | Triangular):
        share, times = _tail(found, passed)
        if share > 0.0:
            values = np.maximum(times - passed, 0.0)
            values[0] = 0.0
            shares = 1.0 - BEYOND
            shares[-1] = 1.0
            return Quantiles(tuple(shares.tolist()), tuple(map(Duration, np.maximum.accumulate(values).tolist())))
    raise FlowError(
        f"Somebody has been there for {so_far}, and no stay lasts so long by the times of the model. Correct what is "
        "known of the stay, or give times that can be as long as real ones."
    )


def _of_quantiles(found: Quantiles, passed: float) -> Quantiles:
    shares, values = np.array(found.shares), np.array([plain(value) for value in found.values])
    there = values > passed
    left = float(np.interp(passed, values, shares)) if passed > values[0] else 0.0
    cut = (np.concatenate([[left], shares[there]]) - left) / (1.0 - left)
    rests = np.concatenate([[max(values[0] - passed, 0.0)], values[there] - passed])
    rising = np.concatenate([[True], np.diff(cut) > 0])
    return Quantiles(tuple(cut[rising].tolist()), tuple(map(Duration, rests[rising].tolist())))


def _tail(found: Gamma | Lognormal | Weibull | Triangular, passed: float) -> tuple[float, NDArray[np.float64]]:
    """The share of times beyond what has passed; and the times beyond which the shares BEYOND of those are."""
    if isinstance(found, Weibull):
        scale = plain(found.scale)
        hazard = (passed / scale) ** found.shape  # summed up; added and not multiplied, since the share may be tiny
        return exp(-hazard), scale * (hazard - np.log(BEYOND)) ** (1.0 / found.shape)
    if isinstance(found, Triangular):
        return _triangular_tail(found, passed)
    from scipy.special import gammaincc, gammainccinv, ndtr, ndtri

    if isinstance(found, Gamma):
        share = float(gammaincc(found.shape, passed / found.scale))
        return share, found.scale * gammainccinv(found.shape, BEYOND * share)
    share = float(ndtr((found.mu - log(passed)) / found.sigma)) if passed > 0.0 else 1.0
    return share, np.exp(found.mu - found.sigma * ndtri(BEYOND * share))


def _triangular_tail(found: Triangular, passed: float) -> tuple[float, NDArray[np.float64]]:
    least, likeliest, most = map(plain, found.amounts)
    wide = most - least
    if passed <= least:
        share = 1.0
    elif passed < likeliest:
        share = 1.0 - (passed - least) ** 2 / (wide * (likeliest - least))
    else:
        share = max(most - passed, 0.0) ** 2 / (wide * (most - likeliest)) if most > passed else 0.0
    beyond = BEYOND * share
    turn = (most - likeliest) / wide
    late = most - np.sqrt(beyond * wide * (most - likeliest))
    early = least + np.sqrt(np.maximum(1.0 - beyond, 0.0) * wide * (likeliest - least))
    return share, np.where(beyond < turn, late, early)

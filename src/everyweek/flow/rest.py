"""What remains of a time that is met under way: the longer it is, the likelier it is met."""

import numpy as np

from everyweek.flow.distributions import Quantiles, Sample, Triangular, plain
from everyweek.flow.quantities import Duration

POINTS = 1_001
"""Quantiles of what remains; between two of them it is taken to be even."""


def rest_as_quantiles(found: Triangular | Sample | Quantiles) -> Quantiles:
    """The quantiles of what remains of such a time.

    The share of rests up to x is the integral of the share of times beyond each instant before x, over the mean.
    Source: renewal theory (the equilibrium distribution); its mean is (mean + variance / mean) / 2.

    >>> rest = rest_as_quantiles(Sample((Duration(10.0),)))
    >>> round(rest.mean, 6)
    5.0
    """
    instants, beyond = (_finer(each) for each in _survival(found))
    widths = np.diff(instants)
    grown = np.concatenate([[0.0], np.cumsum(widths * (beyond[:-1] + beyond[1:]) / 2)])
    shares = np.linspace(0.0, 1.0, POINTS)
    values = np.interp(shares * grown[-1], grown, instants)
    return Quantiles(tuple(shares.tolist()), tuple(Duration(float(value)) for value in values))


def _finer(numbers: np.ndarray) -> np.ndarray:
    """With more numbers between every two, evenly."""
    parts = np.linspace(0.0, 1.0, 33)[:-1]
    between = numbers[:-1, None] + np.diff(numbers)[:, None] * parts
    return np.concatenate([between.ravel(), numbers[-1:]])


def _survival(found: Triangular | Sample | Quantiles) -> tuple[np.ndarray, np.ndarray]:
    """Instants, and the share of times that are longer than each; straight between two."""
    if isinstance(found, Sample):
        seen = np.sort([plain(value) for value in found.values])
        share = 1.0 - np.arange(1, len(seen) + 1) / len(seen)
        before = np.concatenate([[1.0], share[:-1]])
        instants = np.concatenate([[0.0], np.repeat(seen, 2)])
        return instants, np.concatenate([[1.0], np.column_stack([before, share]).ravel()])
    if isinstance(found, Quantiles):
        values = np.array([plain(value) for value in found.values])
        beyond = 1.0 - np.array(found.shares)
        return np.concatenate([[0.0], values]), np.concatenate([[1.0], beyond])
    least, likeliest, most = map(plain, found.amounts)
    fine = np.linspace(least, most, 200)
    early, wide = fine < likeliest, most - least
    beyond = np.empty(len(fine))  # each by its own part: at a steep end the other's would be divided by nought
    beyond[early] = 1.0 - (fine[early] - least) ** 2 / (wide * (likeliest - least))
    beyond[~early] = (most - fine[~early]) ** 2 / (wide * (most - likeliest)) if likeliest < most else 0.0
    return np.concatenate([[0.0], fine]), np.concatenate([[1.0], beyond])

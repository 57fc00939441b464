"""Luck and draws: every distribution comes out as it was asked for, and what remains of a time under way as well."""

import math

import numpy as np
import pytest
from scipy import stats

from everyweek.flow.compiling.tables import Tables
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
)
from everyweek.flow.kernel.draws import drawn, standard_normal
from everyweek.flow.kernel.linking import bits, distributions
from everyweek.flow.kernel.luck import key_of_patient, key_of_run, key_of_stream, share
from everyweek.flow.kernel.places import DIST_WIDE
from everyweek.flow.quantities import minutes

DRAWS = 4_000
LIKELY = 1e-4
"""A fixed seed is either in or out; a right draw is out once in ten thousand."""


def draws_of(found: Distribution, *, rest: bool = False) -> np.ndarray:
    """Draws by patient after patient at one step."""
    tables = Tables(classes=("all",), pools=(), attributes=())
    row = tables.rest(found) if rest else tables.distribution(found)
    several = len(tables.values)
    words = distributions(np.array(tables.dist, dtype=float), values=0, begins=several)
    M = np.concatenate([bits(tables.values), words.ravel()])
    dist = several + row * DIST_WIDE
    with np.errstate(over="ignore"):
        stream = key_of_stream(key_of_run(5, 1), 77)
        keys = [key_of_patient(stream, one) for one in range(DRAWS)]
        return np.array([drawn(M, M.view(np.float64), dist, key, 123_456, 0, 0) for key in keys])


KINDS = [
    (Exponential(minutes(7)), stats.expon(scale=7)),
    (Gamma(minutes(6), minutes(3)), stats.gamma(4, scale=1.5)),
    (Gamma(minutes(6), minutes(12)), stats.gamma(0.25, scale=24)),
    (Lognormal(minutes(5), minutes(6)), stats.lognorm(Lognormal(minutes(5), minutes(6)).sigma, scale=math.exp(0.0))),
    (Weibull(1.7, minutes(9)), stats.weibull_min(1.7, scale=9)),
    (Triangular(minutes(1), minutes(3), minutes(11)), stats.triang(0.2, loc=1, scale=10)),
]


@pytest.mark.parametrize(
    ("found", "theory"), KINDS, ids=[f"{type(one).__name__} {n}" for n, (one, _) in enumerate(KINDS)]
)
def test_draws_are_spread_as_in_theory(found: Distribution, theory: object) -> None:
    if isinstance(found, Lognormal):
        theory = stats.lognorm(found.sigma, scale=math.exp(found.mu))

    assert stats.kstest(draws_of(found), theory.cdf).pvalue > LIKELY  # type: ignore[attr-defined]


def test_a_sample_gives_each_of_its_values_as_often_and_quantiles_what_lies_between() -> None:
    values, counts = np.unique(draws_of(Sample((minutes(1), minutes(4), minutes(9), minutes(9)))), return_counts=True)
    between = draws_of(Quantiles((0.0, 0.5, 1.0), (minutes(0), minutes(2), minutes(10))))

    assert values.tolist() == [1, 4, 9]
    assert stats.chisquare(counts, np.array([1, 1, 2]) * DRAWS / 4).pvalue > LIKELY
    assert stats.kstest(between, lambda x: np.interp(x, [0, 2, 10], [0, 0.5, 1])).pvalue > LIKELY
    assert set(draws_of(Fixed(minutes(3)))) == {3.0}


RESTS: list[Distribution] = [
    *(found for found, _ in KINDS),
    Fixed(minutes(8)),
    Sample((minutes(1), minutes(4), minutes(9))),
]


@pytest.mark.parametrize("found", RESTS, ids=[f"{type(one).__name__} {n}" for n, one in enumerate(RESTS)])
def test_what_remains_of_a_time_under_way_is_spread_as_in_theory(found: Distribution) -> None:
    """The share of rests beyond x is the mean of what a time has beyond x, over its mean."""
    times = np.sort(draws_of(found))
    rests = draws_of(found, rest=True)

    instants = np.quantile(rests, [0.2, 0.5, 0.8])
    for x in instants:
        beyond = np.maximum(times - x, 0.0)
        theory, error = beyond.mean() / times.mean(), beyond.std() / times.mean() / math.sqrt(DRAWS)
        seen = float((rests > x).mean())
        assert abs(seen - theory) < 5 * (error + math.sqrt(seen * (1 - seen) / DRAWS))


def test_the_normal_quantile_is_that_of_others_to_the_last_figures() -> None:
    shares = np.concatenate([np.logspace(-300, -1, 60), np.linspace(0.1, 0.9, 41), 1 - np.logspace(-15, -1, 40)])

    ours = np.array([standard_normal(one) for one in shares])

    np.testing.assert_allclose(ours, stats.norm.ppf(shares), rtol=2e-14, atol=1e-15)


def test_luck_is_even_and_of_no_neighbours_making() -> None:
    with np.errstate(over="ignore"):
        stream = key_of_stream(key_of_run(1, 0), 5)
        patients = [key_of_patient(stream, one) for one in range(300)]
        seen = np.array([[share(key, 99, lap, draw) for lap in range(3) for draw in range(4)] for key in patients])

    assert stats.kstest(seen.ravel(), "uniform").pvalue > LIKELY
    assert np.abs(np.corrcoef(seen.T) - np.eye(12)).max() < 5 / math.sqrt(300)
    assert np.abs(np.corrcoef(seen[:-1, 0], seen[1:, 0])[0, 1]) < 5 / math.sqrt(300)
    assert seen.min() > 0
    assert seen.max() < 1

"""Luck and draws: every distribution comes out as it was asked for, and what remains of a time under way as well."""

import math
import os
from typing import Any

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
from everyweek.flow.kernel.draws import _normal_in_the_tail, drawn, standard_exponential, standard_normal
from everyweek.flow.kernel.layers import LAST_EXPONENTIAL, LAST_NORMAL, exponential_layers, normal_layers
from everyweek.flow.kernel.linking import bits, distributions
from everyweek.flow.kernel.luck import key_of_patient, key_of_run, key_of_stream, place_of, share
from everyweek.flow.kernel.places import AT_EXPONENTIAL, AT_NORMAL, DIST_WIDE, FRONT
from everyweek.flow.quantities import minutes

WITHOUT_COMPILING = bool(os.environ.get("NUMBA_DISABLE_JIT"))
DRAWS = 1_000 if WITHOUT_COMPILING else 4_000
BY_LAYERS = 2_000 if WITHOUT_COMPILING else 100_000
TAILS = 1_000 if WITHOUT_COMPILING else 20_000
LIKELY = 1e-4
"""A fixed seed is either in or out; a right draw is out once in ten thousand."""


def draws_of(found: Distribution, *, rest: bool = False) -> np.ndarray:
    """Draws by patient after patient at one step."""
    tables = Tables(classes=("all",), pools=(), attributes=())
    row = tables.rest(found) if rest else tables.distribution(found)
    several = len(tables.values)
    front = words_of_layers()
    words = distributions(np.array(tables.dist, dtype=float), values=len(front), begins=len(front) + several)
    M = np.concatenate([front, bits(tables.values), words.ravel()])
    dist = len(front) + several + row * DIST_WIDE
    with np.errstate(over="ignore"):
        stream = key_of_stream(key_of_run(5, 1), 77)
        keys = [key_of_patient(stream, one) for one in range(DRAWS)]
        return np.array([drawn(M, M.view(np.float64), dist, key, np.uint64(place_of(123_456, 0, 0))) for key in keys])


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


def words_of_layers() -> np.ndarray:
    """The front, and the layers of both densities behind it."""
    front = np.zeros(FRONT, dtype=np.int64)
    normal, exponential = bits(normal_layers()).ravel(), bits(exponential_layers()).ravel()
    front[AT_NORMAL], front[AT_EXPONENTIAL] = FRONT, FRONT + len(normal)
    return np.concatenate([front, normal, exponential])


NORMAL_TAIL = math.sqrt(math.pi / 2) * math.erfc(LAST_NORMAL / math.sqrt(2))
LAID = [
    ("normal", normal_layers(), lambda x: np.exp(-(x**2) / 2), NORMAL_TAIL),
    ("exponential", exponential_layers(), lambda x: np.exp(-x), math.exp(-LAST_EXPONENTIAL)),
]


@pytest.mark.parametrize(("layers", "density", "tail"), [one[1:] for one in LAID], ids=[one[0] for one in LAID])
def test_layers_cover_a_density_and_are_of_one_size(layers: np.ndarray, density: object, tail: float) -> None:
    edges, heights = layers

    areas = edges[1:-1] * np.diff(heights[1:])
    assert edges[1] * heights[1] + tail == pytest.approx(edges[0] * heights[1], rel=1e-9)
    np.testing.assert_allclose(areas, edges[0] * heights[1], rtol=1e-9)
    np.testing.assert_allclose(heights[1:], density(edges[1:]), rtol=1e-12)  # type: ignore[operator]
    assert np.all(np.diff(edges) < 0)


@pytest.mark.parametrize(
    ("draw", "theory", "edges"),
    [
        (standard_normal, stats.norm, (1.0, 2.0, 3.0, LAST_NORMAL)),
        (standard_exponential, stats.expon, (1.0, 3.0, 5.0, LAST_EXPONENTIAL)),
    ],
    ids=["normal", "exponential"],
)
def test_draws_by_layers_are_spread_as_in_theory_and_so_are_those_in_the_tail(
    draw: Any, theory: Any, edges: tuple[float, ...]
) -> None:
    M = words_of_layers()
    with np.errstate(over="ignore"):
        stream = key_of_stream(key_of_run(3, 0), 9)
        keys = [key_of_patient(stream, one) for one in range(BY_LAYERS)]
        drawn = np.array([draw(M, M.view(np.float64), key, np.uint64(place_of(4, 0, 0))) for key in keys])

    assert stats.kstest(drawn, theory.cdf).pvalue > LIKELY
    for edge in edges:
        assert stats.binomtest(int((drawn > edge).sum()), len(drawn), theory.sf(edge)).pvalue > LIKELY
    beyond = drawn[drawn > edges[2]]
    if len(beyond) > 50:
        assert stats.kstest(beyond, lambda x: 1 - theory.sf(x) / theory.sf(edges[2])).pvalue > LIKELY


def test_who_is_in_the_tail_of_the_normal_density_stays_there() -> None:
    """Its chance of being taken at once is 0.94: with another layer tried instead, the tail would be too thin."""
    with np.errstate(over="ignore"):
        words = [np.uint64(one) for one in range(1, TAILS)]
        drawn = np.array([_normal_in_the_tail(word * np.uint64(0x9E3779B97F4A7C15)) for word in words])

    assert drawn.min() > LAST_NORMAL
    assert stats.kstest(drawn, lambda x: 1 - stats.norm.sf(x) / stats.norm.sf(LAST_NORMAL)).pvalue > LIKELY


def test_luck_is_even_and_of_no_neighbours_making() -> None:
    with np.errstate(over="ignore"):
        stream = key_of_stream(key_of_run(1, 0), 5)
        patients = [key_of_patient(stream, one) for one in range(300)]
        seen = np.array(
            [
                [share(key, np.uint64(place_of(99, lap, draw))) for lap in range(3) for draw in range(4)]
                for key in patients
            ]
        )

    assert stats.kstest(seen.ravel(), "uniform").pvalue > LIKELY
    assert np.abs(np.corrcoef(seen.T) - np.eye(12)).max() < 5 / math.sqrt(300)
    assert np.abs(np.corrcoef(seen[:-1, 0], seen[1:, 0])[0, 1]) < 5 / math.sqrt(300)
    assert seen.min() > 0
    assert seen.max() < 1

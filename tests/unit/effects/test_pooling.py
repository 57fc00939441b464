"""Several ratios as one: against what is published, against a slow way, and what cannot be pooled."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from support.slow_effects import paule_mandel, scatter_of

from everyweek.effects import NoSummary, Study, Summary, summarise, usable
from everyweek.effects.pooling import NORMAL, between, scatter

# Colditz and others 1994, as in Berkey and others 1995: with tuberculosis and without, vaccinated and not.
BCG = (
    (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619), (33, 5036, 47, 5761),
    (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892), (29, 7470, 45, 7232), (17, 1699, 65, 1600),
    (186, 50448, 141, 27197), (5, 2493, 3, 2338), (27, 16886, 29, 17825),
)  # fmt: skip


def study(log: float, variance: float) -> Study:
    reach = NORMAL * math.sqrt(variance)
    return Study(math.exp(log), math.exp(log - reach), math.exp(log + reach))


def test_the_trials_of_the_bcg_vaccine_give_what_was_published_of_them() -> None:
    # Berkey, Hoaglin, Mosteller and Colditz 1995, Statistics in Medicine 14, page 408: variances with smoothed shares,
    # tau squared by empirical Bayes, which is the equation of Paule and Mandel.
    odds = sum(well / ill for ill, well, _, _ in BCG) / 13
    odds_without = sum(well / ill for _, _, ill, well in BCG) / 13
    studies = [
        study(math.log(a / (a + b) / (c / (c + d))), odds / (a + b) + odds_without / (c + d)) for a, b, c, d in BCG
    ]

    found = summarise(studies)

    assert isinstance(found, Summary)
    assert found.tau_squared == pytest.approx(0.2682, abs=5e-5)
    assert math.log(found.ratio) == pytest.approx(-0.5429, abs=5e-5)
    error = math.log(found.upper / found.lower) / 2 / stats.t.ppf(0.975, 12)
    assert error == pytest.approx(0.1842, abs=5e-5)
    assert found.studies == 13


def test_the_risk_ratios_of_the_same_trials_scatter_as_published() -> None:
    # metafor's tests against Stata's metan, both with Q = 152.23 for the plain variances of risk ratios.
    logs = np.array([math.log(a / (a + b) / (c / (c + d))) for a, b, c, d in BCG])
    variances = np.array([1 / a - 1 / (a + b) + 1 / c - 1 / (c + d) for a, b, c, d in BCG])

    alone = scatter(logs, variances, 0.0)
    found = summarise([study(y, v) for y, v in zip(logs.tolist(), variances.tolist(), strict=True)])

    assert alone == pytest.approx(152.233, abs=5e-4)
    assert isinstance(found, Summary)
    assert found.disagreement == pytest.approx((152.233 - 12) / 152.233, abs=1e-5)


def test_the_limits_of_tau_squared_are_where_the_same_scatter_reaches_its_quantiles() -> None:
    # metafor's analysis of van Houwelingen and others 2002, odds ratios: 0.1302 to 1.1812 by the Q-profile.
    logs = np.array([math.log(a * d / b / c) for a, b, c, d in BCG])
    variances = np.array([1 / a + 1 / b + 1 / c + 1 / d for a, b, c, d in BCG])

    assert scatter(logs, variances, 0.1302) == pytest.approx(stats.chi2.ppf(0.975, 12), rel=1e-3)
    assert scatter(logs, variances, 1.1812) == pytest.approx(stats.chi2.ppf(0.025, 12), rel=1e-3)


def test_a_worked_example_of_paule_and_mandel_is_met_to_nine_digits() -> None:
    # Kacker 2004, as computed by R's metafor with method PM and kept in the tests of statsmodels.
    values = np.array([61.0, 61.4, 62.21, 62.3, 62.34, 62.6, 62.7, 62.84, 65.9])
    variances = np.array([0.2025, 1.21, 0.09, 0.2025, 0.3844, 0.5625, 0.0676, 0.0225, 1.8225])

    found = between(values, variances)

    assert found == pytest.approx(0.705395309224248, rel=1e-9)
    assert scatter(values, variances, 0.0) == pytest.approx(24.801897741835, rel=1e-9)


def test_one_more_place_would_lie_further_out_than_the_mean_and_two_studies_say_nothing_of_it() -> None:
    three = summarise([Study(0.5, 0.4, 0.625), Study(0.8, 0.64, 1.0), Study(1.0, 0.8, 1.25)])
    two = summarise([Study(0.5, 0.4, 0.625), Study(0.8, 0.64, 1.0)])

    assert isinstance(three, Summary)
    assert isinstance(two, Summary)
    # By hand: equal variances, so the mean of logs; the error of the mean is their deviation over the root of three.
    logs = [math.log(0.5), math.log(0.8), 0.0]
    error = float(np.std(logs, ddof=1)) / math.sqrt(3)
    assert math.log(three.ratio) == pytest.approx(sum(logs) / 3)
    assert math.log(three.upper / three.ratio) == pytest.approx(4.302653 * error, rel=1e-6)
    variance = (math.log(1.25) / NORMAL) ** 2
    reach = 12.706205 * math.sqrt(3 * error**2 - variance + error**2)
    assert three.likely == pytest.approx((three.ratio * math.exp(-reach), three.ratio * math.exp(reach)), rel=1e-6)
    assert two.likely is None


def test_studies_that_agree_more_than_chance_would_have_them_do_not_narrow_the_limits() -> None:
    found = summarise([Study(0.8, 0.64, 1.0)] * 4)

    assert isinstance(found, Summary)
    assert found.tau_squared == found.disagreement == 0
    assert math.log(found.upper / found.ratio) == pytest.approx(3.182446 * math.log(1.25) / NORMAL / 2, rel=1e-6)


@pytest.mark.parametrize(
    ("studies", "why"),
    [
        ([], "There is no study of it here."),
        ([Study(0.8, 0.7, 0.9)], "There is one study of it here, and it takes two or more to say something together."),
        ([Study(0.8, math.nan, math.nan)] * 3, "There are 3 studies of it here, and none of them has a ratio with 95%"),
        ([Study(0.8, 0.7, 0.9), Study(0, 0, 1)], "and only one of them has a ratio with 95% limits; it takes two."),
    ],
)
def test_fewer_than_two_studies_are_no_summary_and_it_is_said_why(studies: list[Study], why: str) -> None:
    found = summarise(studies)

    assert isinstance(found, NoSummary)
    assert why in found.why
    assert found.studies == sum(map(usable, studies))


@pytest.mark.parametrize(
    "bad", [(-1, -2, 1), (1, 1, 1), (2, 0.5, 1), (0.2, 0.5, 1), (1, 0, 2), (math.inf, 1, math.inf), (1, 2, 0.5)]
)
def test_a_ratio_outside_its_limits_or_without_any_is_not_used(bad: tuple[float, float, float]) -> None:
    assert not usable(Study(*bad))


logs = st.floats(-3, 3, allow_nan=False)
errors = st.floats(0.05, 2, allow_nan=False)


@given(st.lists(st.tuples(logs, errors), min_size=2, max_size=12))
def test_any_studies_are_pooled_as_the_slow_way_does(drawn: list[tuple[float, float]]) -> None:
    found = summarise([study(log, error**2) for log, error in drawn])

    values, variances = [log for log, _ in drawn], [error**2 for _, error in drawn]
    slow = paule_mandel(values, variances)
    assert isinstance(found, Summary)
    assert found.tau_squared == pytest.approx(slow, rel=1e-6, abs=1e-9)
    weights = [1 / (variance + slow) for variance in variances]
    mean = sum(w * y for w, y in zip(weights, values, strict=True)) / sum(weights)
    assert math.log(found.ratio) == pytest.approx(mean, abs=1e-6)
    assert found.lower <= found.ratio <= found.upper
    assert 0 <= found.disagreement < 1
    assert scatter_of(values, variances, found.tau_squared) <= len(drawn) - 1 + 1e-6

"""Regressions with errors that follow on one another, held against statsmodels and against plain matrices."""

import numpy as np
import pytest
from statsmodels.regression.linear_model import GLS, GLSAR
from support.changed_worlds import autocorrelated

from everyweek.effects.autocorrelated import (
    CANDIDATES,
    common_autocorrelation,
    fit_all,
    fit_one,
    rounding,
    whiten,
)

RNG = np.random.default_rng(11)
TIMES = np.arange(-24.0, 8)
HOLES = np.delete(TIMES, [0, 5, 6, 20, 29])


def design_of(times):
    return np.column_stack([times >= 0, np.ones_like(times), times]).astype(float)


def drawn(number, times, alike):
    whole = autocorrelated(RNG, np.full(number, alike), 32) * RNG.uniform(0.5, 4, (number, 1))
    return whole[:, (times + 24).astype(int)]


@pytest.mark.parametrize("times", [TIMES, HOLES], ids=["every month", "months missing"])
@pytest.mark.parametrize("alike", [0.0, 0.35, 0.9])
def test_all_series_at_once_are_what_statsmodels_finds_for_each(times, alike) -> None:
    series, design = drawn(40, times, 0.5), design_of(times)

    found = fit_all(series, times, design, alike)

    for row, one in enumerate(series):
        by_statsmodels = GLS(one, design, sigma=alike ** np.abs(times[:, None] - times)).fit()
        assert found.coefficients[row] == pytest.approx(by_statsmodels.params, rel=1e-8, abs=1e-8)
        assert found.errors[row] == pytest.approx(by_statsmodels.bse, rel=1e-8)


def test_one_series_is_fitted_by_statsmodels_and_agrees() -> None:
    series, design = drawn(5, HOLES, 0.5), design_of(HOLES)

    one, all_of_them = fit_one(series[2], HOLES, design, 0.4), fit_all(series, HOLES, design, 0.4)

    assert one.coefficients[0] == pytest.approx(all_of_them.coefficients[2], rel=1e-8, abs=1e-8)
    assert one.errors[0] == pytest.approx(all_of_them.errors[2], rel=1e-8)


def test_whitening_is_that_of_glsar_which_drops_the_first_period() -> None:
    series, design = drawn(1, TIMES, 0.5), design_of(TIMES)
    model = GLSAR(series[0], design, rho=[0.35])

    assert whiten(design, TIMES, 0.35)[1:] * np.sqrt(1 - 0.35**2) == pytest.approx(model.wexog, abs=1e-12)
    assert whiten(series.T, TIMES, 0.35)[1:, 0] * np.sqrt(1 - 0.35**2) == pytest.approx(model.wendog, abs=1e-12)


@pytest.mark.parametrize("times", [TIMES, HOLES], ids=["every month", "months missing"])
def test_the_common_autocorrelation_has_the_largest_restricted_likelihood_by_plain_matrices(times) -> None:
    series, design = drawn(12, times, 0.5), design_of(times)

    def likelihood(alike):
        together = alike ** np.abs(times[:, None] - times)
        inverse = np.linalg.inv(together)
        products = design.T @ inverse @ design
        left = inverse - inverse @ design @ np.linalg.inv(products) @ design.T @ inverse
        freedom = len(times) - 3
        each = [freedom * np.log(one @ left @ one) for one in series]
        return -(len(series) * (np.linalg.slogdet(together)[1] + np.linalg.slogdet(products)[1]) + sum(each)) / 2

    best = max(CANDIDATES, key=likelihood)

    assert common_autocorrelation(series, times, design) == best


@pytest.mark.parametrize("alike", [0.0, 0.3, 0.6])
def test_many_short_series_together_tell_their_autocorrelation(alike) -> None:
    found = [common_autocorrelation(drawn(60, TIMES, alike), TIMES, design_of(TIMES)) for _ in range(20)]

    # 60 series of 29 degrees of freedom: a standard error of sqrt((1 - 0.36) / 1740) = 0.02, and steps of 0.05.
    assert np.mean(found) == pytest.approx(alike, abs=0.04)


def test_a_step_in_a_series_does_not_change_the_autocorrelation() -> None:
    series, design = drawn(8, TIMES, 0.5), design_of(TIMES)
    moved = series.copy()
    moved[0] += 30 * design[:, 0]

    assert common_autocorrelation(moved, TIMES, design) == common_autocorrelation(series, TIMES, design)


def test_a_series_that_never_varies_has_an_error_above_nothing() -> None:
    design = design_of(TIMES)
    series = np.array([np.zeros(32), np.full(32, 7.0), 5 * design[:, 0]])

    found = fit_all(series, TIMES, design, common_autocorrelation(series, TIMES, design))

    assert (found.errors > 0).all()
    assert found.coefficients[:2, 0] / found.errors[:2, 0] == pytest.approx([0, 0], abs=1e-3)
    assert found.coefficients[2, 0] / found.errors[2, 0] > 1e6
    assert rounding(np.zeros((2, 3))) == 1.0

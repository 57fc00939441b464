"""Means over replications with their intervals, worked by hand and by a slower way."""

import numpy as np
import pytest
from scipy import stats
from support.flow_experiments import OCCUPANCY, SERVED, WAIT, by_hand

from everyweek.flow.experiments.estimating import Estimate, as_means, estimate, estimate_of


def test_an_interval_is_students() -> None:
    values = np.array([3.0, 5.0, 4.0, 8.0])

    found = estimate(values)

    assert (found.low, found.high) == pytest.approx(
        stats.t.interval(0.95, 3, loc=values.mean(), scale=stats.sem(values))
    )


@pytest.mark.parametrize(("values", "mean"), [([], np.nan), ([np.nan], np.nan), ([2.0, np.nan], 2.0)])
def test_fewer_than_two_replications_say_not_how_sure_they_are(values: list[float], mean: float) -> None:
    np.testing.assert_array_equal(
        [estimate(np.array(values)).mean, estimate(np.array(values)).half_width], [mean, np.nan]
    )


def test_a_mean_wait_is_that_of_all_patients_and_not_of_all_replications() -> None:
    outcomes = by_hand({WAIT: [10.0, 40.0, np.nan], SERVED: [300.0, 100.0, 0.0]})

    found = estimate_of(outcomes, WAIT)

    assert found.mean == pytest.approx((10.0 * 300 + 40.0 * 100) / 400)  # 17.5, and not 25
    # of the two numbers 17.5 + (3,000 - 17.5 · 300) / 200 and 17.5 + (4,000 - 17.5 · 100) / 200; t(1) is 12.7062
    assert found.half_width == pytest.approx(12.7062 * np.std([6.25, 28.75], ddof=1) / np.sqrt(2), rel=1e-5)


def test_the_spread_of_a_ratio_is_nearly_that_of_leaving_one_out() -> None:
    rng = np.random.default_rng(20_261_122)
    patients = rng.poisson(400, 200).astype(np.float64)
    waits = rng.gamma(4.0, 5.0, 200) * patients / 400
    sums, left_out = waits * patients, np.arange(200)

    ours = as_means(waits, patients).std(ddof=1) / np.sqrt(200)

    without = (sums.sum() - sums[left_out]) / (patients.sum() - patients[left_out])
    jackknife = np.sqrt(199 / 200 * ((without - without.mean()) ** 2).sum())
    assert ours == pytest.approx(jackknife, rel=0.01)
    assert as_means(waits, patients).mean() == pytest.approx(sums.sum() / patients.sum())


def test_a_ratio_of_nobody_is_not_a_number() -> None:
    assert np.isnan(as_means(np.array([np.nan, np.nan]), np.zeros(2))).all()


def test_a_share_that_is_the_same_at_its_edge_in_every_replication_says_not_how_sure_it_is() -> None:
    found = estimate_of(by_hand({OCCUPANCY: [1.0, 1.0, 1.0]}), OCCUPANCY)

    np.testing.assert_array_equal([found.mean, found.half_width], [1.0, np.nan])
    assert estimate_of(by_hand({OCCUPANCY: [0.5, 0.5]}), OCCUPANCY) == Estimate(0.5, 0.0)

"""Where a series settles: series of which the place is known, and a slower way to the same curve."""

import numpy as np
import pytest

from everyweek.flow.experiments.mser import settled, smoothed

RNG = np.random.default_rng(20_261_122)


@pytest.mark.parametrize("step", [25, 100, 240])
def test_a_step_is_left_out_to_within_a_batch(step: int) -> None:
    series = np.where(np.arange(500) < step, 10.0, 0.0) + RNG.normal(0, 1.0, 500)

    found = settled(series).values

    assert found is not None
    assert step <= found <= step + 15  # noise may take a batch or two more, and never leaves a step of ten in


def test_a_curve_is_the_spread_of_what_is_left_over_its_squared_number() -> None:
    series = RNG.normal(1e9, 2.0, 103)  # far from nought, where squares would lose their digits
    batches = series[:100].reshape(20, 5).mean(axis=1)

    slow = [batches[left_out:].var() / (20 - left_out) for left_out in range(11)]

    np.testing.assert_allclose(settled(series).curve, slow, rtol=1e-6)


def test_a_series_that_goes_on_rising_is_too_short_to_tell() -> None:
    assert settled(np.arange(400.0)).values is None


def test_a_series_that_never_changes_needs_nothing_left_out() -> None:
    assert settled(np.full(60, 3.0)).values == 0


def test_a_series_with_memory_is_cut_once_what_it_began_with_has_faded() -> None:
    # x(t) = 0.9 x(t - 1) + e, spread of e one, from 60 standard deviations of itself: its mean at t is 60 s · 0.9^t.
    spread = 1 / np.sqrt(1 - 0.9**2)
    cuts = []
    for _ in range(50):
        series = np.empty(1_000)
        value = 60 * spread
        for place, noise in enumerate(RNG.normal(0, 1, 1_000)):
            value = 0.9 * value + noise
            series[place] = value
        cuts.append(settled(series).values)

    told = np.array([cut for cut in cuts if cut is not None])
    # Faded below its own spread when 60 · 0.9^t < 1, after 39; what is left in raises the mean of the rest by less than
    # its standard error, 10 / √1000 = 0.32, when 60 s · 0.9^t · 10 / 1000 < 0.32, after 14: every cut lies behind that.
    assert len(told) >= 48
    assert told.min() >= 15
    assert np.median(told) >= 30
    assert np.median(told) <= 100


def test_differences_by_rounding_alone_are_none() -> None:
    instants = np.arange(200) * 60.0

    assert len(set((instants + 45.1) - instants)) > 1
    assert settled((instants + 45.1) - instants).values == 0


def test_too_few_values_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 20 are needed"):
        settled(np.zeros(19))


def test_a_moving_average_is_narrow_where_the_series_begins() -> None:
    series = RNG.normal(0, 1, 30)

    found = smoothed(series, to_each_side=4)

    slow = [series[max(0, place - side) : place + side + 1].mean() for place in range(26) for side in [min(place, 4)]]
    np.testing.assert_allclose(found, slow, atol=1e-12)

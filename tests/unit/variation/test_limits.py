"""The mean, the limits and how much they can be trusted."""

import math
from itertools import accumulate, cycle

import numpy as np
import pytest

from everyweek.variation import xmr

nan = math.nan


def zigzag(*moving_ranges: float) -> list[float]:
    """A series from 0 up and down by these moving ranges."""
    steps = [size * sign for size, sign in zip(moving_ranges, cycle((1, -1)), strict=False)]
    return list(accumulate(steps, initial=0.0))


def reach(chart) -> float:
    """From the mean to the upper limit, at the last point."""
    return float(chart.upper[0, -1] - chart.mean[0, -1])


def test_limits_lie_two_point_six_six_mean_moving_ranges_from_the_mean():
    chart = xmr([6, 4] * 8, improvement="up").series()

    assert chart.mean == pytest.approx(5)
    assert chart.lower == pytest.approx(5 - 2.66 * 2)
    assert chart.upper == pytest.approx(5 + 2.66 * 2)


def test_near_limits_lie_two_thirds_of_the_way_to_the_limits():
    chart = xmr([6, 4] * 8, improvement="up")

    assert chart.near_lower == pytest.approx(5 - 2.66 * 2 * 2 / 3)
    assert chart.near_upper == pytest.approx(5 + 2.66 * 2 * 2 / 3)


def test_the_moving_range_is_the_distance_from_the_point_before():
    chart = xmr([3, 7, 6], improvement="up").series()

    np.testing.assert_array_equal(chart.moving_range, [nan, 4, 1])


def test_a_moving_range_that_reaches_three_point_two_six_seven_times_the_mean_is_dropped():
    # Ten ranges of 1 and one of X: X = 3.267 (10 + X) / 11 exactly when X = 32.67 / 7.733.
    at_the_line = 32.67 / 7.733

    assert reach(xmr(zigzag(*[1] * 10, at_the_line), improvement="up")) == pytest.approx(2.66)
    assert reach(xmr(zigzag(*[1] * 10, 4.2), improvement="up")) == pytest.approx(2.66 * 14.2 / 11)


def test_screening_is_done_once():
    # Mean of all (20 + 8 + 40) / 22 = 3.09, so only 40 reaches 10.1. A second time would drop the 8 as well.
    series = zigzag(*[1] * 20, 8, 40)

    assert reach(xmr(series, improvement="up")) == pytest.approx(2.66 * 28 / 21)


def test_screening_leaves_the_mean_and_the_moving_ranges_alone():
    series = zigzag(*[1] * 20, 40)
    chart = xmr(series, improvement="up").series()

    assert chart.mean[0] == pytest.approx(sum(series) / 22)
    assert chart.moving_range[-1] == 40


def test_no_screening_keeps_every_moving_range():
    assert reach(xmr(zigzag(*[1] * 20, 40), improvement="up", screen=False)) == pytest.approx(2.66 * 60 / 21)


def test_the_workbook_does_not_screen_unless_asked():
    series = zigzag(*[1] * 20, 40)

    assert reach(xmr(series, improvement="up", rules="mdc-workbook")) == pytest.approx(2.66 * 60 / 21)
    assert reach(xmr(series, improvement="up", rules="mdc-workbook", screen=True)) == pytest.approx(2.66)


def test_a_fixed_baseline_alone_makes_the_lines():
    chart = xmr([6, 4] * 6 + [50, 60, 70], improvement="up", fix_after=12).series()

    assert chart.mean == pytest.approx(5)
    assert chart.upper == pytest.approx(10.32)
    assert chart.moving_range[-3:].tolist() == [46, 10, 10]


def test_a_baseline_longer_than_the_series_is_the_series():
    short, whole = (xmr([6, 4] * 7, improvement="up", fix_after=points) for points in (20, None))

    assert short.upper.tolist() == whole.upper.tolist()


def test_fewer_than_thirteen_points_give_limits_on_trial():
    twelve, thirteen = (xmr(([6, 4] * 7)[:points], improvement="up").series() for points in (12, 13))

    assert twelve.trial
    assert twelve.upper == pytest.approx(10.32)
    assert not thirteen.trial


def test_missing_points_do_not_count_towards_firm_limits():
    assert xmr([6, 4] * 6 + [nan], improvement="up").series().trial


def test_a_constant_series_has_its_limits_at_the_mean():
    chart = xmr([100.0] * 20, improvement="up").series()

    assert chart.lower.tolist() == chart.mean.tolist() == chart.upper.tolist() == [100.0] * 20
    assert set(chart.rules) == {()}


def test_a_series_that_is_constant_but_for_rounding_is_constant():
    chart = xmr([0.3, 0.1 + 0.2] * 10, improvement="up", target=0.3).series()

    assert set(chart.rules) == {()}
    assert chart.assurance_icon.word == "pass"


def test_a_constant_baseline_signals_nothing_until_a_value_differs():
    chart = xmr([5] * 12 + [5, 5, 6, 5, 4], improvement="up", fix_after=12).series()

    assert chart.rules[:14] == ((),) * 14
    assert chart.rules[14:] == (("outside_limits",), (), ("outside_limits",))


def test_one_odd_point_in_a_constant_series_is_the_only_one_that_signals():
    # Screening would drop both ranges of 4 and leave zeros: the original then has all 20 points outside its limits.
    chart = xmr([5] * 10 + [9] + [5] * 9, improvement="up").series()

    assert chart.mean[0] == pytest.approx(5.2)
    assert chart.upper[0] == pytest.approx(5.2 + 2.66 * 8 / 19)
    assert [place for place, rules in enumerate(chart.rules) if rules] == [10]


def test_one_point_has_a_mean_and_no_limits():
    chart = xmr([7], improvement="up", target=5).series()

    assert chart.mean.tolist() == [7]
    assert math.isnan(chart.upper[0])
    assert chart.trial
    assert chart.assurance_icon.word == ""

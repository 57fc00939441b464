"""A missing value is skipped: it never crashes and it never joins what it separates."""

import math

import numpy as np
import pytest
from support.variation_charts import SIX_FOUR, chart_after_six_four, points_with

from everyweek.variation import sentence, xmr

nan = math.nan


def test_a_gap_has_no_moving_range_on_either_side():
    chart = xmr([1, 3, nan, 9, 8], improvement="up").series()

    np.testing.assert_array_equal(chart.moving_range, [nan, 2, nan, nan, 1])
    assert chart.upper[0] == pytest.approx((1 + 3 + 9 + 8) / 4 + 2.66 * 1.5)


def test_a_gap_breaks_a_shift():
    assert points_with("shift", chart_after_six_four(7, 7, 7, nan, 7, 7, 7, 7)) == []
    assert points_with("shift", chart_after_six_four(*[7] * 7, nan)) == [0, 1, 2, 3, 4, 5, 6]


def test_a_gap_breaks_a_trend_and_does_not_crash_it():
    assert points_with("trend", chart_after_six_four(5.1, 5.2, 5.3, nan, 5.4, 5.5, 5.6, 5.7)) == []
    assert points_with("trend", chart_after_six_four(nan, 5.1, 5.2, 5.3, 5.4, 5.5, 5.6, 5.7)) == [1, 2, 3, 4, 5, 6, 7]


def test_a_gap_breaks_two_in_three():
    assert points_with("two_in_three", chart_after_six_four(9, nan, 9, 6)) == []


def test_a_missing_point_is_common_cause_between_the_lines_of_its_segment():
    chart = chart_after_six_four(nan, 7)

    assert chart.rules[12] == ()
    assert chart.point_types[12].word == "common_cause"
    assert chart.mean[12] == 5


def test_the_icons_are_those_of_the_last_recorded_point():
    chart = chart_after_six_four(11, nan, nan, target=11)

    assert chart.last == 12
    assert chart.variation_icon.word == "improvement_high"
    assert chart.assurance_icon.word == "fail"


def test_missing_points_are_part_of_the_baseline_as_rows_are_in_the_original():
    chart = xmr([nan, nan, *SIX_FOUR, 50], improvement="up", fix_after=12).series()

    assert chart.mean[0] == 5  # ten recorded points, five sixes and five fours
    assert chart.rules[-1] == ("outside_limits",)


def test_a_series_with_nothing_recorded_says_so():
    chart = xmr([nan] * 20, improvement="up", target=5).series()

    assert np.isnan(chart.mean).all()
    assert chart.last is None
    assert chart.variation_icon.word == "common_cause"
    assert chart.assurance_icon.word == ""
    assert sentence(chart) == "Nothing recorded yet"


def test_a_baseline_with_nothing_recorded_has_no_lines_and_judges_only_trends():
    chart = xmr([nan] * 12 + [1, 2, 3, 4, 5, 6, 7], improvement="up", fix_after=12).series()

    assert np.isnan(chart.mean).all()
    assert chart.rules[-1] == ("trend",)


def test_padding_at_the_end_changes_nothing():
    alone = xmr([*SIX_FOUR, 11, 9, 9], improvement="up").series()
    padded = xmr([[*SIX_FOUR, 11, 9, 9, *[nan] * 30]], improvement="up").series()

    assert padded.rules[:15] == alone.rules
    assert padded.upper[:15].tolist() == alone.upper.tolist()
    assert padded.variation_icon == alone.variation_icon


def test_none_is_missing_too():
    assert xmr([1, None, 3], improvement="up").recorded.tolist() == [2]

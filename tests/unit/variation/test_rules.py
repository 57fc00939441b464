"""Which rules hold at a point, and which is shown: as NHSRplotthedots 0.2 has it, its surprises included."""

import pytest
from support.variation_charts import (
    chart_after_six_four,
    points_with,
    shown_after_six_four,
    types_after_six_four,
)

RISING = (2.0, 2.1, 2.2, 2.3, 2.4, 2.5, 2.6)


def test_a_point_beyond_a_limit_is_outside():
    chart = chart_after_six_four(10.33, 5, -0.33)

    assert points_with("outside_limits", chart) == [0, 2]
    assert types_after_six_four(chart) == ["improvement", "common_cause", "concern"]


def test_a_point_on_a_limit_is_not_outside():
    assert points_with("outside_limits", chart_after_six_four(10.32, 5, -0.32)) == []


def test_a_limit_missed_by_rounding_alone_is_a_tie():
    assert points_with("outside_limits", chart_after_six_four(10.32 + 1e-10)) == []
    assert points_with("outside_limits", chart_after_six_four(10.32 + 1e-7)) == [0]


def test_seven_points_on_one_side_of_the_mean_are_a_shift_and_all_are_marked():
    chart = chart_after_six_four(*[7] * 7, 4)

    assert points_with("shift", chart) == [0, 1, 2, 3, 4, 5, 6]


def test_six_points_on_one_side_are_no_shift():
    assert points_with("shift", chart_after_six_four(*[7] * 6, 4)) == []


def test_a_shift_below_the_mean_is_low():
    chart = chart_after_six_four(*[3] * 7)

    assert points_with("shift", chart) == [-1, 0, 1, 2, 3, 4, 5, 6]  # the 4 before is below the mean too
    assert set(types_after_six_four(chart)) == {"concern"}


def test_a_point_on_the_mean_breaks_a_shift():
    assert points_with("shift", chart_after_six_four(7, 7, 7, 7, 5, 7, 7, 7, 7)) == []


def test_a_point_on_the_mean_but_for_rounding_breaks_a_shift():
    assert points_with("shift", chart_after_six_four(7, 7, 7, 7, 5 + 1e-10, 7, 7, 7, 7)) == []


def test_seven_points_each_higher_than_the_last_are_a_trend_and_all_are_marked():
    chart = chart_after_six_four(5.1, 5.2, 5.3, 5.4, 5.5, 5.6, 4)

    assert points_with("trend", chart) == [-1, 0, 1, 2, 3, 4, 5]  # six steps, the first from the 4 before


def test_five_steps_are_no_trend():
    assert points_with("trend", chart_after_six_four(5.1, 5.2, 5.3, 5.4, 5.5, 4)) == []


def test_a_tie_breaks_a_trend():
    assert points_with("trend", chart_after_six_four(5.1, 5.2, 5.3, 5.3, 5.4, 5.5, 5.6, 4)) == []


def test_a_step_of_rounding_alone_is_a_tie():
    assert points_with("trend", chart_after_six_four(5.1, 5.2, 5.3, 5.3 + 1e-10, 5.4, 5.5, 5.6, 4)) == []


def test_a_trend_is_judged_by_its_direction_not_by_the_side_of_the_mean():
    chart = chart_after_six_four(*RISING)

    assert shown_after_six_four(chart) == ["trend"] * 7
    assert set(types_after_six_four(chart)) == {"improvement"}
    assert chart.rules[-1] == ("trend", "shift")  # seven points below the mean, and still going up


def test_a_trend_through_the_mean_keeps_one_direction():
    chart = chart_after_six_four(4.2, 4.4, 4.6, 4.8, 5, 5.2, 5.4, improvement="down")

    assert set(types_after_six_four(chart)) == {"concern"}


def test_at_a_turning_point_the_trend_that_starts_there_is_shown():
    peak = len(RISING) - 1
    chart = chart_after_six_four(*RISING, 2.55, 2.45, 2.35, 2.25, 2.15, 2.05)

    assert types_after_six_four(chart)[:peak] == ["improvement"] * peak
    assert types_after_six_four(chart)[peak:] == ["concern"] * 7


def test_the_last_point_of_a_trend_that_another_follows_is_shown_by_the_step_between_them():
    # The step from 2.6 down to 2.0 belongs to neither trend, yet decides at 2.6: a surprise of the original, kept.
    chart = chart_after_six_four(*RISING, *RISING)

    assert types_after_six_four(chart) == ["improvement"] * 6 + ["concern"] + ["improvement"] * 7


def test_a_level_step_between_two_trends_counts_as_falling():
    chart = chart_after_six_four(*RISING, 2.6, 2.7, 2.8, 2.9, 3.0, 3.1, 3.2)

    assert types_after_six_four(chart) == ["improvement"] * 6 + ["concern"] + ["improvement"] * 7


@pytest.mark.parametrize("three", [(9, 9, 6), (9, 6, 9), (6, 9, 9)])
def test_two_points_of_three_near_a_limit_are_marked_and_the_third_is_not(three):
    chart = chart_after_six_four(*three, 4)

    assert points_with("two_in_three", chart) == [place for place, value in enumerate(three) if value == 9]


def test_three_points_of_three_near_a_limit_are_all_marked():
    assert points_with("two_in_three", chart_after_six_four(9, 9, 9, 4)) == [0, 1, 2]


def test_two_points_near_the_lower_limit_are_low():
    chart = chart_after_six_four(1, 4, 1)

    assert points_with("two_in_three", chart) == [0, 2]
    assert types_after_six_four(chart) == ["concern", "common_cause", "concern"]


def test_two_in_three_needs_all_three_points_on_one_side_of_the_mean():
    assert points_with("two_in_three", chart_after_six_four(9, 4, 9, 4)) == []
    assert points_with("two_in_three", chart_after_six_four(9, 5, 9, 4)) == []
    assert points_with("two_in_three", chart_after_six_four(9, 1, 4)) == []


def test_two_in_three_needs_a_third_point():
    assert points_with("two_in_three", chart_after_six_four(9, 9)) == []  # the point before them is below the mean


def test_a_point_on_the_near_limit_is_not_near_the_limit():
    near_limit = 5 + 2.66 * 2 * 2 / 3

    assert points_with("two_in_three", chart_after_six_four(near_limit, 9, 6)) == []


def test_a_point_on_the_limit_is_near_it():
    assert points_with("two_in_three", chart_after_six_four(10.32, 9, 6)) == [0, 1]


def test_a_point_beyond_the_limit_does_not_count_as_near_it():
    chart = chart_after_six_four(11, 9, 6)

    assert points_with("outside_limits", chart) == [0]
    assert points_with("two_in_three", chart) == []


def test_a_point_beyond_the_limit_can_be_the_third_point():
    assert points_with("two_in_three", chart_after_six_four(9, 11, 9)) == [0, 2]


def test_every_rule_that_holds_is_kept_beside_the_one_shown():
    chart = chart_after_six_four(6, 7, 8, 8.6, 9, 10, 11)

    assert chart.rules[-1] == ("outside_limits", "trend", "shift")
    assert chart.rules[-2] == ("trend", "two_in_three", "shift")


def test_outside_the_limits_is_shown_before_a_trend():
    assert shown_after_six_four(chart_after_six_four(6, 7, 8, 8.4, 9, 10, 11))[-1] == "outside_limits"


def test_a_trend_is_shown_before_two_in_three():
    assert shown_after_six_four(chart_after_six_four(6, 7, 8, 8.6, 9, 10, 11))[-2] == "trend"


def test_two_in_three_is_shown_before_a_shift():
    assert shown_after_six_four(chart_after_six_four(6, 6, 6, 6, 6, 9, 9)) == ["shift"] * 5 + ["two_in_three"] * 2


@pytest.mark.parametrize(
    ("improvement", "expected"),
    [("up", ["improvement", "concern"]), ("down", ["concern", "improvement"]), ("neither", ["neutral", "neutral"])],
)
def test_high_and_low_are_good_or_bad_by_the_direction_of_improvement(improvement, expected):
    assert types_after_six_four(chart_after_six_four(11, -1, improvement=improvement)) == expected

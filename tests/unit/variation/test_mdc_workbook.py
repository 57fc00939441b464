"""Where the Making Data Count workbook differs from NHSRplotthedots."""

import math

import pytest
from support.variation_charts import (
    SIX_FOUR,
    chart_after_six_four,
    points_with,
    shown_after_six_four,
    types_after_six_four,
)

from everyweek.variation import sentence, xmr

RISING = (2.0, 2.1, 2.2, 2.3, 2.4, 2.5, 2.6)
PEAK = len(RISING) - 1
FALLING_ON = (2.55, 2.45, 2.35, 2.25, 2.15, 2.05)


def workbook(*after, **options):
    return chart_after_six_four(*after, rules="mdc-workbook", **options)


def test_a_point_beyond_the_limit_counts_as_one_of_two_in_three():
    chart = workbook(11, 9, 6)

    assert points_with("two_in_three", chart) == [0, 1]
    assert shown_after_six_four(chart) == ["outside_limits", "two_in_three", ""]


def test_the_third_point_must_still_be_on_the_same_side():
    assert points_with("two_in_three", workbook(11, 4, 9)) == []


@pytest.mark.parametrize("improvement", ["up", "down"])
def test_a_turning_point_is_shown_as_improvement_whichever_way_is_better(improvement):
    chart = workbook(*RISING, *FALLING_ON, improvement=improvement)

    assert types_after_six_four(chart)[PEAK] == "improvement"


def test_a_turning_point_is_shown_by_the_newer_trend_when_neither_way_is_better():
    chart = workbook(*RISING, *FALLING_ON, improvement="neither")

    assert chart.direction[12:].tolist() == [1] * PEAK + [-1] * 7


@pytest.mark.parametrize(("improvement", "expected"), [("up", "improvement"), ("neither", "neutral")])
def test_each_point_of_a_trend_has_the_direction_of_its_own_trend(improvement, expected):
    chart = workbook(*RISING, *RISING, improvement=improvement)

    assert chart.direction[12:].tolist() == [1] * 14
    assert set(types_after_six_four(chart)) == {expected}


def test_improvement_by_a_later_rule_is_shown_before_concern_by_an_earlier_one():
    # A trend down (concern) of points that are all above the mean (improvement).
    falling_above = (8.4, 8.2, 8.0, 7.8, 7.6, 7.4, 7.2)

    assert shown_after_six_four(workbook(*falling_above)) == ["shift"] * 7
    assert set(types_after_six_four(workbook(*falling_above))) == {"improvement"}
    assert set(types_after_six_four(chart_after_six_four(*falling_above))) == {"concern"}


def test_fewer_than_thirteen_points_show_the_mean_but_no_limits_signals_or_icons():
    chart = xmr([*range(11), 50], improvement="up", rules="mdc-workbook", target=100).series()

    assert chart.trial
    assert chart.mean[0] == pytest.approx(105 / 12)
    assert math.isnan(chart.lower[0])
    assert math.isnan(chart.upper[0])
    assert set(chart.rules) == {()}
    assert chart.variation_icon.word == "common_cause"
    assert chart.assurance_icon.word == ""
    assert sentence(chart) == "Too early to say: only 12 months so far, and 13 are needed"


def test_thirteen_points_show_limits_from_a_baseline_of_twelve():
    chart = workbook(11)

    assert len(chart.values) == 13
    assert chart.upper[0] == pytest.approx(10.32)
    assert chart.variation_icon.word == "improvement_high"


def test_a_short_segment_withholds_its_limits_and_leaves_the_others():
    chart = xmr([*SIX_FOUR, 6, 20, 30, 20], improvement="up", rules="mdc-workbook", rebase=[13]).series()

    assert not math.isnan(chart.upper[12])
    assert math.isnan(chart.upper[13])
    assert chart.trial

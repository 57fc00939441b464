"""The icons of a whole series."""

import math

import pytest
from support.variation_charts import SIX_FOUR, chart_after_six_four

from everyweek.variation import AssuranceIcon, VariationIcon, explain_assurance, explain_variation, xmr

nan = math.nan


@pytest.mark.parametrize(
    ("last", "improvement", "icon"),
    [
        (5, "up", "common_cause"),
        (11, "up", "improvement_high"),
        (11, "down", "concern_high"),
        (11, "neither", "neutral_high"),
        (-1, "up", "concern_low"),
        (-1, "down", "improvement_low"),
        (-1, "neither", "neutral_low"),
    ],
)
def test_the_variation_icon_is_that_of_the_last_point(last, improvement, icon):
    assert chart_after_six_four(11, last, improvement=improvement).variation_icon.word == icon


def test_the_variation_icon_points_the_way_of_the_trend_not_of_the_side():
    assert chart_after_six_four(2.0, 2.1, 2.2, 2.3, 2.4, 2.5, 2.6).variation_icon.word == "improvement_high"


@pytest.mark.parametrize(
    ("target", "improvement", "icon"),
    [
        (11, "up", "fail"),
        (11, "down", "pass"),
        (-1, "up", "pass"),
        (-1, "down", "fail"),
        (5, "up", "inconsistent"),
        (10.32, "up", "inconsistent"),  # on the limit
        (10.32, "down", "inconsistent"),
        (-0.32, "up", "inconsistent"),
        (-0.32, "down", "inconsistent"),
        (-0.32 - 1e-10, "up", "inconsistent"),  # on it but for rounding
        (-0.32 - 1e-7, "up", "pass"),
        (11, "neither", ""),
        (None, "up", ""),
        (nan, "up", ""),
    ],
)
def test_the_assurance_icon_holds_the_target_against_the_limits(target, improvement, icon):
    assert xmr(SIX_FOUR, improvement=improvement, target=target).series().assurance_icon.word == icon


@pytest.mark.parametrize(
    ("target", "improvement", "icon"),
    [
        (95, "up", "pass"),
        (100, "up", "pass"),
        (100.1, "up", "fail"),
        (95, "down", "fail"),
        (100, "down", "pass"),
        (100.1, "down", "pass"),
    ],
)
def test_a_constant_series_is_compared_with_the_target_itself(target, improvement, icon):
    assert xmr([100.0] * 20, improvement=improvement, target=target).series().assurance_icon.word == icon


def test_each_series_has_its_own_target():
    chart = xmr([SIX_FOUR] * 3, improvement="up", target=[11, nan, -1])

    assert [AssuranceIcon(code).word for code in chart.assurance_icon] == ["fail", "", "pass"]
    assert chart.series(0).target == 11
    assert chart.series(1).target is None


@pytest.mark.parametrize("icon", VariationIcon)
def test_every_variation_icon_has_its_sentence(icon):
    better_or_worse = {"IMPROVEMENT": "for the better", "CONCERN": "for the worse", "NEUTRAL": "neither better"}
    expected = better_or_worse.get(icon.name.split("_")[0], "No real change")

    assert expected in explain_variation(icon)


def test_every_assurance_icon_has_its_sentence():
    assert "meet the target every time" in explain_assurance(AssuranceIcon.PASS)
    assert "miss the target every time" in explain_assurance(AssuranceIcon.FAIL)
    assert "at some times" in explain_assurance(AssuranceIcon.INCONSISTENT)
    assert explain_assurance(AssuranceIcon.NONE) == ""

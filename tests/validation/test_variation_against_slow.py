"""The matrix engine against the slow one, on series nobody thought of."""

import math
from itertools import chain

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.slow_variation import slow_xmr

from everyweek.variation import RULE_SETS, AssuranceIcon, PointType, VariationIcon, xmr

NAMES = ("outside_limits", "trend", "two_in_three", "shift")


def segments_of_a_series():
    """Stretches that make rules hold: noise, constant, rising, falling, the same again, an outlier, a gap."""
    noise = st.lists(st.integers(0, 12).map(lambda tenth: 5 + tenth / 10), min_size=1, max_size=20)
    constant = st.tuples(st.sampled_from([0, 5, 5.5, 100]), st.integers(1, 18)).map(lambda c: [float(c[0])] * c[1])
    slope = st.tuples(st.sampled_from([0.1, 0.3, 1, -0.1, -0.7]), st.integers(5, 9), st.sampled_from([2, 5, 8])).map(
        lambda c: [c[2] + c[0] * place for place in range(c[1])]
    )
    twice = slope.map(lambda values: values + values)
    gap = st.integers(1, 2).map(lambda length: [None] * length)
    outlier = st.sampled_from([-20.0, 0.0, 9.0, 10.0, 30.0]).map(lambda value: [value])
    stretch = st.one_of(noise, noise, constant, slope, twice, gap, outlier)
    return st.lists(stretch, min_size=1, max_size=6).map(lambda stretches: [*chain.from_iterable(stretches)][:60])


@st.composite
def requests(draw):
    values = draw(segments_of_a_series())
    return values, {
        "rules": draw(st.sampled_from(sorted(RULE_SETS))),
        "improvement": draw(st.sampled_from(["up", "down", "neither"])),
        "target": draw(st.none() | st.sampled_from([0.0, 5.0, 5.6, 8.0, 100.0])),
        "fix_after": draw(st.none() | st.integers(12, 30)),
        "rebase": draw(st.lists(st.integers(0, len(values) - 1), max_size=3)),
        "screen": draw(st.sampled_from([None, True, False])),
    }


def numbers(points, line):
    return [math.nan if getattr(point, line) is None else float(getattr(point, line)) for point in points]


def names(bits):
    return {name for place, name in enumerate(NAMES) if bits >> place & 1}


@settings(max_examples=400, deadline=None, derandomize=True)
@given(requests())
def test_the_matrix_engine_says_what_the_slow_one_says(request):
    assert_that_both_say_the_same(*request)


@pytest.mark.slow
@settings(max_examples=8000, deadline=None, derandomize=True)
@given(requests())
def test_the_matrix_engine_says_what_the_slow_one_says_eight_thousand_times(request):
    assert_that_both_say_the_same(*request)


def assert_that_both_say_the_same(values, options):
    slow = slow_xmr(values, **options)
    padding = [None] * 3
    chart = xmr([values + padding, values + padding], **options)

    n_points = len(values)
    for line in ("mean", "lower", "upper", "moving_range"):
        np.testing.assert_allclose(getattr(chart, line)[1, :n_points], numbers(slow.points, line), rtol=1e-9, atol=1e-9)
    assert [names(bits) for bits in chart.high_rules[1, :n_points].tolist()] == [point.high for point in slow.points]
    assert [names(bits) for bits in chart.low_rules[1, :n_points].tolist()] == [point.low for point in slow.points]
    shown = [NAMES[number - 1] if number else "" for number in chart.shown_rule[1, :n_points].tolist()]
    assert shown == [point.shown for point in slow.points]
    assert chart.direction[1, :n_points].tolist() == [point.direction for point in slow.points]
    assert chart.trial[1, :n_points].tolist() == [point.trial for point in slow.points]
    types = [PointType(code).word for code in chart.point_type[1, :n_points].tolist()]
    assert types == [point.point_type for point in slow.points]
    assert VariationIcon(chart.variation_icon[1]).word == slow.variation_icon
    assert AssuranceIcon(chart.assurance_icon[1]).word == slow.assurance_icon


@pytest.mark.parametrize("rules", sorted(RULE_SETS))
def test_both_agree_on_many_ordinary_series(rules):
    rng = np.random.default_rng(20_240_401)
    values = np.round(rng.normal(90, 3, (60, 40)) + rng.normal(0, 0.2, (60, 1)) * np.arange(40), 1)
    chart = xmr(values, rules=rules, improvement="up", target=88)

    for place, row in enumerate(values.tolist()):
        slow = slow_xmr(row, rules=rules, improvement="up", target=88)
        types = [PointType(code).word for code in chart.point_type[place].tolist()]
        assert types == [point.point_type for point in slow.points]
        assert [names(bits) for bits in chart.rules[place].tolist()] == [
            point.high | point.low for point in slow.points
        ]

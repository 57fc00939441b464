"""Ranking an effect among placebos, and turning the ranking into an interval."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyweek.effects.placebo import detectable, fewest_placebos, held, is_unusual, placebo_p, reach

STATISTICS = st.lists(st.floats(-8, 8).map(lambda one: round(one, 3)), min_size=19, max_size=80)


def test_a_tie_counts_against_the_change() -> None:
    assert placebo_p(2.0, np.array([2.0, -2.0, 1.0])) == 0.75


def test_a_tie_is_one_also_when_the_last_bits_differ() -> None:
    assert placebo_p(2.0 + 1e-9, np.array([2.0, -2.0, 1.0])) == 0.75
    assert placebo_p(1e-8, np.array([1e-12, 0.0, -1e-9])) == 1.0
    assert placebo_p(3e8, np.array([3e8 - 1, 1.0, 0.0])) == 0.5


def test_with_nineteen_others_only_the_farthest_of_all_is_unusual() -> None:
    others = np.arange(1.0, 20)

    assert reach(others, level=0.95) == pytest.approx(19, rel=2e-6)
    assert reach(others[:18], level=0.95) is None
    assert detectable(others[:18], error=1.0, level=0.95) is None
    assert fewest_placebos(0.95) == 19
    assert fewest_placebos(0.9) == 9


@given(STATISTICS, st.floats(-9, 9).map(lambda one: round(one, 2)))
def test_the_interval_leaves_out_nothing_exactly_when_the_rank_is_unusual(others, own) -> None:
    edge = reach(np.array(others), level=0.95)

    assert edge is not None
    assert is_unusual(placebo_p(own, np.array(others)), level=0.95) == (abs(own) > edge)


@pytest.mark.parametrize(("number", "rate"), [(29, 29 / 30), (59, 0.95), (129, 124 / 130), (19, 0.95)])
def test_how_often_an_interval_holds_is_known_from_the_number_of_placebos(number: int, rate: float) -> None:
    assert held(number, level=0.95) == pytest.approx(rate)


def test_an_effect_as_large_as_is_said_is_found_in_half_or_four_fifths_of_cases() -> None:
    rng = np.random.default_rng(3)
    others = rng.standard_normal(2000)
    smallest = detectable(others, error=2.0, level=0.95)
    assert smallest is not None
    edge = reach(others, level=0.95)
    chance = rng.standard_normal(20_000)

    for effect, wanted in ((smallest.likelier_than_not, 0.5), (smallest.four_in_five, 0.8)):
        found = np.abs(chance + effect / 2.0) > edge
        # 20,000 cases have a standard error of 0.004; the 80 % point of 2,000 placebos one of 0.013.
        assert found.mean() == pytest.approx(wanted, abs=0.04)

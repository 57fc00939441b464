"""What cannot be charted is refused in words."""

import numpy as np
import pytest

from everyweek.variation import (
    ImpossibleChart,
    ShortBaseline,
    UnknownImprovement,
    UnknownRuleSet,
    UnusableTarget,
    UnusableValues,
    check_baseline,
    xmr,
)


def test_a_baseline_of_fewer_than_twelve_points_is_refused():
    with pytest.raises(ShortBaseline, match="cannot be fixed after 11 points: it takes at least 12"):
        xmr([1, 2, 3], improvement="up", fix_after=11)


@pytest.mark.parametrize("points", [12, None])
def test_a_baseline_of_twelve_points_or_of_all_is_good(points):
    assert check_baseline(points) is None


def test_an_unknown_direction_of_improvement_is_refused():
    with pytest.raises(UnknownImprovement, match=r"cannot be 'increase'\. Say up, down, or neither"):
        xmr([1, 2, 3], improvement="increase")  # type: ignore[arg-type]


def test_an_unknown_rule_set_is_refused():
    with pytest.raises(UnknownRuleSet):
        xmr([1, 2, 3], improvement="up", rules="nelson")


@pytest.mark.parametrize("values", [[], [[], []], [[[1.0]]], 7.0])
def test_values_that_are_no_series_are_refused(values):
    with pytest.raises(UnusableValues, match="Give a row for each series and at least a point"):
        xmr(values, improvement="up")


def test_an_infinite_value_is_refused_with_its_place():
    with pytest.raises(UnusableValues, match="Series 1 is infinite at point 2"):
        xmr([[1, 2, 3], [1, 2, np.inf]], improvement="up")


def test_targets_that_do_not_fit_the_series_are_refused():
    with pytest.raises(UnusableTarget, match=r"shape \(2,\) does not fit 1 series"):
        xmr([1, 2, 3], improvement="up", target=[1, 2])


def test_every_refusal_is_an_impossible_chart():
    assert all(issubclass(kind, ImpossibleChart) for kind in (ShortBaseline, UnusableValues, UnknownRuleSet))

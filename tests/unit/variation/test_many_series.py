"""Many series at once give what each gives alone."""

import numpy as np
import pytest

from everyweek.variation import xmr
from everyweek.variation.xmr import ROWS_AT_ONCE

LINES = ("mean", "lower", "upper", "near_lower", "near_upper")
OF_POINTS = ("rules", "shown_rule", "direction", "point_type", "trial", "segment")


@pytest.mark.parametrize("n_series", [1, ROWS_AT_ONCE, 2 * ROWS_AT_ONCE + 3])
def test_series_beyond_one_batch_are_charted_like_the_first(n_series):
    values = np.tile(np.random.default_rng(7).normal(50, 5, (1, 30)), (n_series, 1))
    chart = xmr(values, improvement="up", target=60)

    assert len(chart) == n_series
    for name in (*LINES, *OF_POINTS):
        assert getattr(chart, name).shape == (n_series, 30)
        assert (getattr(chart, name) == getattr(chart, name)[0]).all()


@pytest.mark.parametrize("rebase", [None, [10, 20]])
def test_a_series_among_others_is_charted_as_if_alone(rebase):
    values = np.random.default_rng(11).normal(50, 5, (40, 30))
    values[np.random.default_rng(12).random(values.shape) < 0.05] = np.nan
    together = xmr(values, improvement="down", target=45, rebase=rebase)

    for place, row in enumerate(values):
        alone = xmr(row, improvement="down", target=45, rebase=rebase)
        for name in LINES:
            np.testing.assert_allclose(getattr(together, name)[place], getattr(alone, name)[0], rtol=1e-12)
        for name in OF_POINTS:
            np.testing.assert_array_equal(getattr(together, name)[place], getattr(alone, name)[0])
        assert together.variation_icon[place] == alone.variation_icon[0]
        assert together.assurance_icon[place] == alone.assurance_icon[0]


def test_no_series_at_all_give_a_chart_of_none():
    chart = xmr(np.empty((0, 12)), improvement="up")

    assert len(chart) == 0
    assert chart.upper.shape == (0, 12)


def test_the_high_and_the_low_side_are_kept_apart():
    chart = xmr([[6, 4] * 6 + [11, -1]], improvement="up", fix_after=12)

    assert chart.high_rules[0, -2:].tolist() == [1, 0]
    assert chart.low_rules[0, -2:].tolist() == [0, 1]


def test_a_chart_keeps_what_it_was_asked():
    chart = xmr([1, 2, 3], improvement="down", fix_after=12, screen=False)

    assert (chart.improvement, chart.fix_after, chart.screen) == ("down", 12, False)
    assert chart.values.tolist() == [[1, 2, 3]]

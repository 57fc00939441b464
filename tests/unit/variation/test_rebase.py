"""A rebase starts a new segment."""

from datetime import date

import numpy as np
import pytest
from support.variation_charts import SIX_FOUR

from everyweek.variation import UnknownRebase, rebase_points, xmr

MONTHS = [date(2024, month, 1) for month in range(1, 13)]


def test_each_segment_has_its_own_lines():
    chart = xmr([6, 4] * 7 + [60, 40] * 7, improvement="up", rebase=[14]).series()

    assert chart.mean[13:15].tolist() == [5, 50]
    assert chart.upper[13:15] == pytest.approx([10.32, 103.2])
    assert chart.segment.tolist() == [0] * 14 + [1] * 14


def test_no_moving_range_reaches_across_a_rebase():
    chart = xmr([6, 4, 60, 40], improvement="up", rebase=[2]).series()

    np.testing.assert_array_equal(chart.moving_range, [np.nan, 2, np.nan, 20])


def test_no_rule_looks_across_a_rebase():
    series = [*SIX_FOUR, *range(7, 14)]
    whole = xmr(series, improvement="up", fix_after=12).series()
    cut = xmr(series, improvement="up", fix_after=12, rebase=[15]).series()

    assert "trend" in whole.rules[13]
    assert all("trend" not in rules for rules in cut.rules)


def test_the_baseline_is_fixed_in_each_segment():
    chart = xmr([*SIX_FOUR, 90, 90, *SIX_FOUR, 90, 90], improvement="up", fix_after=12, rebase=[14]).series()

    assert chart.mean.tolist() == [5] * 28


def test_the_icons_come_from_the_last_segment():
    chart = xmr([10, 11] * 10 + [90, 91] * 10, improvement="up", target=50, rebase=[20]).series()

    assert chart.assurance_icon.word == "pass"


def test_a_short_segment_is_on_trial_and_the_others_are_not():
    chart = xmr([6, 4] * 10, improvement="up", rebase=[15])

    assert chart.trial[0].tolist() == [False] * 15 + [True] * 5


def test_a_rebase_at_the_first_point_changes_nothing():
    plain, rebased = (xmr([*SIX_FOUR, 11], improvement="up", rebase=at).series() for at in (None, [0]))

    assert rebased.upper.tolist() == plain.upper.tolist()
    assert rebased.segment.tolist() == [0] * 13


def test_series_can_be_rebased_at_different_points():
    starts = np.zeros((3, 26), dtype=bool)
    starts[0, 13] = starts[2, 10] = starts[2, 20] = True
    values = np.array([[6, 4] * 13, [8, 2] * 13, [9, 7] * 13], dtype=float)
    chart = xmr(values, improvement="up", rebase=starts)

    assert chart.segment[:, -1].tolist() == [1, 0, 2]
    for place, cuts in enumerate([[13], None, [10, 20]]):
        alone = xmr(values[place], improvement="up", rebase=cuts)
        assert chart.mean[place].tolist() == alone.mean[0].tolist()
        assert chart.rules[place].tolist() == alone.rules[0].tolist()


def test_flags_of_one_row_rebase_every_series():
    starts = np.arange(26) == 13

    assert xmr(np.ones((2, 26)), improvement="up", rebase=starts).segment[:, -1].tolist() == [1, 1]


def test_dates_become_the_points_at_which_segments_start():
    assert rebase_points(MONTHS, [date(2024, 4, 1)]).tolist() == [month == 4 for month in range(1, 13)]
    assert not rebase_points(MONTHS, []).any()


def test_a_date_that_no_point_has_is_refused():
    with pytest.raises(UnknownRebase, match=r"no point on 2024-04-02, 2025-01-01 .*2024-01-01 to 2024-12-01"):
        rebase_points(MONTHS, [date(2025, 1, 1), date(2024, 4, 1), date(2024, 4, 2)])


def test_a_date_without_any_data_is_refused():
    with pytest.raises(UnknownRebase, match="the data has none at all"):
        rebase_points([], [date(2024, 4, 2)])


@pytest.mark.parametrize("position", [-1, 12, 1.5, "2024-04-01"])
def test_a_position_that_is_no_point_is_refused(position):
    with pytest.raises(UnknownRebase, match="there are 12, counted from 0"):
        xmr(SIX_FOUR, improvement="up", rebase=[position])


def test_flags_that_do_not_fit_are_refused():
    with pytest.raises(UnknownRebase, match=r"shape \(3,\) do not fit"):
        xmr(SIX_FOUR, improvement="up", rebase=[True, False, True])


def test_no_rebase_is_no_rebase():
    assert not xmr(SIX_FOUR, improvement="up", rebase=[]).segment.any()

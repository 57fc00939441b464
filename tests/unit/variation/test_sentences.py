"""What a chart says in one sentence."""

import pytest
from support.variation_charts import SIX_FOUR, chart_after_six_four

from everyweek.variation import sentence, xmr


def test_a_shift_says_how_long_it_has_lasted():
    chart = chart_after_six_four(*[7] * 8)

    assert sentence(chart) == "Getting better: the last 8 months are all above the mean"


def test_a_shift_does_not_count_an_older_shift_on_the_other_side():
    chart = chart_after_six_four(*[3] * 9, *[7] * 7)

    assert sentence(chart) == "Getting better: the last 7 months are all above the mean"


def test_a_shift_does_not_count_what_lies_before_a_rebase():
    values = [9] * 13 + [2, 8] * 6 + [7] * 8
    chart = xmr(values, improvement="down", rebase=[13], fix_after=12).series()

    assert sentence(chart) == "Getting worse: the last 9 months are all above the mean"


def test_a_trend_says_how_many_steps_it_has_gone():
    chart = chart_after_six_four(8, 7.8, 7.6, 7.4, 7.2, 7.0, 6.8, improvement="down")

    assert sentence(chart, period="week") == "Getting better: it has gone down 6 weeks in a row"


def test_a_trend_from_the_first_point_counts_all_of_it():
    chart = xmr([0, 10, 11, 12, 13, 14, 15], improvement="up", screen=False).series()

    assert sentence(chart).startswith("Getting better: it has gone up 6 months in a row (only 7 months so far")


def test_a_change_that_is_neither_better_nor_worse_says_only_that():
    chart = chart_after_six_four(11, improvement="neither")

    assert sentence(chart) == "Something has changed: the last month is above the upper limit"


def test_a_point_outside_the_limits_says_so():
    assert sentence(chart_after_six_four(-1)) == "Getting worse: the last month is below the lower limit"
    assert sentence(chart_after_six_four(11)) == "Getting better: the last month is above the upper limit"


def test_a_point_outside_the_limits_that_ends_a_run_tells_of_the_run_too():
    chart = chart_after_six_four(*[6] * 7, 11)

    assert sentence(chart) == (
        "Getting better: the last month is above the upper limit, and the last 8 months are all above the mean"
    )


def test_two_in_three_says_so_and_whether_points_beyond_count():
    high = chart_after_six_four(9, 9, 9)
    low = chart_after_six_four(1, 1, rules="mdc-workbook")

    assert sentence(high) == "Getting better: 2 of the last 3 months are close to the upper limit"
    assert sentence(low) == "Getting worse: 2 of the last 3 months are close to the lower limit or beyond it"


def test_ordinary_variation_is_called_so():
    assert sentence(chart_after_six_four(5)) == "No real change: the ups and downs are ordinary variation"


def test_a_constant_series_is_called_so():
    assert sentence(xmr([95] * 14, improvement="up").series()) == "No change: the last 14 months are all the same"


@pytest.mark.parametrize(("points", "so_far"), [(1, "1 day"), (2, "2 days")])
def test_too_few_points_say_so(points, so_far):
    chart = xmr(SIX_FOUR[:points], improvement="up").series()

    assert sentence(chart, period="day") == f"Too early to say: only {so_far} so far, and 13 are needed"


def test_a_signal_on_trial_limits_says_that_they_are_on_trial():
    chart = xmr([6, 4, 6, 4, 6, 4, 6, 4, 30], improvement="down").series()

    assert sentence(chart) == (
        "Getting worse: the last month is above the upper limit (only 9 months so far, so the limits are on trial)"
    )

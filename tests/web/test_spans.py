"""How far back a chart reaches, where it has holes, and what its limits rest on."""

from datetime import date, timedelta

import pytest
from support.daily import days_from, winter_from

from everyweek.measures import find_measure
from everyweek.tables import MissingBecause, Observation, Series, period_end
from everyweek.web.measure.analysis import Analysis, analyse
from everyweek.web.measure.spans import after_holes, reaches, within, without_gaps


def seen(start: date, value: float | None = 1.0, *, every: str = "day") -> Observation:
    reason = None if value is not None else MissingBecause.NOT_SUBMITTED
    return Observation("a measure", "ZZ1", start, period_end(start, every), None, None, value, "", reason)  # type: ignore[arg-type]


def weeks(first: date, number: int, value: float | None = 1.0) -> list[Observation]:
    return [seen(first + timedelta(days=7 * at), value, every="week") for at in range(number)]


def chart(observations: list[Observation], *, every: str = "week", **options: object) -> Analysis:
    measure = find_measure("four_hour_performance")
    series = Series(measure.name, "ZZ1", "share", "latest", False, tuple(observations))
    found = analyse(series, measure=measure, every=every, standard=None, rules="plotthedots", **options)  # type: ignore[arg-type]
    assert found is not None
    return found


WINTERS = [*weeks(date(2017, 12, 4), 14), *weeks(date(2018, 12, 3), 14)]


def test_a_few_missing_days_are_filled_in_and_a_summer_is_not() -> None:
    short = without_gaps([seen(date(2019, 3, 1)), seen(date(2019, 3, 4))], every="day")
    long = without_gaps([seen(date(2019, 3, 1)), seen(date(2019, 12, 1))], every="day")

    assert [row.period_start.day for row in short] == [1, 2, 3, 4]
    assert [row.value for row in short] == [1, None, None, 1]
    assert len(long) == 2


@pytest.mark.parametrize(
    ("every", "first", "here", "is_hole"),
    [
        ("day", date(2019, 3, 1), date(2019, 3, 30), False),  # 28 days in between
        ("day", date(2019, 3, 1), date(2019, 3, 31), True),
        ("week", date(2019, 1, 7), date(2019, 3, 11), False),  # 8 weeks
        ("week", date(2019, 1, 7), date(2019, 3, 18), True),
        ("month", date(2019, 1, 1), date(2020, 2, 1), False),  # 12 months
        ("month", date(2019, 1, 1), date(2020, 3, 1), True),
        ("quarter", date(2019, 1, 1), date(2020, 4, 1), False),  # 4 quarters
        ("quarter", date(2019, 1, 1), date(2020, 7, 1), True),
    ],
)
def test_a_hole_is_longer_than_a_month_of_days_two_of_weeks_or_a_year(
    every: str, first: date, here: date, is_hole: bool
) -> None:
    pair = [seen(first, every=every), seen(here, every=every)]

    assert bool(after_holes(pair, every=every)) is is_hole  # type: ignore[arg-type]


def test_a_long_run_of_missing_figures_is_a_hole_as_well() -> None:
    rows = [*weeks(date(2019, 1, 7), 3), *weeks(date(2019, 1, 28), 9, None), *weeks(date(2019, 4, 1), 3)]

    assert after_holes(rows, every="week") == {12}


def test_each_winter_has_limits_of_its_own_and_nothing_is_drawn_between_them() -> None:
    found = chart(WINTERS)

    assert [point.segment for point in found.points] == [0] * 14 + [1] * 14
    assert len({point.stretch for point in found.points}) == 2
    assert found.holes == 1
    assert not found.trial


def test_a_winter_of_twelve_weeks_is_on_trial_however_many_there_were_before() -> None:
    found = chart([*WINTERS[:14], *weeks(date(2018, 12, 3), 12)])

    assert found.trial
    assert "only 12 weeks so far" in found.variation_words


def test_no_mean_and_no_limit_runs_through_a_run_of_missing_figures_that_is_a_hole() -> None:
    found = chart([*weeks(date(2019, 1, 7), 3), *weeks(date(2019, 1, 28), 9, None), *weeks(date(2019, 4, 1), 3)])

    assert {point.mean for point in found.points[3:12]} == {None}
    assert {point.mean for point in found.points[:3]} == {1.0}


def test_one_missing_week_is_a_gap_that_keeps_its_limits() -> None:
    found = chart([*weeks(date(2019, 1, 7), 3), *weeks(date(2019, 1, 28), 1, None), *weeks(date(2019, 2, 4), 3)])

    assert [point.stretch for point in found.points] == [0, 0, 0, 1, 1, 1, 1]
    assert found.points[3].mean == 1.0


def test_a_change_begins_a_segment_at_the_first_week_from_its_day_on() -> None:
    found = chart(weeks(date(2019, 1, 7), 4), rebase_on=[date(2019, 1, 16)])

    assert [point.segment for point in found.points] == [0, 0, 1, 1]


@pytest.mark.parametrize("day", [date(2018, 1, 1), date(2019, 1, 7), date(2030, 1, 1)])
def test_a_change_outside_the_figures_begins_nothing(day: date) -> None:
    found = chart(weeks(date(2019, 1, 7), 4), rebase_on=[day])

    assert {point.segment for point in found.points} == {0}


def test_figures_of_the_whole_year_reach_back_a_year_and_those_of_winters_three() -> None:
    all_year = weeks(date(2018, 1, 1), 120)

    assert reaches(all_year, every="week")["recent"].words == "Last 53 weeks"
    assert reaches(WINTERS, every="week")["recent"].words == "Last 3 years"
    assert len(within(all_year, every="week", periods=53)) == 53


def test_the_last_weeks_of_a_winter_that_the_span_cuts_off_are_not_shown() -> None:
    kept = within(WINTERS, every="week", periods=55)  # from 25 February 2018: the last two weeks of that winter

    assert kept[0].period_start == date(2018, 12, 3)


def test_a_span_is_counted_back_from_the_newest_figure_not_from_what_is_missing_since() -> None:
    rows = [*weeks(date(2018, 1, 1), 10), *weeks(date(2018, 3, 12), 60, None)]

    assert within(rows, every="week", periods=3)[0].period_start == date(2018, 2, 19)


def test_a_span_of_months_is_counted_by_the_calendar() -> None:
    months = [seen(date(2018 + at // 12, at % 12 + 1, 1), every="month") for at in range(30)]

    assert within(months, every="month", periods=13)[0].period_start == date(2019, 6, 1)


def test_the_invented_winter_has_a_day_for_each_day() -> None:
    assert sorted(winter_from(date(2019, 1, 7), weeks=2)) == days_from(date(2019, 1, 7), 14)

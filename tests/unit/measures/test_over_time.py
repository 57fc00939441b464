"""Series brought to longer periods, worked by hand."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from everyweek.measures import find_measure
from everyweek.measures.over_time import over_time, recorded_days
from everyweek.tables import MissingBecause, Observation

MONDAY = date(2019, 3, 4)
SHARE = replace(find_measure("four_hour_performance"), every="day")
ARRIVALS = replace(find_measure("attendances"), every="day", over_time="adds")
BEDS = replace(find_measure("attendances"), every="day", over_time="averages")
NOT_SUBMITTED = MissingBecause.NOT_SUBMITTED


def day(number: int, **figures: object) -> Observation:
    """A day counted from Monday 4 March 2019; a value of None is missing because nobody sent it in."""
    value = figures.get("value")
    missing = None if value is not None else NOT_SUBMITTED
    start = MONDAY + timedelta(days=number)
    base = Observation("a measure", "ZZ1", start, start + timedelta(days=1), None, None, None, f"day {number}", missing)
    return replace(base, **figures)  # type: ignore[arg-type]


def counts(*values: float | None) -> list[Observation]:
    return [day(number, value=value, numerator=value) for number, value in enumerate(values)]


def test_a_count_that_adds_up_is_the_sum_of_a_week_of_seven_days() -> None:
    (week,) = over_time(counts(10, 20, 30, 40, 50, 60, 70), measure=ARRIVALS, every="week")

    assert (week.period_start, week.period_end) == (MONDAY, MONDAY + timedelta(days=7))
    assert (week.value, week.numerator, week.denominator) == (280, 280, None)
    assert week.missing_because is None


@pytest.mark.parametrize("values", [(10, 20, 30, 40, 50, 60), (10, 20, 30, None, 50, 60, 70)])
def test_a_week_with_a_day_missing_has_no_sum(values: tuple[float | None, ...]) -> None:
    (week,) = over_time(counts(*values), measure=ARRIVALS, every="week")

    assert (week.value, week.numerator) == (None, None)
    assert week.missing_because is MissingBecause.TOO_FEW_DAYS


def test_a_count_that_averages_is_the_mean_of_the_days_that_are_there() -> None:
    (week,) = over_time(counts(100, None, 110, None, 120, 130), measure=BEDS, every="week")

    assert week.value == 115
    assert week.source == "day 5"


def test_three_days_of_seven_are_too_few_for_a_mean() -> None:
    (week,) = over_time(counts(100, None, 110, None, 120), measure=BEDS, every="week")

    assert week.missing_because is MissingBecause.TOO_FEW_DAYS


def test_a_share_is_the_sum_of_numerators_over_the_sum_of_denominators_never_a_mean_of_shares() -> None:
    days = [day(0, numerator=10, denominator=100, value=0.1)]
    days += [day(number, numerator=90, denominator=100, value=0.9) for number in (1, 2)]
    days += [day(3, numerator=700, denominator=700, value=1.0)]

    (week,) = over_time(days, measure=SHARE, every="week")

    assert (week.numerator, week.denominator, week.value) == (890, 1000, 0.89)


def test_a_share_published_without_its_counts_cannot_be_added() -> None:
    days = [day(number, value=0.9) for number in range(7)]

    (week,) = over_time(days, measure=SHARE, every="week")

    assert week.value is None


def test_a_week_of_missing_days_takes_the_reason_most_of_them_have() -> None:
    days = [day(0, missing_because=MissingBecause.SUPPRESSED), day(1), day(2)]

    (week,) = over_time(days, measure=SHARE, every="week")

    assert week.missing_because is NOT_SUBMITTED


def test_a_week_that_nobody_speaks_of_is_not_there() -> None:
    days = [day(number, value=1, numerator=1) for number in (*range(7), *range(14, 21))]

    weeks = over_time(days, measure=ARRIVALS, every="week")

    assert [week.period_start.day for week in weeks] == [4, 18]


def test_a_week_is_as_complete_as_its_worst_day() -> None:
    days = [day(number, value=1, numerator=1, contributing=9, left_out=1) for number in range(7)]
    days[3] = replace(days[3], contributing=7, left_out=3)

    (week,) = over_time(days, measure=ARRIVALS, every="week")

    assert (week.contributing, week.left_out) == (7, 3)


def test_days_make_a_calendar_month_when_more_than_half_of_them_are_there() -> None:
    april = date(2019, 4, 1)
    days = [day((april - MONDAY).days + number, value=50, numerator=50) for number in range(16)]

    months = over_time(days, measure=BEDS, every="month")
    too_few = over_time(days[:15], measure=BEDS, every="month")

    assert [(month.period_start, month.period_end, month.value) for month in months] == [(april, date(2019, 5, 1), 50)]
    assert too_few[0].value is None


def test_three_months_make_a_quarter() -> None:
    starts = [date(2019, 1, 1), date(2019, 2, 1), date(2019, 3, 1), date(2019, 4, 1)]
    months = [
        replace(day(0, value=index, numerator=index), period_start=start, period_end=end)
        for index, (start, end) in enumerate(zip(starts, [*starts[1:], date(2019, 5, 1)], strict=True), start=1)
    ]

    quarters = over_time(months, measure=replace(ARRIVALS, every="month"), every="quarter")

    assert [quarter.value for quarter in quarters] == [6, None]


def test_its_own_period_gives_the_observations_back() -> None:
    days = counts(1, 2)

    assert over_time(days, measure=ARRIVALS, every="day") == tuple(days)


@pytest.mark.parametrize(
    ("measure", "every"),
    [
        (replace(ARRIVALS, every="week"), "month"),
        (replace(ARRIVALS, every="month"), "day"),
        (replace(find_measure("category_2_p90"), every="day"), "week"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(measure: object, every: str) -> None:
    with pytest.raises(ValueError, match="cannot be brought to the"):
        over_time(counts(1), measure=measure, every=every)  # type: ignore[arg-type]


def test_it_counts_the_days_that_have_a_figure() -> None:
    assert recorded_days(counts(1, None, 3), every="week") == {MONDAY: 2}

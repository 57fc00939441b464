"""Which period follows which, and which one a day lies in."""

from datetime import date

import pytest

from everyweek.tables import Every, begins_with, period_end

LEAP_DAY = date(2024, 2, 29)


@pytest.mark.parametrize(
    ("every", "start", "end"),
    [
        ("day", LEAP_DAY, date(2024, 3, 1)),
        ("week", date(2023, 12, 28), date(2024, 1, 4)),
        ("month", date(2024, 12, 1), date(2025, 1, 1)),
        ("quarter", date(2024, 10, 1), date(2025, 1, 1)),
    ],
)
def test_a_period_ends_where_the_next_begins(every: Every, start: date, end: date) -> None:
    assert period_end(start, every) == end


@pytest.mark.parametrize(
    ("every", "start"),
    [("day", LEAP_DAY), ("week", date(2024, 2, 26)), ("month", date(2024, 2, 1)), ("quarter", date(2024, 1, 1))],
)
def test_a_day_lies_in_the_period_that_began_last(every: Every, start: date) -> None:
    assert begins_with(LEAP_DAY, every) == start

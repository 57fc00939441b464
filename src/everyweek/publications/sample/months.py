"""Months as the first day of each, and the words the publications use for them."""

from calendar import monthrange
from datetime import date, timedelta

ENGLISH_MONTHS = "January February March April May June July August September October November December"
MONTH_NAMES = tuple(ENGLISH_MONTHS.split())  # calendar.month_name would follow the machine's language
THURSDAY = 3


def month_before(month: date, *, months: int = 1) -> date:
    """The first day of the month so many months earlier; a negative number goes forward.

    >>> month_before(date(2024, 1, 1)), month_before(date(2024, 12, 1), months=-1)
    (datetime.date(2023, 12, 1), datetime.date(2025, 1, 1))
    """
    years, month_of_year = divmod(month.year * 12 + month.month - 1 - months, 12)
    return date(years, month_of_year + 1, 1)


def months_up_to(last: date, *, number: int) -> tuple[date, ...]:
    """The given number of months that end with the last one, oldest first."""
    return tuple(month_before(last, months=back) for back in reversed(range(number)))


def days_in(month: date) -> int:
    """How many days the month has."""
    return monthrange(month.year, month.month)[1]


def month_words(month: date) -> str:
    """The month as the workbooks write it: "April 2024"."""
    return f"{MONTH_NAMES[month.month - 1]} {month.year}"


def publication_day(month: date) -> date:
    """When the figures of a month come out: the second Thursday of the next.

    >>> publication_day(date(2023, 5, 1)), publication_day(date(2024, 4, 1))
    (datetime.date(2023, 6, 8), datetime.date(2024, 5, 9))
    """
    following = month_before(month, months=-1)
    return following + timedelta(days=(THURSDAY - following.weekday()) % 7 + 7)


def day_words(day: date) -> str:
    """A day from the 4th to the 20th as the workbooks write it; a second Thursday always is one.

    >>> day_words(date(2023, 6, 8)), day_words(date(2024, 6, 13))
    ('8th June 2023', '13th June 2024')
    """
    return f"{day.day}th {month_words(day)}"

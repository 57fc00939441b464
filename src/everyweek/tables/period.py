"""How long the periods of a series are, and which period follows which."""

from datetime import date, timedelta
from typing import Literal

Every = Literal["day", "week", "month", "quarter"]
"""How often a figure is made: for each day, week, calendar month or quarter of a year."""


def period_end(start: date, every: Every) -> date:
    """The first day after the period that begins on a day.

    start : first day of the period; a week may begin on any weekday.

    >>> period_end(date(2024, 2, 1), "month"), period_end(date(2024, 10, 1), "quarter")
    (datetime.date(2024, 3, 1), datetime.date(2025, 1, 1))
    """
    if every == "day":
        return start + timedelta(days=1)
    if every == "week":
        return start + timedelta(days=7)
    months = start.month - 1 + (1 if every == "month" else 3)
    return date(start.year + months // 12, months % 12 + 1, start.day)


def begins_with(day: date, every: Every) -> date:
    """The first day of the calendar day, week (Monday), month or quarter that a day lies in.

    >>> begins_with(date(2024, 5, 19), "week"), begins_with(date(2024, 5, 19), "quarter")
    (datetime.date(2024, 5, 13), datetime.date(2024, 4, 1))
    """
    if every == "day":
        return day
    if every == "week":
        return day - timedelta(days=day.weekday())
    if every == "month":
        return day.replace(day=1)
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)

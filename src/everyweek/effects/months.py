"""Counting in months."""

from datetime import date


def month_after(month: date, number: int) -> date:
    """The first day of the month so many months later; earlier when the number is negative.

    >>> month_after(date(2024, 11, 1), 2), month_after(date(2024, 2, 1), -2)
    (datetime.date(2025, 1, 1), datetime.date(2023, 12, 1))
    """
    months = month.year * 12 + month.month - 1 + number
    return date(months // 12, months % 12 + 1, 1)


def months_between(first: date, last: date) -> list[date]:
    """The first days of all months from one to another, both included.

    >>> len(months_between(date(2024, 11, 1), date(2025, 2, 1)))
    4
    """
    number = (last.year - first.year) * 12 + last.month - first.month
    return [month_after(first, step) for step in range(number + 1)]

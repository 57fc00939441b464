"""A day as somebody types it: 22/11/2026, 2026-11-22 or 22 November 2026."""

import re
from calendar import month_name, monthrange
from datetime import date

EARLIEST_YEAR, LATEST_YEAR = 2015, 2100
AS_IN = "Write it as in 22/11/2026 or 2026-11-22."
DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{4})", re.ASCII)
YEAR_FIRST = re.compile(r"(\d{4})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})", re.ASCII)
MONTH_IN_LETTERS = re.compile(r"(\d{1,2})\s+([A-Za-z]{3,9})\.?\s+(\d{4})", re.ASCII)


class NoSuchDay(ValueError):
    """What was typed is no day; the message is a sentence for the page."""


def day_meant(text: str) -> date:
    """The day that a text names. Raises NoSuchDay.

    >>> day_meant("22/11/2026"), day_meant("2026-11-22"), day_meant("1 Feb 2026")
    (datetime.date(2026, 11, 22), datetime.date(2026, 11, 22), datetime.date(2026, 2, 1))
    """
    year, month, day = _parts(" ".join(text.split()))
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise NoSuchDay(f"Give a year from {EARLIEST_YEAR} to {LATEST_YEAR}, not {year}.")
    if not 1 <= month <= 12:
        raise NoSuchDay(f"There is no month {month}. The day comes before the month, as in 22/11/2026.")
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise NoSuchDay(f"There is no {day} {month_name[month]} {year}: that month has {days} days.")
    return date(year, month, day)


def _parts(text: str) -> tuple[int, int, int]:
    """Year, month and day. Raises NoSuchDay."""
    if found := DAY_FIRST.fullmatch(text):
        return int(found[3]), int(found[2]), int(found[1])
    if found := YEAR_FIRST.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := MONTH_IN_LETTERS.fullmatch(text):
        months = [number for number in range(1, 13) if month_name[number].lower().startswith(found[2].lower())]
        if months:
            return int(found[3]), months[0], int(found[1])
    raise NoSuchDay(f"“{text[:40]}” is no day. {AS_IN}")

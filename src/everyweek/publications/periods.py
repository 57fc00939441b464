"""The dates of a publication, in the dresses they come in."""

import re
from datetime import date, datetime, timedelta

MONTHS = {
    "january": 1,
    "february": 2,
    "march": 3,
    "april": 4,
    "may": 5,
    "june": 6,
    "july": 7,
    "august": 8,
    "september": 9,
    "october": 10,
    "november": 11,
    "december": 12,
}
MISSPELT = {"febuary": "february"}
FIRST_YEAR, LAST_YEAR = 2000, 2099
EXCEL_EPOCH = date(1899, 12, 30)
"""Day 0 of a spreadsheet's serial dates; serial 43556 is 1 April 2019."""


class NotADate(ValueError):
    """A cell that should say when says nothing we can read."""


def month_of(text: object) -> date:
    """The first day of a month written out: "MSitAE-APRIL-2019", "April 2022", "November  2024", "May 26".

    A spreadsheet's serial date or date cell is read too. Raises NotADate for anything else, rather than guess.

    >>> month_of("May 26")
    datetime.date(2026, 5, 1)
    """
    if isinstance(text, datetime | date):
        return date(text.year, text.month, 1)
    if isinstance(text, int | float) and not isinstance(text, bool):
        day = EXCEL_EPOCH + timedelta(days=int(text)) if 20_000 < text < 80_000 else None
        if day is None:
            raise NotADate(str(text))
        return day.replace(day=1)
    words = re.findall(r"[a-z]+|\d+", str(text).lower())
    months = [MONTHS[spelt] for word in words if (spelt := MISSPELT.get(word, word)) in MONTHS]
    years = [year_of(word) for word in words if word.isdigit() and len(word) in (2, 4)]
    if len(months) != 1 or len(years) != 1:
        raise NotADate(str(text))
    return date(years[0], months[0], 1)


def day_of(text: object) -> date | None:
    """A day written out: "9th June 2017", "13 June 2024", "12/05/2016", "11th Febuary 2016"; None when there is none.

    >>> day_of("14th June 2018")
    datetime.date(2018, 6, 14)
    """
    if isinstance(text, datetime):
        return text.date()
    if isinstance(text, date):
        return text
    lowered = re.sub(r"(\d)(st|nd|rd|th)\b", r"\1", str(text).lower())
    slashed = re.search(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b", lowered)
    if slashed:
        return real_day(year=int(slashed[3]), month=int(slashed[2]), day=int(slashed[1]))
    spelt = re.search(r"\b(\d{1,2})\s+([a-z]+)\s+(\d{4})\b", lowered)
    if spelt and (month := MONTHS.get(MISSPELT.get(spelt[2], spelt[2]))):
        return real_day(year=int(spelt[3]), month=month, day=int(spelt[1]))
    return None


def real_day(*, year: int, month: int, day: int) -> date | None:
    """The date, or None when the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def year_of(digits: str) -> int:
    """A year of two or four digits as four. Raises NotADate outside 2000 to 2099."""
    year = int(digits) + 2000 if len(digits) == 2 else int(digits)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotADate(digits)
    return year


def month_after(month: date) -> date:
    """The first day of the next month.

    >>> month_after(date(2024, 12, 1))
    datetime.date(2025, 1, 1)
    """
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def revised_day_in_name(file_name: str) -> date | None:
    """The day in a name such as "April-2020-revised-260421-abc.csv" (26 April 2021), or None.

    Only ever used to order releases of the same month, never to recognise a file or to tell its period.
    """
    found = re.search(r"revised-(\d{2})[.]?(\d{2})[.]?(\d{2})(?!\d)", file_name.lower())
    return real_day(year=2000 + int(found[3]), month=int(found[2]), day=int(found[1])) if found else None

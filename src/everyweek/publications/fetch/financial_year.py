"""Financial years and months as the addresses of NHS England's files and pages tell them."""

import re
from datetime import date, timedelta

LONG_YEARS = re.compile(r"(?<!\d)20(\d\d)\s*(?:[-–/_]|to)\s*(?:20)?(\d\d)(?!\d)")
SHORT_YEARS = re.compile(r"(?<!\d)(\d\d)[-–](\d\d)(?!\d)")
MONTHS_OF_YEARS = re.compile(r"apr(?:il)?[-\s]+20(\d\d)[-\s]+(?:to[-\s]+)?mar(?:ch)?[-\s]+20(\d\d)", re.IGNORECASE)
UPLOADED = re.compile(r"/(20\d\d)/(0[1-9]|1[0-2])/[^/]+$")
LAG = timedelta(days=120)
"""The slowest publication, quarterly beds, comes up to 60 days after its quarter; as long again for a late one."""


def year_of(day: date) -> int:
    """The calendar year in which a day's financial year began.

    >>> year_of(date(2026, 3, 31)), year_of(date(2026, 4, 1))
    (2025, 2026)
    """
    return day.year if day.month >= 4 else day.year - 1


def oldest_year_wanted(today: date) -> int:
    """The oldest financial year whose page may still gain a file: figures for March come in May or June."""
    return year_of(today - LAG)


def year_named_in(words: str, *, short: bool = False) -> int | None:
    """The year in which the financial year named in some words began; None when none is named.

    short : whether 25-26 will do, as in an address; in a sentence it may be days.

    >>> year_named_in("A&E Attendances and Emergency Admissions 2025-26")
    2025
    >>> year_named_in("nhs111-statistics-apr-2026-mar-2027")
    2026
    >>> year_named_in("situation-reports-25-26", short=True)
    2025
    >>> year_named_in("12-13 December 2018")
    """
    for pattern in (LONG_YEARS, MONTHS_OF_YEARS, *((SHORT_YEARS,) if short else ())):
        for found in pattern.finditer(words):
            first, second = int(found[1]), int(found[2])
            if second == (first + 1) % 100:
                return 2000 + first
    return None


def month_uploaded(address: str) -> date | None:
    """The month in which a file was put on the site, from its folder; None when the address does not tell.

    >>> month_uploaded("https://www.england.nhs.uk/statistics/wp-content/uploads/sites/2/2026/05/April-2026.csv")
    datetime.date(2026, 5, 1)
    """
    found = UPLOADED.search(address)
    return date(int(found[1]), int(found[2]), 1) if found else None

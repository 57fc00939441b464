"""When something happened, as people type it: a year, a month or a day."""

import re
from datetime import date, datetime

from everyweek.web.design.wording import day_in_words, month

FORMS = (
    ("%Y-%m-%d", 10), ("%Y-%m", 7), ("%Y", 4), ("%d %B %Y", 10), ("%d %b %Y", 10), ("%B %Y", 7), ("%b %Y", 7),
    ("%d/%m/%Y", 10), ("%m/%Y", 7),
)  # fmt: skip
"""How a date may be typed, and how much of an ISO date it says."""
EARLIEST = 1948


def read_when(typed: str, *, today: date) -> str:
    """The date as it is kept ("2025", "2025-03", "2025-03-14"); "" for nothing. Raises ValueError with a sentence.

    >>> read_when("14 March 2025", today=date(2026, 1, 1)), read_when("mar 2025", today=date(2026, 1, 1))
    ('2025-03-14', '2025-03')
    """
    plain = " ".join(typed.split())
    if not plain:
        return ""
    for form, length in FORMS:
        try:
            found = datetime.strptime(plain, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        if found.year < EARLIEST or found > today:
            raise ValueError(f"Give a date between {EARLIEST} and today: “{plain}” is not.")
        return found.isoformat()[:length]
    raise ValueError("Write a year, a month or a day, such as 2025, March 2025 or 14 March 2025.")


def when_in_words(kept: str) -> str:
    """A date that was kept, as people read it.

    >>> when_in_words("2025-03-14"), when_in_words("2025-03"), when_in_words("2025"), when_in_words("")
    ('14 March 2025', 'March 2025', '2025', '')
    """
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", kept):
        return day_in_words(date.fromisoformat(kept))
    return month(date.fromisoformat(f"{kept}-01")) if re.fullmatch(r"\d{4}-\d{2}", kept) else kept

"""What people type into the cells of a return: an answer, a rung, a number of points, a level, a day."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

YES_AND_NO = {"y": "yes", "n": "no"}
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%A %d %B %Y")
"""How a day may be written; the first is how a workbook's own days arrive."""
DAY_ZERO = date(1899, 12, 30)
"""The day from which spreadsheets count; a cell that lost its format shows the number of days since."""
FIRST_NUMBER, LAST_NUMBER = 36_526, 73_050
"""Of 1 January 2000 and of 31 December 2099; any other number is taken for a mistake."""


def answer_from(text: str, choices: Mapping[str, str]) -> str | None:
    """The value of an answer: as the list has it, or only its number or name; None when it is none of them.

    >>> answer_from("YES", {"yes": "Yes", "no": "No"}), answer_from("maybe", {"yes": "Yes", "no": "No"})
    ('yes', None)
    >>> answer_from("warm", {"1": "1 Cold", "2": "2 Warm"}), answer_from("2.0", {"1": "1 Cold", "2": "2 Warm"})
    ('2', '2')
    """
    spelt = _spelt(text)
    for value, words in choices.items():
        name = words.removeprefix(value).strip()
        if spelt in {_spelt(value), _spelt(words), _spelt(name), f"{_spelt(value)}.0"}:
            return value
    short = YES_AND_NO.get(spelt)
    return short if short in choices else None


def why_no_answer(text: str, choices: Mapping[str, str]) -> str:
    """The sentence for a cell that holds no answer.

    >>> why_no_answer("maybe", {"yes": "Yes", "no": "No"})
    '“maybe” is neither yes nor no.'
    """
    shown = text if len(text) <= 30 else f"{text[:30]}…"
    if set(choices) == {"yes", "no"}:
        return f"“{shown}” is neither yes nor no."
    return f"“{shown}” is none of {', '.join(choices.values())}."


def points_from(text: str) -> int | None:
    """A whole number, also as a spreadsheet writes it; None when it is none.

    >>> points_from("6"), points_from("6.0"), points_from("six")
    (6, 6, None)
    """
    spelt = text.removesuffix(".0")
    return int(spelt) if spelt.isascii() and spelt.isdigit() and len(spelt) < 4 else None


def name_from(text: str, names: Iterable[str]) -> str | None:
    """The level that is meant, whatever its capitals; None when there is no such level."""
    return next((name for name in names if _spelt(name) == _spelt(text)), None)


def day_from(text: str) -> date | None:
    """A day, as people and spreadsheets write it; None when it is none.

    >>> day_from("28/7/2026"), day_from("28 July 2026"), day_from("2026-07-28 00:00:00"), day_from("soon")
    (datetime.date(2026, 7, 28), datetime.date(2026, 7, 28), datetime.date(2026, 7, 28), None)
    >>> day_from("46231"), day_from("12")
    (datetime.date(2026, 7, 28), None)
    """
    spelt = " ".join(text.split()).removesuffix(" 00:00:00")
    if spelt.isascii() and spelt.isdigit() and len(spelt) == 5 and FIRST_NUMBER <= int(spelt) <= LAST_NUMBER:
        return DAY_ZERO + timedelta(days=int(spelt))
    for form in DAYS:
        try:
            return datetime.strptime(spelt, form).date()  # noqa: DTZ007 - a day has no clock
        except ValueError:
            continue
    return None


def _spelt(text: str) -> str:
    return " ".join(text.casefold().split())

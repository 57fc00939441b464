"""Hours of the week, from Monday 00:00 to Sunday 24:00, and texts that name some of them."""

import re
from collections.abc import Mapping

from everyweek.flow.errors import WrongQuantity
from everyweek.flow.quantities import HOURS_OF_A_WEEK

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
ALWAYS = "otherwise"
SPAN = re.compile(
    r"\s*(?:(?P<first>[a-z]+)(?:\s*(?:-|–|to)\s*(?P<last>[a-z]+))?\s*,?)?"
    r"\s*(?:(?P<from>[0-9]{1,2})(?::00)?\s*(?:-|–|to)\s*(?P<until>[0-9]{1,2})(?::00)?)?\s*",
    re.IGNORECASE,
)


def hours_of(text: str) -> tuple[int, ...]:
    """The hours of the week that a text names, counted from 0 (Monday 00:00 to 01:00) to 167.

    >>> hours_of("Tue 08-10"), hours_of("22-02")[:4], len(hours_of("Mon-Fri")), hours_of("Sun 23-01")
    ((32, 33), (0, 1, 22, 23), 120, (0, 167))

    Hours that end before they begin go on into the next day. Raises WrongQuantity.
    """
    found = SPAN.fullmatch(text)
    if not found or not text.strip():
        raise _not_hours(text)
    first = 0 if found["first"] is None else _day(found["first"], text)
    last = (6 if found["first"] is None else first) if found["last"] is None else _day(found["last"], text)
    begin, end = (0, 24) if found["from"] is None else (int(found["from"]), int(found["until"]))
    if begin > 23 or end > 24:
        raise _not_hours(text)
    length = end - begin if end > begin else end - begin + 24
    each = range((last - first) % 7 + 1)
    named = {((first + day) * 24 + begin + hour) % HOURS_OF_A_WEEK for day in each for hour in range(length)}
    return tuple(sorted(named))


def by_hour(named: Mapping[str, float]) -> tuple[float, ...]:
    """A number for each hour of the week, from numbers for some of them and one for all others.

    named : e.g. {"otherwise": 3, "Mon-Fri 08-20": 7}; what comes later wins over what comes before.
    Returns 168 numbers. Raises WrongQuantity when an hour has none.

    >>> by_hour({"otherwise": 3, "Mon 08-10": 7})[7:11]
    (3.0, 7.0, 7.0, 3.0)
    """
    numbers: dict[int, float] = {}
    for text, number in named.items():
        hours = range(HOURS_OF_A_WEEK) if text.strip().lower() == ALWAYS else hours_of(text)
        numbers |= dict.fromkeys(hours, float(number))
    if len(numbers) < HOURS_OF_A_WEEK:
        raise WrongQuantity(
            f"{HOURS_OF_A_WEEK - len(numbers)} hours of the week have no number. Say what holds “otherwise”."
        )
    return tuple(numbers[hour] for hour in range(HOURS_OF_A_WEEK))


def in_words(hour: int) -> str:
    """An hour of the week in words.

    >>> in_words(0), in_words(41)
    ('Mon 00:00', 'Tue 17:00')
    """
    return f"{DAYS[hour // 24]} {hour % 24:02d}:00"


def _day(name: str, text: str) -> int:
    for number, day in enumerate(DAYS):
        if len(name) >= 3 and name[:3].lower() == day.lower():
            return number
    raise _not_hours(text)


def _not_hours(text: str) -> WrongQuantity:
    return WrongQuantity(f"“{text}” names no hours of the week. Write days and whole hours, such as “Mon-Fri 08-20”.")

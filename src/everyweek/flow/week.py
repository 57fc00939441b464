"""Hours of the week, from Monday 00:00 to Sunday 24:00, and texts that name some of them."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from everyweek.flow.errors import WrongQuantity
from everyweek.flow.quantities import HOURS_OF_A_WEEK

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
ALWAYS = "otherwise"
SPAN = re.compile(
    r"\s*(?:(?P<first>[a-z]+)(?:\s*(?:-|–|to)\s*(?P<last>[a-z]+))?\s*,?)?"
    r"\s*(?:(?P<from>[0-9]{1,2})(?::00)?\s*(?:-|–|to)\s*(?P<until>[0-9]{1,2})(?::00)?)?\s*",
    re.IGNORECASE,
)
INSTANT = re.compile(r"\s*([a-z]{3,})\s+([0-9]{1,2}):([0-9]{2})\s*", re.IGNORECASE)


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


def hours_in_words(hours: Iterable[int]) -> tuple[str, ...]:
    """Texts that name these hours of the week and no others, as few as there can easily be.

    >>> hours_in_words([8, 9, 32, 33]), hours_in_words(range(168)), hours_in_words([0, 167])
    (('Mon-Tue 08-10',), ('Mon-Sun',), ('Mon 00-01', 'Sun 23-24'))
    """
    wanted = set(hours)
    days_of: dict[tuple[int, int], list[int]] = {}
    for day in range(7):
        for span in _spans([hour for hour in range(24) if day * 24 + hour in wanted]):
            days_of.setdefault(span, []).append(day)
    every = list(range(7))
    night = next(((begin, end) for begin, end in days_of if end == 24 and begin and days_of[begin, end] == every), None)
    early = next(((begin, end) for begin, end in days_of if begin == 0 and end < 24 and days_of[0, end] == every), None)
    if night and early:
        del days_of[night], days_of[early]
        days_of[night[0], early[1]] = every
    texts = []
    for (begin, end), days in days_of.items():
        clock = "" if (begin, end) == (0, 24) else f"{begin:02d}-{end:02d}"
        for first, last in _spans(days):
            named = DAYS[first] if last - first == 1 else f"{DAYS[first]}-{DAYS[last - 1]}"
            texts.append(clock if clock and last - first == 7 else f"{named} {clock}".strip())
    return tuple(texts)


def hours_named(numbers: Sequence[float]) -> dict[str, float]:
    """Numbers for hours of the week as `by_hour` reads them. numbers : 168, for each hour.

    >>> hours_named([3.0] * 8 + [7.0] * 2 + [3.0] * 158)
    {'otherwise': 3.0, 'Mon 08-10': 7.0}
    """
    usual = Counter(numbers).most_common(1)[0][0]
    named = {ALWAYS: usual}
    for number in dict.fromkeys(number for number in numbers if number != usual):
        hours = [hour for hour, one in enumerate(numbers) if one == number]
        named |= dict.fromkeys(hours_in_words(hours), number)
    return named


def instant_of(text: str) -> float:
    """The instant of the week that a text names, in minutes after Monday 00:00.

    >>> instant_of("Tue 08:30")
    1950.0

    Raises WrongQuantity.
    """
    found = INSTANT.fullmatch(text)
    if found and int(found[2]) < 24 and int(found[3]) < 60:
        for number, day in enumerate(DAYS):
            if found[1][:3].lower() == day.lower():
                return number * 1_440.0 + int(found[2]) * 60.0 + int(found[3])
    raise WrongQuantity(f"“{text[:60]}” is no instant of the week. Write a day and a time, such as “Mon 08:30”.")


def instant_in_words(minutes: float) -> str:
    """An instant of the week in words. minutes : after Monday 00:00, a whole number.

    >>> instant_in_words(1950.0)
    'Tue 08:30'
    """
    hour, minute = divmod(int(minutes), 60)
    return f"{DAYS[hour // 24]} {hour % 24:02d}:{minute:02d}"


def in_words(hour: int) -> str:
    """An hour of the week in words.

    >>> in_words(0), in_words(41)
    ('Mon 00:00', 'Tue 17:00')
    """
    return f"{DAYS[hour // 24]} {hour % 24:02d}:00"


def _spans(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Where rows of successive numbers begin and end. numbers : rising."""
    begins = [number for number in numbers if number - 1 not in numbers]
    ends = [number + 1 for number in numbers if number + 1 not in numbers]
    return list(zip(begins, ends, strict=True))


def _day(name: str, text: str) -> int:
    for number, day in enumerate(DAYS):
        if len(name) >= 3 and name[:3].lower() == day.lower():
            return number
    raise _not_hours(text)


def _not_hours(text: str) -> WrongQuantity:
    return WrongQuantity(
        f"“{text[:60]}” names no hours of the week. Write days and whole hours, such as “Mon-Fri 08-20”."
    )

"""Numbers with their unit: how long something takes, and how often something happens."""

import math
import re
from dataclasses import dataclass

from everyweek.flow.errors import WrongQuantity

MINUTES_OF_AN_HOUR = 60.0
MINUTES_OF_A_DAY = 1_440.0
MINUTES_OF_A_WEEK = 10_080.0
HOURS_OF_A_WEEK = 168
UNITS = {
    "second": ("s", "sec", "secs", "second", "seconds"),
    "minute": ("min", "mins", "minute", "minutes"),
    "hour": ("h", "hr", "hrs", "hour", "hours"),
    "day": ("d", "day", "days"),
    "week": ("wk", "wks", "week", "weeks"),
}
"""Every unit with the words for it, also in capitals."""
MINUTES_IN = {"minute": 1.0, "hour": MINUTES_OF_AN_HOUR, "day": MINUTES_OF_A_DAY, "week": MINUTES_OF_A_WEEK}
EXACT = 1e15
"""Whole numbers below this are exact in every unit."""
UNIT_OF = {word: unit for unit, words in UNITS.items() for word in words}
NUMBER = r"(?:[0-9][0-9_,]*(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
DURATION = re.compile(rf"\s*({NUMBER})\s*([a-z]+)\s*", re.IGNORECASE)
RATE = re.compile(rf"\s*({NUMBER})\s*(?:per\s|an?\s|/)\s*([a-z]+)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Duration:
    """A length of time. minutes : not negative, finite."""

    minutes: float

    def __post_init__(self) -> None:
        """Raises WrongQuantity for what is no length of time."""
        if not math.isfinite(self.minutes) or self.minutes < 0:
            raise WrongQuantity(f"{self.minutes} minutes is no length of time. Give a number that is not negative.")

    def __str__(self) -> str:
        """In the unit in which its number is shortest, so that reading it again gives the same to the last digit.

        >>> str(hours(36)), str(minutes(90)), str(days(2)), str(minutes(0.5))
        ('36 hours', '90 minutes', '2 days', '30 seconds')
        """
        each = [(self.minutes * 60, "second"), (self.minutes, "minute")]
        each += [(self.minutes / MINUTES_IN[unit], unit) for unit in ("hour", "day", "week")]
        texts = [
            f"{_shown(number)} {unit}{'' if number == 1 else 's'}" for number, unit in reversed(each) if number < EXACT
        ]
        texts.append(f"{self.minutes!r} minutes")
        exact = [text for text in texts if duration(text) == self] if self.minutes else ["0 minutes"]
        return min(exact, key=lambda text: len(text.partition(" ")[0]))


@dataclass(frozen=True, slots=True, order=True)
class Rate:
    """How often something happens. per_hour : times an hour, not negative, finite."""

    per_hour: float

    def __post_init__(self) -> None:
        """Raises WrongQuantity for what is no rate."""
        if not math.isfinite(self.per_hour) or self.per_hour < 0:
            raise WrongQuantity(f"{self.per_hour} per hour is no rate. Give a number that is not negative.")

    def __str__(self) -> str:
        """As times an hour, or a day where that is shorter; reading it again gives the same to the last digit.

        >>> str(per_hour(8)), str(per_hour(12.5))
        ('8 per hour', '300 per day')
        """
        texts = [f"{_shown(self.per_hour)} per hour"]
        if self.per_hour < EXACT:
            texts.append(f"{_shown(self.per_hour * 24)} per day")
        return min((text for text in texts if rate(text) == self), key=lambda text: len(text.partition(" ")[0]))


def seconds(number: float) -> Duration:
    """So many seconds."""
    return Duration(number / 60)


def minutes(number: float) -> Duration:
    """So many minutes."""
    return Duration(float(number))


def hours(number: float) -> Duration:
    """So many hours."""
    return Duration(number * 60.0)


def days(number: float) -> Duration:
    """So many days of 24 hours."""
    return Duration(number * MINUTES_OF_A_DAY)


def weeks(number: float) -> Duration:
    """So many weeks of seven days."""
    return Duration(number * MINUTES_OF_A_WEEK)


def per_hour(number: float) -> Rate:
    """So many times an hour."""
    return Rate(float(number))


def per_day(number: float) -> Rate:
    """So many times a day of 24 hours."""
    return Rate(number / 24)


def duration(text: str) -> Duration:
    """The length of time that a text names.

    >>> duration("5 minutes"), duration("1.5 h"), duration("2 days")
    (Duration(minutes=5.0), Duration(minutes=90.0), Duration(minutes=2880.0))
    >>> duration("5")
    Traceback (most recent call last):
    everyweek.flow.errors.WrongQuantity: “5” is no length of time. Write a number and its unit, such as “5 minutes”.

    Raises WrongQuantity. Units are seconds, minutes, hours, days and weeks, singular, plural or short.
    """
    number, unit = _parts(DURATION, text)
    if not unit:
        raise WrongQuantity(f"“{_cut(text)}” is no length of time. Write a number and its unit, such as “5 minutes”.")
    return seconds(number) if unit == "second" else Duration(number * MINUTES_IN[unit])


def rate(text: str) -> Rate:
    """The rate that a text names.

    >>> rate("8 per hour"), rate("300 a day")
    (Rate(per_hour=8.0), Rate(per_hour=12.5))

    Raises WrongQuantity.
    """
    number, unit = _parts(RATE, text)
    if not unit:
        raise WrongQuantity(f"“{_cut(text)}” is no rate. Write how many in what time, such as “8 per hour”.")
    an_hour = {"second": 3_600.0, "minute": 60.0, "hour": 1.0}
    return Rate(number * an_hour[unit] if unit in an_hour else number / (MINUTES_IN[unit] / MINUTES_OF_AN_HOUR))


def number_of(text: str) -> float | None:
    """The number that a text is, or None for one that is none. Commas between thousands are allowed.

    >>> number_of("1,000.5"), number_of("-2"), number_of("a few")
    (1000.5, -2.0, None)
    """
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return None


def _parts(pattern: re.Pattern[str], text: str) -> tuple[float, str]:
    """Its number, and its unit as it is named in UNITS; no unit when the text is not of that form."""
    found = pattern.fullmatch(text)
    unit = UNIT_OF.get(found[2].lower(), "") if found else ""
    return (float(found[1].replace(",", "").replace("_", "")) if found else 0.0), unit


def _shown(number: float) -> str:
    return f"{number:.0f}" if number < EXACT and number == round(number) else repr(number)


def _cut(text: str) -> str:
    return text if len(text) <= 60 else text[:60] + "…"

"""Numbers with their unit: how long something takes, and how often something happens."""

import math
import re
from dataclasses import dataclass

from everyweek.flow.errors import WrongQuantity

MINUTES_IN = {"second": 1 / 60, "minute": 1.0, "hour": 60.0, "day": 1_440.0, "week": 10_080.0}
MINUTES_OF_A_DAY = 1_440.0
MINUTES_OF_A_WEEK = 10_080.0
HOURS_OF_A_WEEK = 168
SHORT = {"s": "second", "sec": "second", "min": "minute", "h": "hour", "hr": "hour", "d": "day", "wk": "week"}
DURATION = re.compile(r"\s*(?P<number>[0-9][0-9_,]*(?:\.[0-9]+)?|\.[0-9]+)\s*(?P<unit>[a-z]+)\s*", re.IGNORECASE)
RATE = re.compile(
    r"\s*(?P<number>[0-9][0-9_,]*(?:\.[0-9]+)?|\.[0-9]+)\s*(?:per|an?|/)\s*(?P<unit>[a-z]+)\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, order=True)
class Duration:
    """A length of time. minutes : not negative, finite."""

    minutes: float

    def __post_init__(self) -> None:
        """Raises WrongQuantity for what is no length of time."""
        if not math.isfinite(self.minutes) or self.minutes < 0:
            raise WrongQuantity(f"{self.minutes} minutes is no length of time. Give a number that is not negative.")

    def __str__(self) -> str:
        """In the largest unit of which it is a round number.

        >>> str(hours(36)), str(minutes(90)), str(days(2)), str(minutes(0.5))
        ('36 hours', '90 minutes', '2 days', '30 seconds')
        """
        for unit in ("week", "day", "hour", "minute", "second"):
            number = self.minutes / MINUTES_IN[unit]
            if number and number == round(number):
                return f"{number:.0f} {unit}{'' if number == 1 else 's'}"
        return f"{self.minutes:g} minutes"


@dataclass(frozen=True, slots=True, order=True)
class Rate:
    """How often something happens. per_hour : times an hour, not negative, finite."""

    per_hour: float

    def __post_init__(self) -> None:
        """Raises WrongQuantity for what is no rate."""
        if not math.isfinite(self.per_hour) or self.per_hour < 0:
            raise WrongQuantity(f"{self.per_hour} per hour is no rate. Give a number that is not negative.")

    def __str__(self) -> str:
        """As times an hour.

        >>> str(per_day(12))
        '0.5 per hour'
        """
        return f"{self.per_hour:g} per hour"


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
    found = DURATION.fullmatch(text)
    unit = _unit(found["unit"]) if found else ""
    if not found or not unit:
        raise WrongQuantity(f"“{text}” is no length of time. Write a number and its unit, such as “5 minutes”.")
    return Duration(_number(found["number"]) * MINUTES_IN[unit])


def rate(text: str) -> Rate:
    """The rate that a text names.

    >>> rate("8 per hour"), rate("300 a day")
    (Rate(per_hour=8.0), Rate(per_hour=12.5))

    Raises WrongQuantity.
    """
    found = RATE.fullmatch(text)
    unit = _unit(found["unit"]) if found else ""
    if not found or not unit:
        raise WrongQuantity(f"“{text}” is no rate. Write how many in what time, such as “8 per hour”.")
    return Rate(_number(found["number"]) * 60 / MINUTES_IN[unit])


def _number(text: str) -> float:
    return float(text.replace(",", "").replace("_", ""))


def _unit(text: str) -> str:
    name = text.lower()
    name = SHORT.get(name, name)
    name = name.removesuffix("s") if name.removesuffix("s") in MINUTES_IN else SHORT.get(name.removesuffix("s"), name)
    return name if name in MINUTES_IN else ""

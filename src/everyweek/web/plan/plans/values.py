"""Values of measures as people type them and as pages say them: 78 for 78%, 30 min for 1,800 seconds."""

import math
import re

from everyweek.measures import Measure
from everyweek.tables.in_words import amount, count, duration
from everyweek.web.plan.plans.errors import NotAPlan

PLAIN = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?|[+-]?\.\d+")
TIME = re.compile(
    r"(?:(?P<hours>\d+(?:\.\d+)?)\s*(?:h|hrs?|hours?))?\s*"
    r"(?:(?P<minutes>\d+(?:\.\d+)?)\s*(?:m|mins?|minutes?))?\s*"
    r"(?:(?P<seconds>\d+(?:\.\d+)?)\s*(?:s|secs?|seconds?))?"
)
LARGEST = 10.0**12
HINTS = {
    "share": "A percentage, such as 78",
    "seconds": "With its unit, such as 30 min, 45 s or 1 h 20 min",
    "count": "A number, such as 120",
}
POINTS = {
    "share": "percentage points, such as 5 or -2.5",
    "seconds": "a time, such as -10 min",
    "count": "a number, such as -20",
}


def read_value(text: str, unit: str, *, field: str) -> float | None:
    """A value in the unit of the measure; None when nothing was typed. Raises NotAPlan.

    >>> read_value("78", "share", field="to"), read_value("30 min", "seconds", field="to")
    (0.78, 1800.0)
    """
    typed = " ".join(text.split()).replace("−", "-")
    if not typed:
        return None
    if unit == "share":
        return _share(typed, field)
    return _seconds(typed, field) if unit == "seconds" else _number(typed, field, example="120")


def read_difference(text: str, unit: str, *, field: str) -> float | None:
    """A difference in the unit of the measure, with its sign. Raises NotAPlan.

    >>> read_difference("-2.5", "share", field="by"), read_difference("-10 min", "seconds", field="by")
    (-0.025, -600.0)
    """
    typed = " ".join(text.split()).replace("−", "-")
    if not typed:
        return None
    if unit == "share":
        return round(_number(typed.removesuffix("%").strip(), field, example="5 or -2.5") / 100, 12)
    if unit == "seconds":
        sign, rest = (-1, typed[1:].strip()) if typed.startswith("-") else (1, typed.removeprefix("+").strip())
        return sign * _seconds(rest, field)
    return _number(typed, field, example="-20")


def value_as_typed(value: float | None, unit: str) -> str:
    """A value in the box in which it was typed.

    >>> value_as_typed(0.78, "share"), value_as_typed(2183.0, "seconds"), value_as_typed(None, "count")
    ('78', '36 min 23 s', '')
    """
    if value is None:
        return ""
    if unit == "share":
        return f"{100 * value:.2f}".rstrip("0").rstrip(".")
    if unit == "seconds":
        return ("-" if value < 0 else "") + duration(value)
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def difference_in_words(value: float | None, measure: Measure) -> str:
    """By how much a measure should move.

    >>> from everyweek.measures import find_measure
    >>> difference_in_words(0.05, find_measure("four_hour_performance"))
    '5 percentage points more'
    """
    if value is None:
        return ""
    size = {
        "share": f"{abs(100 * value):.2f}".rstrip("0").rstrip(".") + " percentage points",
        "seconds": duration(value),
    }.get(measure.unit, count(abs(value)))
    return f"{size} {'more' if value > 0 else 'less'}"


def from_to(from_value: float | None, to_value: float, unit: str) -> str:
    """Where an aim starts and where it goes."""
    goal = amount(to_value, unit)
    return f"from {amount(from_value, unit)} to {goal}" if from_value is not None else f"to {goal}"


def _share(typed: str, field: str) -> float:
    has_sign = typed.endswith("%")
    number = _number(typed.removesuffix("%").strip(), field, example="78")
    if not has_sign and 0 < number <= 1:
        raise NotAPlan(
            field,
            f"“{typed}” could be {amount(number, 'share')} or {amount(number / 100, 'share')}. Write a percentage: "
            f"{100 * number:g} for {amount(number, 'share')}, or {typed}% with its sign.",
        )
    return round(number / 100, 12)


def _seconds(typed: str, field: str) -> float:
    found = TIME.fullmatch(typed.lower())
    parts = {key: float(part) for key, part in found.groupdict().items() if part} if found else {}
    if not parts:
        raise NotAPlan(
            field, f"“{typed[:40]}” has no unit that is known here. Write a time such as 30 min or 1 h 20 min."
        )
    total = 3600 * parts.get("hours", 0) + 60 * parts.get("minutes", 0) + parts.get("seconds", 0)
    return _bounded(total, typed, field)


def _number(typed: str, field: str, *, example: str) -> float:
    if not PLAIN.fullmatch(typed):
        raise NotAPlan(field, f"Write a number, such as {example}: “{typed[:40]}” is none.")
    return _bounded(float(typed.replace(",", "")), typed, field)


def _bounded(number: float, typed: str, field: str) -> float:
    if not math.isfinite(number) or abs(number) > LARGEST:
        raise NotAPlan(field, f"“{typed[:40]}” is too large.")
    return number

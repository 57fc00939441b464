"""A number as people type it: with blanks around it, and with commas between thousands."""

import math
import re
from typing import Any

from django.core.exceptions import ValidationError

from everyweek.web.people.discussion.forms import LineField

LARGEST = 10.0**12
LARGEST_WHOLE = 2**31 - 1
"""More than a column of either database holds."""
THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")
PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?")


class NumberField(LineField):
    """A number, or nothing. is_whole : it counts something."""

    def __init__(self, *, is_whole: bool = False, **more: Any) -> None:
        super().__init__(longest=40, **more)
        self.is_whole = is_whole

    def clean(self, value: Any) -> float | int | None:  # type: ignore[override]
        """The number; None when nothing was typed. Raises ValidationError."""
        text = super().clean(value).replace("−", "-")
        if not text:
            return None
        if THOUSANDS.fullmatch(text):
            text = text.replace(",", "")
        if not (text.isascii() and PLAIN.fullmatch(text)):
            example = "90" if self.is_whole else "7.2"
            raise ValidationError(f"Write a number alone, such as {example}: “{text}” is none.")
        number = float(text)
        if self.is_whole:
            return _whole(number, text)
        if not math.isfinite(number) or abs(number) > LARGEST:
            raise ValidationError(f"“{text}” is too large: write a number below {LARGEST:,.0f}.")
        return number


def number_as_typed(value: float | int | None) -> str:
    """A number in the box in which it was typed.

    >>> number_as_typed(7.0), number_as_typed(0.875), number_as_typed(None)
    ('7', '0.875', '')
    """
    if value is None:
        return ""
    return str(int(value)) if float(value).is_integer() and abs(value) < 10**15 else repr(value)


def _whole(number: float, text: str) -> int:
    if number != math.floor(number) or not 0 <= number <= LARGEST_WHOLE:
        raise ValidationError(f"Write a whole number, such as 90: “{text}” is none.")
    return int(number)

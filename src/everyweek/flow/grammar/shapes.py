"""What values of files look like: each shape in words, and as a pattern where it is a text of a certain form."""

from dataclasses import dataclass

from everyweek.flow.conditions import COMPARED
from everyweek.flow.quantities import NUMBER, UNITS
from everyweek.flow.week import DAYS

UNIT = "|".join(word for words in UNITS.values() for word in words)
DAY = f"(?:{'|'.join(DAYS)})[a-z]*"
HOUR = "[0-9]{1,2}(?::00)?"
TO = r"\s*(?:-|–|to)\s*"
HOURS = rf"^\s*(?=\S)(?:{DAY}(?:{TO}{DAY})?\s*,?)?\s*(?:{HOUR}{TO}{HOUR})?\s*$"
PLAIN = r"[+-]?(?:[0-9][0-9,]*(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"


@dataclass(frozen=True, slots=True)
class Shape:
    """A form of values. words : as readers are told; pattern : of the text, "" for any; number : may be one too."""

    words: str
    pattern: str = ""
    number: bool = False


SHAPES = {
    "text": Shape("words"),
    "number": Shape("a number", rf"^\s*{PLAIN}\s*$", number=True),
    "share": Shape("a share, such as `0.28` or `28%`", rf"^\s*{PLAIN}\s*%?\s*$", number=True),
    "whole": Shape("a whole number"),
    "truth": Shape("`true` or `false`"),
    "duration": Shape("a length of time, such as `90 minutes`", rf"^\s*{NUMBER}\s*(?:{UNIT})\s*$"),
    "amount": Shape(
        "a length of time such as `90 minutes`, or a plain number for an attribute",
        rf"^\s*(?:{NUMBER}\s*(?:{UNIT})|{PLAIN})\s*$",
        number=True,
    ),
    "rate": Shape("how often, such as `8 per hour`", rf"^\s*{NUMBER}\s*(?:per\s|an?\s|/)\s*(?:{UNIT})\s*$"),
    "day": Shape(
        "a local day or time, such as `2026-12-25` or `2026-12-25 08:00`",
        r"^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[ T][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?\s*$",
    ),
    "hours": Shape("hours of the week, such as `Mon-Fri 08-20`, `Sun` or `22-06`", HOURS),
    "instant": Shape("an instant of the week, such as `Mon 08:30`", rf"^\s*{DAY}\s+[0-9]{{1,2}}:[0-9]{{2}}\s*$"),
    "comparison": Shape(
        "how it is compared and with what, such as `>= 3`",
        rf"^\s*(?:{'|'.join(sorted(COMPARED, key=len, reverse=True))})\s*{PLAIN}\s*%?\s*$",
    ),
    "distribution": Shape("a [distribution](#distributions)"),
    "steps": Shape("[steps](#steps)"),
    "condition": Shape("a [condition](#conditions)"),
    "way": Shape("a [condition](#conditions) with `steps` beside it"),
    "nothing": Shape("nothing"),
}
NAMES = {
    "name": Shape("each name"),
    "class": Shape("each class"),
    "attribute": Shape("each attribute"),
    "hours": Shape("some hours of the week, or `otherwise`", rf"{HOURS[:-1]}$|^\s*otherwise\s*$"),
    "share": Shape("each share of patients", rf"^\s*{PLAIN}\s*%?\s*$"),
    "column": Shape("each column"),
}
"""What names stand for where names with values are expected."""

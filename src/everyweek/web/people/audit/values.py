"""Plain values of an entry's details, in words."""

from typing import Any

LONGEST_VALUE = 200


def value_in_words(value: Any) -> str:
    """A value of an entry's details.

    >>> value_in_words(None), value_in_words(True), value_in_words(["a", "b"]), value_in_words("")
    ('nothing', 'yes', 'a, b', 'nothing')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return ", ".join(value_in_words(one) for one in value) or "nothing"
    if value is None or value == "":
        return "nothing"
    text = str(value)
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"

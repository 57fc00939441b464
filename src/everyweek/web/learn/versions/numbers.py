"""Numbers of versions: read, compared, and the next one proposed."""

import re
from collections.abc import Iterable

PART = "(?:0|[1-9][0-9]{0,2})"
PARTS = re.compile(rf"{PART}(\.{PART}){{0,2}}")
SENTENCE = "Write a number such as 1.1, 2.0 or 2.0.1: up to three numbers with full stops between."


def read_number(typed: str) -> tuple[int, int, int] | None:
    """A number as it is compared; None for what is none.

    >>> read_number("1.10"), read_number("2"), read_number("v2"), read_number("٣")
    ((1, 10, 0), (2, 0, 0), None, None)
    """
    if not PARTS.fullmatch(typed):
        return None
    first, second, third, *_ = (*map(int, typed.split(".")), 0, 0)
    return first, second, third


def greatest(numbers: Iterable[str]) -> str:
    """The greatest of the numbers of versions; "" when there is none.

    >>> greatest(["1.9", "1.10", "draft"]), greatest([])
    ('1.10', '')
    """
    known = [(read, number) for number in numbers if (read := read_number(number)) is not None]
    return max(known)[1] if known else ""


def next_number(numbers: Iterable[str]) -> str:
    """The number that is proposed for the next version.

    >>> next_number(["1.0"]), next_number(["1.9", "0.1"]), next_number(["2"]), next_number([])
    ('1.1', '1.10', '2.1', '1.0')
    """
    last = greatest(numbers)
    if not last:
        return "1.0"
    parts = [int(part) for part in last.split(".")]
    if len(parts) == 1:
        parts.append(0)
    parts[-1] += 1
    if parts[-1] > 999:
        parts = [parts[0] + 1, 0]
    return ".".join(map(str, parts))


def wrong_with(typed: str, numbers: Iterable[str]) -> str:
    """Why a number cannot be that of the next version, in a sentence; "" when it can.

    >>> wrong_with("1.0", ["0.9", "1.0"]), wrong_with("1.1", ["1.0"])
    ('Version 1.0 is there already. The new number must be greater than 1.0.', '')
    """
    read = read_number(typed)
    if read is None:
        return SENTENCE
    known = list(numbers)
    last = greatest(known)
    if typed in known or (last and read <= (read_number(last) or read)):
        is_there = f"Version {typed} is there already. " if typed in known else ""
        return f"{is_there}The new number must be greater than {last or typed}."
    return ""

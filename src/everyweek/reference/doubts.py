"""What a list says that was not followed, and why."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

EXAMPLES = 6
"""As many as a person reads in a sentence; a list of 1,500 rows may be doubted in 200 of them."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something in a list that was not followed.

    reason : what it is about, in words that take a list of examples after them.
    row    : the row of the first example.
    found, expected : what the list says, and what we have.
    """

    reason: str
    row: int
    found: str
    expected: str
    action: str


def gathered(doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
    """One doubt for each reason, with the examples together; in the order of their rows."""
    alike: defaultdict[tuple[str, str], list[Doubt]] = defaultdict(list)
    for doubt in sorted(doubts, key=lambda doubt: doubt.row):
        alike[doubt.reason, doubt.action].append(doubt)
    return tuple(_together(group) for group in alike.values())


def _together(group: list[Doubt]) -> Doubt:
    more = f"; and {len(group) - EXAMPLES} more" if len(group) > EXAMPLES else ""
    found = "; ".join(doubt.found for doubt in group[:EXAMPLES]) + more
    expected = "; ".join(doubt.expected for doubt in group[:EXAMPLES] if doubt.expected)
    return replace(group[0], found=found, expected=expected)

"""Which way is better."""

from typing import Literal

from everyweek.variation.errors import UnknownImprovement

Improvement = Literal["up", "down", "neither"]

_SIGNS = {"up": 1, "down": -1, "neither": 0}


def sign_of(improvement: str) -> int:
    """1 when up is better, -1 when down is, 0 when neither is. Raises UnknownImprovement."""
    try:
        return _SIGNS[improvement]
    except KeyError:
        raise UnknownImprovement(
            f"Improvement cannot be {improvement!r}. Say up, down, or neither if no direction is better."
        ) from None

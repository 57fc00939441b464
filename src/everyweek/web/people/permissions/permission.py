"""What a permission is."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Permission:
    """A named permission.

    about   : what it is asked of, in words; "" when of nothing.
    why_not : what somebody reads who may not.
    hides   : whether those who may not are not even told that the thing exists.
    """

    name: str
    rule: Any
    about: str
    why_not: str
    hides: bool = False

"""What decides which way a patient goes: chance, class, an attribute, the state of a pool, the hour."""

from dataclasses import dataclass
from typing import Literal

Compared = Literal["<", "<=", ">", ">=", "==", "!="]
Looked = Literal["waiting", "in use", "free", "occupancy"]
LOOKED: tuple[Looked, ...] = ("waiting", "in use", "free", "occupancy")
COMPARED: tuple[Compared, ...] = ("<", "<=", ">", ">=", "==", "!=")


@dataclass(frozen=True, slots=True)
class Chance:
    """So many of all who come here. share : from 0 to 1, for everybody or by class."""

    share: float | tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class OfClass:
    """Those of some classes. classes : their names."""

    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attribute:
    """Those with an attribute above, below or at a number. A patient for whom it was never set is in none of them."""

    name: str
    compared: Compared
    number: float


@dataclass(frozen=True, slots=True)
class PoolState:
    """Everybody while a pool is in a state.

    looked : "waiting" (patients in its queue), "in use" or "free" (units), or "occupancy" (in use over capacity; all
             of nought is full).
    """

    pool: str
    looked: Looked
    compared: Compared
    number: float


@dataclass(frozen=True, slots=True)
class Hours:
    """Everybody during some hours of the week. hours : from 0 (Monday 00:00 to 01:00) to 167, kept in their order."""

    hours: tuple[int, ...]

    def __post_init__(self) -> None:
        """The same hours are the same condition, in whichever order they were given."""
        object.__setattr__(self, "hours", tuple(sorted(set(self.hours))))


Condition = Chance | OfClass | Attribute | PoolState | Hours

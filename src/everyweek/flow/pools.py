"""What patients wait for: beds, cubicles, staff, vehicles, slots."""

from dataclasses import dataclass
from datetime import datetime

from everyweek.flow.quantities import HOURS_OF_A_WEEK

MOST_UNITS = 1_000_000


@dataclass(frozen=True, slots=True)
class Change:
    """Another capacity from one instant to another, such as a ward that is closed or a winter ward that opens.

    begins : when, as the local time of the model.
    ends   : when it is over; None for to the end of every run.
    by     : how many units more (or, negative, fewer) there are, on top of the usual ones; or
    to     : how many there are, whatever is usual. Exactly one of the two.
    """

    begins: datetime
    ends: datetime | None = None
    by: int | None = None
    to: int | None = None


@dataclass(frozen=True, slots=True)
class Pool:
    """Units of one kind, which patients seize and release.

    A lowered capacity never interrupts what goes on: whoever has a unit keeps it, and it goes when it is released.

    name     : as it is shown.
    capacity : units, for each hour of the week (168 numbers), or one number for all.
    changes  : dated changes; where several hold at once, all `by` are added, and the last `to` wins over them.
    about    : a sentence for readers.
    """

    name: str
    capacity: int | tuple[int, ...]
    changes: tuple[Change, ...] = ()
    about: str = ""

    @property
    def weekly(self) -> tuple[int, ...]:
        """The usual units of each hour of the week: 168 numbers.

        >>> Pool("beds", 3).weekly[:2]
        (3, 3)
        """
        return (self.capacity,) * HOURS_OF_A_WEEK if isinstance(self.capacity, int) else self.capacity

    def faults(self) -> tuple[str, ...]:
        """What is wrong with it."""
        found = []
        if len(self.weekly) != HOURS_OF_A_WEEK:
            found.append(f"Its capacity has {len(self.weekly)} numbers, and a week has {HOURS_OF_A_WEEK} hours.")
        if any(not 0 <= units <= MOST_UNITS or units != int(units) for units in self.weekly):
            found.append(f"Its capacity is no whole number of units from nought to {MOST_UNITS:,}.")
        elif not any(self.weekly) and not any((change.by or 0) > 0 or (change.to or 0) > 0 for change in self.changes):
            found.append("It never has a unit, so that whoever waits for it waits for ever.")
        for change in self.changes:
            if (change.by is None) is (change.to is None):
                found.append(f"The change of {change.begins:%d %B %Y} says both or neither of “by” and “to”.")
            if change.to is not None and change.to < 0:
                found.append(f"The change of {change.begins:%d %B %Y} is to fewer than no units.")
            if any(abs(units) > MOST_UNITS for units in (change.by, change.to) if units is not None):
                found.append(f"The change of {change.begins:%d %B %Y} is of more than {MOST_UNITS:,} units.")
            if any(instant is not None and instant.tzinfo is not None for instant in (change.begins, change.ends)):
                found.append(
                    f"The change of {change.begins:%d %B %Y} has a time zone, and the time of a model has none."
                )
                continue
            if change.ends is not None and change.ends <= change.begins:
                found.append(f"The change of {change.begins:%d %B %Y} ends before it begins.")
        return tuple(found)

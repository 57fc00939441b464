"""What became of whom: following organisations through mergers and divisions up to a day."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cache

from everyweek.reference.faults import SuccessorCycle
from everyweek.reference.organisation import Succession


class SuccessionPlan:
    """All successions, to be followed from a code to whoever does its work on a given day."""

    def __init__(self, successions: Iterable[Succession]) -> None:
        rows = sorted(successions, key=lambda row: (row.effective_on, row.code, row.successor))
        self._from: defaultdict[str, list[Succession]] = defaultdict(list)
        self._to: defaultdict[str, list[Succession]] = defaultdict(list)
        for row in rows:
            self._from[row.code].append(row)
            self._to[row.successor].append(row)
        self._inherited_by = cache(self._inherit)

    def leaving(self, code: str) -> tuple[Succession, ...]:
        """The successions that ended this code or took part of its work, oldest first."""
        return tuple(self._from.get(code, ()))

    def arriving(self, code: str) -> tuple[Succession, ...]:
        """The successions that brought this code the work of others, oldest first."""
        return tuple(self._to.get(code, ()))

    def heirs(self, code: str, *, on: date) -> frozenset[str]:
        """Everyone who does this code's work on that day: itself when nothing happened, several when divided.

        Raises : SuccessorCycle, naming the way round.
        """
        return frozenset(self._follow(code, on=on, way=()))

    def rolled_up(self, code: str, *, on: date) -> str | None:
        """The one code that does this code's work on that day; None when the work was divided."""
        while steps := [row for row in self.leaving(code) if row.effective_on <= on]:
            if any(row.extent == "part" for row in steps):
                return None
            code = steps[-1].successor
        return code

    def predecessors(self, code: str, *, on: date) -> frozenset[str]:
        """Every other code that rolls up to this one on that day; empty when this one itself goes on elsewhere."""
        return self._inherited_by(code, on)

    def _inherit(self, code: str, on: date) -> frozenset[str]:
        return frozenset(old for old in self._from if old != code and self.rolled_up(old, on=on) == code)

    def _follow(self, code: str, *, on: date, way: tuple[str, ...]) -> Iterable[str]:
        if code in way:
            raise SuccessorCycle(f"{' → '.join((*way, code))}: an organisation cannot succeed itself.")
        steps = [row for row in self.leaving(code) if row.effective_on <= on]
        if len(steps) < len(self.leaving(code)) or not steps:  # it goes on itself until the last part has left
            yield code
        for row in steps:
            yield from self._follow(row.successor, on=on, way=(*way, code))

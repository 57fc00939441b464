"""A part of a file and where it stands, with everything that is wrong with it noted instead of raised."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from everyweek.flow.errors import Fault, FlowError
from everyweek.flow.grammar.words import Part
from everyweek.flow.quantities import number_of

T = TypeVar("T")
MOST_FAULTS = 100
"""So many are noted; who has mended these sees the next."""
LONGEST = 80
LARGEST = 10**300
"""Also keeps out what is not finite, and what is not a number."""


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a file. path : where it stands, e.g. "pathways › ward › 3"; faults : shared by all nodes of a file."""

    value: Any
    path: str
    faults: list[Fault] = field(repr=False)

    @property
    def kind(self) -> str:
        """What stands there, for a sentence."""
        if self.value is None:
            return "nothing"
        if isinstance(self.value, list):
            return "a list"
        return "names with values" if isinstance(self.value, Mapping) else f"“{_cut(str(self.value))}”"

    def wrong(self, problem: str) -> None:
        """Note what is wrong here."""
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(self.path or "the file", problem))

    def at(self, key: object, value: Any) -> "Node":
        """A part of it."""
        return Node(value, f"{self.path} › {key}" if self.path else str(key), self.faults)

    def part(self, part: Part) -> dict[str, "Node"]:
        """Its values by their words. Words that there are not, and needed ones that are not there, are noted."""
        found = self.mapping()
        if not found and not isinstance(self.value, Mapping):
            return {}
        for key, node in found.items():
            if key not in part.known:
                node.wrong(f"“{_cut(key)}” is not known here. Known are: {', '.join(part.known)}.")
        for key in part.needed:
            if key not in found:
                self.wrong(f"“{key}” is missing.")
        if part.one_of and sum(key in found for key in part.one_of) != 1:
            self.wrong(f"Exactly one of {', '.join(f'“{key}”' for key in part.one_of)} is expected here.")
        return found

    def mapping(self) -> dict[str, "Node"]:
        """Its parts by name, of any name."""
        if not isinstance(self.value, Mapping):
            self.wrong(f"Here stands {self.kind}, where names with values are expected.")
            return {}
        return {str(key): self.at(_cut(str(key)), value) for key, value in self.value.items()}

    def items(self) -> Iterator["Node"]:
        """Its parts in order; one that is no list is its only part."""
        if isinstance(self.value, list):
            yield from (self.at(number, value) for number, value in enumerate(self.value, start=1))
        elif self.value is None:
            self.wrong("Here stands nothing, where a list is expected. Write [] for an empty one.")
        else:
            yield self

    def text(self) -> str:
        """Its words; a number or a day as it is written."""
        if isinstance(self.value, Mapping | list) or self.value is None:
            self.wrong(f"Here stands {self.kind}, where words are expected.")
            return ""
        return str(self.value)

    def number(self) -> float:
        """A number; a share may be written as 28%."""
        value = self.value
        if isinstance(value, str):
            written = value.strip()
            number = number_of(written.removesuffix("%")) if len(written) <= LONGEST else None
            value = number / 100 if number is not None and written.endswith("%") else number
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not -LARGEST < value < LARGEST:
            self.wrong(f"{self.kind} is no number.")
            return 0.0
        return float(value)

    def whole(self) -> int:
        """A whole number."""
        number = self.number()
        if number != int(number):
            self.wrong(f"{self.kind} is no whole number.")
        return int(number)

    def truth(self) -> bool:
        """Yes or no."""
        said = str(self.value).lower() if isinstance(self.value, bool | str) else ""
        if said not in ("true", "false"):
            self.wrong(f"{self.kind} is neither true nor false.")
        return said == "true"

    def read(self, how: Callable[[str], T], instead: T) -> T:
        """What a reader of texts makes of it, or something instead when it cannot."""
        try:
            return how(self.text())
        except FlowError as problem:
            self.wrong(str(problem))
            return instead


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"

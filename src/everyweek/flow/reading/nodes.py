"""A part of a file and where it stands, with everything that is wrong with it noted instead of raised."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from everyweek.flow.errors import Fault, FlowError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a file. path : where it stands, e.g. "pathways › ward › 3"; faults : shared by all nodes of a file."""

    value: Any
    path: str
    faults: list[Fault] = field(repr=False)

    def wrong(self, problem: str) -> None:
        """Note what is wrong here."""
        self.faults.append(Fault(self.path or "the file", problem))

    def at(self, key: object, value: Any) -> "Node":
        """A part of it."""
        return Node(value, f"{self.path} › {key}" if self.path else str(key), self.faults)

    def mapping(self, *known: str, needed: tuple[str, ...] = ()) -> dict[str, "Node"]:
        """Its parts by name. known : the names that there are; none for any. Unknown and missing ones are noted."""
        if not isinstance(self.value, Mapping):
            self.wrong(f"Here stands {_kind(self.value)}, where names with values are expected.")
            return {}
        found = {str(key): self.at(key, value) for key, value in self.value.items()}
        for key, node in found.items():
            if known and key not in known:
                node.wrong(f"“{key}” is not known here. Known are: {', '.join(known)}.")
        for key in needed:
            if key not in found:
                self.wrong(f"“{key}” is missing.")
        return found

    def items(self) -> Iterator["Node"]:
        """Its parts in order; one that is no list is its only part."""
        if isinstance(self.value, list):
            yield from (self.at(number, value) for number, value in enumerate(self.value, start=1))
        elif self.value is not None:
            yield self

    def text(self) -> str:
        """Its words; a number or a day as it is written."""
        if isinstance(self.value, Mapping | list) or self.value is None:
            self.wrong(f"Here stands {_kind(self.value)}, where words are expected.")
            return ""
        return str(self.value)

    def number(self) -> float:
        """A number; a share may be written as 28%."""
        value = self.value
        if isinstance(value, str) and value.strip().endswith("%"):
            value = _number(value.strip()[:-1])
            value = None if value is None else value / 100
        elif isinstance(value, str):
            value = _number(value)
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.wrong(f"“{self.value}” is no number.")
            return 0.0
        return float(value)

    def whole(self) -> int:
        """A whole number."""
        number = self.number()
        if number != int(number):
            self.wrong(f"“{self.value}” is no whole number.")
        return int(number)

    def truth(self) -> bool:
        """Yes or no."""
        if not isinstance(self.value, bool):
            self.wrong(f"“{self.value}” is neither true nor false.")
        return self.value is True

    def read(self, how: Callable[[str], T], instead: T) -> T:
        """What a reader of texts makes of it, or something instead when it cannot."""
        try:
            return how(self.text())
        except FlowError as problem:
            self.wrong(str(problem))
            return instead


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return None


def _kind(value: Any) -> str:
    if value is None:
        return "nothing"
    return "a list" if isinstance(value, list) else "names with values" if isinstance(value, Mapping) else f"“{value}”"

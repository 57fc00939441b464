"""Plain values taken one by one out of what somebody brought; what is wrong with any of them is noted, not raised."""

import difflib
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from everyweek.maturity.errors import Fault, FaultyFramework

Path = tuple[str | int, ...]
"""Where a value stands: ("themes", 2, "questions", 0, "text"), counted from 0."""
PlaceOf = Callable[[Path], str]
"""Says in words, or as a cell, where a path is."""

LONGEST_KEY = 60
LONGEST_NAME = 120
LONGEST_TEXT = 500
LONGEST_EXPLANATION = 2000
MOST_FAULTS = 100
MOST_UNKNOWN = 20
"""Of one entry. To look for what 50,000 of them were meant to be takes seconds."""
KEY = re.compile(rf"[a-z][a-z0-9_]{{0,{LONGEST_KEY - 1}}}")
MARKUP = re.compile(r"<[A-Za-z/!?]")
INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn")
"""Unicode's categories of what cannot be seen: controls, marks that turn writing round, halves of characters, none."""
TRUE, FALSE = ("true", "yes"), ("false", "no", "")


class Report:
    """All faults of one framework.

    values   : the whole of what was brought.
    place_of : says where a path is.
    faults   : of what has no path, such as a column that is missing; they come first.
    """

    def __init__(self, values: Mapping[str, object], place_of: PlaceOf, faults: Iterable[Fault] = ()) -> None:
        self.values, self.place_of = values, place_of
        self.at_large = list(faults)
        self.found: list[tuple[Path, Fault]] = []

    def add(self, path: Path, problem: str) -> None:
        """Notes a fault."""
        self.found.append((path, Fault(self.place_of(path), problem)))

    def raise_if_any(self) -> None:
        """Raises FaultyFramework with the first hundred in the order in which they stand, and counts the others."""
        found = sorted(self.found, key=lambda one: order_of(one[0], self.values))
        faults = [*self.at_large, *(fault for _, fault in found)]
        if len(faults) > MOST_FAULTS:
            more = len(faults) - MOST_FAULTS
            rest = Fault("and further on", f"There are {more} more. Put these right first.")
            raise FaultyFramework([*faults[:MOST_FAULTS], rest])
        if faults:
            raise FaultyFramework(faults)


def order_of(path: Path, values: object) -> tuple[int, ...]:
    """Where a path stands among others: its place at every depth; what is missing stands before all that is there.

    >>> values = {"key": "tea", "themes": [{"key": "kettle"}, {"key": "mug"}]}
    >>> order_of(("themes", 1, "key"), values), order_of(("version",), values)
    ((1, 1, 0), (-1,))
    """
    order = []
    for step in path:
        if isinstance(step, int):
            order.append(step)
            values = values[step] if isinstance(values, (list, tuple)) else None
        else:
            order.append(list(values).index(step) if isinstance(values, Mapping) and step in values else -1)
            values = values.get(step) if isinstance(values, Mapping) else None
    return tuple(order)


class Entry:
    """A mapping of what was brought: each method takes one of its fields; a faulty one is noted and gives a stand-in.

    path : where it stands.
    """

    def __init__(self, values: Mapping[str, object], path: Path, report: Report) -> None:
        self.values, self.path, self.report = values, path, report

    def fault(self, problem: str, *names: str | int) -> None:
        """Notes a fault of the entry, or of one of its fields."""
        self.report.add((*self.path, *names), problem)

    def check_names(self, known: Collection[str]) -> None:
        """Notes the fields that there are not, the first twenty with the one that was probably meant."""
        unknown = [str(name) for name in self.values if name not in known]
        for name in unknown[:MOST_UNKNOWN]:
            near = difflib.get_close_matches(name, known, n=1)
            meant = f" Did you mean “{near[0]}”?" if near else f" There are: {', '.join(known)}."
            self.fault(f"There is no field “{name[:40]}”.{meant}")
        if more := len(unknown[MOST_UNKNOWN:]):
            self.fault(f"There {'is' if more == 1 else 'are'} {more:,} more that a framework does not have here.")

    def text(self, name: str, *, longest: int = LONGEST_TEXT, required: bool = False) -> str:
        """Words, without blanks around them; a whole number is taken as its digits."""
        value = self.values.get(name, "")
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            self.fault("It must be words. Put quotes around it.", name)
            return ""
        found = value.replace("\r\n", "\n").replace("\t", " ").strip()
        if problem := problem_of(found, longest=longest):
            self.fault(problem, name)
        elif required and not found:
            self.fault("It is missing, or empty.", name)
        return found

    def key(self, name: str = "key") -> str:
        """A word for addresses: small letters, digits and underscores."""
        found = self.text(name, longest=LONGEST_KEY, required=True)
        if found and not KEY.fullmatch(found):
            self.fault(f"“{found[:40]}” cannot be a key. {HOW_A_KEY_IS}", name)
        return found

    def one_of(self, name: str, allowed: Sequence[str], *, default: str | None = None) -> str:
        """One of a few words; `default` when it is not there."""
        found = self.text(name, longest=LONGEST_NAME)
        if not found and default is not None:
            return default
        if found not in allowed:
            words = " or ".join(f"“{one}”" for one in allowed if one)
            self.fault(f"It says “{found[:40]}” and must say {words}.", name)
            return allowed[0]
        return found

    def number(self, name: str, *, most: int, default: int | None = None) -> int:
        """A whole number from 0 on; `default` when it is not there."""
        value = self.values.get(name, "")
        if value in ("", None) and default is not None:
            return default
        digits = str(value).strip()
        if isinstance(value, bool) or not digits.isascii() or not digits.isdigit() or len(digits) > 9:
            self.fault(f"It says “{digits[:40]}” and must be a whole number, such as 3.", name)
            return default or 0
        if int(digits) > most:
            self.fault(f"It says {int(digits):,}; at most {most:,} are taken.", name)
            return default or 0
        return int(digits)

    def flag(self, name: str) -> bool:
        """Yes or no; no when it is not there."""
        found = str(self.values.get(name, "")).strip().casefold()
        if found not in (*TRUE, *FALSE):
            self.fault(f"It says “{found[:40]}” and must say yes or no.", name)
        return found in TRUE

    def texts(self, name: str, *, most: int) -> tuple[str, ...]:
        """A list of words, without those that are there twice."""
        value = self.values.get(name) or []
        if not isinstance(value, (list, tuple)) or not all(isinstance(one, str) for one in value):
            self.fault("It must be a list of words, in square brackets.", name)
            return ()
        if len(value) > most:
            self.fault(f"It has {len(value):,} entries; at most {most:,} are taken.", name)
            return ()
        return tuple(dict.fromkeys(one.strip() for one in value if one.strip()))

    def entry(self, name: str) -> "Entry":
        """A mapping within; an empty one when it is not there."""
        value = self.values.get(name) or {}
        if not isinstance(value, Mapping):
            self.fault("It must hold fields, each with a name and a colon.", name)
            value = {}
        return Entry(value, (*self.path, name), self.report)

    def entries(self, name: str, *, most: int) -> list["Entry"]:
        """A list of mappings within; none when it is not there. One that is no mapping is noted and left out."""
        value = self.values.get(name) or []
        if not isinstance(value, (list, tuple)):
            self.fault("It must be a list, each entry beginning with a hyphen.", name)
            return []
        if len(value) > most:
            self.fault(f"It has {len(value):,} entries; at most {most:,} are taken.", name)
            return []
        return list(self._mappings(name, value))

    def _mappings(self, name: str, value: Sequence[object]) -> Iterator["Entry"]:
        for place, one in enumerate(value):
            if isinstance(one, Mapping):
                yield Entry(one, (*self.path, name, place), self.report)
            else:
                self.fault("It must hold fields, each with a name and a colon.", name, place)


HOW_A_KEY_IS = (
    f"A key begins with a small letter, and has small letters, digits and underscores, at most {LONGEST_KEY}: "
    "virtual_wards."
)


def problem_of(text: str, *, longest: int) -> str:
    """Why a text cannot be taken, as a sentence; "" when it can.

    >>> problem_of("seen in < 30 minutes", longest=100), problem_of("<b>now</b>", longest=100)
    ('', 'It holds HTML (“<b”). Write plain words.')
    """
    if len(text) > longest:
        return f"It has {len(text):,} characters; at most {longest:,} are taken."
    if found := MARKUP.search(text):
        return f"It holds HTML (“{found[0]}”). Write plain words."
    for place, letter in enumerate(text):
        if letter != "\n" and unicodedata.category(letter) in INVISIBLE:
            after = f"after “{text[max(0, place - 20) : place]}”" if place else "at its beginning"
            return f"It holds a character that cannot be seen (U+{ord(letter):04X}) {after}. Type that part again."
    return ""

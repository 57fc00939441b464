"""What can be wrong with a file somebody hands us."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file something stands; row counts from 1 and column is a letter or a header, as a person sees them."""

    file_name: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""

    def __str__(self) -> str:
        parts = (
            self.file_name,
            f"sheet '{self.sheet}'" if self.sheet else "",
            f"row {self.row}" if self.row is not None else "",
            f"column '{self.column}'" if self.column else "",
        )
        return ", ".join(part for part in parts if part)

    def at(self, *, row: int | None = None, column: str = "") -> "Place":
        """The same place, more exactly."""
        return replace(self, row=self.row if row is None else row, column=column or self.column)


class RefusedFile(Exception):
    """A file is refused whole, and nothing of it is kept.

    RefusedFile
    ├── NotRecognised       it is no publication we know
    ├── UnreadableFile      it cannot be opened, or is damaged
    └── FaultyPublication   it is one, but its shape, a value or its sums are wrong

    problem  : what is wrong, as a sentence.
    place    : the file, and where it can be told the sheet, row and column.
    found    : what stands there; empty where the problem says it.
    expected : what should stand there.
    """

    def __init__(self, problem: str, *, place: Place, found: str = "", expected: str = "") -> None:
        self.problem = problem
        self.place = place
        self.found = found
        self.expected = expected
        super().__init__(problem)

    def __str__(self) -> str:
        sentence = f"{self.place}: {self.problem}"
        if self.found:
            sentence += f" Found: {self.found}."
        if self.expected:
            sentence += f" Expected: {self.expected}."
        return sentence


class NotRecognised(RefusedFile):
    """The file's content is of no publication we know.

    It may be anything, a list of patients among them. So what is `found` in it is told to the person who holds the
    file, and `shape`, which says only how it is built, is what is kept and shown to others.
    """

    def __init__(self, problem: str, *, place: Place, found: str, shape: str, expected: str) -> None:
        super().__init__(problem, place=place, found=found, expected=expected)
        self.shape = shape


class UnreadableFile(RefusedFile):
    """The file cannot be opened, or what is in it is damaged."""


class FaultyPublication(RefusedFile):
    """The file is a publication we know, but its shape, a value or its sums are wrong."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a reader should know about a file that was loaded all the same.

    rule   : the check that found it, in a few words ("answered plus abandoned is at most received"); empty for a plain
             remark.
    action : what was done about it ("the column is not used").
    """

    message: str
    place: Place = Place()
    found: str = ""
    expected: str = ""
    rule: str = ""
    action: str = ""

"""Sheets cut into tables of one kind each: rows with their numbers, columns found by their headings."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from everyweek.maturity.errors import Fault, FaultyFramework
from everyweek.maturity.table_layout import SHEETS, Heading, Rows

MOST_ROWS = 2000
"""Of one sheet. The ten interventions take 81."""
FORMULA_STARTS = ("=", "+", "-", "@")
Numbered = tuple[int, tuple[str, ...]]
"""A row with the number that a spreadsheet shows beside it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Text of a cell and where it stands. text: "" when the row ends before it."""

    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Section:
    """A table of one kind.

    name  : its kind, one of `SHEETS`.
    sheet : what the sheet is called in which it stands.
    rows  : those that are not empty, tidied; of a table with headings, the headings first.
    """

    name: str
    sheet: str
    rows: Sequence[Numbered]

    def row_name(self, number: int) -> str:
        """What a row is called in a sentence."""
        return f"{self.sheet}, row {number}"

    def cell(self, row: Numbered, place: int) -> Cell:
        """A cell of a row, its place counted from 0."""
        number, cells = row
        where = f"{self.row_name(number)}, column {letter(place)}"
        return Cell(cells[place] if place < len(cells) else "", where)

    def places(self, columns: Sequence[Heading]) -> dict[str, int]:
        """By our name of a column, the place of its heading in the first row; those that are not there are left out."""
        return places_of(self.rows[0][1], columns)

    def missing(self, columns: Sequence[Heading], needed: Collection[str]) -> Iterator[Fault]:
        """A fault for each needed column whose heading is not there."""
        number, head = self.rows[0]
        places = self.places(columns)
        shown = ", ".join(f"“{cell[:30]}”" for cell in head[:20] if cell)
        for name, heading in columns:
            if name in needed and name not in places:
                problem = f"The column “{heading}” is missing. The row holds {shown}."
                yield Fault(self.row_name(number), problem)


def sections_of(sheet: str, rows: Rows, *, telling: Sequence[Heading]) -> Iterator[Section]:
    """The tables in one sheet: of the kind that the sheet is called, or of that named by a row above them.

    sheet   : what it is called; where it stands when something is wrong.
    telling : columns by which a table of questions is known when nothing names it.
    Raises FaultyFramework for more rows than any framework has.
    """
    if len(rows) > MOST_ROWS:
        problem = f"It has {len(rows):,} rows; a framework has at most {MOST_ROWS:,}."
        raise FaultyFramework([Fault(sheet, problem)])
    name, kept = named(sheet), list[Numbered]()
    for number, row in enumerate(rows, start=1):
        cells = tuple(tidied(str(cell)) for cell in row)
        title = named(cells[0]) if cells and not any(cells[1:]) else ""
        if title:
            yield from _section(name, sheet, kept, telling)
            name, kept = title, []
        elif any(cells):
            kept.append((number, cells))
    yield from _section(name, sheet, kept, telling)


def places_of(head: Sequence[str], columns: Sequence[Heading]) -> dict[str, int]:
    """By our name, which cell of the headings stands for it: the first with its heading, or with our name."""
    spelt = [spelling(cell) for cell in head]
    found: dict[str, int] = {}
    for name, heading in columns:
        place = next((spelt.index(one) for one in (spelling(heading), spelling(name)) if one in spelt), None)
        if place is not None and place not in found.values():
            found[name] = place
    return found


def named(text: str) -> str:
    """The kind of table that a title names; "" for any other text.

    >>> named(" QUESTIONS "), named("Notes")
    ('Questions', '')
    """
    return next((name for name in SHEETS if spelling(name) == spelling(text)), "")


def tidied(cell: str) -> str:
    """A cell without blanks around it, and without the ' that keeps a spreadsheet from calculating it.

    >>> tidied(" '=1+1 "), tidied("'t Hooft")
    ('=1+1', "'t Hooft")
    """
    bare = cell.strip()
    return bare[1:].lstrip() if bare.startswith("'") and bare[1:].lstrip().startswith(FORMULA_STARTS) else bare


def spelling(text: str) -> str:
    """A heading without what people write differently: capitals, blanks, hyphens, underscores, full stops."""
    return "".join(one for one in text.casefold() if one.isalnum())


def letter(place: int) -> str:
    """A column's letter, from its place counted from 0.

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    return (letter(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)


def _section(name: str, sheet: str, rows: Sequence[Numbered], telling: Sequence[Heading]) -> Iterator[Section]:
    if rows and not name and len(places_of(rows[0][1], telling)) == len(telling):
        name = "Questions"
    if rows and name:
        yield Section(name, sheet, rows)

"""Reading a filled-in return, whatever was done to it: sheets renamed, rows sorted, columns moved, saved as CSV.

A row is known by its key, and a column by its heading. Whose return it is stands on the cover, or in columns of a CSV.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from everyweek.web.assess.returns.errors import ReturnRefused
from everyweek.web.assess.returns.layout import HEADINGS, IDENTITY, KEY
from everyweek.web.people.sheets.errors import UnreadableSheet
from everyweek.web.people.sheets.read import LARGEST, decoded, text_rows
from everyweek.web.people.sheets.sheet import is_formula, letter, spelling
from everyweek.web.people.sheets.workbook import is_workbook, workbook_sheets

MOST_ROWS = 2_000
"""A framework has a hundred questions or so; a longer file is another table."""
LONGEST_HEADING = 120
"""Characters up to which a cell is looked at as a heading or a label of the cover."""
NO_KEYS = (
    f"It has no column “{KEY}”, by which each question is known. Take the return from here again, as a workbook or "
    "CSV, copy your answers into it, and bring that. (In a workbook the column stands first and is hidden.)"
)
NOT_OURS = (
    "It does not say whose return it is: its sheet “Cover”, or the columns that say so, were taken out. Take the "
    "return from here again and copy your answers into it."
)
Rows = Iterable[tuple[int, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with something in it. where : "Return, row 14, column D"."""

    text: str
    where: str


@dataclass(frozen=True, slots=True)
class BroughtRow:
    """A row of a file: its key, where it stands, and its cells by our word for the column, empty ones left out.

    key : "" for a row that has words in it and lost its key.
    """

    key: str
    where: str
    cells: Mapping[str, Cell]

    def text(self, word: str) -> str:
        """What stands in a column; "" for nothing."""
        cell = self.cells.get(word)
        return cell.text if cell else ""


@dataclass(frozen=True, slots=True)
class BroughtReturn:
    """What a file holds. identity : by its label, whose return it is and of which questions."""

    identity: Mapping[str, str]
    rows: tuple[BroughtRow, ...] = field(default=())


def read_return(content: bytes, *, name: str) -> BroughtReturn:
    """A return from a workbook or CSV. Raises ReturnRefused, with the file's name."""
    try:
        if not content:
            raise UnreadableSheet("It is empty.")
        if len(content) > LARGEST:
            raise UnreadableSheet(
                f"It has {len(content) / 10**6:.1f} MB, and at most {LARGEST // 10**6} MB are taken. Leave out "
                "pictures and sheets that are not needed."
            )
        return _read(_tables(content))
    except UnreadableSheet as problem:
        raise ReturnRefused(f"The file “{name[:80]}” was not used. {problem}") from problem


def _tables(content: bytes) -> list[tuple[str, Rows]]:
    """(what stands before "row 14" where something is wrong, numbered rows) of each sheet."""
    if is_workbook(content):
        return [(f"{name}, row ", list(enumerate(rows, start=1))) for name, rows in workbook_sheets(content)]
    return [("Row ", [(number, [_unguarded(one) for one in row]) for number, row in text_rows(decoded(content))])]


def _unguarded(cell: str) -> str:
    """Without the ' that keeps a spreadsheet from calculating a cell of a CSV."""
    return cell[1:] if cell.startswith("'") and is_formula(cell[1:]) else cell


def _read(tables: Iterable[tuple[str, Rows]]) -> BroughtReturn:
    identity: dict[str, str] = {}
    rows: list[BroughtRow] = []
    has_keys = False
    for before, table in tables:
        head: dict[int, str] = {}
        for number, row in table:
            if not any(row):
                continue
            cells = [cell.replace("\0", "") for cell in row]  # no database holds it
            spelt = [spelling(cell) if len(cell) <= LONGEST_HEADING else "" for cell in cells]
            if spelling(KEY) in spelt and _headings(spelt):
                head, has_keys = _headings(spelt), True
            elif head:
                rows += _row(before, number, cells, head, identity)
            else:
                _note_identity(cells, spelt, identity)
            if len(rows) > MOST_ROWS:
                raise UnreadableSheet(f"It has more than {MOST_ROWS:,} rows, so it is no return.")
    if not has_keys:
        raise UnreadableSheet(NO_KEYS)
    if not all(identity.get(label) for label in IDENTITY):
        raise UnreadableSheet(NOT_OURS)
    return BroughtReturn(identity, tuple(rows))


def _headings(spelt: Sequence[str]) -> dict[int, str]:
    """By the place of a column our word for it; nothing unless one can be filled in."""
    words = {spelling(heading): word for word, headings in HEADINGS.items() for heading in headings}
    words |= {spelling(label): label for label in IDENTITY}
    found: dict[int, str] = {}
    for place, cell in enumerate(spelt):
        if cell in words and words[cell] not in found.values():
            found[place] = words[cell]
    return found if {"answer", "target"} & set(found.values()) and "key" in found.values() else {}


def _row(
    before: str, number: int, cells: Sequence[str], head: Mapping[int, str], identity: dict[str, str]
) -> Iterator[BroughtRow]:
    found = {
        word: Cell(cells[place].strip(), f"{before}{number}, column {letter(place)}")
        for place, word in head.items()
        if place < len(cells) and cells[place].strip()
    }
    key = found.pop("key", None)
    for label in IDENTITY:
        if label in found:
            said = found.pop(label)
            if identity.setdefault(label, said.text) != said.text:
                raise UnreadableSheet(
                    f"It holds rows of several returns: {said.where} says “{said.text[:40]}”, and a row above it "
                    f"“{identity[label][:40]}”. Bring one return at a time."
                )
    if key is not None or found:
        yield BroughtRow(key.text if key else "", f"{before}{number}", found)


def _note_identity(cells: Sequence[str], spelt: Sequence[str], identity: dict[str, str]) -> None:
    """Of a row of the cover: a label, and what stands beside it."""
    filled = [place for place, cell in enumerate(spelt) if cell]
    if len(filled) < 2:
        return
    for label in IDENTITY:
        if spelt[filled[0]] == spelling(label):
            identity.setdefault(label, cells[filled[1]].strip())

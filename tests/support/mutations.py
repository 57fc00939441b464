"""Good files spoilt in ways that happen: cells swapped, rows doubled or lost, text among the numbers, files cut off."""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import xlsxwriter

from everyweek.publications.document import OLE_SIGNATURE, ZIP_SIGNATURE, Document
from everyweek.publications.errors import Place, RefusedFile
from everyweek.publications.marks import NotANumber, number_or_reason
from everyweek.publications.recognise import read_list, read_releases
from everyweek.publications.workbook import read_sheets

HEADER_WITHIN = 40
TEXT = "about 12"
"""What somebody types into a number column."""

Tables = dict[str, list[list[object]]]
"""Rows of cells by the name of the sheet; a text table is the sheet without a name."""


@dataclass(frozen=True)
class Good:
    """A good file opened for spoiling: its bytes, and its cells."""

    content: bytes
    tables: Tables

    @property
    def is_workbook(self) -> bool:
        """Whether it is one."""
        return self.content.startswith((OLE_SIGNATURE, ZIP_SIGNATURE))


def opened(content: bytes) -> Good:
    """A good file as cells; a workbook's sheets are read once."""
    if content.startswith((OLE_SIGNATURE, ZIP_SIGNATURE)):
        return Good(content, read_sheets(content, place=Place("good")))
    return Good(content, {"": [list(row) for row in csv.reader(io.StringIO(decoded(content), newline=""))]})


def decoded(content: bytes) -> str:
    """Text of either encoding."""
    return Document(Path("good"), content).text


def document_of(tables: Tables, *, like: Good, name: str = "spoilt") -> Document:
    """The cells as a document. A workbook's are handed over as they are, since its readers see nothing but cells."""
    if not like.is_workbook:
        return Document(Path(name), text_of(tables[""], like=like))
    document = Document(Path(name), like.content)
    document.__dict__["sheets"] = tables
    return document


def content_of(tables: Tables, *, like: Good) -> bytes:
    """The cells as a file again; an old workbook becomes a new one."""
    return workbook_of(tables) if like.is_workbook else text_of(tables[""], like=like)


def text_of(rows: Sequence[Sequence[object]], *, like: Good) -> bytes:
    """A text table with the line ends and the encoding of another."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n" if b"\r\n" in like.content else "\n").writerows(rows)
    try:
        like.content.decode("utf-8")
    except UnicodeDecodeError:
        return out.getvalue().encode("cp1252")
    return out.getvalue().encode()


def workbook_of(tables: Tables) -> bytes:
    """A workbook with cells where they were."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        for name, rows in tables.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    write_cell(sheet, row, column, cell)
    return out.getvalue()


def write_cell(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: object) -> None:
    """One cell: a text stays one even when it looks like a formula or a number."""
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, date | datetime):
        sheet.write_datetime(row, column, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell)
    elif cell not in ("", None):
        sheet.write_string(row, column, str(cell))


@dataclass(frozen=True)
class Region:
    """Where the figures of a sheet are: below a header; columns are those with a number in them. All count from 0."""

    sheet: str
    header: int
    rows: tuple[int, ...]
    columns: tuple[int, ...]


def regions_of(tables: Tables) -> tuple[Region, ...]:
    """The figures of each sheet that has any: below the row with the most words in it."""
    found = []
    for name, rows in tables.items():
        words = [sum(bool(cell) and not is_number(cell) for cell in row) for row in rows[:HEADER_WITHIN]]
        if not words:
            continue
        header = words.index(max(words))
        with_numbers = [row for row in range(header + 1, len(rows)) if sum(map(is_number, rows[row])) > 0]
        columns = sorted({at for row in with_numbers for at, cell in enumerate(rows[row]) if is_number(cell)})
        if with_numbers:
            found.append(Region(name, header, tuple(with_numbers), tuple(columns)))
    return tuple(found)


def main_region(good: Good) -> Region:
    """Where most figures are; in a list without any, all that is below the first row."""
    found = regions_of(good.tables)
    if found:
        return max(found, key=lambda region: len(region.rows) * len(region.columns))
    (rows,) = good.tables.values()
    return Region("", 0, tuple(range(1, len(rows))), tuple(range(len(rows[0]))))


def is_number(cell: object) -> bool:
    """Whether a cell holds a number."""
    if isinstance(cell, int | float):
        return not isinstance(cell, bool)
    try:
        return isinstance(cell, str) and number_or_reason(cell)[1] is None
    except NotANumber:
        return False


def copied(tables: Tables, sheet: str) -> Tables:
    """The tables with one sheet's rows free to be changed."""
    return {name: [list(row) for row in rows] if name == sheet else rows for name, rows in tables.items()}


def with_columns_swapped(tables: Tables, region: Region, one: int, other: int) -> Tables:
    """The cells of two columns in each other's place, under the headers they had."""
    changed = copied(tables, region.sheet)
    for row in region.rows:
        cells = changed[region.sheet][row]
        cells += [""] * (max(one, other) + 1 - len(cells))
        cells[one], cells[other] = cells[other], cells[one]
    return changed


def with_text(tables: Tables, region: Region, row: int, column: int) -> Tables:
    """A text where a number was."""
    changed = copied(tables, region.sheet)
    changed[region.sheet][row][column] = TEXT
    return changed


def with_row_doubled(tables: Tables, region: Region, row: int) -> Tables:
    """A row twice, one below the other."""
    changed = copied(tables, region.sheet)
    changed[region.sheet].insert(row, list(changed[region.sheet][row]))
    return changed


def without_rows_from(tables: Tables, region: Region, row: int) -> Tables:
    """A sheet that ends above a row."""
    changed = copied(tables, region.sheet)
    del changed[region.sheet][row:]
    return changed


def with_headers_alone(tables: Tables) -> Tables:
    """Every sheet without what is below its header."""
    for region in regions_of(tables):
        tables = without_rows_from(tables, region, region.header + 1)
    return tables


def with_columns_in_another_order(tables: Tables) -> Tables:
    """A text table whose columns, headers and all, stand from right to left."""
    return {name: [list(reversed(row)) for row in rows] for name, rows in tables.items()}


def zipped(content: bytes, *, name: str) -> bytes:
    """An archive that holds a file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, content)
    return out.getvalue()


def half(content: bytes) -> bytes:
    """The first half of a file's bytes."""
    return content[: len(content) // 2]


def cut_between_rows(good: Good) -> bytes:
    """A file up to the end of a row just below its middle: all sheets of a workbook but the largest are whole."""
    if good.is_workbook:
        region = main_region(good)
        row = region.rows[len(region.rows) // 2]
        return content_of(without_rows_from(good.tables, region, row), like=good)
    rows = good.content.splitlines(keepends=True)
    return b"".join(rows[: (len(rows) + 1) // 2 + 1])


def figures_in(document: Document) -> tuple[str, ...]:
    """Fingerprints of all that a file says, to tell whether two say the same. Raises RefusedFile."""
    update = read_list(document)
    if update is not None:
        return (repr(update),)
    return tuple(sorted(release.fingerprint for release in read_releases(document)))


def outcome_of(document: Document, *, good: tuple[str, ...]) -> str:
    """What becomes of a spoilt file: "refused", "the same figures", or "other figures"."""
    try:
        return "the same figures" if figures_in(document) == good else "other figures"
    except RefusedFile as refusal:
        return "refused" if says_what_is_wrong(refusal, name=document.name) else f"refused in few words: {refusal}"


def says_what_is_wrong(refusal: RefusedFile, *, name: str) -> bool:
    """Whether a refusal names the file and says what stands there, what should, or what to do."""
    message = str(refusal)
    return name in message and bool(refusal.found or refusal.expected or "ownload it again" in message)


def pairs(columns: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Every two of some columns."""
    return ((one, other) for at, one in enumerate(columns) for other in columns[at + 1 :])

"""The virtual ward workbook: a row an integrated care board, England above them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from everyweek.publications.document import Document, Row, column_letters
from everyweek.publications.errors import FaultyPublication, Place
from everyweek.publications.marks import tidy
from everyweek.publications.periods import NotADate, day_of, month_after, month_of
from everyweek.publications.release import Line, Release, figures_of
from everyweek.publications.title_block import title_block
from everyweek.publications.virtual_wards.checks import check_england, check_rates, missing_boards, over_full
from everyweek.publications.virtual_wards.row import COLUMNS, Cells, read_row, with_hundred_thousands

PUBLICATION = "virtual_wards"
TITLE = "Virtual Ward Capacity and Occupancy"
HEADERS = {
    "region": "region",
    "region code": "region_code",
    "icb code": "code",
    "name": "name",
    "virtual ward capacity": "capacity",
    "virtual ward capacity per 100,000 gp registered population aged 16 years and over": "capacity_per_100k",
    "gp registered population aged 16 and over": "population",
    "patients in a virtual ward": "patients",
    "occupancy %": "occupancy",
}
SEE_NOTE = re.compile(r"\(see notes? [\d, and]+\)")
BOARD_CODE = re.compile(r"[A-Z0-9]{3,5}")
HIGHEST_HEADER_ROW = 40


@dataclass(frozen=True, slots=True)
class Sheet:
    """The table: its rows, where its header stands and where each column is."""

    table: Place
    rows: list[list[object]]
    header_row: int
    places: dict[str, int]

    def text(self, cells: Row, column: str) -> str:
        """A cell as text, trimmed."""
        index = self.places[column]
        return tidy(cells[index]) if index < len(cells) else ""


def recognise(document: Document) -> bool:
    """Whether one of the sheets has the header of this publication."""
    return document.is_workbook and find_sheet(document) is not None


def read(document: Document) -> Release:
    """The month's capacity, patients and population of each integrated care board.

    The England row is held against the sum of the boards, the printed occupancy and capacity per 100,000 against the
    counts beside them. Occupancy above 100 % is not printed; the counts that make it are, and are kept.
    Raises FaultyPublication when the month cannot be read, a column is missing or unknown, a cell is no number, a
    board stands twice, or a sum or rate is wrong.
    """
    sheet = find_sheet(document)
    assert sheet is not None, "read() follows recognise()"
    check_columns(sheet)
    title = title_block(sheet.rows[: sheet.header_row])
    month = read_month(sheet, title=title)
    boards: list[tuple[int, Line]] = []
    england: tuple[int, str, Cells] | None = None
    notes: list[str] = []
    for row, cells in enumerate(sheet.rows[sheet.header_row + 1 :], start=sheet.header_row + 2):
        code, name = sheet.text(cells, "code").upper(), sheet.text(cells, "name")
        if name.rstrip("* ").lower() == "england":
            england = (row, name, read_row(cells, row=row, places=sheet.places, table=sheet.table))
        elif BOARD_CODE.fullmatch(code) and name:
            boards.append((row, read_line(cells, row=row, month=month, sheet=sheet)))
        else:
            notes += read_note(cells, row=row, sheet=sheet)
    check_boards(boards, sheet=sheet)
    incomplete, remarks = check_england(boards, england=england, notes=notes, table=sheet.table)
    return Release(
        publication=PUBLICATION,
        title=TITLE,
        form="workbook",
        edition=month,
        figures=figures_of([line for _, line in boards], columns=COLUMNS),
        published_on=day_of(title.get("published", "")),
        revised_on=day_of(title.get("revised", "")),
        is_revised=day_of(title.get("revised", "")) is not None,
        incomplete=frozenset({month}) if incomplete else frozenset(),
        remarks=(*remarks, *missing_boards(boards, month=month, table=sheet.table), *over_full(boards, sheet.table)),
    )


def find_sheet(document: Document) -> Sheet | None:
    """The sheet with the table, wherever it stands and whatever it is called; None when there is none."""
    for name, rows in document.sheets.items():
        for index, row in enumerate(rows[:HIGHEST_HEADER_ROW]):
            places = places_of(row)
            if {"code", "capacity", "patients"} <= places.keys():
                return Sheet(Place(document.name, sheet=name), rows=rows, header_row=index, places=places)
    return None


def places_of(header: Row) -> dict[str, int]:
    """Where each of our columns stands; "(see note 1)" behind a name does not count."""
    places: dict[str, int] = {}
    for index, cell in enumerate(header):
        column = HEADERS.get(tidy(SEE_NOTE.sub("", tidy(cell).lower())))
        if column is not None:
            places.setdefault(column, index)
    return places


def check_columns(sheet: Sheet) -> None:
    """Refuse a sheet that lacks a column, or has one with a name we do not know; a header may be blank."""
    place = sheet.table.at(row=sheet.header_row + 1)
    missing = [column for column in HEADERS.values() if column not in sheet.places]
    if missing:
        raise FaultyPublication("A column is missing.", expected=", ".join(missing), place=place)
    known = set(sheet.places.values())
    for index, header in enumerate(sheet.rows[sheet.header_row]):
        if tidy(header) and index not in known:
            raise FaultyPublication(
                f"The column '{tidy(header)}' is not known, or stands twice: the layout has changed.",
                place=place.at(column=column_letters(index)),
                expected="one of the published columns",
            )


def read_month(sheet: Sheet, *, title: dict[str, object]) -> date:
    """The month in the title block."""
    try:
        return month_of(title.get("month", ""))
    except NotADate as error:
        raise FaultyPublication(
            "The title block does not say which month it is.",
            place=sheet.table.at(column="Month:"),
            found=str(error) or "nothing",
            expected="a month and a year, such as July 2023",
        ) from None


def read_line(cells: Row, *, row: int, month: date, sheet: Sheet) -> Line:
    """A board's line. The rates printed beside its counts are checked and not kept."""
    readings = read_row(cells, row=row, places=sheet.places, table=sheet.table)
    check_rates(readings, place=sheet.table.at(row=row))
    return Line(
        code=sheet.text(cells, "code").upper(),
        name=sheet.text(cells, "name"),
        parent=sheet.text(cells, "region_code") or sheet.text(cells, "region"),
        period_start=month,
        period_end=month_after(month),
        cells=with_hundred_thousands(readings),
        row=row,
        sheet=sheet.table.sheet,
    )


def read_note(cells: Row, *, row: int, sheet: Sheet) -> list[str]:
    """The text of a row below the table. Raises FaultyPublication when the row has figures: they belong to somebody."""
    figures = ("capacity", "population", "patients")
    if any(isinstance(cells[i], int | float) for i in (sheet.places[one] for one in figures) if i < len(cells)):
        raise FaultyPublication(
            "A row with figures has no integrated care board.",
            place=sheet.table.at(row=row),
            found=f"'{sheet.text(cells, 'code')}' '{sheet.text(cells, 'name')}'",
            expected="a code and a name",
        )
    return [text for cell in cells if (text := tidy(cell))]


def check_boards(boards: Sequence[tuple[int, Line]], *, sheet: Sheet) -> None:
    """Refuse a table with no board, or with one board twice."""
    if not boards:
        raise FaultyPublication("There is no integrated care board in it.", place=sheet.table, expected="a row a board")
    seen: dict[str, int] = {}
    for row, line in boards:
        if line.code in seen:
            raise FaultyPublication(
                f"The integrated care board {line.code} ({line.name}) stands twice.",
                place=sheet.table.at(row=row),
                found=f"rows {seen[line.code]} and {row}",
                expected="one row a board",
            )
        seen[line.code] = row

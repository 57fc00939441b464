"""Small virtual ward workbooks made by hand, in the published layout."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter

HEADERS = (
    "Region",
    "Region Code",
    "ICB code",
    "Name",
    "Virtual Ward Capacity \n(see note 1) ",
    "Virtual Ward Capacity per 100,000 GP registered population aged 16 years and over\n(see note 2) ",
    "GP registered population aged 16 and over\n(see note 3) ",
    "Patients in a Virtual Ward\n(see notes 1 and 4) ",
    "Occupancy %\n(see note 5) ",
)
HEADER_ROW = 15
"""Counted from 0; England is on the next row."""


@dataclass(frozen=True)
class Board:
    """One integrated care board's month; occupancy None is worked out, as the published files have it."""

    code: str = "ZZA"
    name: str = "Invented Harbour and Vale Integrated Care Board "
    capacity: object = 200
    patients: object = 150
    population: object = 1_000_000
    occupancy: object = None

    def cells(self) -> list[object]:
        """From column B on."""
        whole = isinstance(self.capacity, int) and isinstance(self.population, int)
        per_100k = 100_000 * self.capacity / self.population if whole and self.population else "-"  # type: ignore[operator]
        countable = isinstance(self.capacity, int) and isinstance(self.patients, int) and self.capacity
        share = self.patients / self.capacity if countable else "-"  # type: ignore[operator]
        return [
            "Fenwick",
            "ZZ9",
            self.code,
            self.name,
            self.capacity,
            per_100k,
            self.population,
            self.patients,
            share if self.occupancy is None else self.occupancy,
        ]


HARBOUR = Board()
MOORLAND = Board("ZZB", "Invented Moorland Integrated Care Board", capacity=100, patients=90, population=250_000)
ENGLAND = Board("-", "ENGLAND", capacity=300, patients=240, population=1_250_000)
"""The sum of the two."""


@dataclass(frozen=True)
class WardBook:
    """What a workbook says; row and column in `cells` count from 0."""

    boards: Sequence[Board] = (HARBOUR, MOORLAND)
    england: Board | None = ENGLAND
    month: str = "July 2023"
    published: str = "10th August 2023"
    revised: str = ""
    notes: Sequence[str] = ()
    cells: dict[tuple[int, int], object] | None = None


def virtual_ward_workbook(book: WardBook) -> bytes:
    """The workbook's bytes: notes first, then the table."""
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True})
    workbook.add_worksheet("Notes").write(1, 1, "Title:")
    sheet = workbook.add_worksheet("Virtual Ward Data")
    for row, label, text in (
        (1, "Title:", "Virtual Ward Capacity and Occupancy monthly statistics in England"),
        (5, "Month:", book.month),
        (10, "Published:", book.published),
        (11, "Revised:", book.revised),
    ):
        sheet.write(row, 1, label)
        sheet.write(row, 2, text)
    sheet.write_row(HEADER_ROW, 1, HEADERS)
    rows = [] if book.england is None else [["-", "-", *book.england.cells()[2:]]]
    rows += [board.cells() for board in book.boards]
    for row, cells in enumerate(rows, start=HEADER_ROW + 1):
        sheet.write_row(row, 1, cells)
    for row, note in enumerate(book.notes, start=HEADER_ROW + 2 + len(rows)):
        sheet.write(row, 1, note)
    for (row, column), value in (book.cells or {}).items():
        sheet.write(row, column, value)
    workbook.close()
    return out.getvalue()

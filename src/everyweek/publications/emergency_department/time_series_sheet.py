"""A sheet of England's A&E time series: a row a month, read by the names of its columns and checked on its own."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from everyweek.publications.document import Document, Row, column_letters
from everyweek.publications.emergency_department import rules
from everyweek.publications.emergency_department.columns import (
    ADMISSIONS_VIA,
    ATTENDANCES,
    OVER_FOUR_HOURS,
    WITHIN_FOUR_HOURS,
    column_of_workbook_header,
)
from everyweek.publications.errors import FaultyPublication, Place
from everyweek.publications.marks import NotANumber, number_or_reason, tidy
from everyweek.publications.periods import NotADate, month_after, month_of

HIGHEST_HEADER_ROW = 40
HALF = 0.5
"""A sum may differ from its printed total by the rounding of its parts."""
ROUNDED = 0.0001
"""Shares are printed unrounded; a hundredth of a per cent is what anybody would print them to."""
ACTIVITY = (
    *ATTENDANCES,
    "total_attendances",
    *ADMISSIONS_VIA,
    "total_admissions_via",
    "other_emergency_admissions",
    "total_emergency_admissions",
    "waits_over_4_hours",
    "waits_over_12_hours",
)
PERFORMANCE = (*WITHIN_FOUR_HOURS, "total_within_four_hours", *OVER_FOUR_HOURS, "total_over_four_hours")
SHARES = {
    "percentage in 4 hours or less (all)": ("total_within_four_hours", "total_over_four_hours"),
    "percentage in 4 hours or less (type 1)": (WITHIN_FOUR_HOURS[0], OVER_FOUR_HOURS[0]),
    "percentage in 4 hours or less (type 2)": (WITHIN_FOUR_HOURS[1], OVER_FOUR_HOURS[1]),
    "percentage in 4 hours or less (type 3)": (WITHIN_FOUR_HOURS[2], OVER_FOUR_HOURS[2]),
}
"""Printed shares, and the columns within and over four hours that they are of."""
SUMS = {
    "total_attendances": ATTENDANCES,
    "total_admissions_via": ADMISSIONS_VIA,
    "total_emergency_admissions": (*ADMISSIONS_VIA, "other_emergency_admissions"),
    "total_within_four_hours": WITHIN_FOUR_HOURS,
    "total_over_four_hours": OVER_FOUR_HOURS,
}
STANDARD = "operational standard"
NOT_READ = ("percentage", STANDARD)
"""Beginnings of headers of columns that are worked out from the others, or drawn as a line on a chart."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One of the two tables: its rows, where its header stands, and where our columns and the printed shares are."""

    table: Place
    rows: list[list[object]]
    header_row: int
    places: dict[str, int]

    def place(self, row: int, column: str = "") -> Place:
        """Where a cell is, for an error: row counts from 1, as a spreadsheet does."""
        letters = column_letters(self.places[column]) if column in self.places else ""
        return self.table.at(row=row + 1, column=letters)


@dataclass(frozen=True, slots=True)
class Month:
    """A row of one of the tables: its index in the sheet, and its readings by our columns."""

    row: int
    cells: rules.Cells


def find_sheet(document: Document, *, columns: Iterable[str]) -> Sheet | None:
    """The sheet whose header has these columns and a period, but no organisation's code; None when there is none."""
    for name, rows in document.sheets.items():
        for index, row in enumerate(rows[:HIGHEST_HEADER_ROW]):
            headers = {tidy(cell).lower() for cell in row}
            if "period" not in headers or "code" in headers:
                continue
            places = places_of(rows, header_row=index)
            if set(columns) <= places.keys():
                return Sheet(Place(document.name, sheet=name), rows=rows, header_row=index, places=places)
    return None


def places_of(rows: list[list[object]], *, header_row: int) -> dict[str, int]:
    """Where each column stands; the group heading in the row above holds until the next one."""
    groups = rows[header_row - 1] if header_row else []
    places: dict[str, int] = {}
    group = ""
    for index, header in enumerate(rows[header_row]):
        group = tidy(groups[index]) if index < len(groups) and tidy(groups[index]) else group
        words = tidy(header).lower()
        column = words if words in SHARES or words == "period" else column_of_workbook_header(group=group, header=words)
        if column is not None:
            places.setdefault(column, index)
    return places


def read_months(sheet: Sheet, *, columns: tuple[str, ...]) -> dict[date, Month]:
    """The rows of a table by month, in order, one after another without a gap.

    A row without a single figure is a blank one or a note, and is passed over.
    """
    check_columns(sheet, columns=columns)
    months: dict[date, Month] = {}
    for row in range(sheet.header_row + 1, len(sheet.rows)):
        cells = sheet.rows[row]
        if not any(isinstance(cells[sheet.places[column]], int | float) for column in columns):
            continue
        month = read_period(cells, row=row, sheet=sheet)
        if month in months:
            raise FaultyPublication(
                f"{month:%B %Y} stands twice.",
                place=sheet.place(row, "period"),
                found=f"rows {months[month].row + 1} and {row + 1}",
                expected="one row a month",
            )
        months[month] = Month(row=row, cells=read_cells(cells, row=row, sheet=sheet, columns=columns))
    if not months:
        raise FaultyPublication("There is no month in it.", place=sheet.table, expected="a row a month")
    for month, next_month in pairwise(sorted(months)):
        if next_month != month_after(month):
            raise FaultyPublication(
                f"{month_after(month):%B %Y} is missing.",
                place=sheet.place(months[next_month].row, "period"),
                found=f"{next_month:%B %Y} after {month:%B %Y}",
                expected="every month",
            )
    return months


def check_columns(sheet: Sheet, *, columns: tuple[str, ...]) -> None:
    """Refuse a table that lacks a column, or has one with a name we do not know."""
    missing = [column for column in columns if column not in sheet.places]
    if missing:
        raise FaultyPublication(
            "A column is missing.", expected=", ".join(missing), place=sheet.place(sheet.header_row)
        )
    known = set(sheet.places.values())
    for index, header in enumerate(sheet.rows[sheet.header_row]):
        words = tidy(header).lower()
        if isinstance(header, str) and words and index not in known and not words.startswith(NOT_READ):
            raise FaultyPublication(
                f"The column '{tidy(header)}' is not known, or stands twice: the layout has changed.",
                place=sheet.place(sheet.header_row).at(column=column_letters(index)),
                expected="one of the published columns",
            )
        if words.startswith(STANDARD):
            check_standard(sheet, index=index)


def check_standard(sheet: Sheet, *, index: int) -> None:
    """Refuse a standard that is no share: it is a line on a chart, and figures under it come from another column."""
    for row, cells in enumerate(sheet.rows[sheet.header_row + 1 :], start=sheet.header_row + 1):
        cell = cells[index] if index < len(cells) else ""
        if isinstance(cell, int | float) and not 0 <= cell <= 1:
            raise FaultyPublication(
                "The operational standard is no share: columns may have changed places.",
                place=sheet.place(row).at(column=column_letters(index)),
                found=f"{cell:g}",
                expected="a share, 0.95",
            )


def read_period(cells: Row, *, row: int, sheet: Sheet) -> date:
    """The month of a row: a date cell or a spreadsheet's serial date."""
    cell = cells[sheet.places["period"]]
    try:
        return month_of(cell)
    except NotADate as error:
        raise FaultyPublication(
            "The period is not a month.",
            place=sheet.place(row, "period"),
            found=str(error) or "nothing",
            expected="a date, the first of a month",
        ) from None


def read_cells(cells: Row, *, row: int, sheet: Sheet, columns: tuple[str, ...]) -> rules.Cells:
    """The row's figures by our columns, its totals and shares checked."""
    found: rules.Cells = {}
    for column in columns:
        index = sheet.places[column]
        try:
            found[column] = number_or_reason(cells[index] if index < len(cells) else "")
        except NotANumber as error:
            raise FaultyPublication(
                "A figure is not a number.", found=str(error), expected="a number", place=sheet.place(row, column)
            ) from None
        if found[column][0] < 0:
            raise FaultyPublication(
                "A figure is negative.", found=f"{found[column][0]:g}", place=sheet.place(row, column)
            )
    check_sums(found, row=row, sheet=sheet)
    check_shares(found, row=row, sheet=sheet)
    return found


def check_sums(cells: rules.Cells, *, row: int, sheet: Sheet) -> None:
    """Refuse a row whose parts do not add up to the total printed beside them."""
    for total, parts in SUMS.items():
        if total not in cells:
            continue
        summed = math.fsum(cells[part][0] for part in parts)
        if abs(summed - cells[total][0]) > HALF:
            raise FaultyPublication(
                f"The row does not add up ({total.replace('_', ' ')}).",
                found=f"{cells[total][0]:,.1f}",
                expected=f"{summed:,.1f}, the sum of its parts",
                place=sheet.place(row, total),
            )


def check_shares(cells: rules.Cells, *, row: int, sheet: Sheet) -> None:
    """Refuse a row whose printed share within four hours is not what its counts make."""
    for share, (within, over) in SHARES.items():
        if share not in cells:
            continue
        whole = cells[within][0] + cells[over][0]
        made = cells[within][0] / whole if whole else math.nan
        if abs(cells[share][0] - made) > ROUNDED:
            raise FaultyPublication(
                f"The {share} is not what the counts make.",
                found=f"{cells[share][0]:.4f}",
                expected=f"{made:.4f}",
                place=sheet.place(row, share),
            )

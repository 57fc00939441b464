"""A sheet of the report's workbook: a block of columns a day or week, England and regions above, trusts at the foot."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from everyweek.publications.discharge import rules
from everyweek.publications.discharge.columns import column_of
from everyweek.publications.discharge.sums import Printed, group_name
from everyweek.publications.document import Document, column_letters
from everyweek.publications.errors import FaultyPublication, Place, Remark
from everyweek.publications.marks import Reading, tidy
from everyweek.publications.periods import day_of
from everyweek.publications.release import Line

WEEK = re.compile(r"(\d\d[/-]\d\d[/-]\d{4}) *[-–] *(\d\d[/-]\d\d[/-]\d{4})")
HEADER_ABOVE = 12
"""Rows in which the header is looked for; it stands on row 7."""

Period = tuple[date, date]
"""First day, and the day after the last."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where everything stands in a sheet; rows and columns count from 0.

    header_row  : of the figures.
    trusts_row  : of "Region, Org Code, Org Name", below which the trusts are.
    labels      : where the region, the code and the name stand.
    figures     : column and period of each column of the sheet that holds figures.
    """

    place: Place
    rows: list[list[object]]
    header_row: int
    trusts_row: int
    labels: tuple[int, int, int]
    figures: dict[int, tuple[str, Period]]

    def at(self, row: int, index: int | None = None) -> Place:
        """Where a cell is, for an error."""
        return self.place.at(row=row + 1, column="" if index is None else column_letters(index))

    @property
    def periods(self) -> tuple[Period, ...]:
        """The days or weeks, in order."""
        return tuple(sorted({period for _, period in self.figures.values()}))


def find_header(rows: list[list[object]], *, column: str) -> int | None:
    """The row with a header of the wanted kind, or None when the sheet has none."""
    for index, row in enumerate(rows[:HEADER_ABOVE]):
        if any(column_of(cell) == column for cell in row if cell):
            return index
    return None


def open_sheet(document: Document, *, column: str) -> Sheet | None:
    """The sheet that has a column, whatever it is called; None when there is none."""
    for name in document.sheet_names:
        rows = document.sheets[name]
        header_row = find_header(rows, column=column)
        if header_row is not None:
            place = Place(document.name, sheet=name)
            trusts_row, labels = find_trusts(rows, header_row=header_row, place=place)
            figures = read_header(rows, header_row=header_row, place=place)
            return Sheet(place, rows, header_row, trusts_row, labels, figures)
    return None


def find_trusts(rows: list[list[object]], *, header_row: int, place: Place) -> tuple[int, tuple[int, int, int]]:
    """The header of the trusts and where their labels stand: the last header of codes, since systems may have one."""
    for row in range(len(rows) - 1, header_row, -1):
        words = [tidy(cell).lower() for cell in rows[row]]
        if {"region", "org code", "org name"} <= set(words):
            return row, (words.index("region"), words.index("org code"), words.index("org name"))
    raise FaultyPublication("There is no table of trusts in it.", place=place, expected="Region, Org Code, Org Name")


def read_header(rows: list[list[object]], *, header_row: int, place: Place) -> dict[int, tuple[str, Period]]:
    """Column and period of each column of figures. A period's date stands above its first column, and holds on."""
    found: dict[int, tuple[str, Period]] = {}
    taken: dict[tuple[str, Period], int] = {}
    period: Period | None = None
    starts = weeks_above(rows[:header_row]) or days_above(rows[:header_row])
    for index, label in enumerate(rows[header_row]):
        where = place.at(row=header_row + 1, column=column_letters(index))
        period = starts.get(index, period)
        if not tidy(label):
            continue
        column = column_of(label)
        if column is None:
            raise FaultyPublication(
                f"The column '{tidy(label)}' is not known: the layout has changed.",
                place=where,
                expected="one of the published columns",
            )
        if period is None:
            raise FaultyPublication("A column has no date above it.", place=where, expected="a day or a week")
        if (column, period) in taken:
            raise FaultyPublication(
                f"'{tidy(label)}' stands twice for {rules.in_words(period[0])}.",
                place=where,
                found=f"columns {column_letters(taken[column, period])} and {column_letters(index)}",
                expected="each column once a day or week",
            )
        taken[column, period] = index
        found[index] = (column, period)
    return found


def weeks_above(rows: list[list[object]]) -> dict[int, Period]:
    """The weeks written above the header as "01/04/2022 - 07-04-2022", by the first column they stand over.

    They come before the dates there, of which each is only the week's last day.
    """
    found: dict[int, Period] = {}
    for row in rows:
        for index, cell in enumerate(row):
            week = WEEK.fullmatch(tidy(cell)) if cell else None
            first, last = (day_of(text.replace("-", "/")) for text in week.groups()) if week else (None, None)
            if first and last and last - first == timedelta(days=6):
                found[index] = (first, last + timedelta(days=1))
    return found


def days_above(rows: list[list[object]]) -> dict[int, Period]:
    """The days above the header, by column; the row nearest the header counts."""
    found: dict[int, Period] = {}
    for row in rows:
        for index, cell in enumerate(row):
            day = day_of(cell) if cell else None
            if day:
                found[index] = (day, day + timedelta(days=1))
    return found


def read_trusts(sheet: Sheet) -> tuple[list[Line], tuple[Remark, ...]]:
    """A line a trust and period, and a remark on each organisation without a code, for which nothing can be counted."""
    lines: list[Line] = []
    remarks: list[Remark] = []
    seen: dict[str, int] = {}
    region_at, code_at, name_at = sheet.labels
    for row in range(sheet.trusts_row + 1, len(sheet.rows)):
        cells = sheet.rows[row]
        code, name = text_at(cells, code_at).upper(), text_at(cells, name_at)
        if not any(text_at(cells, index) for index in sheet.figures):
            continue
        if not code:
            remarks.append(no_code(name, place=sheet.at(row)))
            continue
        rules.check_code(code, place=sheet.at(row, code_at))
        if code in seen:
            raise FaultyPublication(
                f"The organisation {code} ({name}) stands twice.",
                place=sheet.at(row),
                found=f"rows {seen[code] + 1} and {row + 1}",
                expected="one row an organisation",
            )
        seen[code] = row
        for (start, end), readings in read_row(sheet, row).items():
            region = text_at(cells, region_at)
            lines.append(Line(code, name, region, start, end, readings, row=row + 1, sheet=sheet.place.sheet))
    if not lines:
        raise FaultyPublication("There is no trust in it.", place=sheet.at(sheet.trusts_row), expected="a row a trust")
    return lines, tuple(remarks)


def no_code(name: str, *, place: Place) -> Remark:
    """A remark on an organisation without a code."""
    return Remark(
        message=f"An organisation ({name or 'without a name'}) has no code.",
        place=place,
        rule="every organisation has a code",
        action="left out",
    )


def read_row(sheet: Sheet, row: int) -> dict[Period, dict[str, Reading]]:
    """A row's figures by period and column."""
    cells = sheet.rows[row]
    found: dict[Period, dict[str, Reading]] = {period: {} for period in sheet.periods}
    for index, (column, period) in sheet.figures.items():
        cell = cells[index] if index < len(cells) else ""
        found[period][column] = rules.read_count(cell, place=sheet.at(row, index))
    return found


def read_groups(sheet: Sheet) -> list[Printed]:
    """What is printed for England and the regions: the rows with a name and no code above the trusts."""
    _, code_at, name_at = sheet.labels
    printed: list[Printed] = []
    for row in range(sheet.header_row + 1, sheet.trusts_row):
        name = text_at(sheet.rows[row], name_at)
        if not name or text_at(sheet.rows[row], code_at):
            continue
        for (start, _), readings in read_row(sheet, row).items():
            for column, reading in readings.items():
                printed.append(Printed(group_name(name), column, start, reading, sheet.at(row)))
    return printed


def text_at(cells: list[object], index: int) -> str:
    """A cell as text, trimmed; empty beyond the row's end."""
    return tidy(cells[index]) if index < len(cells) else ""

"""One sheet of the workbook: a block of columns for each day, with the day over the first of them."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from everyweek.publications.document import Row, column_letters
from everyweek.publications.errors import FaultyPublication, Place
from everyweek.publications.marks import tidy
from everyweek.publications.periods import EXCEL_EPOCH, MONTHS, NotADate, real_day, year_of
from everyweek.publications.winter_sitrep.columns import Topic, column_of_header
from everyweek.publications.winter_sitrep.trust_days import day_words

ORGANISATION_CODE = re.compile(r"[A-Z0-9]{3,6}")
WRITTEN_DAY = re.compile(r"(\d{1,2})[ -]([a-z]{3,9})[ -](\d{2}|\d{4})")
HEADER_WITHIN = 40
"""Rows; the header stands in row 15."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures: where it stands (0 is A), of which day, and which of our columns it is."""

    index: int
    day: date
    column: str


@dataclass(frozen=True)
class Sheet:
    """A sheet's layout.

    header_row : index of the row with the headers; 0 is row 1.
    code, name : where the labels stand.
    columns    : of figures, from left to right.
    """

    table: Place
    rows: list[list[object]]
    header_row: int
    code: int
    name: int
    columns: tuple[Column, ...]

    @property
    def first(self) -> int:
        """Where the columns to the right of the labels begin."""
        return max(self.code, self.name) + 1

    def place(self, row: int, index: int | None = None) -> Place:
        """Where a cell is, for an error; row and index count from 0."""
        return self.table.at(row=row + 1, column="" if index is None else column_letters(index))


def read_sheet(rows: list[list[object]], *, topic: Topic, table: Place) -> Sheet:
    """The layout of a sheet; its rows are as long as one another.

    Raises FaultyPublication when there is no header, a column has a header we do not know or none over figures, a day
    cannot be read, stands twice or left of an earlier one, or lacks a column that other days have.
    """
    header_row = header_row_of(rows)
    if header_row is None:
        raise FaultyPublication(
            "There is no row with the headers Code and Name.", place=table, expected="one, in row 15"
        )
    headers = [tidy(cell).lower() if isinstance(cell, str) else "" for cell in rows[header_row]]
    sheet = Sheet(table, rows, header_row, headers.index("code"), headers.index("name"), columns=())
    columns = tuple(single_columns(sheet, topic) if topic.single else block_columns(sheet, topic))
    if not columns:
        raise FaultyPublication(
            "There is no day in the sheet.", place=sheet.place(header_row), expected="a day a column"
        )
    check_order(sheet, columns)
    check_blocks(sheet, columns)
    check_headless(sheet, columns)
    return Sheet(table, rows, header_row, sheet.code, sheet.name, columns)


def header_row_of(rows: list[list[object]]) -> int | None:
    """Index of the row that has the headers Code and Name; None when there is none, or nothing stands above it."""
    for index, row in enumerate(rows[1:HEADER_WITHIN], start=1):
        if {"code", "name"} <= {tidy(cell).lower() for cell in row if isinstance(cell, str)}:
            return index
    return None


def single_columns(sheet: Sheet, topic: Topic) -> list[Column]:
    """The columns of a sheet that has one for each day: the day is the header."""
    headers = sheet.rows[sheet.header_row]
    return [
        Column(index, read_day(sheet, sheet.header_row, index), topic.single)
        for index in range(sheet.first, len(headers))
        if tidy(headers[index])
    ]


def block_columns(sheet: Sheet, topic: Topic) -> list[Column]:
    """The columns of a sheet that has a block for each day: the day stands over the first and holds until the next."""
    headers, days = sheet.rows[sheet.header_row], sheet.rows[sheet.header_row - 1]
    columns: list[Column] = []
    day: date | None = None
    for index in range(sheet.first, len(headers)):
        if tidy(days[index]):
            day = read_day(sheet, sheet.header_row - 1, index)
        if not tidy(headers[index]):
            continue
        column = column_of_header(topic, headers[index])
        place = sheet.place(sheet.header_row, index)
        if column is None:
            raise FaultyPublication(
                f"The column '{tidy(headers[index])}' is not known: the layout has changed.",
                place=place,
                expected="one of " + ", ".join(topic.headers),
            )
        if day is None:
            raise FaultyPublication("No day stands over the column.", place=place, expected="a day in the row above it")
        check_day_above(sheet, index, day=day)
        columns.append(Column(index, day, column))
    return columns


def read_day(sheet: Sheet, row: int, index: int) -> date:
    """The day in a header: a date cell, a serial number, or text such as "1 Dec 16"."""
    cell = sheet.rows[row][index]
    day: date | None = None
    if isinstance(cell, datetime):
        day = cell.date()
    elif isinstance(cell, date):
        day = cell
    elif isinstance(cell, int | float):
        day = EXCEL_EPOCH + timedelta(days=int(cell)) if 20_000 < cell < 80_000 else None
    elif written := WRITTEN_DAY.fullmatch(tidy(cell).lower()):
        day = written_day(written)
    if day is None:
        raise FaultyPublication(
            "The header is not one day.",
            place=sheet.place(row, index),
            found=tidy(cell),
            expected="a date, such as 1 December 2016",
        )
    return day


def written_day(written: re.Match[str]) -> date | None:
    """A day written with a month's name or its first three letters; None when the calendar has no such day."""
    months = [number for name, number in MONTHS.items() if written[2] in (name, name[:3])]
    try:
        return real_day(year=year_of(written[3]), month=months[0], day=int(written[1])) if months else None
    except NotADate:
        return None


def check_day_above(sheet: Sheet, index: int, *, day: date) -> None:
    """Refuse a column whose day is not the one repeated above it: 2018-19 has each column's day in row 13 as well."""
    row = sheet.header_row - 2
    if row < 0 or not isinstance(sheet.rows[row][index], date):
        return
    above = read_day(sheet, row, index)
    if above != day:
        raise FaultyPublication(
            "Two rows above the column name different days: it may stand in another column's place.",
            place=sheet.place(row, index),
            found=day_words(above),
            expected=day_words(day),
        )


def check_order(sheet: Sheet, columns: tuple[Column, ...]) -> None:
    """Refuse days that do not come one after the other."""
    for left, column in pairwise(columns):
        if column.day < left.day:
            raise FaultyPublication(
                "The days are not in order.",
                place=sheet.place(sheet.header_row, column.index),
                found=f"{day_words(column.day)} to the right of {day_words(left.day)}",
                expected="each day to the right of the one before",
            )


def check_blocks(sheet: Sheet, columns: tuple[Column, ...]) -> None:
    """Refuse a day that has a column twice, or lacks one that other days have."""
    by_day: dict[date, list[str]] = {}
    for column in columns:
        of_day = by_day.setdefault(column.day, [])
        if column.column in of_day:
            raise FaultyPublication(
                f"{day_words(column.day)} has a column twice ({column.column}).",
                place=sheet.place(sheet.header_row, column.index),
                expected="each column once a day",
            )
        of_day.append(column.column)
    everything = {column.column for column in columns}
    for column in columns:
        missing = everything.difference(by_day[column.day])
        if missing:
            raise FaultyPublication(
                f"{day_words(column.day)} lacks a column that other days have.",
                place=sheet.place(sheet.header_row, column.index),
                expected=f"also {', '.join(sorted(missing))}",
            )


def check_headless(sheet: Sheet, columns: tuple[Column, ...]) -> None:
    """Refuse figures of trusts under no header: a header that was deleted must not lose its figures."""
    known = {column.index for column in columns}
    headless = [index for index in range(sheet.first, len(sheet.rows[sheet.header_row])) if index not in known]
    for row in range(sheet.header_row + 1, len(sheet.rows)):
        cells = sheet.rows[row]
        for index in headless if is_trust(cells, sheet=sheet) else ():
            if tidy(cells[index]):
                raise FaultyPublication(
                    "A figure stands under no header.",
                    place=sheet.place(row, index),
                    found=tidy(cells[index]),
                    expected="an empty cell, or a header above it",
                )


def is_trust(cells: Row, *, sheet: Sheet) -> bool:
    """Whether a row is of a trust: it has an organisation's code and a name."""
    code = tidy(cells[sheet.code]).upper()
    return ORGANISATION_CODE.fullmatch(code) is not None and tidy(cells[sheet.name]) != ""


def is_england(cells: Row, *, sheet: Sheet) -> bool:
    """Whether a row is England's: it has no code, and its name begins with England."""
    return tidy(cells[sheet.code]) in ("", "-") and tidy(cells[sheet.name]).upper().startswith("ENGLAND")

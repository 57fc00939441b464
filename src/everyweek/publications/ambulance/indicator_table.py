"""A long table of ambulance indicators: a row for each service, region and England in each month."""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from everyweek.publications.document import Document
from everyweek.publications.errors import FaultyPublication
from everyweek.publications.marks import NotANumber, Reading, number_or_reason, tidy
from everyweek.publications.periods import LAST_YEAR, month_after
from everyweek.publications.release import Line

LABELS = ("Year", "Month", "Region", "Org Code", "Org Name")
ENGLAND = "england"
Cells = dict[str, Reading]
"""A row's readings by indicator."""


@dataclass(frozen=True, slots=True)
class Indicators:
    """Which indicators a table holds, and what is kept of them.

    pattern    : what the header of an indicator looks like.
    example    : the same for a person.
    additive   : counts and total times that every table has: a group's is the sum of its services'.
    others     : what every table has and cannot be added up.
    optional   : additive ones that some tables lack; they are then not collected.
    compared   : what is read where it is there, to be held against the others, and is not kept.
    derive     : a row's readings with what is worked out from them added.
    derived    : the names of what `derive` adds; they add up as well.
    first_year : the earliest year that a table can speak of.
    """

    pattern: re.Pattern[str]
    example: str
    additive: tuple[str, ...]
    others: tuple[str, ...]
    first_year: int
    optional: tuple[str, ...] = ()
    compared: tuple[str, ...] = ()
    derive: Callable[[Cells], Cells] = dict
    derived: tuple[str, ...] = ()

    @property
    def summed(self) -> tuple[str, ...]:
        """What is the sum of the services, for a region and for England."""
        return (*self.additive, *self.optional, *self.derived)

    @property
    def kept(self) -> tuple[str, ...]:
        """What is kept of every row."""
        return (*self.summed, *self.others)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line with the group it belongs to: a service's region, "" for a region or England."""

    line: Line
    row: int
    region: str
    is_group: bool


def read_entries(document: Document, *, indicators: Indicators) -> list[Entry]:
    """Every row of the table.

    Raises FaultyPublication when a column is missing, doubled or unknown, a cell is no number, a month or organisation
    cannot be read, a row stands twice, or there is no service in it.
    """
    places = read_header(document, indicators=indicators)
    entries: list[Entry] = []
    for row, cells in enumerate(document.rows[1:], start=2):
        if any(tidy(cell) for cell in cells):
            entries.append(read_entry(cells, row=row, places=places, document=document, indicators=indicators))
    check_unique(entries, document=document)
    if all(entry.is_group for entry in entries):
        raise FaultyPublication(
            "There is no ambulance service in it.", place=document.place, expected="a row a service and month"
        )
    return entries


def columns_of(entries: Sequence[Entry]) -> dict[str, NDArray[np.float64]]:
    """The entries' figures by indicator, arrays of shape (n_entries,)."""
    return {column: np.array([entry.line.cells[column][0] for entry in entries]) for column in entries[0].line.cells}


def read_header(document: Document, *, indicators: Indicators) -> dict[str, int]:
    """Where each indicator stands: read by name, since their order and number change."""
    places: dict[str, int] = {}
    for index, header in enumerate(document.first_row):
        if header in places:
            raise FaultyPublication("A column stands twice.", place=document.place.at(row=1, column=header))
        if index >= len(LABELS) and header and not indicators.pattern.fullmatch(header):
            raise FaultyPublication(
                f"The column '{header}' is not known: the layout has changed.",
                place=document.place.at(row=1),
                expected=f"indicators {indicators.example}",
            )
        places[header] = index
    missing = [column for column in (*indicators.additive, *indicators.others) if column not in places]
    if missing:
        raise FaultyPublication("An indicator is missing.", place=document.place.at(row=1), expected=", ".join(missing))
    wanted = (*LABELS, *indicators.additive, *indicators.optional, *indicators.others, *indicators.compared)
    return {column: places[column] for column in wanted if column in places}


def read_entry(
    cells: list[str], *, row: int, places: dict[str, int], document: Document, indicators: Indicators
) -> Entry:
    """One row: a service, a region or England in one month."""
    if len(cells) < len(document.first_row):
        raise FaultyPublication(
            "The row is cut off.",
            place=document.place.at(row=row),
            found=f"{len(cells)} cells",
            expected=f"{len(document.first_row)}",
        )
    texts = {column: tidy(cells[places[column]]) for column in LABELS}
    month = read_month(texts, row=row, document=document, first_year=indicators.first_year)
    is_england = texts["Org Code"].lower() in ("eng", ENGLAND)
    is_region = not is_england and texts["Region"] == texts["Org Name"]
    if not texts["Org Code"]:
        raise FaultyPublication("A row has no organisation code.", place=document.place.at(row=row))
    readings = {
        column: read_cell(cells[index], row=row, column=column, document=document)
        for column, index in places.items()
        if column not in LABELS
    }
    return Entry(
        line=Line(
            code=ENGLAND if is_england else texts["Org Code"].upper(),
            name=texts["Org Name"],
            parent=texts["Region"],
            period_start=month,
            period_end=month_after(month),
            cells=indicators.derive(readings),
            row=row,
        ),
        row=row,
        region="" if is_england or is_region else texts["Region"].upper(),
        is_group=is_england or is_region,
    )


def read_cell(cell: str, *, row: int, column: str, document: Document) -> Reading:
    """A number, or why it is missing: a dot is "not collected", a dash "not submitted"."""
    try:
        number, reason = number_or_reason(cell)
    except NotANumber as error:
        raise FaultyPublication(
            "An indicator is not a number.",
            place=document.place.at(row=row, column=column),
            found=str(error),
            expected="a number, or . where it is not collected",
        ) from None
    if number < 0:
        raise FaultyPublication(
            "An indicator is negative.", place=document.place.at(row=row, column=column), found=f"{number:g}"
        )
    return number, reason


def read_month(texts: dict[str, str], *, row: int, document: Document, first_year: int) -> date:
    """The month in the columns Year and Month."""
    try:
        year, month = int(texts["Year"]), int(texts["Month"])
        if not first_year <= year <= LAST_YEAR:
            raise ValueError
        return date(year, month, 1)
    except ValueError:
        raise FaultyPublication(
            "Year and Month are not a month.",
            place=document.place.at(row=row, column="Year"),
            found=f"{texts['Year']} {texts['Month']}",
            expected="such as 2024 and 5",
        ) from None


def check_unique(entries: list[Entry], *, document: Document) -> None:
    """Refuse a file that says one thing twice."""
    seen: dict[tuple[str, date], int] = {}
    for entry in entries:
        key = (entry.line.code, entry.line.period_start)
        if key in seen:
            raise FaultyPublication(
                f"{entry.line.code} ({entry.line.name}) stands twice in {entry.line.period_start:%B %Y}.",
                place=document.place.at(row=entry.row),
                found=f"rows {seen[key]} and {entry.row}",
                expected="one row an organisation and month",
            )
        seen[key] = entry.row


def first_difference(group: Entry, *, members: list[Entry], summed: tuple[str, ...]) -> tuple[str, float, float] | None:
    """The first column in which a group is not the sum of its services: its name, what is printed, the sum."""
    for column in summed:
        printed, why = group.line.cells.get(column, (math.nan, None))
        if why is not None or math.isnan(printed):
            continue
        numbers = [entry.line.cells[column][0] for entry in members]
        total = math.fsum(number for number in numbers if not math.isnan(number))
        if abs(total - printed) > 0.5:
            return column, printed, total
    return None

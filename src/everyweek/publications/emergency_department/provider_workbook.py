"""The monthly A&E publication as a workbook, in its layouts of 2015-07 to 2026-05."""

import math
import re
from dataclasses import dataclass
from datetime import date

from everyweek.publications.document import Document, Row, column_letters
from everyweek.publications.emergency_department import rules
from everyweek.publications.emergency_department.columns import (
    ADMISSIONS_VIA,
    ATTENDANCES,
    COLUMNS,
    OVER_FOUR_HOURS,
    PRINTED,
    column_of_workbook_header,
)
from everyweek.publications.emergency_department.columns_in_place import check_columns_in_place, longer_waits
from everyweek.publications.emergency_department.provider_csv import PUBLICATION, TITLE, with_field_test
from everyweek.publications.errors import FaultyPublication, Place, Remark
from everyweek.publications.marks import NotANumber, Reading, number_or_reason, tidy
from everyweek.publications.periods import NotADate, day_of, month_after, month_of
from everyweek.publications.release import Line, Release, figures_of
from everyweek.publications.title_block import title_block

KNOWN_SHEETS = ("Provider Level Data", "A&E Data")
LABELS = ("code", "parent", "name")
COUNTED = (
    *ATTENDANCES,
    *OVER_FOUR_HOURS,
    *ADMISSIONS_VIA,
    "other_emergency_admissions",
    "waits_over_4_hours",
    "waits_over_12_hours",
)
ROW_SUMS = {
    "total_attendances": ATTENDANCES,
    "total_over_four_hours": OVER_FOUR_HOURS,
    "total_admissions_via": ADMISSIONS_VIA,
    "total_emergency_admissions": (*ADMISSIONS_VIA, "other_emergency_admissions"),
}
ORGANISATION_CODE = re.compile(r"[A-Z0-9]{3,6}")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The provider sheet: its rows, where the header stands and where each of our columns is."""

    table: Place
    rows: list[list[object]]
    header_row: int
    places: dict[str, int]

    def place(self, row: int, column: str = "") -> Place:
        """Where a cell is, for an error: row counts from 1, as a spreadsheet does."""
        letters = column_letters(self.places[column]) if column in self.places else ""
        return self.table.at(row=row + 1, column=letters)


def recognise(document: Document) -> bool:
    """Whether one of the sheets is the provider sheet of this publication."""
    return document.is_workbook and find_sheet(document) is not None


def read(document: Document) -> Release:
    """The month's figures, a line a provider.

    The England row is no data: it is held against the sum of the providers.
    Raises FaultyPublication when the period cannot be read, a column is missing or unknown, a cell is no number, an
    organisation stands twice, or the sums differ.
    """
    sheet = find_sheet(document)
    assert sheet is not None, "read() follows recognise()"
    check_columns(sheet)
    title = title_block(sheet.rows[: sheet.header_row])
    month = read_month(sheet, title=title)
    lines: list[Line] = []
    rows: list[int] = []
    england: tuple[int, rules.Cells] | None = None
    for row in range(sheet.header_row + 1, len(sheet.rows)):
        cells = sheet.rows[row]
        code, name = label(cells, "code", sheet=sheet), label(cells, "name", sheet=sheet)
        if code in ("", "-") and name.lower() in ("england", "total"):
            england = (row, read_counts(cells, row=row, sheet=sheet))
        elif ORGANISATION_CODE.fullmatch(code.upper()) and name:
            lines.append(read_line(cells, row=row, month=month, sheet=sheet))
            rows.append(row)
        elif any(is_figure(cells, column, sheet=sheet) for column in COUNTED):
            raise FaultyPublication(
                "A row with figures has no organisation.",
                found=f"'{code}' '{name}'",
                expected="a code and a name",
                place=sheet.place(row),
            )
    if not lines:
        raise FaultyPublication("There is no provider in it.", place=sheet.table, expected="a row a provider")
    rules.check_codes_are_unique(lines, rows=[row + 1 for row in rows], place=sheet.table)
    remarks = check_england(lines, england=england, sheet=sheet)
    check_columns_in_place([line.cells for line in lines], place=lambda column: sheet.place(sheet.header_row, column))
    applicable = [with_field_test(line) for line in lines]
    revised_on = day_of(title.get("revised", ""))
    return Release(
        publication=PUBLICATION,
        title=TITLE,
        form="workbook",
        edition=month,
        figures=figures_of(applicable, columns=COLUMNS),
        published_on=day_of(title.get("published", "")),
        revised_on=revised_on,
        is_revised=revised_on is not None,
        remarks=(*remarks, *longer_waits(applicable, place=sheet.table), *rules.unbelievable(applicable)),
    )


def find_sheet(document: Document) -> Sheet | None:
    """The provider sheet, by the name it has had so far, else by its header; None when there is none.

    It is not always the first sheet, and the sheets of systems and of booked appointments look much like it.
    """
    names = sorted(document.sheet_names, key=lambda name: tidy(name) not in KNOWN_SHEETS)
    for name in names:
        rows = document.sheets[name]
        for index, row in enumerate(rows[:40]):
            words = {tidy(cell).lower() for cell in row}
            if {"code", "region", "name", "emergency admissions via type 1 a&e"} <= words:
                return Sheet(
                    table=Place(document.name, sheet=name),
                    rows=rows,
                    header_row=index,
                    places=places_of(rows, header_row=index),
                )
    return None


def places_of(rows: list[list[object]], *, header_row: int) -> dict[str, int]:
    """Where each of our columns stands; the group heading in the row above holds until the next one."""
    groups = rows[header_row - 1] if header_row else []
    places: dict[str, int] = {}
    group = ""
    for index, header in enumerate(rows[header_row]):
        group = tidy(groups[index]) if index < len(groups) and tidy(groups[index]) else group
        column = column_of_workbook_header(group=group, header=tidy(header))
        if column is not None:
            places.setdefault(column, index)
    return places


def check_columns(sheet: Sheet) -> None:
    """Refuse a sheet that lacks a column we need, or has one with a name we do not know."""
    missing = [column for column in (*LABELS, *COUNTED) if column not in sheet.places]
    if missing:
        raise FaultyPublication(
            "A column is missing.",
            expected=", ".join(missing),
            place=sheet.place(sheet.header_row),
        )
    known = set(sheet.places.values())
    for index, header in enumerate(sheet.rows[sheet.header_row]):
        text = tidy(header)
        if text and index not in known and not text.lower().startswith("percentage"):
            raise FaultyPublication(
                f"The column '{text}' is not known: the layout has changed.",
                place=sheet.place(sheet.header_row).at(column=column_letters(index)),
                expected="one of the published columns",
            )


def read_month(sheet: Sheet, *, title: dict[str, object]) -> date:
    """The month in the title block."""
    try:
        return month_of(title.get("period", ""))
    except NotADate as error:
        raise FaultyPublication(
            "The title block does not say which month it is.",
            place=sheet.table.at(column="Period:"),
            found=str(error) or "nothing",
            expected="a month and a year, such as April 2024",
        ) from None


def label(cells: Row, column: str, *, sheet: Sheet) -> str:
    """A text cell, trimmed."""
    index = sheet.places[column]
    return tidy(cells[index]) if index < len(cells) else ""


def is_figure(cells: Row, column: str, *, sheet: Sheet) -> bool:
    """Whether a cell holds a number."""
    index = sheet.places[column]
    return index < len(cells) and isinstance(cells[index], int | float) and not isinstance(cells[index], bool)


def read_counts(cells: Row, *, row: int, sheet: Sheet) -> rules.Cells:
    """The row's counts by our columns, with the totals the sheet prints beside them checked."""
    counts: rules.Cells = {}
    for column in (*COUNTED, *ROW_SUMS):
        if column not in sheet.places:
            continue
        index = sheet.places[column]
        try:
            counts[column] = number_or_reason(cells[index] if index < len(cells) else "")
        except NotANumber as error:
            raise FaultyPublication(
                "A count is not a number.", found=str(error), expected="a whole number", place=sheet.place(row, column)
            ) from None
        rules.check_count(counts[column][0], place=sheet.place(row, column))
    check_row_sums(counts, row=row, sheet=sheet)
    counts["waits_4_to_12_hours"] = between_4_and_12(counts, row=row, sheet=sheet)
    return {column: counts[column] for column in PRINTED}


def check_row_sums(counts: rules.Cells, *, row: int, sheet: Sheet) -> None:
    """Refuse a row whose departments do not add up to the total printed beside them."""
    for total, parts in ROW_SUMS.items():
        if total not in counts or math.isnan(counts[total][0]) or any(math.isnan(counts[part][0]) for part in parts):
            continue
        summed = sum(counts[part][0] for part in parts)
        if abs(summed - counts[total][0]) > 0.5:
            raise FaultyPublication(
                f"The row does not add up ({total.replace('_', ' ')}).",
                found=f"{counts[total][0]:,.0f}",
                expected=f"{summed:,.0f}, the sum of its parts",
                place=sheet.place(row, total),
            )


def between_4_and_12(counts: rules.Cells, *, row: int, sheet: Sheet) -> Reading:
    """Waits of 4 to 12 hours: the workbook prints everyone over 4 hours, those over 12 among them."""
    over_4, over_12 = counts["waits_over_4_hours"], counts["waits_over_12_hours"]
    if over_4[1] is not None or over_12[1] is not None:
        return (math.nan, over_4[1] or over_12[1])
    if over_12[0] > over_4[0]:
        raise FaultyPublication(
            "More waits over 12 hours than over 4 hours.",
            found=f"{over_12[0]:,.0f}",
            expected=f"at most {over_4[0]:,.0f}",
            place=sheet.place(row, "waits_over_12_hours"),
        )
    return (over_4[0] - over_12[0], None)


def read_line(cells: Row, *, row: int, month: date, sheet: Sheet) -> Line:
    """A provider's line."""
    counts = read_counts(cells, row=row, sheet=sheet)
    rules.check_over_is_not_above(counts, place=sheet.place(row))
    return Line(
        code=label(cells, "code", sheet=sheet).upper(),
        name=label(cells, "name", sheet=sheet),
        parent=label(cells, "parent", sheet=sheet),
        period_start=month,
        period_end=month_after(month),
        cells=counts,
        row=row + 1,
        sheet=sheet.table.sheet,
    )


def check_england(lines: list[Line], *, england: tuple[int, rules.Cells] | None, sheet: Sheet) -> tuple[Remark, ...]:
    """Hold the England row against the sum of the providers; a remark when there is none to hold against."""
    if england is None:
        return (
            Remark(
                message="The sheet has no England row, so the sum of its providers could not be checked.",
                place=sheet.table,
            ),
        )
    row, total = england
    remarks: list[Remark] = []
    for column in PRINTED:
        number, why = total[column]
        if why is not None:
            remarks.append(
                Remark(
                    message=f"The England row has no figure ({column.replace('_', ' ')}): no sum to check.",
                    place=sheet.place(row),
                )
            )
            continue
        summed = rules.present_sum([line.cells[column][0] for line in lines])
        if abs(summed - number) > 0.5:
            raise FaultyPublication(
                f"The providers do not add up to the England row ({column.replace('_', ' ')}).",
                found=f"{number:,.0f} in the England row",
                expected=f"{summed:,.0f}, the sum of {len(lines)} providers",
                place=sheet.place(row, column),
            )
    return tuple(remarks)

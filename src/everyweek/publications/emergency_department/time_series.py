"""England's A&E figures since August 2010, as one workbook: what there was before the monthly files begin."""

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from everyweek.publications.document import Document
from everyweek.publications.emergency_department.columns import (
    ADMISSIONS_VIA,
    ATTENDANCES,
    COLUMNS,
    OVER_FOUR_HOURS,
    TIMED_ATTENDANCES,
    WITHIN_FOUR_HOURS,
)
from everyweek.publications.emergency_department.provider_csv import PUBLICATION, TITLE
from everyweek.publications.emergency_department.time_series_sheet import (
    ACTIVITY,
    HALF,
    PERFORMANCE,
    SHARES,
    Month,
    Sheet,
    find_sheet,
    read_months,
)
from everyweek.publications.errors import FaultyPublication
from everyweek.publications.far_apart import check_far_apart
from everyweek.publications.marks import Reading, tidy
from everyweek.publications.periods import day_of, month_after
from everyweek.publications.release import Line, Release, figures_of
from everyweek.reference import field_test_windows
from everyweek.warehouse.incoming import SheetRows

ENGLAND = "england"
COLUMNS_OF_PERFORMANCE = frozenset((*TIMED_ATTENDANCES, *OVER_FOUR_HOURS))
COLUMNS_OF_ACTIVITY = frozenset(COLUMNS) - COLUMNS_OF_PERFORMANCE
FAR_APART = (("admissions_via_other", "admissions_via_type1"), ("admissions_via_type2", "admissions_via_type1"))
"""In each month of 2010 to 2024 the first is at most 0.03 of the second."""


def recognise(document: Document) -> bool:
    """Whether it has both tables, by month and without providers: activity and performance."""
    return document.is_workbook and all(
        find_sheet(document, columns=columns) is not None for columns in (ACTIVITY, PERFORMANCE)
    )


def read(document: Document) -> Release:
    """England's months, a line a month.

    Counts before June 2015 are fractions: weekly returns were shared out over the months. From May 2019 to May 2023
    performance leaves out the trusts of the field test while activity does not, so timed attendances (those within and
    over four hours) are then fewer than attendances; in all other months they have to be the same.
    Raises FaultyPublication when a column is missing or unknown, a cell is no number, a month is missing, doubled or
    cannot be read, or a sum or share is wrong.
    """
    activity = find_sheet(document, columns=ACTIVITY)
    performance = find_sheet(document, columns=PERFORMANCE)
    assert activity is not None, "read() follows recognise()"
    assert performance is not None, "read() follows recognise()"
    attended = read_months(activity, columns=ACTIVITY)
    timed = read_months(performance, columns=(*PERFORMANCE, *SHARES))
    check_both_sheets(attended, timed, sheet=performance)
    lines = [line_of(month, activity=attended[month], performance=timed.get(month)) for month in sorted(attended)]
    for line in lines:
        check_waits(line, month=attended[line.period_start], sheet=activity)
        if line.period_start in timed:
            check_timed(line, month=timed[line.period_start], sheet=performance)
    admitted = {via: np.array([line.cells[via][0] for line in lines]) for via in ADMISSIONS_VIA}
    check_far_apart(admitted, pairs=FAR_APART, place=lambda via: activity.place(activity.header_row, via), fewest=1)
    return Release(
        publication=PUBLICATION,
        title=f"{TITLE}: England time series",
        form="time series",
        edition=max(attended),
        figures=replace(
            figures_of(lines, columns=COLUMNS),
            rows=(
                rows_in(activity, attended, lines=lines, columns=COLUMNS_OF_ACTIVITY),
                rows_in(performance, timed, lines=lines, columns=COLUMNS_OF_PERFORMANCE),
            ),
        ),
        published_on=day_of(beside(activity, "published:")),
    )


def check_both_sheets(attended: dict[date, Month], timed: dict[date, Month], *, sheet: Sheet) -> None:
    """Refuse a file whose sheets do not end with the same month, or whose performance begins before its activity.

    Activity begins three months earlier than performance. Neither sheet has a gap.
    """
    if max(attended) != max(timed) or min(timed) < min(attended):
        raise FaultyPublication(
            "The sheets of activity and of performance do not speak of the same months.",
            place=sheet.table,
            found=f"{min(timed):%B %Y} to {max(timed):%B %Y}",
            expected=f"within {min(attended):%B %Y} to {max(attended):%B %Y}, and with the same end",
        )


def line_of(month: date, *, activity: Month, performance: Month | None) -> Line:
    """England's month. Without a row of performance (the first three months) nothing over four hours was collected."""
    cells = {column: activity.cells[column] for column in (*ATTENDANCES, *ADMISSIONS_VIA)}
    cells["other_emergency_admissions"] = activity.cells["other_emergency_admissions"]
    cells["waits_over_12_hours"] = activity.cells["waits_over_12_hours"]
    cells["waits_4_to_12_hours"] = combined(
        activity.cells["waits_over_4_hours"], activity.cells["waits_over_12_hours"], sign=-1
    )
    if performance is not None:
        for timed, within, over in zip(TIMED_ATTENDANCES, WITHIN_FOUR_HOURS, OVER_FOUR_HOURS, strict=True):
            cells[over] = performance.cells[over]
            cells[timed] = combined(performance.cells[within], performance.cells[over], sign=1)
    return Line(code=ENGLAND, name="England", parent="", period_start=month, period_end=month_after(month), cells=cells)


def combined(one: Reading, other: Reading, *, sign: int) -> Reading:
    """The sum, or with a sign of -1 the difference, of two cells; missing where one of them is."""
    why = one[1] or other[1]
    return (math.nan, why) if why is not None else (one[0] + sign * other[0], None)


def check_waits(line: Line, *, month: Month, sheet: Sheet) -> None:
    """Refuse a month with more waits over 12 hours than over 4: the sheet prints the longer among the shorter."""
    if line.cells["waits_4_to_12_hours"][0] < 0:
        raise FaultyPublication(
            "More waits over 12 hours than over 4 hours.",
            place=sheet.place(month.row, "waits_over_12_hours"),
            found=f"{month.cells['waits_over_12_hours'][0]:,.1f}",
            expected=f"at most {month.cells['waits_over_4_hours'][0]:,.1f}",
        )


def check_timed(line: Line, *, month: Month, sheet: Sheet) -> None:
    """Refuse a month in which attendances within and over four hours are not all attendances, or more than all.

    In the months of the field test they are fewer.
    """
    testing = any(window.valid_from <= line.period_start < window.valid_to for window in field_test_windows())
    for timed, attendances in zip(TIMED_ATTENDANCES, ATTENDANCES, strict=True):
        surplus = line.cells[timed][0] - line.cells[attendances][0]
        if surplus > HALF or (surplus < -HALF and not testing):
            raise FaultyPublication(
                f"Attendances within and over four hours are not the attendances of {line.period_start:%B %Y}.",
                place=sheet.place(month.row, timed.replace("timed_attendances", "within_four_hours")),
                found=f"{line.cells[timed][0]:,.1f}",
                expected=f"{line.cells[attendances][0]:,.1f}, as on the sheet of activity",
            )


def rows_in(sheet: Sheet, months: dict[date, Month], *, lines: Sequence[Line], columns: frozenset[str]) -> SheetRows:
    """Where the lines' months stand in one of the two sheets, of which some of our columns are made."""
    rows = [months[line.period_start].row + 1 if line.period_start in months else 0 for line in lines]
    return SheetRows(np.array(rows, dtype=np.int32), sheet.table.sheet, columns)


def beside(sheet: Sheet, label: str) -> object:
    """The cell to the right of a label above the table, "" when there is none."""
    for row in sheet.rows[: sheet.header_row]:
        for index, cell in enumerate(row[:-1]):
            if tidy(cell).lower() == label:
                return row[index + 1]
    return ""

"""What must hold of a day's NHS 111 calls, and what is wrong in a file and is therefore not used."""

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from everyweek.publications.errors import FaultyPublication, Place, Remark
from everyweek.publications.marks import Reading
from everyweek.publications.release import Line
from everyweek.tables import MissingBecause

Cells = dict[str, Reading]
Lines = Sequence[tuple[int, Line]]
"""Row numbers and lines."""
AT_MOST = (("calls_answered", "calls_received"), ("calls_answered_within_60", "calls_answered"))
"""Pairs of which the first is part of the second."""
PARTS_OF = {
    "percent_answered_within_60": (("calls_answered_within_60",), ("calls_answered",)),
    "percent_abandoned": (("calls_abandoned",), ("calls_abandoned", "calls_answered")),
}
"""What the printed percentages are of; the second as the copy has it, though it is of answered and abandoned calls."""
ROUNDED = 0.051
"""Percentage points; the percentages have one decimal."""


def check_counts(cells: Cells, *, place: Place) -> None:
    """Refuse a row in which a part is more than its whole."""
    for part, whole in AT_MOST:
        if cells[part][0] > cells[whole][0]:
            raise FaultyPublication(
                f"There are more {words(part)} than {words(whole)}.",
                place=place.at(column=part),
                found=f"{cells[part][0]:,.0f}",
                expected=f"at most {cells[whole][0]:,.0f}",
            )


def check_rates(cells: Cells, *, rates: Cells, place: Place) -> None:
    """Refuse a row whose percentages are not what its counts make: a sign that columns have changed places."""
    for rate, (printed, _) in rates.items():
        numerator, denominator = (sum(cells[one][0] for one in columns) for columns in PARTS_OF[rate])
        made = 100 * numerator / denominator if denominator else math.nan
        if abs(printed - made) > ROUNDED:
            raise FaultyPublication(
                f"The {rate.replace('_', ' ')} is not what the counts make.",
                place=place,
                found=f"{printed:g}",
                expected=f"{made:.1f}",
            )


def leave_out_empty_days(lines: Lines, *, place: Place) -> tuple[Lines, tuple[Remark, ...]]:
    """The lines of days on which somebody has a call; of those, a contract with none at all sent nothing.

    No contract area goes a day without a call to 111 (the smallest has 100 and more), so zeros stand for nothing sent.
    """
    with_calls = {line.period_start for _, line in lines if not is_empty(line)}
    empty_days = sorted({line.period_start for _, line in lines} - with_calls)
    nothing_sent = [(row, line) for row, line in lines if is_empty(line) and line.period_start in with_calls]
    remarks = []
    if empty_days:
        remarks.append(
            Remark(
                message=f"On {len(empty_days)} days, {empty_days[0].isoformat()} to {empty_days[-1].isoformat()}, no "
                "contract has a call: the file goes on where nothing had been published.",
                place=place.at(row=first_row_of(lines, empty_days[0])),
                found="0 in every count",
                rule="somebody rings 111 every day",
                action="these days are not loaded",
            )
        )
    if nothing_sent:
        row, line = nothing_sent[0]
        remarks.append(
            Remark(
                message=f"{len(nothing_sent)} rows have 0 in every count, first {line.code} ({line.name}) on "
                f"{line.period_start.isoformat()}.",
                place=place.at(row=row),
                found="0 in every count",
                rule="every contract has calls every day",
                action="counted as not submitted",
            )
        )
    kept = [
        (row, mark(line, tuple(line.cells), MissingBecause.NOT_SUBMITTED) if is_empty(line) else line)
        for row, line in lines
        if line.period_start in with_calls
    ]
    return kept, tuple(remarks)


def is_empty(line: Line) -> bool:
    """Whether no count of a line is above 0."""
    return not any(number > 0 for number, _ in line.cells.values())


def first_row_of(lines: Lines, day: date) -> int:
    """The first row that speaks of a day."""
    return min(row for row, line in lines if line.period_start == day)


def leave_out_abandoned(lines: Lines, *, place: Place) -> tuple[Lines, tuple[Remark, ...]]:
    """The lines without their abandoned calls when these cannot be right anywhere in the file.

    A call is answered or abandoned, not both, so the two are at most the calls received. In the copy of winter 2025-26
    they are more in every row that has calls, and in 39 % of all rows abandoned calls are the calls received: one wrong
    row shows that the column means something else, so none of it is used.
    """
    broken = [(row, line) for row, line in lines if abandoned_and_answered(line) > line.cells["calls_received"][0]]
    if not broken:
        return lines, ()
    row, line = broken[0]
    remark = Remark(
        message=f"Answered and abandoned calls are more than the calls received in {len(broken)} of {len(lines)} rows, "
        f"first {line.code} ({line.name}) on {line.period_start.isoformat()}.",
        place=place.at(row=row, column="calls_abandoned"),
        found=f"{line.cells['calls_answered'][0]:,.0f} answered and {line.cells['calls_abandoned'][0]:,.0f} abandoned",
        expected=f"together at most the {line.cells['calls_received'][0]:,.0f} received",
        rule="answered and abandoned calls are at most the calls received",
        action="the column calls_abandoned is not used for any row of this file",
    )
    unusable = [(row, mark(line, ("calls_abandoned",), MissingBecause.NOT_USED)) for row, line in lines]
    return unusable, (remark,)


def abandoned_and_answered(line: Line) -> float:
    """Answered and abandoned calls of a line; NaN where one of them is missing."""
    return line.cells["calls_answered"][0] + line.cells["calls_abandoned"][0]


def more_triaged(lines: Lines, *, place: Place) -> tuple[Remark, ...]:
    """A remark when calls were triaged that had not been answered."""
    more = [(row, line) for row, line in lines if line.cells["calls_triaged"][0] > line.cells["calls_answered"][0]]
    if not more:
        return ()
    row, line = more[0]
    return (
        Remark(
            message=f"More calls were triaged than answered in {len(more)} of {len(lines)} rows, first "
            f"{line.code} ({line.name}) on {line.period_start.isoformat()}.",
            place=place.at(row=row, column="calls_triaged"),
            found=f"{line.cells['calls_triaged'][0]:,.0f}",
            expected=f"at most {line.cells['calls_answered'][0]:,.0f}",
            rule="calls triaged are at most calls answered",
            action="kept as printed; no measure is made of calls triaged",
        ),
    )


def mark(line: Line, columns: tuple[str, ...], why: MissingBecause) -> Line:
    """The line with some of its cells missing."""
    return replace(line, cells={**line.cells, **dict.fromkeys(columns, (math.nan, why))})


def words(column: str) -> str:
    """A column's name as a person says it."""
    return column.replace("_", " ") + (" seconds" if column.endswith("60") else "")

"""What must hold of a month of A&E figures, and what is not applicable in it, in whatever form it was published."""

import math
from collections.abc import Sequence
from datetime import date

from everyweek.publications.emergency_department.columns import ATTENDANCES, OVER_FOUR_HOURS, TIMED_ATTENDANCES
from everyweek.publications.errors import FaultyPublication, Place, Remark
from everyweek.publications.marks import Reading
from everyweek.publications.release import Line
from everyweek.reference import is_field_test
from everyweek.tables import MissingBecause

Cells = dict[str, Reading]
"""A line's readings by our columns."""

NOTHING_OVER_FOUR_HOURS = 1000
"""Type 1 attendances a month from which nobody over four hours is not believable: the best major department in the
published files of 2019-2025 with any at all had 0.4 % over, which is 4 in 1,000."""


def check_count(number: float, *, place: Place) -> None:
    """Refuse a count that is negative or a fraction. NaN, a missing count, passes."""
    if math.isnan(number):
        return
    if number < 0:
        raise FaultyPublication("A count is negative.", found=f"{number:g}", expected="0 or more", place=place)
    if abs(number - round(number)) > 1e-6:
        raise FaultyPublication("A count is not whole.", found=f"{number:g}", expected="a whole number", place=place)


def check_over_is_not_above(cells: Cells, *, place: Place) -> None:
    """Refuse a line that has more patients over four hours than patients."""
    for attendances, over in zip(ATTENDANCES, OVER_FOUR_HOURS, strict=True):
        if cells[over][0] > cells[attendances][0]:
            raise FaultyPublication(
                "More attendances over four hours than attendances.",
                place=place.at(column=over),
                found=f"{cells[over][0]:,.0f} over four hours",
                expected=f"at most the {cells[attendances][0]:,.0f} attendances",
            )


def apply_field_test(cells: Cells, *, code: str, month: date) -> Cells:
    """The line with its waits over four hours marked not applicable, where the trust was testing other standards.

    In the CSV such a trust shows nobody over four hours, as if all were within; in the workbook it shows a dash.
    The rule: a field-test trust in its window with type 1 attendances and none of them over four hours.

    Source: ../docs/explanation/field-test.md; NHS England's workbooks of 2019-05 to 2023-05, where the cells hold "-".
    """
    if not is_field_test(code, month):
        return cells
    over, why = cells[OVER_FOUR_HOURS[0]]
    unreported = why is not None or (over == 0 and cells[ATTENDANCES[0]][0] > 0)
    if not unreported:
        return cells
    return {**cells, **dict.fromkeys(OVER_FOUR_HOURS, (math.nan, MissingBecause.NOT_APPLICABLE))}


def with_timed_attendances(cells: Cells) -> Cells:
    """The line with its attendances of those that report the four-hour standard.

    A provider's are its attendances, or missing, for the same reason, where its waits over four hours are.
    """
    timed = {
        column: cells[over] if cells[over][1] is not None else cells[attendances]
        for column, attendances, over in zip(TIMED_ATTENDANCES, ATTENDANCES, OVER_FOUR_HOURS, strict=True)
    }
    return {**cells, **timed}


def unbelievable(lines: Sequence[Line]) -> tuple[Remark, ...]:
    """A remark on every large department that reports nobody over four hours."""
    return tuple(
        Remark(
            message=f"{line.code} {line.name} reports {line.cells[ATTENDANCES[0]][0]:,.0f} type 1 attendances and "
            "nobody over four hours. It is shown as reported; check whether the trust reports this standard at all.",
            found="0 over four hours",
        )
        for line in lines
        if line.cells[ATTENDANCES[0]][0] >= NOTHING_OVER_FOUR_HOURS and line.cells[OVER_FOUR_HOURS[0]][0] == 0
    )


def check_codes_are_unique(lines: Sequence[Line], *, rows: Sequence[int], place: Place) -> None:
    """Refuse a file that names one organisation twice."""
    seen: dict[str, int] = {}
    for line, row in zip(lines, rows, strict=True):
        if line.code in seen:
            raise FaultyPublication(
                f"The organisation {line.code} ({line.name}) stands twice.",
                place=place.at(row=row),
                found=f"rows {seen[line.code]} and {row}",
                expected="one row an organisation",
            )
        seen[line.code] = row


def present_sum(values: Sequence[float]) -> float:
    """The sum of what is there; NaN is not there."""
    return math.fsum(value for value in values if not math.isnan(value))

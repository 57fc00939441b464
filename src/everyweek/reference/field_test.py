"""The trusts that tested other emergency department standards and did not report the four-hour one meanwhile."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources.abc import Traversable

from everyweek.reference.faults import MalformedRow
from everyweek.reference.rows import data_folder, read_rows


@dataclass(frozen=True, slots=True)
class FieldTestWindow:
    """A code and the months in which its four-hour figures are not applicable; the end is exclusive."""

    code: str
    valid_from: date
    valid_to: date


def is_field_test(code: str, period_start: date) -> bool:
    """Whether a trust did not report the four-hour standard in the period that starts on this day.

    In the published CSV such a trust has no attendance over four hours at all, which looks like 100 %: with type 1
    attendances in that period its four-hour performance is not applicable, and its attendances leave the denominator.

    code         : as in the publication of that period. Poole (RD3) took part until it merged into R0D.
    period_start : first day of the month or week.

    >>> is_field_test("RGT", date(2019, 5, 1)), is_field_test("RGT", date(2023, 6, 1))
    (True, False)

    Source: NHS England, A&E Attendances and Emergency Admissions, notes on the clinical review of standards field
    test; codes and months as seen in the monthly files (over four hours 0 in the CSV, "-" in the workbook).
    """
    window = _windows_by_code().get(code)
    return window is not None and window.valid_from <= period_start < window.valid_to


@cache
def field_test_windows() -> tuple[FieldTestWindow, ...]:
    """Every field-test trust with its months, the cast's included: one row a code, for whole tables at once."""
    folder = data_folder()
    return read_field_test_windows(folder.joinpath("field_test_trusts.csv")) + read_field_test_windows(
        folder.joinpath("cast_field_test_trusts.csv")
    )


def read_field_test_windows(file: Traversable) -> tuple[FieldTestWindow, ...]:
    """The rows of one file of field-test trusts.

    Raises : MalformedRow, naming file and line.
    """
    windows: dict[str, FieldTestWindow] = {}
    for row in read_rows(file, "code", "valid_from", "valid_to"):
        code = row.text("code")
        window = FieldTestWindow(code, row.day("valid_from"), row.day("valid_to"))
        if window.valid_from >= window.valid_to or code in windows:
            raise MalformedRow(f"{row.where}: {code} is there twice, or its end is not after its start.")
        windows[code] = window
    return tuple(windows.values())


@cache
def _windows_by_code() -> dict[str, FieldTestWindow]:
    return {window.code: window for window in field_test_windows()}

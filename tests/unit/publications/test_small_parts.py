"""Cells, months and columns one by one."""

import math
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyweek.publications.document import column_letters
from everyweek.publications.emergency_department.columns import column_of_csv_header, column_of_workbook_header
from everyweek.publications.marks import NotANumber, number_or_reason
from everyweek.publications.periods import NotADate, day_of, month_after, month_of, revised_day_in_name
from everyweek.tables import MissingBecause


@pytest.mark.parametrize(
    ("cell", "number"), [("1,204", 1204), (" 7 ", 7), (3.5, 3.5), ("0", 0), (0, 0), ("1e3", 1000), ("-12", -12)]
)
def test_a_number_is_read_as_it_is_printed(cell: object, number: float) -> None:
    assert number_or_reason(cell) == (number, None)


@pytest.mark.parametrize("cell", ["12 34", "1,2", "x", True, math.inf, "inf", "nan", "--", "100%*", "12%"])
def test_anything_else_is_refused_and_never_guessed(cell: object) -> None:
    with pytest.raises(NotANumber):
        number_or_reason(cell)


def test_a_cell_that_is_not_there_is_not_submitted() -> None:
    assert number_or_reason(None)[1] is MissingBecause.NOT_SUBMITTED
    assert number_or_reason("*")[1] is MissingBecause.SUPPRESSED


def test_the_governments_mark_for_not_applicable_says_that_nobody_was_asked() -> None:
    why = number_or_reason("[z]")[1]

    assert why is MissingBecause.NOT_APPLICABLE
    assert str(why) == "not applicable: this organisation was not asked for it"


@given(st.text(max_size=30))
def test_a_cell_is_a_number_a_reason_or_refused(text: str) -> None:
    try:
        number, reason = number_or_reason(text)
    except NotANumber:
        return
    assert math.isnan(number) == (reason is not None)


@pytest.mark.parametrize(
    "text", ["", "2024", "April", "April May 2024", "April 2024 2025", 12, 99999999, True, "April 1850"]
)
def test_a_month_that_cannot_be_told_is_refused(text: object) -> None:
    with pytest.raises(NotADate):
        month_of(text)


def test_december_is_followed_by_january() -> None:
    assert month_after(date(2024, 12, 1)) == date(2025, 1, 1)
    assert month_after(date(2024, 1, 1)) == date(2024, 2, 1)


def test_a_date_cell_is_its_day() -> None:
    assert day_of(datetime(2024, 6, 13, 9, 30)) == date(2024, 6, 13)  # noqa: DTZ001
    assert day_of(date(2024, 6, 13)) == date(2024, 6, 13)
    assert day_of("13 Juno 2024") is None


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("April-2020-revised-260421-abc123.csv", date(2021, 4, 26)),
        ("April-2017-AE-by-provider-revised-14.06.18-D44fd.xls", date(2018, 6, 14)),
        ("April-2025-CSV-revised.csv", None),
        ("revised-991399-x.csv", None),
    ],
)
def test_the_day_of_a_revision_in_a_name(name: str, day: date | None) -> None:
    assert revised_day_in_name(name) == day


def test_headers_nobody_knows_have_no_column() -> None:
    assert column_of_csv_header("Colour") is None
    assert column_of_workbook_header(group="Percentage", header="Type 1 Departments - Major A&E") is None
    assert column_of_workbook_header(group="A&E attendances", header="Type 9 Departments") is None


@given(st.integers(min_value=0, max_value=16_383))
def test_column_letters_count_as_a_spreadsheet_does(index: int) -> None:
    total = 0
    for letter in column_letters(index):
        total = total * 26 + ord(letter) - ord("A") + 1
    assert total - 1 == index

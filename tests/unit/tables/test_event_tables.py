"""Event tables: declared once, and rows that are not what they promise are refused with all that is wrong."""

from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pytest
from support.event_rows import arrow, written

from everyweek.tables.check_table import WrongTable, check_table, faults_in
from everyweek.tables.event_table import EventTable, TableName, schema_of
from everyweek.tables.event_tables import ATTENDANCE, EVENT_TABLES, OCCUPANCY

ROWS = """
department_type | acuity | arrived_at | seen_at | departed_at | disposal
type 1 | 3 | 06 09:00 | 06 10:00 | 06 13:00 | admitted
type 3 | - | 06 09:00 | - | - | -
"""


def attendances(**columns: Any) -> pa.Table:
    """Two attendances that are right, but for the columns that are given."""
    table = arrow("attendance", written("attendance", ROWS))
    for name, column in columns.items():
        table = table.set_column(table.column_names.index(name), name, column)
    return table


def said(table: pa.Table) -> str:
    with pytest.raises(WrongTable) as refused:
        check_table("attendance", table)
    return str(refused.value)


@pytest.mark.parametrize("declared", EVENT_TABLES.values(), ids=EVENT_TABLES)
def test_every_column_says_what_it_means_and_has_its_unit_in_the_schema(declared: EventTable) -> None:
    schema = schema_of(declared)

    assert declared.row.endswith(".")
    assert declared.made_by.endswith(".")
    for column in declared.columns:
        field = schema.field(column.name)
        assert column.meaning.endswith(".")
        assert field.metadata[b"meaning"].decode() == column.meaning
        assert field.nullable is column.may_be_missing
        assert (field.metadata[b"unit"] == b"") is (column.kind == "words")
        assert {declared.column(name).kind for name in column.not_before} <= {"instant"}


def test_the_columns_are_those_of_the_architecture() -> None:
    assert {name: " ".join(table.names) for name, table in EVENT_TABLES.items()} == {
        "incident": "organisation category called_at assigned_at on_scene_at at_hospital_at handed_over_at clear_at "
        "outcome",
        "attendance": "organisation department_type arrival_mode acuity arrived_at assessed_at seen_at "
        "decision_to_admit_at departed_at disposal",
        "stay": "organisation admitted_at ward discharge_ready_at discharged_at pathway",
        "occupancy": "organisation pool at open occupied",
    }


def test_rows_that_are_right_pass_in_plain_words_too_and_with_columns_of_ones_own() -> None:
    plain = attendances(
        disposal=pa.array(["admitted", None]),
        arrived_at=pa.array([datetime(2026, 4, 6, 9, tzinfo=UTC)] * 2, pa.timestamp("s", "UTC")),
    ).append_column("bay", pa.array([1, 2]))

    assert list(faults_in(ATTENDANCE, plain)) == []
    assert list(faults_in(ATTENDANCE, schema_of(ATTENDANCE).empty_table())) == []
    assert list(faults_in(OCCUPANCY, schema_of(OCCUPANCY).empty_table())) == []
    check_table("attendance", plain)  # raises nothing


def test_a_missing_column_is_named_with_its_meaning() -> None:
    text = said(attendances().drop_columns(["seen_at"]))

    assert "This is no table “attendance”:" in text
    assert "- The column “seen_at” is missing. When somebody who decides on treatment saw them." in text


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        (
            {"arrived_at": pa.array([datetime(2026, 4, 6)] * 2)},  # noqa: DTZ001 - without a zone is what is tested
            "“arrived_at” is timestamp[us], and should be an instant in UTC: timestamp[us, tz=UTC].",
        ),
        (
            {"arrived_at": pa.array([0, 0], pa.timestamp("us", "Europe/London"))},
            "“arrived_at” is timestamp[us, tz=Europe/London], and should be an instant in UTC",
        ),
        ({"disposal": pa.array([1, 2])}, "“disposal” is int64, and should be words: string, or a dictionary"),
        ({"acuity": pa.array([1.0, 2.0])}, "“acuity” is double, and should be a whole number: int32."),
        (
            {"organisation": pa.array(["RXX", None])},
            "“organisation” is missing in 1 of 2 rows, where it has to be there.",
        ),
        (
            {"disposal": pa.array(["sent home", "home"])},
            "“disposal” has “sent home”, “home”. Known are: admitted, transferred, discharged,",
        ),
        ({"acuity": pa.array([0, 6])}, "“acuity” goes down to 0, and the least is 1.\n- “acuity” goes up to 6, and"),
        (
            {"seen_at": pa.array([datetime(2026, 4, 6, 8, 59, tzinfo=UTC), None])},
            "“seen_at” lies before “arrived_at” in 1 of 2 rows, first in row 1.",
        ),
    ],
)
def test_what_is_wrong_in_a_column_is_said(columns: Any, sentence: str) -> None:
    assert sentence in said(attendances(**columns))


def test_of_many_wrong_words_some_are_shown() -> None:
    rows = written("attendance", "department_type | arrived_at\n" + "type 1 | 06 09:00\n" * 5)
    table = arrow("attendance", rows)

    wrong = table.set_column(9, "disposal", pa.array(["a", "b", "c", "d", None]))

    assert "“disposal” has “a”, “b”, “c” and more. Known are" in said(wrong)


def test_everything_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(WrongTable) as refused:
        check_table("attendance", attendances(acuity=pa.array([0, 3]), disposal=pa.array(["gone", None])))

    assert len(refused.value.faults) == 2


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        (
            "stay",
            "admitted_at | discharge_ready_at | discharged_at\n01 09:00 | - | 02 09:00\n01 09:00 | 05 09:00 | 03 09:00",
            "“discharged_at” lies before “discharge_ready_at” in 1 of 2 rows, first in row 2.",
        ),
        (
            "attendance",
            "department_type | arrived_at | decision_to_admit_at | departed_at\ntype 1 | 6 09:00 | 6 12:00 | 6 11:00",
            "“departed_at” lies before “decision_to_admit_at” in 1 of 1 rows, first in row 1.",
        ),
        (
            "incident",
            "category | called_at | at_hospital_at\ncategory 2 | 06 09:00 | 06 08:00",
            "“at_hospital_at” lies before “called_at” in 1 of 1 rows, first in row 1.",
        ),
        (
            "occupancy",
            "pool | at | open | occupied\nA | 06 08:00 | 9 | 8\nB | 06 08:00 | 9 | 8\nA | 06 08:00 | 9 | 7",
            "1 of 3 rows repeat another in “organisation”, “pool”, “at”, and would be counted twice.",
        ),
    ],
)
def test_rows_from_which_a_measure_would_come_out_wrong_are_refused(name: TableName, text: str, sentence: str) -> None:
    """A delay of less than nothing, a wait that ends before it begins, beds that are there twice."""
    with pytest.raises(WrongTable) as refused:
        check_table(name, arrow(name, written(name, text)))

    assert refused.value.faults == (sentence,)

"""Each measure on event tables as a small table and its answer, the same from DuckDB, Spark and plain Python."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.event_cases import CASES, Case
from support.event_oracle import ANSWERS
from support.event_rows import Row, arrow, drawn_rows, written
from support.measuring import Asked, Found, asked_of, by_oracle, differences, names_on, on_duckdb, on_spark

from everyweek.measures.events.catalogue import EVENT_MEASURES
from everyweek.tables import Every
from everyweek.tables.event_table import TableName
from everyweek.tables.event_tables import EVENT_TABLES

APRIL = date(2026, 4, 1)
PERIODS: tuple[Every, ...] = ("day", "week", "month", "quarter")
ZONES = ("UTC", "Europe/London")
drawn_tables = st.fixed_dictionaries({name: drawn_rows(name) for name in EVENT_TABLES})


def expected_of(cases: Sequence[Case]) -> Found:
    """The answers of cases, each of which has its number for an organisation."""
    return {
        (name, f"case {CASES.index(case)}", APRIL): answer for case in cases for name, answer in case.answers.items()
    }


def rows_of(cases: Sequence[Case]) -> dict[TableName, list[Row]]:
    rows: dict[TableName, list[Row]] = {}
    for case in cases:
        organisation = f"case {CASES.index(case)}"
        rows.setdefault(case.table, []).extend(written(case.table, case.text, organisation=organisation))
    return rows


def only(found: Found, wanted: Found) -> Found:
    """The answers that a case says something of."""
    return {key: answer for key, answer in found.items() if key in wanted}


@pytest.mark.parametrize("case", CASES, ids=[case.says for case in CASES])
def test_a_measure_comes_to_what_is_worked_out_by_hand(case: Case) -> None:
    rows = rows_of([case])

    asked = Asked({case.table: arrow(case.table, rows[case.table])}, tuple(case.answers))

    assert differences(on_duckdb(asked), expected_of([case])) == []
    assert differences(by_oracle(rows, asked), expected_of([case])) == []


def test_every_measure_has_a_small_table_with_its_answer_and_an_oracle() -> None:
    assert {name for case in CASES for name in case.answers} == set(EVENT_MEASURES) == set(ANSWERS)


@settings(max_examples=6, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(drawn_tables, st.sampled_from(PERIODS), st.sampled_from(ZONES))
def test_duckdb_says_what_plain_python_says(rows: dict[TableName, list[Row]], by: Every, zone: str) -> None:
    asked = asked_of(rows, by=by, zone=zone)

    assert differences(on_duckdb(asked), by_oracle(rows, asked)) == []


@pytest.mark.slow
@settings(max_examples=150, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(drawn_tables, st.sampled_from(PERIODS), st.sampled_from(ZONES))
def test_duckdb_says_what_plain_python_says_of_many_tables(
    rows: dict[TableName, list[Row]], by: Every, zone: str
) -> None:
    asked = asked_of(rows, by=by, zone=zone)

    assert differences(on_duckdb(asked), by_oracle(rows, asked)) == []


@pytest.mark.counted
def test_a_real_spark_gives_the_4_hour_percentage_and_the_days_of_delay_that_duckdb_gives(tmp_path: Path) -> None:
    """Days by the clock of London, so that both ways of an engine to a day are taken."""
    rows = rows_of(CASES)
    attendances = arrow("attendance", rows["attendance"])
    of_one_run = attendances.append_column("replication", pa.array([0] * len(attendances), pa.int32()))
    sent = Asked({"attendance": of_one_run}, ("four_hour_performance",))
    there = Asked({"stay": arrow("stay", rows["stay"])}, ("days_of_delayed_discharge",), "week", ZONES[1], True)

    found = on_spark(tmp_path, [sent, there])

    assert [differences(one, on_duckdb(asked)) for one, asked in zip(found, (sent, there), strict=True)] == [[], []]
    assert differences(only(found[0], expected_of(CASES)), only(expected_of(CASES), found[0])) == []


@pytest.mark.slow
def test_a_real_spark_gives_every_measure_as_it_is_worked_out_by_hand_and_by_plain_python(tmp_path: Path) -> None:
    by_hand = rows_of(CASES)
    drawn: dict[TableName, list[Row]] = {name: [] for name in EVENT_TABLES}

    @settings(max_examples=12, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(drawn_tables)
    def draw(rows: dict[TableName, list[Row]]) -> None:
        for name, of_one in rows.items():
            drawn[name] += [row for row in of_one if name != "occupancy" or row not in drawn[name]]

    draw()
    asked = [asked_of(by_hand), asked_of(drawn, by="day", zone=ZONES[1]), asked_of(drawn, by="quarter")]

    found = on_spark(tmp_path, asked)

    wanted = expected_of(CASES)
    assert differences(only(found[0], wanted), wanted) == []
    assert differences(found[1], by_oracle(drawn, asked[1])) == []
    assert differences(found[2], by_oracle(drawn, asked[2])) == []
    assert names_on(*EVENT_TABLES) == tuple(EVENT_MEASURES)

"""Measures on event tables in this process: by organisation and period, of real rows as of simulated ones."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from threading import Barrier, BrokenBarrierError
from typing import Any

import pyarrow as pa
import pytest
from support.event_rows import arrow, written

from everyweek.measures.events.catalogue import find_event_measures
from everyweek.tables import Every, MissingBecause
from everyweek.tables.check_table import WrongTable
from everyweek.tables.event_tables import EVENT_TABLES
from everyweek.warehouse.engines import duckdb, spark
from everyweek.warehouse.engines.asked import CannotMeasure
from everyweek.warehouse.engines.duckdb import observations_of

TWO_TRUSTS = """
organisation | department_type | arrived_at | departed_at
RXX | type 1 | 05 23:30 | 06 03:00
RXX | type 1 | 06 09:00 | 06 14:00
RYY | type 3 | 06 09:00 | 06 09:20
RYY | type 3 | 12 09:00 | -
"""
FOUR_HOURS = find_event_measures("four_hour_performance")


def found(by: Every, **more: Any) -> list[tuple[str, date, float | None]]:
    tables = {"attendance": arrow("attendance", written("attendance", TWO_TRUSTS))}
    return [
        (one.organisation, one.period_start, one.value) for one in observations_of(tables, FOUR_HOURS, by=by, **more)
    ]  # type: ignore[arg-type]


def april(day: int) -> date:
    return date(2026, 4, day)


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("day", [("RXX", april(5), 1.0), ("RXX", april(6), 0.0), ("RYY", april(6), 1.0), ("RYY", april(12), None)]),
        ("week", [("RXX", date(2026, 3, 30), 1.0), ("RXX", april(6), 0.0), ("RYY", april(6), 1.0)]),
        ("month", [("RXX", april(1), 0.5), ("RYY", april(1), 1.0)]),
        ("quarter", [("RXX", april(1), 0.5), ("RYY", april(1), 1.0)]),
    ],
)
def test_a_real_table_is_measured_by_organisation_and_period(by: Every, expected: object) -> None:
    assert found(by) == expected


def test_by_the_clock_of_london_half_past_eleven_in_the_evening_of_summer_is_the_next_day() -> None:
    assert found("day", zone="Europe/London")[0] == ("RXX", april(6), 0.5)


def test_measures_come_in_the_order_in_which_they_are_asked_for_with_source_and_reason() -> None:
    tables = {"attendance": arrow("attendance", written("attendance", TWO_TRUSTS))}
    asked = find_event_measures("attendances", "conversion")

    rows = observations_of(tables, asked, source="an extract of April 2026")

    assert [(one.measure, one.organisation, one.value) for one in rows] == [
        ("attendances", "RXX", 2.0),
        ("attendances", "RYY", 2.0),
        ("conversion", "RXX", None),
        ("conversion", "RYY", None),
    ]
    assert {one.source for one in rows} == {"an extract of April 2026"}
    assert rows[2].missing_because is MissingBecause.NO_DENOMINATOR


def test_several_threads_measure_their_own_tables_at_once() -> None:
    def long_stays(hours: int) -> float | None:
        text = f"admitted_at | discharged_at\n06 00:00 | 06 {hours:02d}:00"
        tables = {"stay": arrow("stay", written("stay", text))}
        [one] = observations_of(tables, find_event_measures("length_of_stay_mean"))  # type: ignore[arg-type]
        return one.value

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(long_stays, range(1, 21))) == [3_600.0 * hours for hours in range(1, 21)]


def test_a_table_that_was_not_given_is_named() -> None:
    with pytest.raises(CannotMeasure, match=r"four_hour_performance is worked .* table “attendance”\. Given: none\."):
        observations_of({}, FOUR_HOURS)


def test_a_column_that_was_not_given_is_named() -> None:
    table = arrow("attendance", written("attendance", TWO_TRUSTS)).drop_columns(["departed_at", "acuity"])

    with pytest.raises(CannotMeasure, match="“attendance” has no column acuity, departed_at"):
        observations_of({"attendance": table}, FOUR_HOURS)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [({"by": "year"}, "There is no period “year”"), ({"zone": "Europe/Birmingham"}, "There is no zone of the clock")],
)
def test_a_period_or_a_zone_that_there_is_not_is_refused(more: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        observations_of({}, (), **more)


def test_words_that_an_event_table_does_not_know_are_refused_instead_of_counted_nowhere() -> None:
    """“Type 1” is nothing to a measure that asks for “type 1”: it would be a hospital to which nobody came."""
    table = arrow("attendance", written("attendance", TWO_TRUSTS))
    wrong = table.set_column(1, "department_type", pa.array(["Type 1", "Type 1", "3", "3"]))

    with pytest.raises(WrongTable, match="“department_type” has “Type 1”, “3”"):
        observations_of({"attendance": wrong}, FOUR_HOURS)


def test_a_table_that_no_measure_needs_may_be_anything() -> None:
    tables = {"attendance": arrow("attendance", written("attendance", TWO_TRUSTS)), "stay": pa.table({"a": [1]})}

    assert len(observations_of(tables, FOUR_HOURS)) == 2  # type: ignore[arg-type]


def test_replications_together_are_not_one_hospital() -> None:
    once = arrow("attendance", written("attendance", TWO_TRUSTS))
    one, both = (
        pa.concat_tables(once.append_column("replication", pa.array([number] * 4)) for number in range(several))
        for several in (1, 2)
    )

    assert observations_of({"attendance": one}, FOUR_HOURS) == observations_of({"attendance": once}, FOUR_HOURS)
    with pytest.raises(CannotMeasure, match=r"“attendance” holds 2 replications, .* one at a time"):
        observations_of({"attendance": both}, FOUR_HOURS)


def test_beds_that_are_there_twice_because_of_two_replications_are_said_to_be_just_that() -> None:
    beds = arrow("occupancy", written("occupancy", "pool | at | open | occupied\nbeds | 06 08:00 | 9 | 8"))
    both = pa.concat_tables(beds.append_column("replication", pa.array([number])) for number in range(2))

    with pytest.raises(CannotMeasure, match="“occupancy” holds 2 replications"):
        observations_of({"occupancy": both}, find_event_measures("pool_occupancy"))


def test_no_row_of_a_patient_is_written_to_a_file_when_the_memory_is_full() -> None:
    assert duckdb._database(0).execute("select current_setting('temp_directory')").fetchall() == [("",)]


class Session:
    """A Spark session in which two threads would meet while their words are there, if they could."""

    def __init__(self) -> None:
        self.met = Barrier(2)
        self.catalog = self

    def dropTempView(self, name: str) -> None:
        """The view of a table is taken away."""

    def createDataFrame(self, table: pa.Table) -> "Session":
        """The rows come to Spark."""
        return self

    def createOrReplaceTempView(self, name: str) -> None:
        """They have a name, and whoever else measures has a moment to come."""
        with suppress(BrokenBarrierError):
            self.met.wait(timeout=0.05)

    def sql(self, text: str) -> "Session":
        """Something is said to Spark."""
        return self

    def collect(self) -> list[tuple[object, ...]]:
        """No organisation has rows."""
        return []


class Frame:
    """A data frame of Spark: attendances of three replications."""

    columns = ("replication", *EVENT_TABLES["attendance"].names)

    def select(self, name: str) -> "Frame":
        """One column."""
        assert name == "replication"
        return self

    def distinct(self) -> "Frame":
        """Each value once."""
        return self

    def count(self) -> int:
        """How many there are."""
        return 3


def test_threads_that_share_a_spark_session_keep_their_own_words() -> None:
    session, tables = Session(), {"attendance": arrow("attendance", written("attendance", TWO_TRUSTS))}

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda by: spark.observations_of(session, tables, FOUR_HOURS, by=by), ("week", "month")))  # type: ignore[arg-type]

    assert session.met.broken


def test_spark_too_refuses_several_replications_and_words_that_are_not_known() -> None:
    table = arrow("attendance", written("attendance", TWO_TRUSTS))
    wrong = table.set_column(1, "department_type", pa.array(["A&E"] * 4))

    with pytest.raises(CannotMeasure, match="“attendance” holds 3 replications"):
        spark.observations_of(Session(), {"attendance": Frame()}, FOUR_HOURS)
    with pytest.raises(WrongTable, match="“department_type” has “A&E”"):
        spark.observations_of(Session(), {"attendance": wrong}, FOUR_HOURS)

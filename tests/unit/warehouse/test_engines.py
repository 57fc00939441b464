"""Measures on event tables in this process: by organisation and period, of real rows as of simulated ones."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from support.event_rows import arrow, written

from everyweek.measures.events.catalogue import find_event_measures
from everyweek.tables import Every, MissingBecause
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

"""Measures on event tables where they lie already: the same SQL in a Spark session that the caller has."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any

from everyweek.measures.events.event_measure import EventMeasure, observed
from everyweek.tables import Every, Observation
from everyweek.tables.event_table import TableName
from everyweek.warehouse.engines.asked import NO_SOURCE, REPLICATION, VIEW, check_asked, check_rows, refuse_several

if TYPE_CHECKING:
    import pyarrow as pa

WORDS = ("everyweek_seconds", "everyweek_period", "everyweek_day", "everyweek_second_of_day")
PERIODS = {"day": "{}", "week": "trunc({}, 'WEEK')", "month": "trunc({}, 'MONTH')", "quarter": "trunc({}, 'QUARTER')"}
ONE_AT_A_TIME = Lock()
"""The words of a session are one set: who measures by week would change them for who measures by month beside."""
LOCAL = {"UTC": "unix_micros(t)"}
"""Microseconds by the clock of a zone since 1970; whatever the session's own zone is."""


def observations_of(
    session: Any,
    tables: "Mapping[TableName, pa.Table | Any]",
    measures: Sequence[EventMeasure],
    *,
    by: Every = "month",
    source: str = NO_SOURCE,
    zone: str = "UTC",
) -> tuple[Observation, ...]:
    """What `engines.duckdb` gives of the same rows, to the ninth digit; see there.

    session : a Spark session of version 4, classic or Spark Connect. Views and functions whose names begin with
              everyweek_ are made in it and taken away again. Threads of a process measure one after the other.
    tables  : event tables by name, as Spark's data frames, or as Arrow tables, which are sent to Spark. Instants are of
              Spark's type timestamp; one without a zone (timestamp_ntz) is refused by Spark. Arrow tables are held to
              what an event table promises; whether data frames keep it, such as in their words, is the caller's care.
    """
    columns = {name: _columns(table) for name, table in tables.items()}
    needed = check_asked(columns, measures, by=by, zone=zone)
    for name in needed:
        if _is_arrow(tables[name]):
            check_rows(name, tables[name])
        elif REPLICATION in columns[name]:
            refuse_several(name, tables[name].select(REPLICATION).distinct().count())
    with ONE_AT_A_TIME, _words_and_views(session, {name: tables[name] for name in needed}, by=by, zone=zone):
        return observed(measures, run=lambda text: session.sql(text).collect(), every=by, source=source)


@contextmanager
def _words_and_views(session: Any, tables: "Mapping[TableName, Any]", *, by: Every, zone: str) -> Iterator[None]:
    """The tables and the words of the SQL of measures, while they are needed."""
    local = LOCAL.get(zone, f"unix_micros(from_utc_timestamp(t, '{zone}'))")
    day = f"cast(floor({local} / 86400000000) as bigint)"
    date = f"date_add(date'1970-01-01', cast({day} as int))"
    texts = {
        "(a timestamp, b timestamp) returns double": "floor((unix_micros(b) - unix_micros(a) + 500) / 1000) / 1000D",
        "(t timestamp) returns date": PERIODS[by].format(date),
        "(t timestamp) returns bigint": day,
        "(t timestamp) returns double": f"floor(pmod({local}, 86400000000) / 1000) / 1000D",
    }
    try:
        for word, (takes, text) in zip(WORDS, texts.items(), strict=True):
            session.sql(f"create or replace temporary function {word}{takes} return {text}")
        for name, table in tables.items():
            _frame(session, table).createOrReplaceTempView(VIEW.format(name))
        yield
    finally:
        for name in tables:
            session.catalog.dropTempView(VIEW.format(name))
        for word in WORDS:
            session.sql(f"drop temporary function if exists {word}")


def _columns(table: Any) -> list[str]:
    return list(table.column_names if _is_arrow(table) else table.columns)


def _is_arrow(table: Any) -> bool:
    """Whether it is no data frame of Spark's."""
    return hasattr(table, "column_names")


def _frame(session: Any, table: Any) -> Any:
    """A table as Spark has it. Arrow's dictionaries become plain words first: Spark does not take them."""
    if not _is_arrow(table):
        return table
    import pyarrow as pa

    plain = [
        pa.field(field.name, field.type.value_type if pa.types.is_dictionary(field.type) else field.type)
        for field in table.schema
    ]
    return session.createDataFrame(table.cast(pa.schema(plain)))

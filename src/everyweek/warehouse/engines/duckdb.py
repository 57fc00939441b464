"""Measures on event tables in this process, by DuckDB: Arrow tables in, observations out."""

import os
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from everyweek.measures.events.event_measure import EventMeasure, observed
from everyweek.tables import Every, Observation
from everyweek.tables.event_table import TableName
from everyweek.warehouse.engines.asked import NO_SOURCE, VIEW, check_asked, check_rows

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "enable_external_access": False,
    "temp_directory": "",
}
"""It reads the tables that it is given, and no file and no address; what does not fit into memory is an error, and not
rows of patients in a file of the folder where somebody happens to be."""
LOCAL = {"UTC": "make_timestamp(epoch_us(t))"}
"""The time by the clock of a zone; UTC needs no calendar of zones, and is faster."""


def observations_of(
    tables: "Mapping[TableName, pa.Table]",
    measures: Sequence[EventMeasure],
    *,
    by: Every = "month",
    source: str = NO_SOURCE,
    zone: str = "UTC",
) -> tuple[Observation, ...]:
    """Each measure by organisation and day, week (from Monday), month or quarter: measure by measure.

    tables  : event tables by name; those that no measure needs are left alone. The others are held to what an event
              table promises: a word that it does not know would be counted nowhere, and nobody would see it.
    by      : the length of the periods. A period in which an organisation has no row at all has no observation, and the
              first and last are as long as others even if the rows begin or end within them.
    source  : one sentence on where the rows come from.
    zone    : whose clock says which day it is: "Europe/London" for a real hospital; the days of a simulated one are in
              UTC, as it has them.
    Returns : observations as they are published: shares from 0 to 1, times in seconds. With nobody to measure there is
              no value.
    Raises  : CannotMeasure when a measure's table or one of its columns is not there, or when a table of the simulator
              holds several replications. WrongTable, with all that is wrong, as `tables.check_table` does.
    """
    needed = check_asked({name: table.column_names for name, table in tables.items()}, measures, by=by, zone=zone)
    for name in needed:
        check_rows(name, tables[name])
    database = _database(os.getpid())
    with database.cursor() as connection:  # with views and words of its own, beside others at the same time
        _add_words(connection, by=by, zone=zone)
        for name in needed:
            connection.register(VIEW.format(name), tables[name])
        return observed(measures, run=lambda text: connection.execute(text).fetchall(), every=by, source=source)


@cache
def _database(process: int) -> "duckdb.DuckDBPyConnection":
    """An empty database of this process: to open one takes longer than to measure a year of attendances.

    process : its number, so that a process that another became by forking opens one of its own.
    """
    import duckdb

    return duckdb.connect(":memory:", config=SETTINGS)


def _add_words(connection: "duckdb.DuckDBPyConnection", *, by: Every, zone: str) -> None:
    """The words that the SQL of measures shares among engines, as DuckDB says them."""
    local = LOCAL.get(zone, f"timezone('{zone}', t)")
    for name, text in {
        "everyweek_seconds(a, b)": "floor((epoch_us(b) - epoch_us(a) + 500) / 1000) / 1000",
        "everyweek_period(t)": f"cast(date_trunc('{by}', {local}) as date)",
        "everyweek_day(t)": f"cast(floor(epoch_us({local}) / 86400000000) as bigint)",
        "everyweek_second_of_day(t)": f"floor((epoch_us({local}) % 86400000000) / 1000) / 1000",
    }.items():
        connection.execute(f"create temporary macro {name} as {text}")

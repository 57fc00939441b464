"""What is asked of an engine, checked before: whether tables, columns, the period and the zone are there."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, get_args
from zoneinfo import available_timezones

from everyweek.measures.events.event_measure import EventMeasure
from everyweek.tables import Every
from everyweek.tables.check_table import check_table
from everyweek.tables.event_table import TableName
from everyweek.tables.event_tables import EVENT_TABLES
from everyweek.warehouse.errors import WarehouseError

if TYPE_CHECKING:
    import pyarrow as pa

VIEW = "everyweek_{}"
"""The name by which the SQL of measures knows a table."""
NO_SOURCE = "event tables"
REPLICATION = "replication"
"""The column by which files of `everyweek simulate` tell apart replications, which are as many hospitals."""


class CannotMeasure(WarehouseError):
    """A measure cannot be worked out from what was given."""


def check_asked(
    columns_given: Mapping[TableName, Iterable[str]], measures: Sequence[EventMeasure], *, by: Every, zone: str
) -> tuple[TableName, ...]:
    """The tables that are needed. columns_given : the names of the columns of each table that was given.

    Raises CannotMeasure, with what is missing, and ValueError for a period or a zone of the clock that there is not.
    """
    if by not in get_args(Every):
        raise ValueError(f"There is no period “{by}”. There is {', '.join(get_args(Every))}.")
    if zone != "UTC" and zone not in _zones():
        raise ValueError(f"There is no zone of the clock “{zone}”. Write it as UTC or Europe/London.")
    for measure in measures:
        if measure.table not in columns_given:
            given = ", ".join(columns_given) or "none"
            raise CannotMeasure(f"{measure.name} is worked out from the event table “{measure.table}”. Given: {given}.")
    needed = tuple(dict.fromkeys(measure.table for measure in measures))
    for name in needed:
        there = set(columns_given[name])
        if missing := [column for column in EVENT_TABLES[name].names if column not in there]:
            raise CannotMeasure(
                f"The event table “{name}” has no column {', '.join(missing)}. A column that nobody records is there "
                "too, with nothing in it."
            )
    return needed


def check_rows(name: TableName, table: "pa.Table") -> None:
    """Let rows pass that are what their event table promises, and of one replication where they are simulated.

    Raises CannotMeasure, or WrongTable with everything that is wrong.
    """
    import pyarrow.compute as pc

    if REPLICATION in table.column_names:
        refuse_several(name, pc.count_distinct(table.column(REPLICATION)).as_py())
    check_table(name, table)


def refuse_several(name: TableName, replications: int) -> None:
    """Let one replication pass: ten together have ten times the patients and the beds. Raises CannotMeasure."""
    if replications > 1:
        raise CannotMeasure(
            f"The event table “{name}” holds {replications:,} replications, which would be counted as one hospital. "
            f"Give those of one at a time, chosen by the column “{REPLICATION}”."
        )


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())

"""Whether rows are what an event table promises, with everything that is wrong said at once."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from everyweek.tables.event_table import Column, EventTable, TableName
from everyweek.tables.event_tables import EVENT_TABLES

if TYPE_CHECKING:
    import pyarrow as pa

SHOWN = 3
"""Words that do not belong there, of which so many are named."""


class WrongTable(ValueError):
    """Rows that are not what their event table promises. `faults`: everything that is wrong, column by column."""

    def __init__(self, name: str, faults: tuple[str, ...]) -> None:
        self.faults = faults
        super().__init__(f"This is no table “{name}”:\n" + "\n".join(f"- {fault}" for fault in faults))


def check_table(name: TableName, table: "pa.Table") -> None:
    """Let a table pass that is what it should be; columns that are not of the event table are left alone.

    name  : the event table. table : its rows. Instants must be in UTC, to the second, the millisecond or the
    microsecond; words a text or a dictionary of texts; numbers whole.
    Raises WrongTable with everything that is wrong: a column that is missing or of another type, a value that is
    missing where there must be one, a word or number that cannot be, an instant that lies before what must come first,
    a pool that was looked at twice at one instant. Rows are counted from 1, so that they can be found and put right.
    """
    if faults := tuple(faults_in(EVENT_TABLES[name], table)):
        raise WrongTable(name, faults)


def faults_in(declared: EventTable, table: "pa.Table") -> Iterator[str]:
    """Everything that is wrong with rows, as sentences; none for rows that are right."""
    right = set()
    for column in declared.columns:
        wrong = list(_column_faults(column, table))
        yield from wrong
        if not wrong:
            right.add(column.name)
    for column in declared.columns:
        for before in column.not_before:
            if {column.name, before} <= right:
                yield from _order_faults(column.name, before, table)
    if declared.one_for and set(declared.one_for) <= right:
        yield from _twice_faults(declared.one_for, table)


def _column_faults(column: Column, table: "pa.Table") -> Iterator[str]:
    if column.name not in table.column_names:
        yield f"The column “{column.name}” is missing. {column.meaning}"
        return
    found = table.column(column.name)
    if problem := _wrong_type(column, found.type):
        yield f"“{column.name}” is {found.type}, and should be {problem}."
        return
    if not column.may_be_missing and found.null_count:
        yield f"“{column.name}” is missing in {found.null_count:,} of {len(found):,} rows, where it has to be there."
    if column.one_of:
        yield from _word_faults(column, found)
    if column.least is not None or column.most is not None:
        yield from _number_faults(column, found)


def _wrong_type(column: Column, found: "pa.DataType") -> str:
    """What it should be instead; empty when it is right."""
    from pyarrow import types

    if column.kind == "instant":
        is_right = types.is_timestamp(found) and found.tz == "UTC" and found.unit in ("s", "ms", "us")
        return "" if is_right else "an instant in UTC: timestamp[us, tz=UTC]"
    if column.kind == "words":
        text = found.value_type if types.is_dictionary(found) else found
        is_right = types.is_string(text) or types.is_large_string(text) or types.is_string_view(text)
        return "" if is_right else "words: string, or a dictionary of strings"
    return "" if types.is_integer(found) else "a whole number: int32"


def _word_faults(column: Column, found: "pa.ChunkedArray") -> Iterator[str]:
    others = [word for word in found.unique().to_pylist() if word is not None and word not in column.one_of]
    if others:
        named = ", ".join(f"“{word}”" for word in others[:SHOWN]) + (" and more" if len(others) > SHOWN else "")
        yield f"“{column.name}” has {named}. Known are: {', '.join(column.one_of)}."


def _number_faults(column: Column, found: "pa.ChunkedArray") -> Iterator[str]:
    import pyarrow.compute as pc

    ends = pc.min_max(found).as_py()
    if column.least is not None and ends["min"] is not None and ends["min"] < column.least:
        yield f"“{column.name}” goes down to {ends['min']}, and the least is {column.least}."
    if column.most is not None and ends["max"] is not None and ends["max"] > column.most:
        yield f"“{column.name}” goes up to {ends['max']}, and the most is {column.most}."


def _order_faults(name: str, before: str, table: "pa.Table") -> Iterator[str]:
    import pyarrow.compute as pc

    sooner = pc.fill_null(pc.less(table.column(name), table.column(before)), False)
    if rows := pc.sum(sooner).as_py() or 0:
        first = pc.index(sooner, True).as_py() + 1
        yield f"“{name}” lies before “{before}” in {rows:,} of {table.num_rows:,} rows, first in row {first:,}."


def _twice_faults(names: tuple[str, ...], table: "pa.Table") -> Iterator[str]:
    plain = table.select(names).unify_dictionaries()
    if again := table.num_rows - plain.group_by(names).aggregate([]).num_rows:
        listed = ", ".join(f"“{name}”" for name in names)
        yield f"{again:,} of {table.num_rows:,} rows repeat another in {listed}, and would be counted twice."

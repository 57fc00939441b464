"""Rows of event tables for tests: written as a reader sees them, and as many as Hypothesis wants."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa
from hypothesis import strategies as st

from everyweek.tables.event_table import Column, TableName, schema_of
from everyweek.tables.event_tables import EVENT_TABLES

Row = dict[str, Any]
ONE_DAY = datetime(2026, 4, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
EDGES = [0, 60, 900, 1_800, 3_600, 14_400, 43_200, 61_200, 86_400, 86_400 * 30]
"""Seconds at which one measure or other changes its mind."""


def written(table: TableName, text: str, *, organisation: str = "RXX") -> list[Row]:
    """Rows from a text: names of columns, then a row a line, cells parted by |, "-" for a missing one.

    An instant is a day of April 2026 with a time, as in "06 09:00" or "06 09:00:00.5", in UTC. Columns that are not
    there are missing; the organisation stands behind a word of its own or is the same for all.
    """
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    declared = EVENT_TABLES[table]
    rows = []
    for cells in lines[1:]:
        given = dict(zip(lines[0], cells, strict=True))
        row = {column.name: _value(column, given.get(column.name, "-")) for column in declared.columns}
        rows.append({**row, "organisation": row["organisation"] or organisation})
    return rows


def arrow(table: TableName, rows: Sequence[Row]) -> pa.Table:
    """Rows as Arrow holds them."""
    return pa.Table.from_pylist(list(rows), schema=schema_of(EVENT_TABLES[table]))


def _value(column: Column, cell: str) -> Any:
    if cell == "-":
        return None
    if column.kind == "words":
        return cell
    if column.kind == "whole number":
        return int(cell)
    day, time = cell.split()
    hours, minutes, *seconds = time.split(":")
    into = timedelta(days=int(day) - 1, hours=int(hours), minutes=int(minutes), seconds=float((seconds or ["0"])[0]))
    return ONE_DAY + into


# Around the days on which the clocks change, and the ends of a year, a quarter and a month
first_instants = st.builds(
    lambda day, microseconds: day + microseconds * MICROSECOND,
    st.sampled_from(
        [
            datetime(2026, 3, 28, 20, tzinfo=UTC),
            datetime(2026, 10, 24, 20, tzinfo=UTC),
            datetime(2025, 12, 31, 12, tzinfo=UTC),
        ]
    ),
    st.integers(0, 2 * 86_400_000_000),
)
later = st.one_of(
    st.builds(
        lambda seconds, more: seconds * 1_000_000 + more,
        st.sampled_from(EDGES),
        st.sampled_from([-1_000, -1, 0, 1, 999]),
    ),
    st.integers(0, 90_000_000_000),
).map(lambda microseconds: max(0, microseconds) * MICROSECOND)


@st.composite
def drawn_rows(draw: st.DrawFn, table: TableName) -> list[Row]:
    """Some rows of a table; what may be missing is so now and then, and instants lie at the edges of measures."""
    shared_by_none = EVENT_TABLES[table].one_for
    by = (lambda row: tuple(row[name] for name in shared_by_none)) if shared_by_none else None
    return draw(st.lists(_row(table), max_size=25, unique_by=by))


@st.composite
def _row(draw: st.DrawFn, table: TableName) -> Row:
    row: Row = {}
    before = draw(first_instants)
    for column in EVENT_TABLES[table].columns:
        if column.may_be_missing and draw(st.integers(0, 3)) == 0:
            row[column.name] = None
        elif column.kind == "instant":
            earlier = [row[name] for name in column.not_before if row.get(name)]
            row[column.name] = max(earlier, default=before) + draw(later) if column.not_before else before
        elif column.kind == "whole number":
            row[column.name] = draw(st.integers(column.least or 0, column.most or 40))
        else:
            row[column.name] = draw(st.sampled_from(column.one_of or WORDS[column.name]))
    return row


WORDS = {
    "organisation": ("RXX", "RYY", "Éire’s trust"),
    "arrival_mode": ("ambulance", "walk in"),
    "ward": ("one", "two"),
    "pool": ("general and acute beds", "adult critical care beds", "cubicles"),
}

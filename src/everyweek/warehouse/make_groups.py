"""Adding providers up to regions, integrated care boards, England and today's organisations, a publication at a time.

A provider that has nobody to measure (a walk-in centre's type 1 share) is neither in nor left out of a group. Of an
incomplete period no group is made: a sum of the services that are there would pass for the whole.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, bindparam, select

from everyweek.measures import Measure
from everyweek.measures.evaluate import REASON_CODES
from everyweek.tables import MissingBecause
from everyweek.warehouse.bulk import insert_rows
from everyweek.warehouse.schema import group_observation, measure, membership, observation, release_period

ROWS_AT_ONCE = 100_000
NOBODY = REASON_CODES[MissingBecause.NO_DENOMINATOR]
INCOMPLETE = REASON_CODES[MissingBecause.INCOMPLETE]
COLUMNS = (
    "measure_id",
    "organisation_id",
    "rolled_up",
    "first",
    "period_start",
    "release_id",
    "numerator",
    "denominator",
    "value",
    "reason",
    "contributing",
    "left_out",
)

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Table:
    """Observations as columns, each of shape (n,); NaN where there is no number.

    is_count : whether its measure is a count, whose group's value is its numerator.
    by_icb   : whether boards have a figure of its measure.
    complete : whether groups may be made of its period.
    """

    measure: Whole
    organisation: Whole
    period: Whole
    release: Whole
    numerator: Numbers
    denominator: Numbers
    value: Numbers
    reason: Whole
    is_count: NDArray[np.bool_]
    by_icb: NDArray[np.bool_]
    complete: NDArray[np.bool_]

    def of(self, rows: Whole) -> "Table":
        """Some of the rows."""
        return Table(*(getattr(self, name)[rows] for name in self.__slots__))


def make_groups(connection: Connection, publication: str, starts: Collection[int], *, first: bool) -> None:
    """Make the groups of some periods of a publication, as was and rolled up to today's organisations.

    starts : day numbers of the periods; none of their groups may be there already.
    first  : of the releases as first published, rather than of those in force.
    """
    if not starts:
        return
    table = read_observations(connection, publication, starts, first=first)
    if not table.measure.size:
        return
    for view in (0, 1):
        rows, groups = members(
            table, connection.execute(select(membership).where(membership.c.rolled_up == view)).all()
        )
        if rows.size:
            summed = add_up(table.of(rows), groups, view=view, first=first)
            insert_rows(connection, group_observation, COLUMNS, summed)


def read_observations(connection: Connection, publication: str, starts: Collection[int], *, first: bool) -> Table:
    """The observations of the releases that are in force (or were first) for some periods, by organisation."""
    spoken = periods_spoken_of(connection, publication, first=first)
    wanted = frozenset(starts)
    of_publication = (measure.c.publication == publication) & (measure.c.kind != "centile")
    return table_of(connection, of_publication, [row for row in spoken if row[1] in wanted])


def observations_in_force(connection: Connection, declared: Measure) -> Table:
    """All observations of one measure in the releases that are in force, by organisation."""
    spoken = periods_spoken_of(connection, declared.publication, first=False)
    return table_of(connection, measure.c.name == declared.name, spoken)


def table_of(connection: Connection, which: ColumnElement[bool], spoken: Sequence[tuple[int, int, bool]]) -> Table:
    """The observations of some measures in the releases that speak of some periods, by organisation.

    spoken : release, period and whether the period is complete.
    """
    measures = connection.execute(select(measure.c.id, measure.c.kind, measure.c.by_icb).where(which)).all()
    counts = np.array(spoken, dtype=np.int64).reshape(-1, 3)
    counts = counts[np.lexsort((counts[:, 0], counts[:, 1]))]
    earliest, latest = (counts[0, 1], counts[-1, 1]) if counts.size else (1, 0)
    raw = read_rows(connection, [row.id for row in measures], earliest=int(earliest), latest=int(latest))
    # Period and release as one number, so that one search finds both; a release's number is far below a million.
    known = counts[:, 1] * 1_000_000 + counts[:, 0]
    asked = raw[:, 2].astype(np.int64) * 1_000_000 + raw[:, 3].astype(np.int64)
    at = np.minimum(np.searchsorted(known, asked), max(known.size - 1, 0))
    in_force = known[at] == asked if known.size else np.zeros(asked.shape, dtype=bool)
    raw, at = raw[in_force], at[in_force]
    order = np.argsort(raw[:, 1], kind="stable")
    raw, at = raw[order], at[order]
    measure_ids, organisations, periods, releases, reasons = (raw[:, i].astype(np.int64) for i in (0, 1, 2, 3, 7))
    return Table(
        measure=measure_ids,
        organisation=organisations,
        period=periods,
        release=releases,
        numerator=raw[:, 4],
        denominator=raw[:, 5],
        value=raw[:, 6],
        reason=reasons,
        is_count=np.isin(measure_ids, [row.id for row in measures if row.kind == "count"]),
        by_icb=np.isin(measure_ids, [row.id for row in measures if row.by_icb]),
        complete=counts[at, 2].astype(bool) if counts.size else np.zeros(0, dtype=bool),
    )


def periods_spoken_of(connection: Connection, publication: str, *, first: bool) -> list[tuple[int, int, bool]]:
    """Release, period and whether the period is complete, for the release that counts in each period."""
    counts = release_period.c.is_first if first else release_period.c.is_latest
    columns = (release_period.c.release_id, release_period.c.period_start, release_period.c.is_complete)
    rows = connection.execute(select(*columns).where(release_period.c.publication == publication, counts))
    return [(row[0], row[1], row[2]) for row in rows]


def read_rows(connection: Connection, measures: Sequence[int], *, earliest: int, latest: int) -> Numbers:
    """All observations of some measures between two periods, shape (n, 8), in the order of the columns below.

    Without a join: which release counts is looked up afterwards, since a database that plans the join badly reads
    every observation for every period.
    """
    columns = observation.c
    statement = select(
        columns.measure_id,
        columns.organisation_id,
        columns.period_start,
        columns.release_id,
        columns.numerator,
        columns.denominator,
        columns.value,
        columns.reason,
    ).where(columns.measure_id == bindparam("of"), columns.period_start.between(earliest, latest))
    parts = [np.empty((0, 8))]
    for one in measures:
        result = connection.execute(statement, {"of": one}, execution_options={"stream_results": True})
        while some := result.fetchmany(ROWS_AT_ONCE):
            parts.append(np.array([tuple(row) for row in some], dtype=np.float64))
    return np.concatenate(parts)


def members(table: Table, memberships: Iterable[Any]) -> tuple[Whole, Whole]:
    """Which row counts in which group: row numbers, and the group of each; a row stands once for each of its groups.

    table : in order of organisation.
    """
    rows: list[Whole] = [np.empty(0, dtype=np.int64)]
    groups: list[Whole] = [np.empty(0, dtype=np.int64)]
    for member in memberships:
        begin, end = np.searchsorted(table.organisation, [member.provider_id, member.provider_id + 1])
        if begin == end:
            continue
        period = table.period[begin:end]
        counts = (period >= member.valid_from) & (period < member.valid_to)
        if member.is_icb:
            counts &= table.by_icb[begin:end]
        found = np.flatnonzero(counts) + begin
        rows.append(found)
        groups.append(np.full(found.size, member.group_id))
    return np.concatenate(rows), np.concatenate(groups)


def add_up(table: Table, groups: Whole, *, view: int, first: bool) -> Iterable[tuple[Any, ...]]:
    """Each group's figure of each measure and period, as rows in the order of COLUMNS and of their key.

    table  : a row for each member of each group.
    groups : the group that each row counts in, shape (n,).
    """
    order = np.lexsort((table.period, groups, table.measure))
    table, groups = table.of(order), groups[order]
    same = (np.diff(table.measure) == 0) & (np.diff(groups) == 0) & (np.diff(table.period) == 0)
    begins = np.flatnonzero(np.concatenate([[True], ~same]))
    there = ~np.isnan(table.value)
    numerator = total(table.numerator, there, begins)
    denominator = total(table.denominator, there, begins)
    contributing = np.add.reduceat(there.astype(np.int64), begins)
    left_out = np.add.reduceat((~there & (table.reason != NOBODY)).astype(np.int64), begins)
    complete = np.logical_and.reduceat(table.complete, begins)
    value = np.where(table.is_count[begins], numerator, np.nan)
    np.divide(numerator, denominator, out=value, where=~table.is_count[begins] & (denominator != 0))
    reason = np.where(contributing > 0, 0, np.maximum.reduceat(table.reason, begins))
    reason = np.where(complete, reason, INCOMPLETE)
    for figures in (numerator, denominator, value):
        figures[~complete] = np.nan
    columns = (
        table.measure[begins],
        groups[begins],
        np.full(begins.size, view),
        np.full(begins.size, int(first)),
        table.period[begins],
        np.maximum.reduceat(table.release, begins),
        numerator,
        denominator,
        value,
        reason,
        contributing,
        left_out,
    )
    return rows_of(columns)


def total(numbers: Numbers, there: NDArray[np.bool_], begins: Whole) -> Numbers:
    """The sum of the members that have a value, group by group; NaN where none of them has the number."""
    known = there & ~np.isnan(numbers)
    summed: Numbers = np.add.reduceat(np.where(known, numbers, 0.0), begins)
    summed[np.add.reduceat(known.astype(np.int64), begins) == 0] = np.nan
    return summed


def rows_of(columns: Iterable[NDArray[Any]]) -> Iterable[tuple[Any, ...]]:
    """Arrays of one length as rows of Python values, None for NaN."""
    cells = []
    for column in columns:
        values = column.astype(object)
        if column.dtype == np.float64:
            values[np.isnan(column)] = None
        cells.append(values.tolist())
    return zip(*cells, strict=True)

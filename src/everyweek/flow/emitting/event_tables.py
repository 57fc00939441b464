"""The event tables of a replication, in Arrow: a row for each patient, and one for each pool and hour."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from everyweek.flow.emitting.sources import (
    Always,
    At,
    Number,
    PerClass,
    PerMilestone,
    PerOutcome,
    PerStream,
    Source,
    Value,
)
from everyweek.flow.errors import FlowError
from everyweek.flow.quantities import MINUTES_OF_A_DAY
from everyweek.flow.replication import Replication, Rows
from everyweek.tables.event_table import Column, TableName, arrow_type, schema_of
from everyweek.tables.event_tables import EVENT_TABLES, OCCUPANCY

if TYPE_CHECKING:
    import pyarrow as pa

    from everyweek.flow.model import Emits

SIMULATED = "simulated"
"""The organisation of rows whose model names none."""
MICROSECONDS_A_MINUTE = 60_000_000.0
LEAST, MOST = -(2**31), 2**31 - 1
"""What 32 bits hold."""
Indices = NDArray[np.int64]


def event_tables(
    replication: Replication, *, organisation: str = SIMULATED, with_warm_up: bool = False
) -> "dict[TableName, pa.Table]":
    """What a hospital would have written down of the same patients: event tables by name, as `everyweek.tables` says.

    `occupancy` is always there: every pool at every whole hour by the clock. The others are those that the model emits,
    with a row for each patient who passed the milestone since which there is one; a table that is emitted several times
    has the rows of all, one after the other. An instant that was not reached before the end of the run is missing, and
    so is the outcome of who is still inside; class and attributes of these are as they are at the end of the run.

    organisation : whose rows they are, where the model does not say. Pools are those of the one that the model names.
    with_warm_up : whether rows of patients who arrived in the warm-up, and looks at pools in it, are there too. Who was
                   inside when the run began is never there: nobody knows when they arrived.

    A measure of certain beds looks for their pool by its name, such as "general and acute beds": name pools so.

    The local time of a model has no zone, and every day of it has 24 hours. It becomes UTC as it stands: 08:15 by the
    model's clock is 08:15 UTC, so that days, weeks and months of the tables are those of the model.

    Raises FlowError when the replication kept no rows, or an attribute is a number that its column cannot hold.
    """
    rows = replication.rows
    if replication.arrived and not len(rows.arrived):
        raise FlowError("There are no event tables of a run that kept no rows. Run it again with keeps_rows=True.")
    found: dict[TableName, list[pa.Table]] = {}
    writer = _Writer(replication, rows, organisation, 0.0 if with_warm_up else replication.warm_up)
    for emits in replication.compiled.model.emits:
        found.setdefault(emits.table, []).append(writer.of_patients(emits))
    tables = {name: _together(parts) for name, parts in found.items()}
    return {**tables, "occupancy": writer.of_pools()}


def said_source(replication: Replication) -> str:
    """Where the rows of a replication come from, in one sentence: what an observation made of them says as its source.

    It names the model, seed, number and length, from which the same rows can be had again.
    """
    length, cut = replication.minutes / MINUTES_OF_A_DAY, replication.warm_up / MINUTES_OF_A_DAY
    return (
        f"simulated: model “{replication.compiled.model.name}”, seed {replication.seed}, replication "
        f"{replication.replication}, {length:g} days with {cut:g} of warm-up"
    )


def _together(parts: "list[pa.Table]") -> "pa.Table":
    import pyarrow as pa

    return parts[0] if len(parts) == 1 else pa.concat_tables(parts).unify_dictionaries()


class _Writer:
    """Writes the tables of one replication. since : minutes; who arrived before has no row."""

    def __init__(self, replication: Replication, rows: Rows, organisation: str, since: float) -> None:
        self.replication, self.rows, self.organisation, self.since = replication, rows, organisation, since
        self.names = replication.compiled.names
        self.began = int(np.datetime64(replication.compiled.model.starts, "us").astype(np.int64))

    def of_patients(self, emits: "Emits") -> "pa.Table":
        """The rows of one event table of the model."""
        import pyarrow as pa

        declared = EVENT_TABLES[emits.table]
        came = self.rows.stream < len(self.replication.compiled.model.streams)  # the others were inside at the start
        has_row = came & (self.rows.arrived >= self.since) & ~np.isnan(self._minutes(emits.since))
        chosen = np.flatnonzero(has_row)
        sources = {"organisation": Always(self.organisation), **emits.columns}
        arrays = [self._column(column, sources.get(column.name), chosen) for column in declared.columns]
        return pa.Table.from_arrays(arrays, schema=schema_of(declared))

    def of_pools(self) -> "pa.Table":
        """Every pool at every look: pool by pool, and hour by hour within each."""
        import pyarrow as pa

        looks, pools = self.replication.looks, self.names.pools
        seen = looks.minutes >= self.since
        several = int(seen.sum())
        numbers = np.repeat(np.arange(len(pools), dtype=np.int32), several)
        whole = {"open": looks.capacity[seen], "occupied": looks.in_use[seen]}
        arrays = [
            _always(self._whose_pools(), len(numbers)),
            pa.DictionaryArray.from_arrays(pa.array(numbers), pa.array(pools, pa.string())),
            self._instants(np.tile(looks.minutes[seen], len(pools))),
            *(pa.array(whole[name].T.ravel().astype(np.int32)) for name in ("open", "occupied")),
        ]
        return pa.Table.from_arrays(arrays, schema=schema_of(OCCUPANCY))

    def _whose_pools(self) -> str:
        """The organisation that the model's event tables name, so that a hospital has one name; else the one given."""
        said = [emits.columns.get("organisation") for emits in self.replication.compiled.model.emits]
        named = {str(source.value) for source in said if isinstance(source, Always)}
        return named.pop() if len(named) == 1 else self.organisation

    def _column(self, column: Column, source: Source | None, chosen: Indices) -> "pa.Array":
        rows, names = self.rows, self.names
        match source:
            case None:
                return _nothing(column, len(chosen))
            case At():
                found = self._minutes(source.milestone)[chosen]
                for other in source.otherwise:
                    found = np.where(np.isnan(found), self._minutes(other)[chosen], found)
                return self._instants(found)
            case Number():
                return _levels(column, rows.attributes[chosen, names.attributes.index(source.attribute)])
            case Always() if column.kind == "words":
                return _always(str(source.value), len(chosen))
            case Always():
                return _whole(np.full(len(chosen), float(source.value)))
            case PerClass():
                return _each(column, [source.values[name] for name in names.classes], rows.group[chosen])
            case PerStream():
                streams = [stream.name for stream in self.replication.compiled.model.streams]
                return _each(column, [source.values[name] for name in streams], rows.stream[chosen])
            case PerOutcome():
                return _each(column, [source.values[name] for name in names.outcomes], rows.outcome[chosen])
            case PerMilestone():
                first = np.full(len(chosen), -1, dtype=np.int64)
                for number, name in enumerate(source.values):
                    first[(first < 0) & ~np.isnan(self._minutes(name)[chosen])] = number
                return _each(column, list(source.values.values()), first)

    def _minutes(self, milestone: str) -> NDArray[np.float64]:
        """When each patient passed a milestone: shape (n,), minutes after the start, not a number for never."""
        if milestone in ("arrival", "departure"):
            return self.rows.arrived if milestone == "arrival" else self.rows.left
        return self.rows.milestones[:, self.names.milestones.index(milestone)]

    def _instants(self, minutes: NDArray[np.float64]) -> "pa.Array":
        import pyarrow as pa

        never = np.isnan(minutes)
        whole = np.rint(np.where(never, 0.0, minutes) * MICROSECONDS_A_MINUTE).astype(np.int64) + self.began
        return pa.array(whole, mask=never).view(pa.timestamp("us", tz="UTC"))


def _each(column: Column, values: list[Value], numbers: Indices) -> "pa.Array":
    """What stands for each number, which is its place among the values; missing below nought and for an empty word."""
    import pyarrow as pa

    if column.kind == "whole number":
        known = np.array([np.nan if value == "" else float(value) for value in values])
        return _whole(np.where(numbers < 0, np.nan, known[numbers]))
    words = list(dict.fromkeys(value for value in values if value != ""))
    place = np.array([words.index(value) if value != "" else -1 for value in values], dtype=np.int32)
    at = np.where(numbers < 0, -1, place[numbers]).astype(np.int32)
    return pa.DictionaryArray.from_arrays(pa.array(at, mask=at < 0), pa.array(words, pa.string()))


def _always(word: str, several: int) -> "pa.Array":
    import pyarrow as pa

    return pa.DictionaryArray.from_arrays(pa.array(np.zeros(several, dtype=np.int32)), pa.array([word], pa.string()))


def _levels(column: Column, numbers: NDArray[np.float64]) -> "pa.Array":
    """The nearest whole numbers to an attribute. Raises FlowError for one that cannot stand in the column."""
    least = LEAST if column.least is None else column.least
    most = MOST if column.most is None else column.most
    nearest = np.rint(numbers)
    if len(wrong := numbers[(nearest < least) | (nearest > most)]):
        raise FlowError(
            f"The attribute for “{column.name}” came to {wrong[0]:g}, and the column holds {least} to {most}. "
            "Give it other values in the model, or leave the column out."
        )
    return _whole(numbers)


def _whole(numbers: NDArray[np.float64]) -> "pa.Array":
    import pyarrow as pa

    there = np.isfinite(numbers)
    return pa.array(np.rint(np.where(there, numbers, 0.0)).astype(np.int32), mask=~there)


def _nothing(column: Column, several: int) -> "pa.Array":
    import pyarrow as pa

    return pa.nulls(several, arrow_type(column))

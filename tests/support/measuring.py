"""Measuring event tables on an engine, with the answers as the oracle gives them; Spark has its own process."""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
from support.event_oracle import ANSWERS, Answer, Row, answers
from support.event_rows import arrow
from support.spark_cluster import environment

from everyweek.measures.events.catalogue import EVENT_MEASURES, find_event_measures
from everyweek.tables import Every, Observation
from everyweek.tables.event_table import TableName
from everyweek.tables.event_tables import EVENT_TABLES
from everyweek.warehouse.engines import duckdb

Found = dict[tuple[str, str, date], Answer]
"""By measure, organisation and first day of the period."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Some measures of some tables. lies_there : whether Spark has the rows already, when it is asked."""

    tables: Mapping[TableName, pa.Table]
    names: tuple[str, ...]
    by: Every = "month"
    zone: str = "UTC"
    lies_there: bool = False


def names_on(*tables: TableName) -> tuple[str, ...]:
    """The measures of some tables."""
    return tuple(name for name, one in EVENT_MEASURES.items() if one.table in tables)


def as_answers(observations: Sequence[Observation]) -> Found:
    return {
        (one.measure, one.organisation, one.period_start): (one.numerator, one.denominator, one.value)
        for one in observations
    }


def on_duckdb(asked: Asked) -> Found:
    return as_answers(
        duckdb.observations_of(asked.tables, find_event_measures(*asked.names), by=asked.by, zone=asked.zone)
    )


def by_oracle(rows: Mapping[TableName, Sequence[Row]], asked: Asked) -> Found:
    return {
        (name, *key): answer
        for name in asked.names
        for key, answer in answers(name, rows[ANSWERS[name][0]], by=asked.by, zone=asked.zone).items()  # type: ignore[index]
    }


def asked_of(rows: Mapping[TableName, Sequence[Row]], **more: Any) -> Asked:
    """All measures of some rows."""
    return Asked({name: arrow(name, of_one) for name, of_one in rows.items()}, names_on(*rows), **more)


def differences(found: Found, expected: Found, *, relative: float = 1e-9) -> list[object]:
    """What one has and the other has not, or not to the ninth digit."""
    unlike: list[object] = [(key, found.get(key), expected.get(key)) for key in found.keys() ^ expected.keys()]
    for key in found.keys() & expected.keys():
        for one, other in zip(found[key], expected[key], strict=True):
            if one is other is None:
                continue
            if one is None or other is None or abs(one - other) > relative * max(1.0, abs(other)):
                unlike.append((key, found[key], expected[key]))
                break
    return unlike


def on_spark(folder: Path, asked: Sequence[Asked], *, seconds: float = 300.0) -> list[Found]:
    """The answers of a real Spark, one after the other: a process of its own has the session and the Java machine."""
    (folder / "asked").write_bytes(pickle.dumps(list(asked)))
    log = folder / "spark.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "support.measuring", str(folder)],
            env=environment(folder), stdout=out, stderr=out, start_new_session=True,
        )  # fmt: skip
    try:
        assert process.wait(timeout=seconds) == 0, log.read_text()
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    found: list[Found] = pickle.loads((folder / "found").read_bytes())
    return found


def main(folder: Path) -> None:
    """Measure what is asked in a folder on a Spark of this process."""
    import warnings

    from pyspark.sql import SparkSession

    from everyweek.warehouse.engines import spark

    # Spark 4.3 warns of every pandas from 3.0 on, which it imports and of which nothing is used here.
    warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas", category=FutureWarning)
    builder = SparkSession.builder.master("local[1]").appName("everyweek tests")
    for key, value in {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.shuffle.partitions": "1",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.sql.session.timeZone": "America/New_York",  # measures must not care
    }.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    found = []
    try:
        for one in pickle.loads((folder / "asked").read_bytes()):
            measures = find_event_measures(*one.names)
            tables = {name: _lying_there(session, table) for name, table in one.tables.items()}
            given = tables if one.lies_there else one.tables
            found.append(as_answers(spark.observations_of(session, given, measures, by=one.by, zone=one.zone)))
        assert not [one.name for one in session.catalog.listTables() if one.name.startswith("everyweek")]
    finally:
        session.stop()
    (folder / "found").write_bytes(pickle.dumps(found))


def _lying_there(session: Any, table: pa.Table) -> Any:
    """The rows as a data frame of Spark, by a way that has nothing to do with Arrow's dictionaries."""
    types = {"instant": "timestamp", "words": "string", "whole number": "int"}
    columns = EVENT_TABLES[table.schema.metadata[b"table"].decode()].columns  # type: ignore[index]
    schema = ", ".join(f"`{column.name}` {types[column.kind]}" for column in columns)
    names = [column.name for column in columns]
    return session.createDataFrame([tuple(row.values()) for row in table.select(names).to_pylist()], schema)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""What came out of a model as files of Parquet: the figures, and the tables that a hospital would have written down."""

import secrets
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from everyweek.flow.experiments.outcome import Asked, Outcomes

FIGURES = "figures.parquet"


def check_can_write(folder: Path) -> None:
    """Raises BadParameter when something stands in the folder already, or it cannot be made."""
    if folder.is_dir() and not any(folder.iterdir()):
        return
    if folder.exists():
        raise click.BadParameter(
            f"{folder} is there already, and is not written over. Name a new folder, or empty this one.",
            param_hint="--output",
        )
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise click.BadParameter(f"{folder} cannot be made: {problem.strerror}.", param_hint="--output") from None


def write(folder: Path, found: "Outcomes", asked: "Asked", *, tick: Callable[[int], None]) -> tuple[str, ...]:
    """Write figures.parquet and each event table, a column `replication` in front; the names of the files.

    Each replication is run again for its rows, which gives the same to the last bit. All files are written beside, and
    the folder is there when they are whole. Raises ClickException when that fails.
    """
    beside = folder.parent / f".{folder.name}-{secrets.token_hex(4)}"
    try:
        beside.mkdir()
        _write_all(beside, found, asked, tick)
        beside.replace(folder)
    except OSError as problem:
        raise click.ClickException(f"{folder} cannot be written: {problem.strerror or problem}.") from problem
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return tuple(sorted(path.name for path in folder.iterdir()))


def _write_all(folder: Path, found: "Outcomes", asked: "Asked", tick: Callable[[int], None]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from everyweek.flow.compiling.compile import compiled
    from everyweek.flow.emitting.event_tables import event_tables
    from everyweek.flow.running import replicate

    pq.write_table(found.as_table(), folder / FIGURES)
    program = compiled(asked.model)
    writers: dict[str, Any] = {}
    with ExitStack() as open_files:
        for number in found.replications.tolist():
            run = replicate(program, minutes=asked.minutes, warm_up=asked.warm_up, seed=asked.seed, replication=number)
            for name, table in event_tables(run).items():
                column = pa.repeat(pa.scalar(number, pa.int32()), len(table))
                whole = table.add_column(0, pa.field("replication", pa.int32(), nullable=False), column)
                if name not in writers:
                    file = pq.ParquetWriter(folder / f"{name}.parquet", whole.schema)
                    writers[name] = open_files.enter_context(file)
                writers[name].write_table(whole)
            tick(1)

"""What came out of a model as files of Parquet: the figures, and the tables that a hospital would have written down."""

import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from everyweek.flow.errors import FlowError

if TYPE_CHECKING:
    from everyweek.flow.compiling.compile import Compiled
    from everyweek.flow.experiments.outcome import Asked, Block, Outcomes
    from everyweek.flow.replication import Replication

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


class CannotWrite(FlowError):
    """A place for results that cannot be written to."""


@contextmanager
def workshop(folder: Path) -> Iterator[Path]:
    """A hidden folder beside another, in which its files are made; gone afterwards. Raises CannotWrite."""
    beside = folder.parent / f".{folder.name}-{secrets.token_hex(4)}"
    try:
        beside.mkdir()
    except OSError as problem:
        raise _cannot_write(folder, problem) from problem
    try:
        yield beside
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def outcomes_with_tables(asked: "Asked", shop: Path, block: "Block") -> "Outcomes":
    """The outcomes of a block, each replication of which leaves its event tables in the workshop: out of one run.

    Raises CannotWrite, and what `replicate` raises.
    """
    from everyweek.flow.compiling.compile import compiled
    from everyweek.flow.experiments.outcome import joined, outcomes_of_runs

    program, each = compiled(asked.model), []
    for number in block.replications:
        run = _replicated(program, asked, number)
        try:
            _put_down(run, shop)
        except OSError as problem:
            raise _cannot_write(shop, problem) from problem
        each.append(_with_hours(run, asked) if asked.by_hour and asked.model.pools else outcomes_of_runs([run]))
    return joined(each)


def _with_hours(run: "Replication", asked: "Asked") -> "Outcomes":
    """What came out of a run, under the name of what was asked for, which tells that hours are there."""
    from everyweek.flow.experiments.hours import mean_week
    from everyweek.flow.experiments.outcome import outcomes_of_runs

    found = outcomes_of_runs([run])
    return replace(found, heading=replace(found.heading, asked=asked.digest()), hours=mean_week(run)[None])


def write(folder: Path, shop: Path, found: "Outcomes", asked: "Asked", *, tick: Callable[[int], None]) -> list[str]:
    """Write figures.parquet and each event table, a column `replication` in front; the names of the files.

    A replication that left no tables in the workshop, since its figures were kept from before, is run again for them,
    which gives the same to the last bit. The folder is there when all files are whole. Raises CannotWrite.
    """
    made = shop / "made"
    try:
        made.mkdir()
        _write_all(made, shop, found, asked, tick)
        made.replace(folder)
    except OSError as problem:
        raise _cannot_write(folder, problem) from problem
    return sorted(path.name for path in folder.iterdir())


def _write_all(made: Path, shop: Path, found: "Outcomes", asked: "Asked", tick: Callable[[int], None]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq
    from pyarrow import feather

    from everyweek.flow.compiling.compile import compiled

    pq.write_table(replace(found, hours=None).as_table(), made / FIGURES)  # the hours are for a report alone
    program = compiled(asked.model)
    writers: dict[str, Any] = {}
    with ExitStack() as open_files:
        for number in found.replications.tolist():
            left = _place(shop, number)
            if not left.exists():
                _put_down(_replicated(program, asked, number), shop)
            for path in sorted(left.iterdir()):
                table = feather.read_table(path)
                column = pa.repeat(pa.scalar(number, pa.int32()), len(table))
                whole = table.add_column(0, pa.field("replication", pa.int32(), nullable=False), column)
                if path.name not in writers:
                    file = pq.ParquetWriter(made / f"{path.name}.parquet", whole.schema)
                    writers[path.name] = open_files.enter_context(file)
                writers[path.name].write_table(whole)
            shutil.rmtree(left)
            tick(1)


def _place(shop: Path, number: int) -> Path:
    return shop / f"replication-{number}"


def _replicated(program: "Compiled", asked: "Asked", number: int) -> "Replication":
    from everyweek.flow.running import replicate

    return replicate(program, minutes=asked.minutes, warm_up=asked.warm_up, seed=asked.seed, replication=number)


def _put_down(run: "Replication", shop: Path) -> None:
    """The event tables of a replication, as files by their names."""
    from pyarrow import feather

    from everyweek.flow.emitting.event_tables import event_tables

    place = _place(shop, run.replication)
    place.mkdir(exist_ok=True)
    for name, table in event_tables(run).items():
        feather.write_feather(table, str(place / name), compression="lz4")


def _cannot_write(folder: Path, problem: OSError) -> CannotWrite:
    return CannotWrite(f"{folder} cannot be written: {problem.strerror or problem}. Make room, or name another folder.")

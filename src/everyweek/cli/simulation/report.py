"""The page beside the figures: whether it can be written is found out before anything runs, and it is written whole."""

import os
import secrets
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import click

from everyweek.cli.simulation.files import CannotWrite

if TYPE_CHECKING:
    from everyweek.flow.experiments.comparing import ComparisonTable
    from everyweek.flow.experiments.outcome import Outcomes
    from everyweek.flow.experiments.replications import Reached
    from everyweek.flow.experiments.warm_up import WarmUp
    from everyweek.flow.model import Model
    from everyweek.flow.reporting.report import Report

SUFFIX = ".html"


def check_can_report(file: Path, *, overwrite: bool) -> None:
    """Raises BadParameter when a file is there and may not be written over, or none can be written there."""
    try:
        if file.suffix.lower() != SUFFIX:
            raise CannotWrite(f"“{file.name}” must end in {SUFFIX}.")
        place = _place_of(file, overwrite=overwrite)
        with _beside(place):
            pass
    except OSError as problem:
        raise click.BadParameter(str(_cannot_write(file, problem)), param_hint="--report") from None
    except CannotWrite as problem:
        raise click.BadParameter(str(problem), param_hint="--report") from None


def write_report(file: Path, report: "Report", *, overwrite: bool) -> None:
    """Write a report: the file is there when it is whole, and an earlier one stays until then. Raises CannotWrite."""
    from everyweek.flow.reporting.page import page_of

    content = page_of(report).encode("utf-8")
    try:
        place = _place_of(file, overwrite=overwrite)  # once more: a run may take hours
        with _beside(place) as part:
            with part.open("wb") as opened:
                opened.write(content)
                opened.flush()
                os.fsync(opened.fileno())
            if place.exists():
                shutil.copymode(place, part)  # who may read the earlier one may read this one, and nobody else
            part.replace(place)
    except OSError as problem:
        raise _cannot_write(file, problem) from problem


def report_of(
    models: "Mapping[str, Model]",
    each: "Mapping[str, Outcomes]",
    warm_ups: "Mapping[str, WarmUp]",
    *,
    comparison: "ComparisonTable | None",
    reached: "Sequence[Reached]",
) -> "Report":
    """Everything that a page says, by the names of models."""
    from everyweek.flow.reporting.report import Ran, Report

    ran = tuple(Ran(name, models[name], found, warm_ups.get(name)) for name, found in each.items())
    return Report(ran, version("everyweek"), comparison, tuple(reached))


def _place_of(file: Path, *, overwrite: bool) -> Path:
    """Where the file is: of a link, what it names. Raises CannotWrite, or OSError when that cannot be found out."""
    place = Path(os.path.realpath(file))
    try:
        place.stat()
    except FileNotFoundError:
        return place
    if not place.is_file():
        raise CannotWrite(f"{file} is there already, and is no file. Choose another name.")
    if not overwrite:
        raise CannotWrite(f"{file} is there already. Choose another name, or write over it with --overwrite.")
    if not os.access(place, os.W_OK):
        raise CannotWrite(f"{file} is there already, and may not be written over. Choose another name.")
    return place


@contextmanager
def _beside(place: Path) -> Iterator[Path]:
    """A new hidden file beside another, gone afterwards unless it took the other's place. Raises OSError."""
    part = place.with_name(f".{secrets.token_hex(8)}.part")
    part.open("xb").close()
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)


def _cannot_write(file: Path, problem: OSError) -> CannotWrite:
    return CannotWrite(f"{file} cannot be written: {problem.strerror or problem}. Choose another place.")

"""everyweek simulate: models of patient flow from files, run many times over."""

import math
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from everyweek.cli.simulation.options import AUTO, Options
from everyweek.cli.trouble import in_plain_words

if TYPE_CHECKING:
    from everyweek.flow.model import Model

FILE = click.Path(path_type=Path)
REPLICATIONS, AT_MOST = 10, 1_000
MOST_DAYS = 400_000.0
"""A thousand years. The hours of a run are laid out before it begins, and would fill the memory some time."""
LARGEST_SEED = 2**63 - 1


@click.command()
@click.argument("model", type=FILE)
@click.option(
    "--beside",
    multiple=True,
    type=FILE,
    help="Another model, whose differences from MODEL are shown; may be given several times.",
)
@click.option(
    "--days", type=click.FloatRange(min=0, min_open=True, max=MOST_DAYS), default=28.0, show_default=True,
    help="How long a run is.",
)  # fmt: skip
@click.option(
    "--warm-up", "warm_up", default="0", show_default=True, metavar="auto|DAYS",
    help="Days at the beginning that are not counted; auto finds out how many the model needs.",
)  # fmt: skip
@click.option(
    "--replications", type=click.IntRange(min=1),
    help="How many runs, each of other luck: 10 unless said; with --precision the most, 1,000 unless said.",
)  # fmt: skip
@click.option(
    "--precision", multiple=True, metavar="FIGURE=WIDTH",
    help="Run until a figure is known so closely: “beds: mean wait = 5” in its unit, or “= 5%” of its mean.",
)  # fmt: skip
@click.option(
    "--seed", type=click.IntRange(min=0, max=LARGEST_SEED), default=1, show_default=True,
    help="The same seed gives the same numbers.",
)  # fmt: skip
@click.option("--format", "form", type=click.Choice(["table", "json", "parquet"]), default="table", show_default=True)
@click.option(
    "--report", type=click.Path(path_type=Path, readable=False), metavar="FILE.html",
    help="A page to send: figures, assumptions, and the pools hour by hour, with pictures.",
)  # fmt: skip
@click.option("--overwrite", is_flag=True, help="Write the report over a file of this name.")
@click.option("--output", type=FILE, help="With parquet: a new folder for the figures and the event tables.")
@click.option(
    "--processes", type=click.IntRange(min=1), help="How many at once; one on each core where that is worth it."
)
@click.option("--keep", type=FILE, help="A folder in which replications are kept as they finish, and found again.")
@click.option("--resume", is_flag=True, help="Go on with the same command that was stopped.")
@click.option("--although-streams-differ", is_flag=True, help="Compare models whose patients come by other streams.")
@in_plain_words
def simulate(model: Path, beside: tuple[Path, ...], warm_up: str, replications: int | None, **others: Any) -> None:
    """Run a MODEL of patient flow (YAML or TOML), and say what its pools and intervals come to.

    Every mean has its 95 % interval over the runs. With --beside, models meet the same patients with the same luck, and
    their differences are shown. The first run of a new version compiles the engine, which takes some 15 seconds; it is
    kept for the next. Ctrl-C stops, shows what is finished, and keeps it for --resume.
    """
    from everyweek.cli.simulation.run import STOPPED, run
    from everyweek.cli.simulation.wishes import wanted_of

    usual = AT_MOST if others["precision"] else REPLICATIONS
    options = Options(warm_up=_days(warm_up), replications=replications or usual, **others)
    _check(options, beside)
    with _terminated_as_interrupted():
        try:
            models = _read((model, *beside))
            wanted_of(options.precision, next(iter(models.values())))
            run(models, options)
        except KeyboardInterrupt:
            click.echo("Stopped.", err=True)
            sys.exit(STOPPED)


def _days(warm_up: str) -> float | None:
    if warm_up == AUTO:
        return None
    try:
        days = float(warm_up)
    except ValueError:
        days = -1.0
    if not 0.0 <= days < float("inf"):
        raise click.BadParameter(
            f"“{warm_up}” is neither “auto” nor a number of days that is not negative.", param_hint="--warm-up"
        )
    return days


def _check(options: Options, beside: tuple[Path, ...]) -> None:
    """Raises BadParameter or UsageError for what does not go together."""
    from everyweek.cli.simulation.files import check_can_write
    from everyweek.cli.simulation.report import check_can_report

    if math.isnan(options.days):
        raise click.BadParameter("“nan” is no number of days.", param_hint="--days")
    if options.warm_up is not None and options.warm_up >= options.days:
        raise click.BadParameter("The warm-up must be shorter than the run.", param_hint="--warm-up")
    if (options.form == "parquet") is (options.output is None):
        raise click.UsageError("--format parquet and --output FOLDER belong together.")
    if options.keep and options.resume:
        raise click.UsageError("--keep goes on by itself from what is in its folder; leave --resume out.")
    if beside and (options.form == "parquet" or options.precision):
        raise click.UsageError("--beside goes neither with --format parquet nor with --precision.")
    if options.overwrite and not options.report:
        raise click.UsageError("--overwrite is for a report: name its file with --report.")
    if options.output:
        check_can_write(options.output)
    if options.report:
        check_can_report(options.report, overwrite=options.overwrite)


def _read(paths: tuple[Path, ...]) -> "dict[str, Model]":
    """Models by name; by that of the file where two have the same."""
    from everyweek.flow.reading.model import read_model

    models = [read_model(path) for path in paths]
    for names in ([model.name for model in models], [path.stem for path in paths], [str(path) for path in paths]):
        if len(set(names)) == len(names):
            return dict(zip(names, models, strict=True))
    raise click.UsageError("The same file is named twice.")


@contextmanager
def _terminated_as_interrupted() -> Iterator[None]:
    """SIGTERM, with which machines end a process, is taken as Ctrl-C."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before or signal.SIG_DFL)

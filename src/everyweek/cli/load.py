"""everyweek load: real publications into the warehouse."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from everyweek.cli.trouble import in_plain_words


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))
@click.option("--quiet", is_flag=True, help="Say only what was refused.")
@in_plain_words
def load(paths: tuple[Path, ...], quiet: bool) -> None:
    """Load NHS England publications from files and folders.

    Each file is recognised by its content, never by its name. A file with anything wrong in it is refused whole, with
    the sheet, row and column, and the others still load. Loading a file again changes nothing.
    """
    from everyweek.publications.load import load_paths
    from everyweek.warehouse import home, open_warehouse

    report = load_paths(
        paths,
        warehouse=open_warehouse(),
        now=datetime.now(UTC),
        archive=home() / "releases",
        progress=show_nothing if quiet else show_progress,
    )
    for one in report.outcomes:
        if one.outcome == "refused":
            click.echo(f"refused    {one.message}", err=True)
        elif not quiet and one.outcome != "passed over":
            click.echo(f"{one.outcome:<10} {one.path.name}: {one.message}")
            for remark in one.remarks:
                click.echo(f"           {remark}")
    if not quiet:
        click.echo(
            f"{len(report.of('loaded'))} loaded, {len(report.of('unchanged'))} unchanged, "
            f"{len(report.of('refused'))} refused, {len(report.of('passed over'))} passed over."
        )
    sys.exit(0 if report.all_well else 1)


def show_nothing(_done: int, _all: int, _name: str) -> None:
    """No progress."""


def show_progress(done: int, everything: int, name: str) -> None:
    """A line that counts, on a terminal; on anything else every 25th file."""
    if sys.stderr.isatty():
        click.echo(f"\r\033[Kreading {done} of {everything} {name[:60]}", nl=done == everything, err=True)
    elif done % 25 == 0 or done == everything:
        click.echo(f"read {done} of {everything} files", err=True)

"""everyweek library: what the library holds."""

from pathlib import Path

import click

from everyweek.cli.pages import of_the_pages


@click.group()
def library() -> None:
    """Bring resources into the library."""


@library.command()
def load() -> None:
    """Bring in the resources that come with Everyweek, or bring them up to date.

    A resource that people changed here stays as it is, and is named.
    """
    of_the_pages("learn.commands").load_library()


@library.command("import")
@click.argument("path", metavar="FOLDER|FILE.csv", type=click.Path(exists=True, path_type=Path))
@click.option("--check", is_flag=True, help="Only say what is wrong; bring nothing in.")
def import_(path: Path, check: bool) -> None:
    """Bring in a FOLDER of Markdown files with front matter, or a FILE.csv of links: all of it, or nothing.

    A CSV has the headings title and address, and may have type, summary, organisations, interventions, settings and
    dated; lists in a cell are parted by semicolons.
    """
    of_the_pages("learn.commands").import_resources(path=path, only_checks=check)

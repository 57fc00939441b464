"""everyweek archive: the whole public library, for ever."""

from importlib.metadata import version
from pathlib import Path

import click

from everyweek.cli.pages import of_the_pages


@click.command()
@click.argument("target", metavar="FOLDER|FILE.zip", type=click.Path(path_type=Path))
def archive(target: Path) -> None:
    """Write the whole public library to a new FOLDER, or to a FILE.zip.

    It holds a page of each resource that a browser opens from a disk, with a search; everything as JSON, CSV and
    Markdown; and a manifest with the SHA-256 of each file. everyweek restore brings it into an empty installation.
    """
    of_the_pages("learn.commands").archive(target=target, version=version("everyweek"))

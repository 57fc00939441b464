"""everyweek library: what the library holds."""

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

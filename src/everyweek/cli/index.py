"""everyweek index: the search index of the library, made anew."""

import click

from everyweek.cli.pages import of_the_pages


@click.command()
@click.option(
    "--meaning/--words-only", default=True, help="Also read texts for their meaning, if the model is installed."
)
def index(meaning: bool) -> None:
    """Make the search index of the library anew.

    Whoever searches meanwhile searches the old one. Stopped in the middle, run it again: what was done is kept.
    """
    of_the_pages("learn.commands").index(meaning=meaning)

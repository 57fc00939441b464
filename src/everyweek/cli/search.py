"""everyweek search: the library, from the command line."""

import click

from everyweek.cli.pages import of_the_pages


@click.command()
@click.argument("query", metavar="QUERY")
@click.option(
    "--type",
    "types",
    multiple=True,
    type=click.Choice(["guide", "case study", "tool", "presentation", "evidence summary", "event"]),
    help="Only this type of resource; may be given several times.",
)
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def search(query: str, types: tuple[str, ...], limit: int, form: str) -> None:
    """Search what everybody may read of the library for QUERY, the best first."""
    of_the_pages("learn.commands").search(text=query, types=types, form=form, limit=limit)

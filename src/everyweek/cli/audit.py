"""everyweek audit: what was changed, by whom, and whether the chain of changes is whole."""

import json
import re
import sys
from typing import Any

import click

from everyweek.cli.pages import of_the_pages
from everyweek.cli.tables import aligned, csv_text

HEADER = (
    *("number", "at", "by", "action", "kind of thing", "thing", "organisation", "network", "about", "what changed"),
    "seal",
)
SHOWN = 4
HEAD = re.compile(r"([0-9]{1,18}):([0-9a-fA-F]{16,64})")


class Head(click.ParamType[tuple[int, str]]):
    """A number and a seal that were kept elsewhere."""

    name = "number:seal"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, str]:
        """The two parts."""
        found = HEAD.fullmatch(value)
        if found is None:
            self.fail(
                "write the number of an entry, a colon, and its seal or the first 16 characters of it.", param, ctx
            )
        return int(found[1]), found[2]


@click.command()
@click.option("--newest", type=click.IntRange(1, 20_000), default=20, show_default=True, help="How many entries.")
@click.option("--verify", is_flag=True, help="Walk the whole chain, and say whether anything was changed or removed.")
@click.option("--head", type=Head(), help="A number and seal kept elsewhere: does the chain still have that entry?")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
def audit(newest: int, verify: bool, head: tuple[int, str] | None, form: str) -> None:
    """List the newest changes; or check that nobody changed or removed one.

    Exit status 1 when the chain is broken. Keep the number and seal that are printed somewhere else: with them
    --head shows that no newest entries were taken away, which the chain alone cannot show.
    """
    commands = of_the_pages("people.audit.commands")
    if not verify and head is None:
        write_entries(commands.newest(number=newest), form)
        return
    verdict = commands.verdict() if verify else {}
    if head is not None:
        verdict["head"] = commands.wrong_with_head(number=head[0], seal=head[1])
    write_verdict(verdict, form)
    sys.exit(0 if verdict.get("holds", True) and not verdict.get("head") else 1)


def write_entries(rows: list[tuple[object, ...]], form: str) -> None:
    """The entries; in a table only the first columns, and below it the newest number with its seal."""
    if form == "json":
        click.echo(json.dumps([dict(zip(HEADER, row, strict=True)) for row in rows], indent=1, ensure_ascii=False))
    elif form == "csv":
        click.echo(csv_text(HEADER, rows), nl=False)
    elif not rows:
        click.echo("Nothing was changed yet.")
    else:
        click.echo(aligned(HEADER[:SHOWN], [tuple(str(cell) for cell in row[:SHOWN]) for row in rows]), nl=False)
        click.echo(f"Keep this somewhere else: {rows[0][0]}:{rows[0][-1]}")


def write_verdict(verdict: dict[str, Any], form: str) -> None:
    """What the check found; as CSV only what is broken, entry by entry."""
    if form == "json":
        click.echo(json.dumps({name: value for name, value in verdict.items() if name != "lines"}, indent=1))
        return
    faults = [(fault["number"], fault["what"]) for fault in verdict.get("faults", ())]
    if form == "csv":
        click.echo(csv_text(("number", "what is wrong"), faults), nl=False)
        return
    for line in verdict.get("lines", ()):
        click.echo(line)
    for number, what in faults:
        click.echo(f"Entry {number}: {what}")
    if "head" in verdict:
        click.echo(verdict["head"] or "The chain still has the entry that you kept the seal of.")
    if verdict.get("newest"):
        click.echo(f"Keep this somewhere else: {verdict['newest']}:{verdict['seal']}")

"""everyweek person: who can sign in."""

import json
import sys
from collections.abc import Iterable
from datetime import datetime

import click

from everyweek.cli.pages import of_the_pages
from everyweek.cli.tables import aligned, csv_text

HERE = "http://127.0.0.1:8000"
HEADER = ("e-mail", "name", "joined", "last signed in", "password")
ORGANISATION = click.option("--organisation", default="", help="The code of the organisation where it is held.")
SITE = click.option("--site", default=HERE, show_default=True, help="Where the pages are, for the link.")


@click.group()
def person() -> None:
    """Add the people who can sign in, list them, give them roles, and let them set a password."""


@person.command()
@click.argument("email")
@click.option("--name", required=True, help="As others should read it.")
@click.option(
    "--password-from-standard-input",
    "reads_password",
    is_flag=True,
    help="Take the first line of the standard input as the password, in place of a link to set one.",
)
@click.option("--role", default="", help="A role to give at once: national_support for the first administrator.")
@ORGANISATION
@SITE
def add(email: str, name: str, reads_password: bool, role: str, organisation: str, site: str) -> None:
    """Add somebody, and print a link by which they set their password.

    The link works once, for three days. Whoever holds it can sign in as them: send it to nobody else.
    """
    commands = of_the_pages("people.commands")
    password = read_password() if reads_password else None
    kept, spelt = commands.add(email=email, name=name, password=password, role=role, organisation=organisation)
    click.echo(f"{spelt} can sign in as {kept}.")
    if not reads_password:
        tell_link(commands.link(email=kept), spelt, site)


@person.command()
@click.argument("email")
@SITE
def link(email: str, site: str) -> None:
    """Print a new link to set a password, for somebody who has none or forgot it."""
    tell_link(of_the_pages("people.commands").link(email=email), email, site)


@person.command()
@click.argument("email")
@click.option("--role", required=True, help="member, system_administrator, national_support … (a wrong one lists all).")
@ORGANISATION
@click.option("--network", default="", help="The key of the network where it is held, as in its address.")
@click.option("--end", "ends", is_flag=True, help="End the role in place of giving it.")
def role(email: str, role: str, organisation: str, network: str, ends: bool) -> None:
    """Give somebody a role at an organisation, in a network or, with neither, in the country; or end it.

    It takes effect at the next page that they open.
    """
    if organisation and network:
        raise click.UsageError("A role is held at an organisation or in a network, not in both.")
    commands = of_the_pages("people.commands")
    place = {"organisation": organisation, "network": network}
    if ends:
        tell_lines(commands.end_role(email=email, role=role, **place))
    else:
        click.echo(commands.give_role(email=email, role=role, **place))


@person.command()
@click.argument("email")
def close(email: str) -> None:
    """End every role of somebody, and let them sign in no more. What they wrote stays."""
    tell_lines(of_the_pages("people.commands").close(email=email))


@person.command()
@click.argument("email")
def reopen(email: str) -> None:
    """Let somebody sign in again whose account was closed. Their roles do not come back."""
    click.echo(of_the_pages("people.commands").reopen(email=email))


@person.command("second-step-off")
@click.argument("email")
def second_step_off(email: str) -> None:
    """Take the second step at sign-in from somebody who lost their phone and their recovery codes.

    Make sure that it is they who ask: afterwards their password alone opens their account.
    """
    click.echo(of_the_pages("people.commands").second_step_off(email=email))


@person.command("list")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
def list_people(form: str) -> None:
    """List everybody who can sign in."""
    rows = [
        (row.email, row.name, day(row.joined_at), day(row.last_signed_in_at), "set" if row.has_password else "not set")
        for row in of_the_pages("people.commands").people()
    ]
    if form == "json":
        click.echo(json.dumps([dict(zip(HEADER, row, strict=True)) for row in rows], indent=1, ensure_ascii=False))
    elif form == "csv":
        click.echo(csv_text(HEADER, rows), nl=False)
    elif rows:
        click.echo(aligned(HEADER, rows), nl=False)
    else:
        click.echo("Nobody can sign in yet. Add somebody: everyweek person add name@example.nhs.uk --name 'Their Name'")


def read_password() -> str:
    """A password, which never stands on the command line, where every user of the machine could read it.

    At a terminal it is asked for twice and not shown.
    """
    if sys.stdin.isatty():
        asked: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
        return asked
    return sys.stdin.readline().rstrip("\r\n")


def tell_link(path: str, who: str, site: str) -> None:
    """Say where the password is set."""
    click.echo(f"{who} sets the password here, once, within three days:\n{site.rstrip('/')}{path}")


def tell_lines(lines: Iterable[str]) -> None:
    """Say what was done, and what is left undone."""
    for line in lines:
        click.echo(line)


def day(at: datetime | None) -> str:
    """A day as 2026-06-01; empty for never."""
    return "" if at is None else at.date().isoformat()

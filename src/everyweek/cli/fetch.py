"""everyweek fetch: new files from NHS England's statistics pages."""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from everyweek.cli.show import Month
from everyweek.cli.trouble import in_plain_words

if TYPE_CHECKING:
    from everyweek.publications.fetch.client import Client
    from everyweek.publications.fetch.pages import Site, StatisticsPage
    from everyweek.publications.fetch.report import FetchReport

STOPPED = 130
"""The exit status of a program that Ctrl+C has ended."""


@click.command()
@click.argument("publications", nargs=-1, metavar="[PUBLICATION]...")
@click.option("--dry-run", is_flag=True, help="Say what would be downloaded, and download nothing.")
@click.option("--no-load", is_flag=True, help="Download, and load nothing; the next fetch loads it.")
@click.option("--since", type=Month(), help="Files put on the site in this month or later, earlier years' too.")
@click.option(
    "--pages",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file of your own that names the statistics pages.",
)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@in_plain_words
def fetch(
    publications: tuple[str, ...],
    dry_run: bool,
    no_load: bool,
    since: date | None,
    pages: Path | None,
    form: str,
) -> None:
    """Fetch new files from NHS England's statistics pages, and load them.

    PUBLICATION is the name of one, such as emergency_department; without any, all are fetched. Without --since the
    files of the financial year that is running are looked at, and those on pages that are not divided by year.

    Files are kept as they came in EVERYWEEK_HOME/downloads; what is there already is not downloaded again. Set
    EVERYWEEK_CONTACT to an e-mail address so that NHS England can tell who asks.
    """
    from everyweek.cli.fetch_report import as_json, as_table
    from everyweek.publications.fetch.errors import FetchError

    site, chosen = choose(pages, publications)
    try:
        report = run(site, chosen, since=since, dry_run=dry_run, no_load=no_load)
    except FetchError as problem:
        click.echo(f"everyweek: {problem}", err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        click.echo("\nStopped. What came whole is kept; run everyweek fetch again to go on.", err=True)
        sys.exit(STOPPED)
    click.echo(as_json(report) if form == "json" else as_table(report), nl=False)
    sys.exit(0 if report.all_well else 1)


def choose(pages: Path | None, publications: tuple[str, ...]) -> "tuple[Site, tuple[StatisticsPage, ...]]":
    """The site, and the pages of the publications named; wrong use when there is none of that name."""
    from everyweek.publications.fetch.errors import FaultyPages
    from everyweek.publications.fetch.pages import nhs_england, read_site

    try:
        site = nhs_england() if pages is None else read_site(pages)
    except FaultyPages as problem:
        raise click.UsageError(str(problem)) from problem
    unknown = [name for name in publications if name not in site.publications]
    if unknown:
        raise click.UsageError(
            f"There is no statistics page of {', '.join(unknown)}. There are: {', '.join(site.publications)}."
        )
    return site, tuple(page for page in site.pages if not publications or page.publication in publications)


def run(
    site: "Site", pages: "tuple[StatisticsPage, ...]", *, since: date | None, dry_run: bool, no_load: bool
) -> "FetchReport":
    """Look, or download, or download and load."""
    from everyweek.publications.fetch.new_files import Wish, look
    from everyweek.publications.fetch.new_files import fetch as fetch_files
    from everyweek.warehouse import home, open_warehouse

    wish = Wish(
        pages=pages,
        since=since,
        reading=lambda address: click.echo(f"reading {address}", err=True),
        downloading=progress("asked for"),
        loading=progress("loaded"),
    )
    client = new_client(site)
    if dry_run:
        return look(wish, client=client, downloads=home() / "downloads")
    return fetch_files(
        wish,
        client=client,
        downloads=home() / "downloads",
        archive=home() / "releases",
        open_warehouse=None if no_load else open_warehouse,
    )


def new_client(site: "Site") -> "Client":
    """A visitor to the site's hosts, with the manners of a guest."""
    from everyweek.publications.fetch.client import Client

    return Client(site.hosts)


def progress(what: str) -> Callable[[int, int, str], None]:
    """A line that counts, on a terminal; on anything else every 25th file."""

    def show(done: int, everything: int, name: str) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r\033[K{what} {done} of {everything} {name[:60]}", nl=done == everything, err=True)
        elif done % 25 == 0 or done == everything:
            click.echo(f"{what} {done} of {everything} files", err=True)

    return show

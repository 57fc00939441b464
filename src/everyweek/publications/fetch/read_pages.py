"""The statistics pages read: which files there are to fetch."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from everyweek.publications.fetch.client import Client
from everyweek.publications.fetch.errors import FetchError, NoLinks
from everyweek.publications.fetch.financial_year import month_uploaded, oldest_year_wanted, year_of
from everyweek.publications.fetch.links import FileLink, Links, YearLink, find_links
from everyweek.publications.fetch.pages import StatisticsPage
from everyweek.publications.fetch.reply import Reply


@dataclass(frozen=True, slots=True)
class Offer:
    """A file that a statistics page offers."""

    page: StatisticsPage
    link: FileLink


def read_pages(
    pages: tuple[StatisticsPage, ...], *, since: date | None, client: Client, reading: Callable[[str], None]
) -> Iterator[Offer | FetchError]:
    """What the pages offer, each address once; a page that cannot be read gives its error, and the others go on.

    since   : the first month of putting on the site that is wanted; None wants all that the pages of now show.
    reading : told the address of each statistics page before it is read.
    """
    offered: set[str] = set()
    for page in pages:
        reading(page.address)
        try:
            found = list(files_of(page, since=since, client=client))
        except FetchError as problem:
            yield problem
            continue
        for one in found:
            if isinstance(one, FetchError):
                yield one
            elif one.address not in offered and is_wanted(one, since=since):
                offered.add(one.address)
                yield Offer(page, one)


def files_of(page: StatisticsPage, *, since: date | None, client: Client) -> Iterator[FileLink | FetchError]:
    """The files on a page and on the pages of its years. Raises FetchError, NoLinks when there are none at all."""
    links = read_links(page.address, page=page, client=client)
    files: list[FileLink | FetchError] = [*links.files]
    oldest = year_of(since) if since else oldest_year_wanted(client.clocks.now().date())
    for year in years_to_read(links.years, oldest=oldest):
        try:
            files += read_links(year.address, page=page, client=client).files
        except FetchError as problem:
            files.append(problem)
    if not files:
        raise NoLinks(
            "There is no link to a CSV or Excel file on this page, nor on a page of one of its years.",
            address=page.address,
            advice="Its layout may have changed: look at it in a browser, save what is new, and run everyweek load.",
        )
    yield from files


def years_to_read(years: tuple[YearLink, ...], *, oldest: int) -> list[YearLink]:
    """The pages of the years wanted, oldest first; the newest there is when a new year has no page yet."""
    newest = max((one.year for one in years), default=oldest)
    return sorted((one for one in years if one.year >= min(oldest, newest)), key=lambda one: (one.year, one.address))


def read_links(address: str, *, page: StatisticsPage, client: Client) -> Links:
    """The links of one page. Raises FetchError."""

    def receive(reply: Reply) -> Links:
        return find_links(reply.body(), address=reply.address, hosts=client.hosts, years_below=page.years_below)

    return client.get(address, largest=client.limits.largest_page, receive=receive, headers={"Accept": "text/html"})


def is_wanted(link: FileLink, *, since: date | None) -> bool:
    """Whether a file was put on the site in the first month wanted or later; yes when its address does not tell."""
    uploaded = month_uploaded(link.address)
    return since is None or uploaded is None or uploaded >= since

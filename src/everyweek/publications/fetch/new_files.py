"""A fetch: pages read, new files downloaded and kept, and what is new handed to the loader."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from everyweek.publications.fetch.client import Client
from everyweek.publications.fetch.download import download
from everyweek.publications.fetch.errors import FetchError, NotAFile
from everyweek.publications.fetch.hand_on import hand_on, is_intact, still_to_judge
from everyweek.publications.fetch.index import Index, Record, read_index
from everyweek.publications.fetch.keeping import only_one
from everyweek.publications.fetch.links import FileLink
from everyweek.publications.fetch.pages import StatisticsPage
from everyweek.publications.fetch.read_pages import Offer, read_pages
from everyweek.publications.fetch.report import Fetched, FetchReport, State
from everyweek.publications.load import Progress
from everyweek.warehouse import Warehouse


def say_nothing(_done: int, _all: int, _name: str) -> None:
    """No progress."""


@dataclass(frozen=True)
class Wish:
    """What is wanted of a fetch.

    pages    : the statistics pages to read.
    since    : first month of putting on the site; None for all that the pages of now show.
    reading  : told the address of each page before it is read.
    downloading, loading : told how many of how many files are done, and the next one's name.
    """

    pages: tuple[StatisticsPage, ...]
    since: date | None = None
    reading: Callable[[str], None] = lambda _address: None
    downloading: Progress = say_nothing
    loading: Progress = say_nothing


def look(wish: Wish, *, client: Client, downloads: Path) -> FetchReport:
    """What a fetch would download. Reads the pages and our index, and changes nothing."""
    index, report = read_index(downloads), FetchReport(is_dry_run=True)
    for offer in read_pages(wish.pages, since=wish.since, client=client, reading=wish.reading):
        if isinstance(offer, FetchError):
            report.problems.append(offer)
            continue
        known = index.newest(offer.link.address)
        intact = known if known is not None and is_intact(known, folder=downloads) else None
        report.fetched.append(fetched(offer, "would fetch" if intact is None else "kept", record=intact))
    return report


def fetch(
    wish: Wish,
    *,
    client: Client,
    downloads: Path,
    archive: Path,
    open_warehouse: Callable[[], Warehouse] | None,
) -> FetchReport:
    """Download what the pages offer and we have not, and load what is not loaded.

    downloads      : the folder in which files are kept as they came, with the index that says where each came from.
    archive        : where the loader keeps a copy of every accepted file.
    open_warehouse : None downloads only; the next fetch that loads hands the files on.
    Killed at any point, the next fetch goes on from the last file that came whole. Raises FetchUnderWay, FaultyIndex
    and WarehouseError; a page or a file that cannot be fetched is told in the report, and the others go on.
    """
    with only_one(downloads):
        index, report = read_index(downloads), FetchReport()
        download_offers(wish, report, client=client, index=index)
        if open_warehouse is not None:
            load_downloads(wish, report, client=client, index=index, archive=archive, warehouse=open_warehouse())
    return report


def download_offers(wish: Wish, report: FetchReport, *, client: Client, index: Index) -> None:
    """Download what the pages offer; each file is in the index before the next is asked for."""
    offers = []
    for offer in read_pages(wish.pages, since=wish.since, client=client, reading=wish.reading):
        if isinstance(offer, FetchError):
            report.problems.append(offer)
        else:
            offers.append(offer)
    for number, offer in enumerate(offers):
        wish.downloading(number, len(offers), offer.link.address.rpartition("/")[2])
        report.fetched.append(fetch_one(offer, client=client, index=index))
    if offers:
        wish.downloading(len(offers), len(offers), "")


def fetch_one(offer: Offer, *, client: Client, index: Index) -> Fetched:
    """One file: asked whether it changed when we have it intact, downloaded when we have not."""
    known = index.newest(offer.link.address)
    intact = known is not None and is_intact(known, folder=index.folder)
    try:
        record = download(
            offer.link,
            publication=offer.page.publication,
            page=offer.page.address,
            known=known if intact else None,
            client=client,
            folder=index.folder,
        )
    except FetchError as problem:
        return fetched(offer, "failed", record=known if intact else None, problem=problem)
    if record is None:
        return fetched(offer, "unchanged", record=known)
    index.add(record)
    index.write()
    return fetched(offer, became(record, known, intact=intact), record=record)


def became(record: Record, known: Record | None, *, intact: bool) -> State:
    """What bytes that came are beside those we knew."""
    if known is None:
        return "new"
    if record.sha256 != known.sha256:
        return "changed"
    return "unchanged" if intact else "damaged"


def fetched(offer: Offer, state: State, *, record: Record | None, problem: FetchError | None = None) -> Fetched:
    """A line of the report."""
    return Fetched(
        publication=offer.page.publication,
        page=offer.page.address,
        address=offer.link.address,
        words=offer.link.words,
        state=state,
        record=record,
        problem=problem,
    )


def load_downloads(
    wish: Wish, report: FetchReport, *, client: Client, index: Index, archive: Path, warehouse: Warehouse
) -> None:
    """Hand on what is not loaded yet, of this fetch or of one that was stopped before; a damaged copy never is."""
    records = index.of(page.publication for page in wish.pages)
    waiting = still_to_judge(records, index=index, warehouse=warehouse)
    whole = [one for one in waiting if is_intact(one, folder=index.folder) or mend(one, report, client, index)]
    for batch in in_order(whole, index=index):
        for record, outcome in hand_on(
            batch, index=index, warehouse=warehouse, now=client.clocks.now(), archive=archive, progress=wish.loading
        ):
            report.outcomes[record.sha256] = (record, outcome)
    report.verdicts = index.verdicts


def in_order(records: list[Record], *, index: Index) -> list[list[Record]]:
    """What an address had before, first and one by one, so that the loader meets the vintages in their order."""
    newest = [one for one in records if index.newest(one.address) == one]
    earlier = [[one] for one in records if one not in newest]
    return [*earlier, newest]


def mend(record: Record, report: FetchReport, client: Client, index: Index) -> bool:
    """Download a damaged copy again; False, and a problem in the report, when its address no longer has those bytes."""
    try:
        again = download(
            FileLink(record.address, record.words),
            publication=record.publication,
            page=record.page,
            known=None,
            client=client,
            folder=index.folder,
        )
    except FetchError:
        again = None
    if again is not None and again.sha256 == record.sha256:
        return True
    report.problems.append(
        NotAFile(
            f"Our copy of {record.file_name} is not what was downloaded, and its address no longer has that.",
            address=record.address,
            advice=f"It was not loaded. If you have it, put the file with sha256 {record.sha256} back in "
            f"{index.folder / record.place.parent}.",
        )
    )
    return False

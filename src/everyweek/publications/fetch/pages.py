"""Which statistics pages there are, and on which hosts: from one reference file, or a file of your own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from everyweek.publications.fetch.errors import FaultyPages
from everyweek.reference.rows import data_folder

REQUIRED = {"publication", "title", "address", "source", "checked", "confidence"}
CONFIDENCE = ("seen", "background")


@dataclass(frozen=True, slots=True)
class StatisticsPage:
    """A page on which NHS England links to the files of a publication.

    publication   : the name it is asked for by; several pages may belong to one.
    address       : the page that stays, above the pages of single years.
    years_below   : beginnings of the addresses of the years' pages; always its own address.
    source, checked, confidence : where the address was read and when; seen, or background (general knowledge).
    """

    publication: str
    title: str
    address: str
    years_below: tuple[str, ...]
    source: str
    checked: date
    confidence: str


@dataclass(frozen=True, slots=True)
class Site:
    """The hosts that may be asked, and the pages to begin with."""

    hosts: tuple[str, ...]
    pages: tuple[StatisticsPage, ...]

    @property
    def publications(self) -> tuple[str, ...]:
        """The names there are, in the order of the file."""
        return tuple(dict.fromkeys(page.publication for page in self.pages))


def nhs_england() -> Site:
    """NHS England's statistics pages. Source: beside each entry in `reference/data/publication_pages.yaml`."""
    return read_site(data_folder().joinpath("publication_pages.yaml"))


def read_site(file: Traversable | Path) -> Site:
    """The hosts and pages that a YAML file names. Raises FaultyPages, naming the file and the number of the entry."""
    try:
        written = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as problem:
        raise faulty(file.name, f"it cannot be read ({str(problem).splitlines()[0]}).") from problem
    if not isinstance(written, Mapping) or set(written) != {"hosts", "pages"}:
        raise faulty(file.name, "it must have hosts and pages, and nothing else.")
    hosts, pages = written["hosts"], written["pages"]
    if not is_list_of_words(hosts) or not hosts:
        raise faulty(file.name, "hosts must be a list of hosts.")
    if not isinstance(pages, list) or not pages:
        raise faulty(file.name, "pages must be a list of pages.")
    allowed = tuple(host.lower() for host in hosts)
    return Site(allowed, tuple(read_page(f"{file.name}, page {n}", page, allowed) for n, page in enumerate(pages, 1)))


def read_page(where: str, entry: object, hosts: Sequence[str]) -> StatisticsPage:
    """One page. Raises FaultyPages."""
    if not isinstance(entry, Mapping) or not REQUIRED <= entry.keys() <= REQUIRED | {"years_below"}:
        raise faulty(where, f"it must have {', '.join(sorted(REQUIRED))}, and may have years_below.")
    if not all(isinstance(entry[field], str) and entry[field] for field in REQUIRED - {"checked"}):
        raise faulty(where, f"{', '.join(sorted(REQUIRED - {'checked'}))} must be words.")
    if not isinstance(entry["checked"], date):
        raise faulty(where, "checked must be a day, written as 2026-03-31.")
    if entry["confidence"] not in CONFIDENCE:
        raise faulty(where, f"confidence must be one of {', '.join(CONFIDENCE)}.")
    below = entry.get("years_below", [])
    if not is_list_of_words(below):
        raise faulty(where, "years_below must be a list of addresses.")
    for address in (entry["address"], *below):
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or parts.netloc.lower() not in hosts:
            raise faulty(where, f"{address} is not on one of the hosts ({', '.join(hosts)}).")
    return StatisticsPage(
        publication=entry["publication"],
        title=entry["title"],
        address=entry["address"],
        years_below=(entry["address"], *below),
        source=entry["source"],
        checked=entry["checked"],
        confidence=entry["confidence"],
    )


def is_list_of_words(value: object) -> bool:
    """Whether a value is a list of texts."""
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def faulty(where: str, problem: str) -> FaultyPages:
    """What is wrong with the file of pages."""
    return FaultyPages(f"{where}: {problem}", advice="Correct it; docs/how-to/fetch-new-files.md shows the form.")

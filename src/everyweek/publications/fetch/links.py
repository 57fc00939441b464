"""The links of a statistics page that lead to files, and those that lead to the pages of single years."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urldefrag, urljoin, urlsplit, urlunsplit

from selectolax.lexbor import LexborHTMLParser

from everyweek.publications.fetch.financial_year import year_named_in

FILE_ENDINGS = (".csv", ".xls", ".xlsx", ".xlsm")
"""A winter's daily situation reports came as .xlsm (2023-24); its macros are never run."""


@dataclass(frozen=True, slots=True)
class FileLink:
    """A link to a file. words : what the page calls it."""

    address: str
    words: str


@dataclass(frozen=True, slots=True)
class YearLink:
    """A link to the page of one financial year, which began in `year`."""

    address: str
    year: int


@dataclass(frozen=True, slots=True)
class Links:
    """What a page links to, each address once, in the page's order."""

    files: tuple[FileLink, ...]
    years: tuple[YearLink, ...]


def find_links(html: bytes, *, address: str, hosts: Collection[str], years_below: Collection[str]) -> Links:
    """The links of a page that are of use to us. A link to a host that is not ours is passed over.

    address     : of the page, from which its relative links go out.
    years_below : how addresses of the pages of single years begin.
    """
    files: dict[str, FileLink] = {}
    years: dict[str, YearLink] = {}
    for target, words in anchors(html, address=address):
        if urlsplit(target).netloc.lower() not in hosts:
            continue
        if is_file(target):
            files.setdefault(target, FileLink(target, words))
            continue
        year = year_named_in(last_part(target), short=True) or year_named_in(words)
        if year is not None and is_below(target, years_below):
            years.setdefault(target.rstrip("/"), YearLink(target, year))
    return Links(tuple(files.values()), tuple(years.values()))


def anchors(html: bytes, *, address: str) -> Iterator[tuple[str, str]]:
    """Every link's address, made whole, and its words."""
    tree = LexborHTMLParser(html)
    base = tree.css_first("base[href]")
    start = urljoin(address, base.attributes.get("href") or "") if base is not None else address
    secure = urlsplit(address).scheme == "https"
    for node in tree.css("a[href]"):
        try:
            parts = urlsplit(urldefrag(urljoin(start, (node.attributes.get("href") or "").strip())).url)
        except ValueError:  # an address such as http://[half
            continue
        if parts.scheme in ("http", "https"):
            # Pages of 2013 still link to http addresses of the same site.
            whole = parts._replace(scheme="https") if secure else parts
            yield urlunsplit(whole), " ".join(node.text(separator=" ").split())


def is_file(address: str) -> bool:
    """Whether an address ends as a table does."""
    return last_part(address).lower().endswith(FILE_ENDINGS)


def last_part(address: str) -> str:
    """The last part of an address' path: a file's name, or a page's."""
    return unquote(urlsplit(address).path.rstrip("/").rpartition("/")[2])


def is_below(address: str, beginnings: Collection[str]) -> bool:
    """Whether an address lies below one of some others."""
    return any(address.startswith(one) and address.rstrip("/") != one.rstrip("/") for one in beginnings)

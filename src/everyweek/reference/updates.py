"""Lists of the Organisation Data Service that somebody loaded: what they say, and the same as text to be kept."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ListedTrust:
    """A row of a list of trusts.

    row       : its number in the file, from 1.
    name      : as printed, in capitals.
    region, board : codes; empty when the row has none. Before July 2022 the board's code is of the partnership
                that became it.
    opened    : the first day; None when the row does not say.
    closed    : the first day on which it was no longer there; None when it is open.
    """

    row: int
    code: str
    name: str
    region: str
    board: str
    opened: date | None
    closed: date | None


@dataclass(frozen=True, slots=True)
class TrustList:
    """The trusts of England and Wales as the Organisation Data Service lists them (etr)."""

    trusts: tuple[ListedTrust, ...]

    def dated(self, *, loaded_on: date) -> date:
        """The day from which it is taken to hold: the newest opening or closure in it, by the day it was loaded.

        A list bears no date. It cannot be older than the newest thing it tells, and taken to be as old as that it never
        overrules what is known of a later day; taken to be of the day it was loaded, an old list found in a drawer
        would bring old names back. Planned closures in the future do not count.

        >>> TrustList((ListedTrust(1, "R01", "A TRUST", "", "", date(2020, 4, 1), None),)).dated(
        ...     loaded_on=date(2026, 1, 1)
        ... )
        datetime.date(2020, 4, 1)
        """
        days = [day for trust in self.trusts for day in (trust.opened, trust.closed) if day and day <= loaded_on]
        return max(days, default=date.min)


@dataclass(frozen=True, slots=True)
class ListedSuccessor:
    """A row of a list of successors: from a day on, another organisation does this one's work."""

    row: int
    code: str
    successor: str
    on: date


@dataclass(frozen=True, slots=True)
class SuccessorList:
    """Who followed whom, of organisations of every kind."""

    successors: tuple[ListedSuccessor, ...]


Update = TrustList | SuccessorList

TITLES = {TrustList: "list of trusts", SuccessorList: "list of successors"}


def title_of(update: Update) -> str:
    """What a list is, in words."""
    return TITLES[type(update)]


def update_as_text(update: Update) -> str:
    """A list as text, to be kept."""
    rows = [[row, *cells] for cells, row in _listed(update)]
    return json.dumps({"list": title_of(update), "rows": rows}, separators=(",", ":"))


def update_from_text(text: str) -> Update:
    """The list that `update_as_text` made a text of."""
    said = json.loads(text)
    if said["list"] == TITLES[TrustList]:
        return TrustList(
            tuple(
                ListedTrust(row, code, name, region, board, _day(opened), _day(closed))
                for row, code, name, region, board, opened, closed in said["rows"]
            )
        )
    return SuccessorList(
        tuple(ListedSuccessor(row, code, heir, date.fromisoformat(on)) for row, code, heir, on in said["rows"])
    )


def fingerprint_of(update: Update) -> str:
    """The same for two lists that say the same, whatever their bytes and the order of their rows; SHA-256."""
    said = sorted(cells for cells, _ in _listed(update))
    return hashlib.sha256(repr((title_of(update), said)).encode()).hexdigest()


def _listed(update: Update) -> Iterator[tuple[list[str], int]]:
    rows: Iterable[ListedTrust | ListedSuccessor]
    rows = update.trusts if isinstance(update, TrustList) else update.successors
    for row in rows:
        number, *cells = astuple(row)
        yield ["" if cell is None else str(cell) for cell in cells], number


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None

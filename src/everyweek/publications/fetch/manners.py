"""How a visitor behaves: how fast it asks, how long it waits, how much it takes; and the clocks it goes by."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version

from everyweek.publications.document import LARGEST_FILE

ROBOT = "everyweek"
"""Our name in robots.txt."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one fetch, chosen for a public web site and files of at most a few megabytes.

    pause_seconds   : from the start of one request to the start of the next.
    connect_seconds, silence_seconds, total_seconds : until a connection stands, without a byte, and for one answer.
    tries           : how often one address is asked for before it is given up.
    first_wait_seconds : before the second try; doubled before each further one: 2, 4, 8 seconds.
    longest_wait_seconds : when a server asks for more patience than this, it is left in peace until the next fetch.
    redirects       : how many are followed for one address.
    largest_file, largest_page : bytes; the largest published file seen is 9 MB, the largest page 0.2 MB.
    """

    pause_seconds: float = 1.0
    connect_seconds: float = 10.0
    silence_seconds: float = 30.0
    total_seconds: float = 600.0
    tries: int = 4
    first_wait_seconds: float = 2.0
    longest_wait_seconds: float = 120.0
    redirects: int = 5
    largest_file: int = LARGEST_FILE
    largest_page: int = 10 * 2**20


def utc_now() -> datetime:
    """This instant, aware, UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Clocks:
    """Where the time comes from, and how to let some pass; tests bring their own.

    now       : an aware instant, UTC.
    monotonic : seconds that never go back.
    sleep     : let that many seconds pass.
    """

    now: Callable[[], datetime] = utc_now
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


def who_we_are(contact: str | None = None) -> str:
    """The User-Agent: what asks, what for, and whom to write to when EVERYWEEK_CONTACT names somebody.

    >>> who_we_are("analyst@example.nhs.uk").partition(" ")[2]
    "(reads NHS England's published statistics; contact: analyst@example.nhs.uk)"
    """
    named = os.environ.get("EVERYWEEK_CONTACT", "") if contact is None else contact
    plain = "".join(letter for letter in named if letter.isascii() and letter.isprintable() and letter not in "()")
    whom = f"; contact: {plain.strip()}" if plain.strip() else ""
    return f"{ROBOT}/{version('everyweek')} (reads NHS England's published statistics{whom})"

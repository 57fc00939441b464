"""The search index of the library: where it is, and how it follows what is published, on every machine.

Each change of a resource writes a row of `ResourceChange`. An index knows up to which row it is, and takes up what came
after whenever it is asked and some seconds have passed, so that a crash between a change and the index loses nothing,
and a machine that did not make a change follows it.
"""

import contextlib
import datetime as dt
import threading
import time
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from everyweek.search.errors import NoIndex, NoRoom, SearchError
from everyweek.search.index import Index
from everyweek.search.writing import change_index, write_index
from everyweek.web.learn.finding.documents import document_of, documents, with_parts
from everyweek.web.learn.library.models import Resource, ResourceChange

SECONDS_BETWEEN_LOOKS = 5.0
LATE = dt.timedelta(minutes=2)
"""So long after its number was given a row may still come: the transaction that wrote it ended then."""


def folder() -> Path:
    """Where the index is: on each machine in its own home."""
    return Path(settings.EVERYWEEK_HOME) / "search" / "library"


@cache
def _index_in(place: Path) -> Index:
    return Index(place)


def library_index() -> Index:
    """The index, open for all threads of this process."""
    return _index_in(folder())


class Follower:
    """What this process knows of how far the index of this machine has followed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._next_look = 0.0
        self._taken_up: set[int] = set()

    def is_due(self) -> bool:
        """Whether to look now; whoever is told so is the one who looks."""
        with self._lock:
            now = time.monotonic()
            if now < self._next_look:
                return False
            self._next_look = now + SECONDS_BETWEEN_LOOKS
            return True

    def catch_up(self) -> None:
        """Take up every change that the index does not know. Raises NoIndex."""
        with self._lock:
            mark = int(library_index().mark() or 0)
            if mark > int(_newest_change()):
                raise NoIndex("The search index is of another database, such as the one before a restore.")
            late = Q(pk__lte=mark, at__gt=timezone.now() - LATE)
            rows = dict(ResourceChange.objects.filter(late | Q(pk__gt=mark)).values_list("pk", "key"))
            if rows.keys() <= self._taken_up:
                return
            keys = {key for number, key in rows.items() if number not in self._taken_up}
            live = list(with_parts(Resource.objects.filter(live=True, key__in=keys)))
            change_index(
                folder(),
                documents=[document_of(resource) for resource in live],
                gone=keys - {resource.key for resource in live},
                mark=str(max(mark, *rows)),
            )
            self._taken_up = set(rows)


@cache
def _follower_of(place: Path) -> Follower:
    return Follower()


def note_change(resource: Resource, *, now: dt.datetime) -> None:
    """Write down that a resource changed, and bring the index of this machine up to date once that is certain."""
    ResourceChange.objects.create(key=resource.key, at=now)
    transaction.on_commit(catch_up)


def catch_up() -> None:
    """Take up every change now. Without an index, or without room for it, whoever searches next does."""
    with contextlib.suppress(SearchError):
        _follower_of(folder()).catch_up()


def current_index() -> Index:
    """The index, no more than some seconds behind; made anew when there is none that can be read."""
    follower = _follower_of(folder())
    try:
        if follower.is_due():
            follower.catch_up()
        library_index().made_at()
    except NoRoom:
        library_index().made_at()  # the old one serves, until there is room
    except NoIndex:
        make_index()
    return library_index()


def make_index() -> int:
    """Make the index anew from the database; how many resources it holds."""
    return write_index(folder(), documents, mark=_newest_change)


def _newest_change() -> str:
    return str(ResourceChange.objects.order_by("-pk").values_list("pk", flat=True).first() or 0)

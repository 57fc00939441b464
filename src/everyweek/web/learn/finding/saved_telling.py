"""Telling people what is new to their saved searches.

New to a search is a resource that was first published after the search was saved, that its owner was not told of, and
that now holds the words, fits the filters and may be read by them. Only its words are looked for: by meaning, nearly
everything is near to something. What may have become new is put into a small index of its own, which is asked every
saved search; the index of the library would have to be asked for all that each finds.
"""

import logging
import tempfile
from collections.abc import Callable, Collection, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Q
from django.urls import reverse

from everyweek.search.answer import Question
from everyweek.search.document import Document
from everyweek.search.index import Index
from everyweek.search.searching import search
from everyweek.search.writing import write_index
from everyweek.web.learn.finding.documents import MEANINGS, document_of, mark_of_readers, readers_of, with_parts
from everyweek.web.learn.finding.saved_models import NewMatch, SavedSearch
from everyweek.web.learn.finding.saved_queries import KIND
from everyweek.web.learn.library.models import Resource, ResourceChange
from everyweek.web.people.models import Network
from everyweek.web.people.notifications.actions import notify
from everyweek.web.people.notifications.audience import audience
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader

log = logging.getLogger("everyweek.worker")
AT_ONCE = 200
"""Searches for which one small index is made."""
MOST_LINES = 10
"""Of one search in one round: more are told of in one line."""
KEY = "key"
LATE = timedelta(hours=1)
"""So long after its number was given a change may still come: the transaction that wrote it ended then. Looking again
at what was looked at costs little, and nobody is told twice."""


def tell_of_new(*, now: datetime, stopping: Callable[[], bool] = lambda: False) -> int:
    """Look for what is new to every saved search; of how many matches people were told.

    Those that were not looked at for longest come first, so that a worker that was stopped goes on where it was.
    stopping : asked between any two searches.
    """
    told = 0
    newest = ResourceChange.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    networks = list(Network.objects.filter(resources__live=True).distinct())
    waiting = SavedSearch.objects.filter(person__is_active=True).order_by("searched_at", "pk")
    numbers = list(waiting.values_list("pk", flat=True))
    for start in range(0, len(numbers), AT_ONCE):
        if stopping():
            break
        rows = SavedSearch.objects.filter(pk__in=numbers[start : start + AT_ONCE]).order_by("searched_at", "pk")
        told += _tell_some(list(rows), newest, networks, now=now, stopping=stopping)
    return told


def _tell_some(
    rows: Sequence[SavedSearch],
    newest: int,
    networks: Collection[Network],
    *,
    now: datetime,
    stopping: Callable[[], bool],
) -> int:
    readers = audience({row.person_id for row in rows}).readers
    read_as = {person: readers_of(reader, networks) for person, reader in readers.items()}
    marks = {person: mark_of_readers(words) for person, words in read_as.items()}
    rows = [row for row in rows if row.person_id in readers]
    candidates = _candidates(rows, marks)
    if not candidates:
        return 0
    told, done = 0, []
    with tempfile.TemporaryDirectory(prefix="everyweek-") as folder:
        write_index(Path(folder), lambda: map(_with_key, candidates.values()))
        with closing(Index(Path(folder))) as index:
            for row in rows:
                if stopping():
                    break
                try:
                    keys = _matching(index, row, read_as[row.person_id])
                    found = [candidates[key] for key in keys]
                    told += _tell(row, found, readers[row.person_id], now=now)
                except (OperationalError, InterfaceError):  # the database is away, for the others too
                    raise
                except Exception:  # whatever goes wrong with one, the others are to be told
                    log.exception("saved search %d: this went wrong, and is tried again", row.pk)
                    continue
                row.searched_at, row.until_change, row.read_as = now, newest, marks[row.person_id]
                done.append(row)
    SavedSearch.objects.bulk_update(done, ("searched_at", "until_change", "read_as"))
    return told


def _candidates(rows: Sequence[SavedSearch], marks: dict[int, str]) -> dict[str, Resource]:
    """By their keys, the resources that may be new to any of these searches."""
    if not rows:
        return {}
    changed = Q(pk__gt=min(row.until_change for row in rows)) | Q(at__gt=min(row.searched_at for row in rows) - LATE)
    keys = set(ResourceChange.objects.filter(changed).values_list("key", flat=True))
    wanted = Q(key__in=keys, first_published_at__gt=min(row.saved_at for row in rows))
    reads_otherwise = [row.saved_at for row in rows if row.read_as != marks[row.person_id]]
    if reads_otherwise:
        wanted |= Q(first_published_at__gt=min(reads_otherwise))
    found = with_parts(Resource.objects.filter(wanted, live=True).select_related("network"))
    return {resource.key: resource for resource in found}


def _with_key(resource: Resource) -> Document:
    """With its key as a facet: counting that facet tells which are found, without quoting from each of them."""
    document = document_of(resource)
    return replace(document, facets={**document.facets, KEY: (document.key,)})


def _matching(index: Index, row: SavedSearch, readers: frozenset[str]) -> list[str]:
    question = Question(
        row.words,
        readers=readers,
        chosen={facet: tuple(values) for facet, values in row.chosen.items()},
        mode="words",
        exactly=True,  # a slip would be put right by the few words of this small index
        limit=0,
    )
    return list(search(index, question, meanings=MEANINGS).facets.get(KEY, {}))


@transaction.atomic
def _tell(row: SavedSearch, found: Sequence[Resource], reader: Reader, *, now: datetime) -> int:
    """Told together with the row that says so; of two workers the second waits here, and sees what the first told."""
    new = [one for one in found if one.first_published_at and one.first_published_at > row.saved_at]
    if not new or not SavedSearch.objects.select_for_update(no_key=True).filter(pk=row.pk).exists():
        return 0
    known = set(NewMatch.objects.filter(search=row, resource__in=new).values_list("resource_id", flat=True))
    to_tell = [one for one in new if one.pk not in known and can(reader, "resource.read", one)]
    NewMatch.objects.bulk_create([NewMatch(search=row, resource=one, at=now) for one in to_tell])
    for line in _lines(row, to_tell, now=now):
        notify([row.person_id], kind=KIND, now=now, **line)
    return len(to_tell)


def _lines(row: SavedSearch, found: Sequence[Resource], *, now: datetime) -> list[dict[str, Any]]:
    """A line for each resource; one for all of them where there are many, such as after a collection was brought in."""
    if len(found) > MOST_LINES:
        return [
            {
                "key": f"saved-search-{row.pk}-{now.timestamp():.0f}",
                "title": f"{len(found):,} new resources match your saved search “{row.name}”",
                "address": reverse("saved-search", kwargs={"search": row.pk}),
            }
        ]
    return [
        {
            "key": f"new-resource-{one.pk}",  # of two searches that find the same, one tells
            "title": f"New in the library: {one.title}",
            "text": f"It matches your saved search “{row.name}”.",
            "address": reverse("resource", kwargs={"slug": one.key}),
            "network": one.network,
        }
        for one in found
    ]

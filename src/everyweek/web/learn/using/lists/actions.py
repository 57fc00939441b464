"""Making, changing and deleting reading lists, and what is in them. What a list says is never in the chain."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from everyweek.web.learn.library.models import Resource
from everyweek.web.learn.using.errors import ListIsFull
from everyweek.web.learn.using.models import ListEntry, ReadingList
from everyweek.web.people.audit.actions import record
from everyweek.web.people.discussion.writer import hold_writer
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.models import Network
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader

MOST_LISTS = 100
MOST_ENTRIES = 200


@dataclass(frozen=True, slots=True)
class ListDetails:
    """What a list says of itself. readers, network : as in the model."""

    title: str
    words: str = ""
    readers: str = "me"
    network: Network | None = None


@transaction.atomic
def make_list(*, by: Reader, details: ListDetails, now: datetime) -> ReadingList:
    """Begin a list. Raises ListIsFull, NotPermitted, WriterIsGone."""
    check(by, "reading-list.make")
    _check_is_member(by, details)
    hold_writer(by)
    if ReadingList.objects.filter(owner=by.identity).count() >= MOST_LISTS:
        raise ListIsFull(f"You have {MOST_LISTS} reading lists, which is as many as one person can have. Delete one.")
    made = ReadingList.objects.create(
        key=secrets.token_hex(6),
        owner_id=by.identity,
        title=details.title,
        words=details.words,
        readers=details.readers,
        network=details.network,
        created_at=now,
        changed_at=now,
    )
    _record(by, "reading-list.made", made, now=now)
    return made


@transaction.atomic
def change_list(
    *, by: Reader, reading_list: ReadingList, details: ListDetails, seen_version: int, now: datetime
) -> ReadingList:
    """Change what a list says of itself, and who may read it. Raises ChangedMeanwhile, NotPermitted, WriterIsGone."""
    _check_is_member(by, details)
    found = _held(by, reading_list)
    if found.version != seen_version:
        raise ChangedMeanwhile("This reading list")
    found.title, found.words = details.title, details.words
    found.readers, found.network = details.readers, details.network
    found.version, found.changed_at = found.version + 1, now
    found.save()
    _record(by, "reading-list.changed", found, now=now)
    return found


@transaction.atomic
def delete_list(*, by: Reader, reading_list: ReadingList, now: datetime) -> None:
    """Delete a list; the resources stay where they are. Raises NotPermitted, WriterIsGone."""
    found = _held(by, reading_list)
    _record(by, "reading-list.deleted", found, now=now)
    found.delete()


@transaction.atomic
def add_to_list(*, by: Reader, reading_list: ReadingList, resource: Resource, note: str, now: datetime) -> ListEntry:
    """Put a resource at the end of a list; of one that is in it, the note is replaced when another is given.

    Raises ListIsFull, NotPermitted, WriterIsGone.
    """
    resource = Resource.objects.select_related("network").get(pk=resource.pk)
    check(by, "resource.read", resource)
    found = _held(by, reading_list)
    there = list(found.entries.all())
    same = next((entry for entry in there if entry.resource_id == resource.pk), None)
    if same is not None:
        if note and note != same.note:
            same.note = note
            same.save(update_fields=("note",))
        return same
    if len(there) >= MOST_ENTRIES:
        raise ListIsFull(
            f"“{found.title}” holds {MOST_ENTRIES} resources, which is as many as one list can. Take one out, or begin "
            "another list."
        )
    last = there[-1].sort_order if there else 0
    entry = ListEntry.objects.create(reading_list=found, resource=resource, note=note, sort_order=last + 1)
    _touch(found, now=now)
    _record(by, "reading-list.entry-added", found, now=now)
    return entry


@transaction.atomic
def change_note(*, by: Reader, entry: ListEntry, note: str, now: datetime) -> None:
    """Change what one says of an entry. Raises NotPermitted, WriterIsGone."""
    found = _held(by, entry.reading_list)
    ListEntry.objects.filter(pk=entry.pk).update(note=note)
    _touch(found, now=now)
    _record(by, "reading-list.changed", found, now=now)


@transaction.atomic
def change_places(*, by: Reader, one: ListEntry, other: ListEntry, now: datetime) -> None:
    """Let two entries of a list change places. Raises NotPermitted, WriterIsGone."""
    assert one.reading_list_id == other.reading_list_id
    found = _held(by, one.reading_list)
    places = [entry.pk for entry in found.entries.all()]
    if one.pk not in places or other.pk not in places:
        return  # taken out in another window meanwhile
    here, there = places.index(one.pk), places.index(other.pk)
    places[here], places[there] = places[there], places[here]
    for place, number in enumerate(places, start=1):
        ListEntry.objects.filter(pk=number).exclude(sort_order=place).update(sort_order=place)
    _touch(found, now=now)
    _record(by, "reading-list.changed", found, now=now)


@transaction.atomic
def take_out(*, by: Reader, entry: ListEntry, now: datetime) -> None:
    """Take a resource out of a list. Raises NotPermitted, WriterIsGone."""
    found = _held(by, entry.reading_list)
    ListEntry.objects.filter(pk=entry.pk).delete()
    _touch(found, now=now)
    _record(by, "reading-list.entry-removed", found, now=now)


def _held(by: Reader, reading_list: ReadingList) -> ReadingList:
    """The list as it is now, held, when the reader may change it. Raises ChangedMeanwhile for one that is gone."""
    check(by, "reading-list.change", reading_list)
    hold_writer(by)
    rows = ReadingList.objects.select_for_update(no_key=True, of=("self",)).select_related("network")
    found = rows.filter(pk=reading_list.pk).first()
    if found is None:
        raise ChangedMeanwhile("This reading list")
    return found


def _check_is_member(by: Reader, details: ListDetails) -> None:
    if details.network is not None:
        check(by, "network.write", details.network)


def _touch(found: ReadingList, *, now: datetime) -> None:
    """Its version is of what it says of itself: a form for that is not out of date because of another entry."""
    ReadingList.objects.filter(pk=found.pk).update(changed_at=now)


def _record(by: Reader, action: str, found: ReadingList, *, now: datetime) -> None:
    record(
        by=by,
        action=action,
        of=("reading-list", str(found.pk)),
        after={"version": found.version},
        network=found.network.key if found.network and found.readers == "network" else "",
        now=now,
    )

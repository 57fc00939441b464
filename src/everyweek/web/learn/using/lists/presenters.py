"""What is shown of reading lists, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from markupsafe import Markup

from everyweek.web.design.wording import day_in_words, several
from everyweek.web.learn.library.vocabulary import KINDS
from everyweek.web.learn.using.models import ListEntry, ReadingList
from everyweek.web.people.discussion.presenters import name_of_person
from everyweek.web.people.discussion.text import as_typed
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader


@dataclass(frozen=True, slots=True)
class EntryOnPage:
    """A resource in a list. permanent : its address in full, for paper."""

    number: int
    title: str
    kind: str
    summary: str
    note: str
    address: str
    permanent: str


@dataclass(frozen=True, slots=True)
class ListOnPage:
    """A reading list. change : where its owner changes it; "" for others."""

    key: str
    title: str
    words: Markup
    owner: str
    who: str
    count: str
    changed: str
    entries: tuple[EntryOnPage, ...]
    address: str
    change: str


def list_on_page(one: ReadingList, entries: Sequence[ListEntry], reader: Reader) -> ListOnPage:
    """A list with the entries that its reader may open."""
    parts = {"key": one.key}
    return ListOnPage(
        key=one.key,
        title=one.title,
        words=as_typed(one.words),
        owner=name_of_person(one.owner),
        who=readers_of_list(one),
        count=several(len(entries), "resource"),
        changed=day_in_words(timezone.localdate(one.changed_at)),
        entries=tuple(_entry(entry) for entry in entries),
        address=reverse("reading-list", kwargs=parts),
        change=reverse("change-reading-list", kwargs=parts) if can(reader, "reading-list.change", one) else "",
    )


def row_of_list(one: ReadingList, count: int) -> dict[str, Any]:
    """A line of one's own lists."""
    return {
        "title": one.title,
        "address": reverse("reading-list", kwargs={"key": one.key}),
        "about": f"{several(count, 'resource')}. {readers_of_list(one)} Last changed on "
        f"{day_in_words(timezone.localdate(one.changed_at))}.",
    }


def readers_of_list(one: ReadingList) -> str:
    """Who may read it, in a sentence."""
    if one.readers == "everybody":
        return "Everybody may read it."
    if one.readers == "network" and one.network is not None:
        return f"Members of {one.network.name} may read it."
    return "Only its owner reads it."


def _entry(entry: ListEntry) -> EntryOnPage:
    resource = entry.resource
    return EntryOnPage(
        number=entry.pk,
        title=resource.title,
        kind=KINDS[resource.kind],
        summary=resource.summary,
        note=entry.note,
        address=reverse("resource", kwargs={"slug": resource.slug}),
        permanent=f"{settings.EVERYWEEK_SITE}{reverse('resource', kwargs={'slug': resource.key})}",
    )

"""What people chose to let those who oversee read, and taking that back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.db import transaction
from django.db.models import Model, OuterRef, QuerySet, Subquery
from django.http import Http404

from everyweek.web.people.audit.actions import record
from everyweek.web.people.models import Event, Post, SharedLink
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader

Kind = Literal["post", "event", "link"]
OWNERS: dict[str, tuple[type[Model], str, str]] = {
    "post": (Post, "author_id", "thread__network"),
    "event": (Event, "made_by_id", "network"),
    "link": (SharedLink, "added_by_id", "network"),
}
"""By kind: what it is kept as, who alone decides whether it is shared, and where its network is found."""


class NothingShared(Http404):
    """The reader has shared no such thing."""

    title = "You have shared no such thing"
    message = "The form names nothing that you share beyond a network. Perhaps you stopped sharing it already."


@dataclass(frozen=True, slots=True)
class OwnShared:
    """Something that the reader shares beyond its network. about : its title, or the beginning of its text."""

    kind: Kind
    number: int
    about: str
    network: str
    at: datetime


def shared_posts() -> QuerySet[Post]:
    """Posts that are shared, the newest first; `title_is_shared` tells whether the conversation may be named.

    Whoever gave the title chooses that, with the post with which they began: nobody shares the words of another.
    """
    by_its_author = Post.objects.filter(thread=OuterRef("thread"), author=OuterRef("thread__author"))
    opening = by_its_author.order_by("created_at", "pk")
    found = Post.objects.filter(shared_beyond=True, removed_at=None)
    return (
        found.annotate(title_is_shared=Subquery(opening.values("shared_beyond")[:1]))
        .select_related("author", "thread__network")
        .order_by("-created_at", "-pk")
    )


def shared_events() -> QuerySet[Event]:
    """Events that are shared, the one that is latest first."""
    return Event.objects.filter(shared_beyond=True).select_related("made_by", "network").order_by("-starts_at", "-pk")


def shared_links() -> QuerySet[SharedLink]:
    """Links that are shared, the newest first."""
    found = SharedLink.objects.filter(shared_beyond=True, removed_at=None)
    return found.select_related("added_by", "network").order_by("-added_at", "-pk")


def own_shared(person: int | None) -> tuple[OwnShared, ...]:
    """Everything that somebody shares beyond the networks it stands in, also of those they have left since."""
    posts = [
        OwnShared("post", one.pk, _beginning(one.text), one.thread.network.name, one.created_at)
        for one in shared_posts().filter(author_id=person)
    ]
    events = [
        OwnShared("event", one.pk, one.title, one.network.name, one.created_at)
        for one in shared_events().filter(made_by_id=person)
    ]
    links = [
        OwnShared("link", one.pk, one.title, one.network.name, one.added_at)
        for one in shared_links().filter(added_by_id=person)
    ]
    return tuple(sorted((*posts, *events, *links), key=lambda one: one.at, reverse=True))


@transaction.atomic
def stop_sharing(*, by: Reader, kind: str, number: int, now: datetime) -> None:
    """Take back that those who oversee may read something. It is always possible, also after leaving the network.

    Raises NothingShared for what somebody else shares, and NotPermitted.
    """
    check(by, "account.own")
    if kind not in OWNERS:
        raise NothingShared
    model, owner, to_network = OWNERS[kind]
    rows: QuerySet[Any] = model._default_manager.select_for_update(of=("self",), no_key=True).select_related(to_network)
    found = rows.filter(**{"pk": number, owner: by.identity, "shared_beyond": True}).first()
    if found is None:
        raise NothingShared
    found.shared_beyond = False
    found.save(update_fields=("shared_beyond",))
    network = found.thread.network if kind == "post" else found.network
    record(
        by=by,
        action=f"{kind}.changed",
        of=(kind, str(number)),
        before={"shared_beyond": True},
        after={"shared_beyond": False},
        network=network.key,
        now=now,
    )


def _beginning(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= 120 else f"{one_line[:119]}…"

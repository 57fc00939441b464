"""What those who oversee read of networks: what was shared, by whoever shared it, and nothing that stands around it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from markupsafe import Markup

from everyweek.web.people.discussion.presenters import moment_of, name_of_person
from everyweek.web.people.discussion.sharing import OwnShared, shared_events, shared_links, shared_posts
from everyweek.web.people.discussion.text import as_typed
from everyweek.web.people.events.clock import span_in_words
from everyweek.web.people.models import Event, Network, SharedLink
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.people.permissions import can
from everyweek.web.people.predicates import is_region
from everyweek.web.people.reader import Reader

NOT_NAMED = "Part of a conversation that is not shared"
PRIVATE = "a private network"


@dataclass(frozen=True, slots=True)
class SharedRow:
    """Something shared. address : of a link, on another site; notes : further lines."""

    title: str
    detail: str
    text: Markup
    notes: tuple[str, ...] = ()
    address: str = ""


@dataclass(frozen=True, slots=True)
class SharedKind:
    """A kind of thing that can be shared. shared : what is shared of it now."""

    title: str
    empty: str
    shared: Callable[[], QuerySet[Any]]


KINDS: dict[str, SharedKind] = {
    "posts": SharedKind("Posts", "No post is shared at present.", shared_posts),
    "events": SharedKind("Events", "No event is shared at present.", shared_events),
    "links": SharedKind("Links", "No link is shared at present.", shared_links),
}


def why_shown(who: Reader) -> str:
    """What the page is, and why its reader sees it."""
    regions = sorted(
        name_of(code, directory()) for code in who.organisations("system_administrator") if is_region(code)
    )
    role = "are national support" if who.holds("national_support") else f"administer {'; '.join(regions)}"
    return (
        "These are posts, events and links that somebody in a network chose to show to those who oversee: you see them "
        f"because you {role}."
    )


def shared_rows(kind: str, found: Iterable[Any], who: Reader) -> tuple[SharedRow, ...]:
    """The rows of one kind; a private network is not named to those who may not know of it."""
    make = {"posts": _post, "events": _event, "links": _link}[kind]
    return tuple(make(one, who) for one in found)


def switch_between(kind: str, *, path: str) -> dict[str, Any]:
    """The switch between the kinds."""
    choices = [
        {"text": one.title, "address": f"{path}?{urlencode({'kind': key})}", "chosen": key == kind}
        for key, one in KINDS.items()
    ]
    return {"name": "kind", "title": "Show", "choices": choices}


@dataclass(frozen=True, slots=True)
class OwnRow:
    """Something that the reader shares."""

    kind: str
    number: int
    about: str
    detail: str


def own_row(one: OwnShared) -> OwnRow:
    """Something that the reader shares, in words."""
    return OwnRow(one.kind, one.number, one.about, f"{one.kind.capitalize()} in {one.network}, {moment_of(one.at)}")


def _post(post: Any, who: Reader) -> SharedRow:
    assert can(who, "post.read", post)
    place = _network_words(post.thread.network, who)
    return SharedRow(
        title=post.thread.title if post.title_is_shared else NOT_NAMED,
        detail=f"{name_of_person(post.author)}, {place}, {moment_of(post.created_at)}",
        text=as_typed(post.text),
        notes=(f"Edited on {moment_of(post.edited_at)}",) if post.edited_at else (),
    )


def _event(event: Event, who: Reader) -> SharedRow:
    called_off = (f"Called off on {moment_of(event.called_off_at)}",) if event.called_off_at else ()
    place = (event.place,) if event.place else ()
    return SharedRow(
        title=event.title,
        detail=f"{name_of_person(event.made_by)}, {_network_words(event.network, who)}",
        text=as_typed(event.about),
        notes=(*called_off, span_in_words(event.starts_at, event.ends_at), *place),
    )


def _link(link: SharedLink, who: Reader) -> SharedRow:
    return SharedRow(
        title=link.title,
        detail=f"{name_of_person(link.added_by)}, {_network_words(link.network, who)}, {moment_of(link.added_at)}",
        text=as_typed(link.note),
        address=link.address,
    )


def _network_words(network: Network, who: Reader) -> str:
    return network.name if can(who, "network.see", network) else PRIVATE

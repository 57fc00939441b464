"""What a network's page shows of its discussion and of its shared links."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from everyweek.web.people.discussion.queries import links_of, threads_of, with_their_posts
from everyweek.web.people.models import Network
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """A conversation in a few words. posts : those not removed; last_at : local time; who : whose post is the last."""

    title: str
    address: str
    posts: int
    last_at: datetime
    who: str


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A shared link. address : where it leads, on another site; who : who added it; at : local time."""

    title: str
    address: str
    note: str
    who: str
    at: datetime


def latest_threads(network: Network, reader: Reader, limit: int) -> tuple[ThreadLine, ...]:
    """The conversations with the newest posts; none for somebody who may not read inside."""
    if not can(reader, "network.read", network):
        return ()
    return tuple(
        ThreadLine(
            title=found.thread.title,
            address=reverse("thread", kwargs={"network": network.key, "thread": found.thread.pk}),
            posts=found.posts,
            last_at=timezone.localtime(found.thread.last_post_at),
            who=found.last_writer,
        )
        for found in with_their_posts(threads_of(network)[:limit])
    )


def latest_links(network: Network, reader: Reader, limit: int) -> tuple[LinkLine, ...]:
    """The links that were added last; none for somebody who may not read inside."""
    if not can(reader, "network.read", network):
        return ()
    return tuple(
        LinkLine(
            title=link.title,
            address=link.address,
            note=link.note,
            who=link.added_by.name if link.added_by else "",
            at=timezone.localtime(link.added_at),
        )
        for link in links_of(network)[:limit]
    )

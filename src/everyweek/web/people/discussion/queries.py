"""What is known of conversations, posts and links."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.http import Http404

from everyweek.web.people.models import Following, Network, Post, PostReport, Role, SharedLink, Thread
from everyweek.web.people.organisations.known import directory, name_of

NO_LONGER_HERE = "Somebody whose account is gone"


class NoSuchThread(Http404):
    """No conversation that the reader may know of has this number."""

    title = "There is no such conversation"
    message = "The address leads to no conversation that you can read. It may be mistyped, or you may not be inside."


class NoSuchPost(Http404):
    """No post that the reader may know of has this number."""

    title = "There is no such post"
    message = "The address leads to no post that you can read. It may be mistyped, or you may not be inside."


class NoSuchLink(Http404):
    """No link that the reader may know of has this number."""

    title = "There is no such link"
    message = "The link is not there any more, or the address is mistyped."


def thread_in_address(parts: Mapping[str, Any]) -> Thread:
    """The conversation that an address names by its parts `network` and `thread`. Raises NoSuchThread."""
    found = Thread.objects.select_related("network").filter(pk=parts["thread"], network__key=parts["network"]).first()
    if found is None:
        raise NoSuchThread
    return found


def post_in_address(parts: Mapping[str, Any]) -> Post:
    """The post that an address names by its parts `network`, `thread` and `post`. Raises NoSuchPost."""
    found = (
        Post.objects.select_related("thread__network", "author")
        .filter(pk=parts["post"], thread_id=parts["thread"], thread__network__key=parts["network"])
        .first()
    )
    if found is None:
        raise NoSuchPost
    return found


def link_in_address(parts: Mapping[str, Any]) -> SharedLink:
    """The link that an address names by its parts `network` and `link`. Raises NoSuchLink."""
    found = (
        SharedLink.objects.select_related("network", "added_by")
        .filter(pk=parts["link"], network__key=parts["network"], removed_at=None)
        .first()
    )
    if found is None:
        raise NoSuchLink
    return found


def threads_of(network: Network, *, words: str = "") -> QuerySet[Thread]:
    """The conversations of a network, that with the newest post first.

    words : only those whose titles have all of them.
    """
    asked = Q()
    for word in words.split():
        asked &= Q(title__icontains=word)
    return Thread.objects.filter(asked, network=network).select_related("network").order_by("-last_post_at", "-pk")


@dataclass(frozen=True, slots=True)
class ThreadInList:
    """A conversation with what stands in it. posts : those not removed; last_writer : "" when none is left."""

    thread: Thread
    posts: int
    last_writer: str


def with_their_posts(threads: Iterable[Thread]) -> tuple[ThreadInList, ...]:
    """How much each of a few conversations holds: two questions, however many there are in the whole network."""
    asked = list(threads)
    left = Post.objects.filter(thread__in=asked, removed_at=None).order_by()
    found = {
        thread: (posts, last) for thread, posts, last in left.values_list("thread").annotate(Count("pk"), Max("pk"))
    }
    writers = dict(Post.objects.filter(pk__in=[last for _, last in found.values()]).values_list("pk", "author__name"))
    return tuple(
        ThreadInList(thread, posts, writers.get(last) or "")
        for thread in asked
        for posts, last in [found.get(thread.pk, (0, 0))]
    )


def posts_of(thread: Thread) -> QuerySet[Post]:
    """The posts of a conversation in their order, also those of which only a line is left."""
    return thread.posts.select_related("author", "removed_by").order_by("created_at", "pk")


def posts_before(post: Post) -> int:
    """How many posts of its conversation stand before a post."""
    earlier = Q(created_at__lt=post.created_at) | Q(created_at=post.created_at, pk__lt=post.pk)
    return Post.objects.filter(earlier, thread_id=post.thread_id).count()


def opening_post_of(thread: Thread) -> Post | None:
    """The post with which a conversation began."""
    return thread.posts.order_by("created_at", "pk").first()


def is_opening(post: Post) -> bool:
    """Whether the conversation began with this post."""
    opening = opening_post_of(post.thread)
    return opening is not None and opening.pk == post.pk


def newest_post(thread: Thread) -> Post | None:
    """The last post of a conversation."""
    return posts_of(thread).last()


def places_of(people: Iterable[int | None]) -> dict[int, tuple[str, ...]]:
    """The organisations at which people hold a role now, by name."""
    known = directory()
    rows = Role.objects.filter(person_id__in=set(people), until=None).exclude(organisation="")
    found: dict[int, set[str]] = defaultdict(set)
    for person, code in rows.values_list("person_id", "organisation"):
        found[person].add(name_of(code, known))
    return {person: tuple(sorted(names)) for person, names in found.items()}


def links_of(network: Network) -> QuerySet[SharedLink]:
    """The links of a network, the newest first."""
    found = SharedLink.objects.filter(network=network, removed_at=None)
    return found.select_related("added_by").order_by("-added_at", "-pk")


def waiting_reports(network: Network) -> QuerySet[PostReport]:
    """The reports of a network's posts that no lead has settled, the oldest first."""
    found = PostReport.objects.filter(post__thread__network=network, settled_at=None)
    return found.select_related("post__thread", "post__author", "by").order_by("at", "pk")


def follows(person: int | None, *, network: Network, thread: Thread | None = None) -> bool:
    """Whether somebody is told of new posts of a conversation, or with none of new conversations of the network."""
    return Following.objects.filter(person_id=person, network=network, thread=thread, muted=False).exists()


def newest_post_at(thread: Thread) -> datetime:
    """When the last post that was not removed was written; when the conversation began, if all are removed."""
    last = thread.posts.filter(removed_at=None).order_by("-created_at").values_list("created_at", flat=True).first()
    return last or thread.created_at

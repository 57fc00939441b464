"""What the pages of a discussion show, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from markupsafe import Markup

from everyweek.web.design import wording
from everyweek.web.design.paging import PageOfList
from everyweek.web.people.discussion.actions import address_of_post, address_of_thread
from everyweek.web.people.discussion.queries import NO_LONGER_HERE, ThreadInList
from everyweek.web.people.discussion.text import as_typed
from everyweek.web.people.models import Network, Person, Post, Thread
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader

CLOSED = "This network has been closed: what was written stays, and nothing can be added."
SHARING_WORDS = (
    "Do this only if you want it. Those who oversee (national support and the regions’ "
    "administrators) can read {thing} with your name, on a page of what networks chose to share. They see nothing of "
    "what others write here. Only you can do this, and you can take it back at any time."
)

SHARING_OF_WHAT_IS_OPEN = (
    "Everybody who signs in can read this network. If you tick this, {thing} with your name also stands on the page on "
    "which those who oversee see what networks chose to share. Only you can do this, and you can take it back at any "
    "time."
)


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """A conversation in the list."""

    title: str
    address: str
    detail: str
    is_closed: bool


@dataclass(frozen=True, slots=True)
class DiscussionPage:
    """The list of a network's conversations. words : what was looked for in the titles."""

    network: Network
    rows: tuple[ThreadRow, ...]
    pagination: Mapping[str, Any] | None
    words: str
    summary: str
    follows: bool
    can_write: bool
    reports: int
    closed_words: str


@dataclass(frozen=True, slots=True)
class PostOnPage:
    """A post, or the line that is left of one.

    removed : that line, "" while the post stands. edit, remove, report : addresses, "" when that is not permitted.
    """

    number: int
    who: str
    where: str
    when: str
    written_at: str
    edited: str
    text: Markup
    removed: str
    is_shared: bool
    permalink: str
    edit: str
    remove: str
    report: str


@dataclass(frozen=True, slots=True)
class ThreadPage:
    """A conversation."""

    network: Network
    thread: Thread
    address: str
    posts: tuple[PostOnPage, ...]
    pagination: Mapping[str, Any] | None
    summary: str
    newest: str
    follows: bool
    can_write: bool
    can_close: bool
    closed_words: str


def moment_of(at: datetime) -> str:
    """A moment in local time, in words."""
    return wording.moment(timezone.localtime(at))


def name_of_person(person: Person | None) -> str:
    """Somebody's name, also of one whose account is gone."""
    return person.name if person else NO_LONGER_HERE


def sharing_words(thing: str, network: Network) -> str:
    """What it means to share something beyond its network, beside the box that does it."""
    is_read_anyway = network.joining == "open" and not network.is_learning_network
    return (SHARING_OF_WHAT_IS_OPEN if is_read_anyway else SHARING_WORDS).format(thing=thing)


def discussion_page(
    network: Network,
    listed: PageOfList,
    who: Reader,
    *,
    threads: Sequence[ThreadInList],
    words: str,
    follows: bool,
    reports: int,
) -> DiscussionPage:
    """The list of conversations. threads : those of the page that is listed."""
    return DiscussionPage(
        network=network,
        rows=tuple(_row(one) for one in threads),
        pagination=listed.pagination,
        words=words,
        summary=_found(listed, words),
        follows=follows,
        can_write=can(who, "network.write", network),
        reports=reports,
        closed_words=CLOSED if network.ended_at else "",
    )


def thread_page(
    thread: Thread,
    listed: PageOfList,
    who: Reader,
    *,
    places: Mapping[int, Sequence[str]],
    newest: Post | None,
    follows: bool,
) -> ThreadPage:
    """A conversation. places : the organisations of its writers; newest : its last post."""
    for post in listed.rows:
        post.thread = thread  # read once, not again for each post
    several_pages = listed.pagination is not None
    closed = f"A lead closed this conversation on {moment_of(thread.closed_at)}." if thread.closed_at else ""
    return ThreadPage(
        network=thread.network,
        thread=thread,
        address=address_of_thread(thread),
        posts=tuple(post_on_page(post, who, places.get(post.author_id or 0, ())) for post in listed.rows),
        pagination=listed.pagination,
        summary=f"Posts {listed.first} to {listed.last} of {listed.total:,}" if several_pages else "",
        newest=address_of_post(newest) if newest and several_pages else "",
        follows=follows,
        can_write=can(who, "thread.write", thread) and thread.closed_at is None,
        can_close=can(who, "thread.close", thread) and thread.network.ended_at is None,
        closed_words=CLOSED if thread.network.ended_at else closed,
    )


def post_on_page(post: Post, who: Reader, places: Sequence[str]) -> PostOnPage:
    """One post, with what its reader may do with it."""
    parts = {"network": post.thread.network.key, "thread": post.thread_id, "post": post.pk}
    stands = post.removed_at is None
    goes_on = post.thread.network.ended_at is None

    def address(name: str, permitted: bool) -> str:
        return reverse(name, kwargs=parts) if stands and permitted else ""

    return PostOnPage(
        number=post.pk,
        who=name_of_person(post.author),
        where=", ".join(places),
        when=moment_of(post.created_at),
        written_at=post.created_at.isoformat(timespec="seconds"),
        edited=f"Edited on {moment_of(post.edited_at)}" if stands and post.edited_at else "",
        text=as_typed(post.text) if stands else Markup(""),
        removed="" if stands else _removed_words(post),
        is_shared=stands and post.shared_beyond,
        permalink=address_of_post(post),
        edit=address("edit-post", can(who, "post.change", post)),
        remove=address("remove-post", can(who, "post.remove", post)),
        report=address("report-post", goes_on and post.author_id != who.identity),
    )


def reported_words(leads: int) -> str:
    """What somebody reads who has just reported a post."""
    if leads:
        return "Thank you. The leads of the network have been told, and will look at the post."
    return "Thank you. The network has no lead at present: your report waits until somebody leads it."


def _removed_words(post: Post) -> str:
    when = moment_of(post.removed_at) if post.removed_at else ""
    if post.removed_by_id is not None and post.removed_by_id == post.author_id:
        return f"Removed by its author on {when}."
    reason = f": {post.why_removed}" if post.why_removed else "."
    return f"Removed by a lead on {when}{reason}"


def _row(found: ThreadInList) -> ThreadRow:
    thread = found.thread
    posts = wording.several(found.posts, "post")
    last = f", the last by {found.last_writer}" if found.last_writer else ""
    return ThreadRow(
        title=thread.title,
        address=address_of_thread(thread),
        detail=f"{posts}{last} on {moment_of(thread.last_post_at)}",
        is_closed=thread.closed_at is not None,
    )


def _found(listed: PageOfList, words: str) -> str:
    if not listed.total:
        return f"No conversation has “{words}” in its title." if words else "Nobody has begun a conversation yet."
    about = f" with “{words}” in the title" if words else ""
    number = wording.several(listed.total, "conversation") + about
    return f"{number}: {listed.first} to {listed.last}" if listed.pagination else number

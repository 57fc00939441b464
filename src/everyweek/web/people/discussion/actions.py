"""Writing: conversations and posts. What was written never goes into the chain of changes."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from everyweek.web.people.audit.actions import record
from everyweek.web.people.discussion.audience import followers_of_network, followers_of_thread
from everyweek.web.people.discussion.errors import PostIsRemoved, ThreadIsClosed, check_goes_on
from everyweek.web.people.discussion.following import follow_because_of_writing
from everyweek.web.people.discussion.writer import hold_writer
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.models import Network, Post, Thread
from everyweek.web.people.notifications.actions import notify
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader


@transaction.atomic
def begin_thread(*, by: Reader, network: Network, title: str, text: str, shared_beyond: bool, now: datetime) -> Post:
    """A new conversation with its first post; those who follow the network are told.

    Raises NetworkIsClosed, WriterIsGone, NotPermitted.
    """
    network = Network.objects.select_for_update(no_key=True).get(pk=network.pk)  # so that it is not closed meanwhile
    check(by, "network.read", network)
    check_goes_on(network)
    check(by, "network.write", network)
    hold_writer(by)
    thread = Thread.objects.create(
        network=network, title=title, author_id=by.identity, created_at=now, last_post_at=now
    )
    record(
        by=by,
        action="thread.begun",
        of=("thread", str(thread.pk)),
        after=title_for_the_chain(thread),
        network=network.key,
        now=now,
    )
    post = _add_post(by, thread, text, shared_beyond=shared_beyond, now=now)
    notify(
        followers_of_network(network, but=by.identity),
        kind="thread",
        key=f"thread-{thread.pk}",
        title=f"{by.name} began the conversation “{title}”",
        text=network.name,
        address=address_of_post(post),
        network=network,
        now=now,
    )
    return post


@transaction.atomic
def write_post(*, by: Reader, thread: Thread, text: str, shared_beyond: bool, now: datetime) -> Post:
    """A post at the end of a conversation; those who follow it are told.

    Raises NetworkIsClosed, ThreadIsClosed, WriterIsGone, NotPermitted.
    """
    thread = locked_thread(thread)
    check(by, "thread.read", thread)
    check_goes_on(thread.network)
    check(by, "thread.write", thread)
    if thread.closed_at is not None:
        raise ThreadIsClosed(thread)
    hold_writer(by)
    post = _add_post(by, thread, text, shared_beyond=shared_beyond, now=now)
    Thread.objects.filter(pk=thread.pk).update(last_post_at=now)
    notify(
        followers_of_thread(thread, but=by.identity),
        kind="reply",
        key=f"post-{post.pk}",
        title=f"{by.name} wrote in “{thread.title}”",
        text=thread.network.name,
        address=address_of_post(post),
        network=thread.network,
        now=now,
    )
    return post


@transaction.atomic
def change_post(*, by: Reader, post: Post, text: str, shared_beyond: bool, seen_version: int, now: datetime) -> Post:
    """Change one's own post, or whether it is shared beyond the network; a change of nothing changes nothing.

    seen_version : of the post that the reader had before them.
    Raises NetworkIsClosed, PostIsRemoved, ChangedMeanwhile, WriterIsGone, NotPermitted.
    """
    post = locked_post(post)
    check(by, "post.read", post)
    check_goes_on(post.thread.network)
    check(by, "post.change", post)
    if post.removed_at is not None:
        raise PostIsRemoved
    if post.version != seen_version:
        raise ChangedMeanwhile("This post")
    hold_writer(by)
    before = {"version": post.version, "shared_beyond": post.shared_beyond}
    if text != post.text:
        post.text, post.edited_at = text, now
    elif shared_beyond == post.shared_beyond:
        return post
    post.shared_beyond, post.version = shared_beyond, post.version + 1
    post.save(update_fields=("text", "edited_at", "shared_beyond", "version"))
    after = {"version": post.version, "shared_beyond": post.shared_beyond}
    record_of_post(by, "post.changed", post, before=before, after=after, now=now)
    return post


@transaction.atomic
def set_thread_closed(*, by: Reader, thread: Thread, closed: bool, now: datetime) -> None:
    """Close a conversation, so that nothing can be added, or open it again. Raises NetworkIsClosed, NotPermitted."""
    thread = locked_thread(thread)
    check(by, "thread.read", thread)
    check_goes_on(thread.network)
    check(by, "thread.close", thread)
    if (thread.closed_at is not None) == closed:
        return
    Thread.objects.filter(pk=thread.pk).update(closed_at=now if closed else None)
    record(
        by=by,
        action="thread.closed" if closed else "thread.reopened",
        of=("thread", str(thread.pk)),
        after=title_for_the_chain(thread),
        network=thread.network.key,
        now=now,
    )


def locked_thread(thread: Thread) -> Thread:
    """The conversation as it is now, held until the transaction ends, and its network, so that it is not closed."""
    return (
        Thread.objects.select_for_update(of=("self", "network"), no_key=True)
        .select_related("network")
        .get(pk=thread.pk)
    )


def locked_post(post: Post) -> Post:
    """The post as it is now, held until the transaction ends."""
    return Post.objects.select_for_update(of=("self",), no_key=True).select_related("thread__network").get(pk=post.pk)


def address_of_post(post: Post) -> str:
    """Where a post stands: on the right page of its conversation, however long that is."""
    return f"{address_of_thread(post.thread)}?post={post.pk}#post-{post.pk}"


def address_of_thread(thread: Thread) -> str:
    """Where a conversation begins."""
    return reverse("thread", kwargs={"network": thread.network.key, "thread": thread.pk})


def title_for_the_chain(thread: Thread) -> dict[str, str]:
    """What the chain of changes may say of a conversation: of one in a learning network, nothing but its number."""
    return {} if thread.network.is_learning_network else {"title": thread.title}


def record_of_post(by: Reader, action: str, post: Post, *, now: datetime, **changes: dict[str, Any]) -> None:
    """An entry of the chain about a post: numbers, and never what it says."""
    record(by=by, action=action, of=("post", str(post.pk)), network=post.thread.network.key, now=now, **changes)


def _add_post(by: Reader, thread: Thread, text: str, *, shared_beyond: bool, now: datetime) -> Post:
    post = Post.objects.create(
        thread=thread, author_id=by.identity, text=text, created_at=now, shared_beyond=shared_beyond
    )
    follow_because_of_writing(by, thread)  # before the chain: whoever follows at this moment waits for it as well
    record_of_post(by, "post.written", post, after={"thread": thread.pk, "shared_beyond": shared_beyond}, now=now)
    return post

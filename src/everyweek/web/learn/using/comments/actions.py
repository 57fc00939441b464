"""Writing and changing comments. What was written never goes into the chain of changes."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from everyweek.web.learn.library.models import Resource
from everyweek.web.learn.using.errors import CommentIsRemoved
from everyweek.web.learn.using.models import Comment
from everyweek.web.learn.using.told import authors_with_accounts, network_key
from everyweek.web.people.audit.actions import record
from everyweek.web.people.discussion.writer import hold_writer
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.notifications.actions import notify
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader


@transaction.atomic
def write_comment(*, by: Reader, resource: Resource, text: str, now: datetime) -> Comment:
    """Write below a resource; its authors who have an account are told. Raises NotPermitted, WriterIsGone."""
    resource = Resource.objects.select_related("network").get(pk=resource.pk)
    check(by, "resource.respond", resource)
    hold_writer(by)
    comment = Comment.objects.create(resource=resource, by_id=by.identity, text=text, written_at=now)
    record_of_comment(by, "comment.written", comment, now=now)
    notify(
        authors_with_accounts(resource, but=by.identity),
        kind="comment",
        key=f"comment-{comment.pk}",
        title=f"A new comment on “{resource.title}”",
        address=address_of_comment(comment),
        network=resource.network,
        now=now,
    )
    return comment


@transaction.atomic
def change_comment(*, by: Reader, comment: Comment, text: str, seen_version: int, now: datetime) -> Comment:
    """Change one's own comment; a change of nothing changes nothing.

    Raises CommentIsRemoved, ChangedMeanwhile, NotPermitted, WriterIsGone.
    """
    check(by, "comment.change", comment)
    hold_writer(by)
    comment = locked_comment(comment)
    check(by, "comment.change", comment)
    if comment.removed_at is not None:
        raise CommentIsRemoved
    if comment.version != seen_version:
        raise ChangedMeanwhile("This comment")
    if text == comment.text:
        return comment
    comment.text, comment.edited_at, comment.version = text, now, comment.version + 1
    comment.save(update_fields=("text", "edited_at", "version"))
    record_of_comment(by, "comment.changed", comment, now=now)
    return comment


def locked_comment(comment: Comment) -> Comment:
    """The comment as it is now, held until the transaction ends."""
    rows = Comment.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("resource__network").get(pk=comment.pk)


def address_of_comment(comment: Comment) -> str:
    """Where a comment stands: on the right page, however many there are."""
    listed = reverse("resource-comments", kwargs={"slug": comment.resource.slug})
    return f"{listed}?comment={comment.pk}#comment-{comment.pk}"


def record_of_comment(by: Reader, action: str, comment: Comment, *, now: datetime) -> None:
    """An entry of the chain about a comment: its version, and never what it says."""
    record(
        by=by,
        action=action,
        of=("comment", str(comment.pk)),
        after={"version": comment.version},
        network=network_key(comment.resource),
        now=now,
    )

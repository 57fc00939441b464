"""Taking comments back, reporting them, and looking after what was reported."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from everyweek.web.learn.using.comments.actions import address_of_comment, locked_comment, record_of_comment
from everyweek.web.learn.using.errors import CommentIsRemoved, NeedsWords, ReportedBefore
from everyweek.web.learn.using.models import Comment, CommentReport
from everyweek.web.learn.using.told import moderators_of, tell_whoever_wrote
from everyweek.web.people.discussion.writer import hold_writer
from everyweek.web.people.models import Notification
from everyweek.web.people.notifications.actions import notify
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader


@transaction.atomic
def remove_comment(*, by: Reader, comment: Comment, why: str, now: datetime) -> None:
    """Remove a comment: its text is gone, a line of who removed it and why stays.

    why : asked for what somebody else wrote, who is told. Raises NeedsWords, NotPermitted, WriterIsGone; a comment
    that was removed already is left as it is.
    """
    check(by, "comment.remove", comment)
    hold_writer(by)
    comment = locked_comment(comment)
    check(by, "comment.remove", comment)
    if comment.removed_at is not None:
        return
    is_own = comment.by_id == by.identity
    if not is_own and not why:
        raise NeedsWords
    comment.text, comment.version = "", comment.version + 1
    comment.removed_at, comment.removed_by_id, comment.why_removed = now, by.identity, "" if is_own else why
    comment.save(update_fields=("text", "version", "removed_at", "removed_by", "why_removed"))
    comment.reports.filter(settled_at=None).update(settled_at=now, settled_by=by.identity)
    Notification.objects.filter(kind="comment", key=f"comment-{comment.pk}").delete()
    record_of_comment(by, "comment.removed", comment, now=now)
    if not is_own:
        tell_whoever_wrote(
            comment.by_id,
            comment.resource,
            key=f"comment-removed-{comment.pk}",
            title=f"Your comment on “{comment.resource.title}” was removed",
            why=why,
            address=address_of_comment(comment),
            now=now,
        )


@transaction.atomic
def report_comment(*, by: Reader, comment: Comment, why: str, now: datetime) -> CommentReport:
    """Ask those who moderate to look at a comment.

    Raises CommentIsRemoved, ReportedBefore, NotPermitted, WriterIsGone.
    """
    check(by, "comment.report", comment)
    hold_writer(by)
    comment = locked_comment(comment)
    check(by, "comment.report", comment)
    if comment.removed_at is not None:
        raise CommentIsRemoved
    known = CommentReport.objects.filter(comment=comment, by=by.identity).first()
    report = known or CommentReport(comment=comment, by_id=by.identity)
    if known is not None and known.settled_at is None:
        raise ReportedBefore
    report.why, report.at, report.settled_at, report.settled_by = why, now, None, None
    report.save()
    record_of_comment(by, "comment.reported", comment, now=now)
    notify(
        moderators_of(comment.resource),
        kind="comment-report",
        key=f"comment-report-{report.pk}-{now:%Y%m%d%H%M%S}",
        title=f"A comment on “{comment.resource.title}” was reported",
        address=reverse("comment-queue"),
        network=comment.resource.network,
        now=now,
    )
    return report


@transaction.atomic
def leave_comment(*, by: Reader, report: CommentReport, now: datetime) -> None:
    """Settle a report: somebody who moderates looked, and leaves the comment where it is. Raises NotPermitted."""
    rows = CommentReport.objects.select_for_update(of=("self",), no_key=True)
    report = rows.select_related("comment__resource__network").get(pk=report.pk)
    check(by, "comment.moderate", report.comment)
    if report.settled_at is not None:
        return
    CommentReport.objects.filter(pk=report.pk).update(settled_at=now, settled_by=by.identity)
    record_of_comment(by, "comment.left", report.comment, now=now)

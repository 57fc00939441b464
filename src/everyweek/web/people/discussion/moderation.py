"""Taking back what was said: removing posts, and telling the leads of one that should not be there."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from everyweek.web.people.audit.actions import record
from everyweek.web.people.discussion.actions import locked_post, record_of_post
from everyweek.web.people.discussion.audience import leads_of, who_reads_inside
from everyweek.web.people.discussion.errors import NeedsAReason, PostIsRemoved, ReportedAlready, check_goes_on
from everyweek.web.people.discussion.queries import is_opening, newest_post_at
from everyweek.web.people.discussion.writer import hold_writer
from everyweek.web.people.models import Notification, Post, PostReport, Thread
from everyweek.web.people.notifications.actions import notify
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader

TITLE_OF_REMOVED = "A conversation whose first post was removed"


@transaction.atomic
def remove_post(*, by: Reader, post: Post, why: str, now: datetime) -> None:
    """Remove a post: its text is gone, a line of who removed it stays. With the first post goes the title.

    why : kept and shown when a lead removes what somebody else wrote; of one's own post it is not asked.
    Raises NeedsAReason, NotPermitted; a post that was removed already is left as it is.
    """
    post = locked_post(post)
    check(by, "post.remove", post)
    if post.removed_at is not None:
        return
    is_own = post.author_id == by.identity
    if not is_own and not why:
        raise NeedsAReason
    _take_out(post, by, "" if is_own else why, now=now)
    _take_out_of_thread(post)
    post.reports.filter(settled_at=None).update(settled_at=now, settled_by=by.identity)
    record_of_post(by, "post.removed", post, after={"by_its_author": is_own}, now=now)
    if not is_own and post.author_id is not None:
        _tell_author(post, why, now=now)


@transaction.atomic
def report_post(*, by: Reader, post: Post, why: str, now: datetime) -> PostReport:
    """Tell the leads of a network that they should look at a post.

    Raises NetworkIsClosed, PostIsRemoved, ReportedAlready, WriterIsGone, NotPermitted.
    """
    post = locked_post(post)
    check(by, "thread.read", post.thread)
    check_goes_on(post.thread.network)
    if post.removed_at is not None:
        raise PostIsRemoved
    report = PostReport.objects.filter(post=post, by=by.identity).first() or PostReport(post=post, by_id=by.identity)
    if report.pk and report.settled_at is None:
        raise ReportedAlready
    hold_writer(by)
    report.why, report.at, report.settled_at, report.settled_by = why, now, None, None
    report.save()
    network = post.thread.network
    record_of_post(by, "post.reported", post, now=now)
    notify(
        leads_of(network),
        kind="report",
        key=f"report-{report.pk}-{now:%Y%m%d%H%M%S}",
        title=f"{by.name} reported a post in {network.name}",
        address=reverse("network-reports", kwargs={"network": network.key}),
        network=network,
        now=now,
    )
    return report


@transaction.atomic
def settle_report(*, by: Reader, report: PostReport, now: datetime) -> None:
    """A lead looked at a reported post and leaves it where it is. Raises NotPermitted."""
    report = (
        PostReport.objects.select_for_update(of=("self",), no_key=True)
        .select_related("post__thread__network")
        .get(pk=report.pk)
    )
    network = report.post.thread.network
    check(by, "report.settle", network)
    if report.settled_at is not None:
        return
    PostReport.objects.filter(pk=report.pk).update(settled_at=now, settled_by=by.identity)
    record(by=by, action="report.settled", of=("post", str(report.post_id)), network=network.key, now=now)


def _take_out(post: Post, by: Reader, why: str, *, now: datetime) -> None:
    post.text, post.shared_beyond, post.version = "", False, post.version + 1
    post.removed_at, post.removed_by_id, post.why_removed = now, by.identity, why
    post.save(update_fields=("text", "shared_beyond", "version", "removed_at", "removed_by", "why_removed"))


def _take_out_of_thread(post: Post) -> None:
    """Lines in inboxes name the title of the conversation, so they go with it."""
    thread = post.thread
    changes: dict[str, object] = {"last_post_at": newest_post_at(thread)}
    keys = [f"post-{post.pk}"]
    if is_opening(post):
        changes["title"] = TITLE_OF_REMOVED
        keys = [f"thread-{thread.pk}", *(f"post-{number}" for number in thread.posts.values_list("pk", flat=True))]
    Thread.objects.filter(pk=thread.pk).update(**changes)
    Notification.objects.filter(network=thread.network, key__in=keys).delete()


def _tell_author(post: Post, why: str, *, now: datetime) -> None:
    network = post.thread.network
    notify(
        who_reads_inside(network, [post.author_id]),
        kind="removed",
        key=f"removed-{post.pk}",
        title=f"A lead removed a post of yours in {network.name}",
        text=why,
        address=reverse("thread", kwargs={"network": network.key, "thread": post.thread_id}),
        network=network,
        now=now,
    )

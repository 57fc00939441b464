"""What is shown of comments, in words."""

from dataclasses import dataclass

from django.urls import reverse
from markupsafe import Markup

from everyweek.web.learn.library.models import Resource
from everyweek.web.learn.using.comments.actions import address_of_comment
from everyweek.web.learn.using.models import Comment, CommentReport
from everyweek.web.people.discussion.presenters import moment_of, name_of_person
from everyweek.web.people.discussion.text import as_typed
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader


@dataclass(frozen=True, slots=True)
class CommentOnPage:
    """A comment, or the line that is left of one. removed : that line; edit, remove, report: "" when not permitted."""

    number: int
    who: str
    where: str
    when: str
    written_at: str
    edited: str
    text: Markup
    removed: str
    permalink: str
    edit: str
    remove: str
    report: str
    is_shared: bool = False


@dataclass(frozen=True, slots=True)
class ReportedComment:
    """A comment that was reported, for those who moderate."""

    number: int
    words: str
    why: str
    who: str
    when: str
    text: Markup
    title: str
    permalink: str
    remove: str


def comment_on_page(comment: Comment, resource: Resource, reader: Reader) -> CommentOnPage:
    """One comment, with what its reader may do with it."""
    comment.resource = resource  # read once, not again for each
    parts = {"slug": resource.slug, "comment": comment.pk}
    stands = comment.removed_at is None

    def address(name: str, permission: str) -> str:
        return reverse(name, kwargs=parts) if stands and can(reader, permission, comment) else ""

    return CommentOnPage(
        number=comment.pk,
        who=name_of_person(comment.by),
        where="",
        when=moment_of(comment.written_at),
        written_at=comment.written_at.isoformat(timespec="seconds"),
        edited=f"Edited on {moment_of(comment.edited_at)}" if stands and comment.edited_at else "",
        text=as_typed(comment.text) if stands else Markup(""),
        removed="" if stands else _removed_words(comment),
        permalink=address_of_comment(comment),
        edit=address("edit-comment", "comment.change"),
        remove=address("remove-comment", "comment.remove"),
        report=address("report-comment", "comment.report"),
    )


def reported_comment(report: CommentReport) -> ReportedComment:
    """A report, for the queue."""
    comment = report.comment
    return ReportedComment(
        number=report.pk,
        words=f"{name_of_person(report.by)} reported this on {moment_of(report.at)}",
        why=report.why,
        who=name_of_person(comment.by),
        when=moment_of(comment.written_at),
        text=as_typed(comment.text),
        title=comment.resource.title,
        permalink=address_of_comment(comment),
        remove=reverse("remove-comment", kwargs={"slug": comment.resource.slug, "comment": comment.pk}),
    )


def _removed_words(comment: Comment) -> str:
    when = moment_of(comment.removed_at) if comment.removed_at else ""
    if comment.removed_by_id is not None and comment.removed_by_id == comment.by_id:
        return f"Removed by whoever wrote it on {when}."
    by = name_of_person(comment.removed_by)
    reason = f": {comment.why_removed}" if comment.why_removed else "."
    return f"Removed by {by} on {when}{reason}"

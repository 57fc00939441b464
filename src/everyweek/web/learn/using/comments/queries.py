"""Reading comments, and those that were reported."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from everyweek.web.learn.library.models import Resource
from everyweek.web.learn.library.queries import resource_in_address
from everyweek.web.learn.using.models import Comment, CommentReport
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader

ON_A_PAGE = 20
LARGEST = 2**63


@dataclass(frozen=True, slots=True)
class NewestComments:
    """The newest comments of a resource, the newest last, and how many there are in all."""

    rows: tuple[Comment, ...]
    total: int


def comment_in_address(parts: Mapping[str, Any]) -> Comment:
    """The comment that an address names, of the resource in it. Raises Http404."""
    number = int(parts["comment"])
    rows = Comment.objects.select_related("resource__network", "by")
    found = rows.filter(pk=number, resource=resource_in_address(parts)).first() if number < LARGEST else None
    if found is None:
        raise Http404
    return found


def comments_of(resource: Resource) -> QuerySet[Comment]:
    """The comments of a resource, the newest last."""
    return Comment.objects.filter(resource=resource).select_related("by").order_by("written_at", "pk")


def newest_comments(resource: Resource, *, most: int) -> NewestComments:
    """The last few; that there are more costs a second question, and nothing else does."""
    rows = list(comments_of(resource).reverse()[: most + 1])
    total = len(rows) if len(rows) <= most else comments_of(resource).count()
    return NewestComments(tuple(reversed(rows[:most])), total)


def page_with(resource: Resource, comment: int) -> int:
    """The number of the page on which a comment stands; 0 for one that is not of the resource."""
    named = Comment.objects.filter(resource=resource, pk=comment).first()
    if named is None:
        return 0
    numbers = list(comments_of(resource).values_list("pk", flat=True))
    return numbers.index(named.pk) // ON_A_PAGE + 1


def waiting_comment_reports(reader: Reader) -> tuple[CommentReport, ...]:
    """The reports that nobody has settled, as far as the reader decides about them; the oldest first."""
    rows = CommentReport.objects.filter(settled_at=None, comment__resource__live=True)
    found = rows.select_related("comment__resource__network", "comment__by", "by").order_by("at", "pk")
    return tuple(report for report in found if can(reader, "comment.moderate", report.comment))

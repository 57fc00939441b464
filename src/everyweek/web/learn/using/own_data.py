"""What of the use of resources belongs to a person.

Reports of use and comments stay when somebody is erased, without their name, as posts do; their texts go when they
chose that what they wrote goes. Their opinions and reading lists are theirs alone and go in any case.
"""

from datetime import datetime

from django.db.models import F

from everyweek.web.learn.using.models import Comment, CommentReport, ListEntry, Opinion, ReadingList, Use
from everyweek.web.people.accounts.own_data import part

OF_USING = (
    part(
        "what you told of resources you used",
        "learn.Use",
        "by",
        "resource__key name code since happened outcome measure before after written_at changed_at",
    ),
    part("whether resources were useful to you", "learn.Opinion", "by", "resource__key is_useful reason at"),
    part(
        "comments on resources",
        "learn.Comment",
        "by",
        "resource__key text written_at edited_at removed_at why_removed",
    ),
    part("comments you removed", "learn.Comment", "removed_by", "resource__key removed_at why_removed"),
    part("comments you reported", "learn.CommentReport", "by", "comment__resource__key why at settled_at"),
    part("reports of comments you settled", "learn.CommentReport", "settled_by", "comment__resource__key settled_at"),
    part(
        "reading lists",
        "learn.ReadingList",
        "owner",
        "key title words readers network__key created_at changed_at",
    ),
    part(
        "what is in your reading lists",
        "learn.ListEntry",
        "reading_list__owner",
        "reading_list__key resource__key note",
    ),
)


def erase_opinions_and_lists_of(person: int) -> None:
    """Delete what is a person's alone."""
    Opinion.objects.filter(by=person).delete()
    ListEntry.objects.filter(reading_list__owner=person).delete()
    ReadingList.objects.filter(owner=person).delete()


def erase_texts_about_resources(person: int, *, now: datetime) -> None:
    """That there was a comment stays, as when its writer removes one; what they told of their use goes as a whole."""
    mine = Comment.objects.filter(by=person)
    mine.filter(removed_at=None).update(removed_at=now, removed_by=person)
    mine.update(text="", version=F("version") + 1)
    CommentReport.objects.filter(by=person).update(why="")
    Use.objects.filter(by=person).delete()

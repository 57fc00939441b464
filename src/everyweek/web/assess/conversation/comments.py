"""What people say below a question. What was written never goes into the chain of changes."""

from datetime import datetime

from django.db import transaction

from everyweek.web.assess.conversation.asked import as_kept, question_asked
from everyweek.web.assess.conversation.models import AnswerComment
from everyweek.web.assess.conversation.recording import record_change
from everyweek.web.assess.conversation.telling import tell_of_comment
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.assess.rounds.running import hold_open
from everyweek.web.people.discussion.writer import hold_writer
from everyweek.web.people.permissions import NotPermitted, check
from everyweek.web.people.reader import Reader

LONGEST_COMMENT = 2_000


@transaction.atomic
def write_comment(
    *, by: Reader, assessment: Assessment, theme: str, question: str, text: str, now: datetime
) -> AnswerComment:
    """Write below a question; those who are named for the place, and who wrote about it, are told.

    Raises ConversationError, RoundIsClosed, WriterIsGone, NotPermitted.
    """
    check(by, "assessment.take-part", assessment)
    question_asked(assessment, theme, question)
    text = as_kept(text)
    assessment = hold_open(assessment, now=now)
    hold_writer(by)
    comment = AnswerComment.objects.create(
        assessment=assessment, theme=theme, question=question, author_id=by.identity, text=text, at=now
    )
    record_change(assessment, "assessment.commented", by=by, now=now)
    tell_of_comment(comment, assessment, by=by, now=now)
    return comment


@transaction.atomic
def remove_comment(*, by: Reader, comment: AnswerComment, now: datetime) -> None:
    """Remove one's own words, also after the close; that there were some stays. Raises NotPermitted, WriterIsGone."""
    held = AnswerComment.objects.select_for_update(of=("self",), no_key=True)
    row = held.select_related("assessment__round__framework", "assessment__place").get(pk=comment.pk)
    check(by, "assessment.take-part", row.assessment)
    if row.author_id != by.identity:
        raise NotPermitted("assessment.take-part")
    hold_writer(by)
    if row.removed_at is not None:
        return
    row.text, row.removed_at = "", now
    row.save(update_fields=("text", "removed_at"))
    record_change(row.assessment, "assessment.comment-removed", by=by, now=now)

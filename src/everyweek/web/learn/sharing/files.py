"""The files of a submission: those that its contributor has there, and those that reviewers see.

What was sent is what reviewers see: what is attached or removed afterwards shows when it is sent again.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.http import Http404

from everyweek.web.learn.attachments.models import Attachment
from everyweek.web.learn.attachments.taking import row_of, throw_away_unless_used
from everyweek.web.learn.finding.keeping_current import note_change
from everyweek.web.learn.library.models import Resource
from everyweek.web.learn.sharing.models import Submission, SubmissionFile

NOT_BOTH = Q(is_kept=False) & Q(is_shown=False)


def kept_files(submission: Submission) -> list[SubmissionFile]:
    """What its contributor has there, with the text inside."""
    return list(submission.files.filter(is_kept=True))


def shown_files(submission: Submission) -> list[SubmissionFile]:
    """What reviewers see, with the text inside; of what was taken back, nothing."""
    return [] if submission.state == "withdrawn" else list(submission.files.filter(is_shown=True))


def listed_files(submission: Submission, *, is_being_written: bool) -> list[SubmissionFile]:
    """What its contributor sees, without the text inside: what is there, or what the reviewers got."""
    which = {"is_kept": True} if is_being_written else {"is_shown": True}
    return list(submission.files.filter(**which).defer("text"))


def kept_file(submission: Submission, number: int) -> SubmissionFile:
    """One that its contributor has there, or had when it was sent. Raises Http404."""
    return _one(kept_files(submission) or shown_files(submission), number)


def shown_file(submission: Submission, number: int) -> SubmissionFile:
    """One that reviewers see. Raises Http404."""
    return _one(shown_files(submission), number)


def show_files(submission: Submission) -> None:
    """From now on reviewers see what its contributor has there."""
    submission.files.filter(is_kept=True).update(is_shown=True)
    submission.files.filter(is_kept=False).update(is_shown=False)
    forget_files(submission.files.filter(NOT_BOTH))


def move_files(submission: Submission, resource: Resource, *, now: datetime) -> None:
    """What was accepted hangs on the resource from now on, and is found by its text."""
    shown = shown_files(submission)
    for one in shown:
        Attachment.objects.create(resource=resource, **row_of(one), added_at=now, added_by_id=submission.contributor_id)
    if shown:
        note_change(resource, now=now)
    forget_files(submission.files.all())


def forget_files(files: "Iterable[SubmissionFile]") -> int:
    """Delete these rows, and from the disk what nothing else has; how many they were."""
    rows = list(files)
    digests = tuple(one.sha256 for one in rows)
    SubmissionFile.objects.filter(pk__in=[one.pk for one in rows]).delete()
    if digests:
        transaction.on_commit(lambda: throw_away_unless_used(digests))
    return len(rows)


def _one(files: Iterable[SubmissionFile], number: int) -> SubmissionFile:
    for one in files:
        if one.pk == number:
            return one
    raise Http404

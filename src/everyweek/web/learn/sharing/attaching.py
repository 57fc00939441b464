"""Attaching files to what one wants to share, and taking them away, as long as it is with its contributor."""

from datetime import datetime

from django.db import transaction

from everyweek.web.learn.attachments.errors import CannotBeAttached
from everyweek.web.learn.attachments.taking import Taken, take_in
from everyweek.web.learn.sharing.actions import CHANGEABLE, MEANWHILE, held, move, record_of
from everyweek.web.learn.sharing.errors import NotInThisState
from everyweek.web.learn.sharing.files import forget_files
from everyweek.web.learn.sharing.models import Submission, SubmissionFile
from everyweek.web.people.discussion.writer import hold_writer
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader

MOST_FILES = 10
"""What is to be reviewed: whoever reads it opens each."""


def attach_to(*, by: Reader, submission: Submission, name: str, content: bytes, now: datetime) -> SubmissionFile:
    """Attach a file. The same content once more is the file that is there.

    Raises CannotBeAttached, NotInThisState, NotPermitted, WriterIsGone.
    """
    check(by, "submission.change", submission)
    if submission.state not in CHANGEABLE:  # asked again below; before somebody waits for what cannot be
        raise NotInThisState(f"{MEANWHILE[submission.state]} Nothing was attached.")
    return _add(by, submission, take_in(name, content), now=now)


@transaction.atomic
def remove_from(*, by: Reader, submission: Submission, file: SubmissionFile, now: datetime) -> None:
    """Take a file away; reviewers who see it go on seeing it until it is sent again.

    Raises NotInThisState, NotPermitted, WriterIsGone.
    """
    submission = held(by, submission, CHANGEABLE, None)
    hold_writer(by)
    row = submission.files.filter(pk=file.pk, is_kept=True).first()
    if row is None:
        return
    if row.is_shown:
        row.is_kept = False
        row.save(update_fields=("is_kept",))
    else:
        forget_files([row])
    move(submission, now=now)
    record_of(by, "submission.file-removed", submission, now=now)


@transaction.atomic
def _add(by: Reader, submission: Submission, taken: Taken, *, now: datetime) -> SubmissionFile:
    submission = held(by, submission, CHANGEABLE, None)
    hold_writer(by)
    transaction.on_commit(taken.keep_again)
    same = submission.files.filter(sha256=taken.digest).first()
    if same is not None and same.is_kept:
        return same
    if submission.files.filter(is_kept=True).count() >= MOST_FILES:
        raise CannotBeAttached.too_many(taken.name, MOST_FILES)
    if same is not None:
        same.is_kept = True
        same.save(update_fields=("is_kept",))
        row = same
    else:
        row = SubmissionFile.objects.create(submission=submission, **taken.row(), added_at=now, added_by_id=by.identity)
    move(submission, now=now)
    record_of(by, "submission.file-attached", submission, now=now)
    return row

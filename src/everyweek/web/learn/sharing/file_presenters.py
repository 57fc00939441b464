"""The files of a submission as the pages list them."""

from collections.abc import Iterable

from django.urls import reverse

from everyweek.web.learn.attachments.presenters import FileLine, line_of
from everyweek.web.learn.sharing.actions import CHANGEABLE
from everyweek.web.learn.sharing.files import listed_files
from everyweek.web.learn.sharing.keeping import DAYS_OF_DECLINED_FILES
from everyweek.web.learn.sharing.models import Submission, SubmissionFile


def lines_of_mine(one: Submission) -> tuple[FileLine, ...]:
    """What its contributor sees: what is there while they can change it, otherwise what the reviewers got."""
    return tuple(line_of_mine(file) for file in listed_files(one, is_being_written=one.state in CHANGEABLE))


def line_of_mine(file: SubmissionFile) -> FileLine:
    """One of them."""
    parts = {"submission": file.submission_id, "file": file.pk}
    return line_of(
        file,
        address=reverse("share-file", kwargs=parts),
        preview=reverse("share-file-preview", kwargs=parts),
        remove=reverse("share-file-remove", kwargs=parts),
    )


def lines_to_review(one: Submission, files: Iterable[SubmissionFile]) -> tuple[FileLine, ...]:
    """What reviewers see."""
    return tuple(
        line_of(
            file,
            address=reverse("review-file", kwargs={"submission": one.pk, "file": file.pk}),
            preview=reverse("review-file-preview", kwargs={"submission": one.pk, "file": file.pk}),
        )
        for file in files
    )


def says_of_files(one: Submission) -> str:
    """What becomes of the files, where that is to be known."""
    if one.state == "declined":
        return f"Its files are deleted {DAYS_OF_DECLINED_FILES} days after it was declined. Download what you need."
    if one.state == "changes asked":
        return "The reviewers see the files that were there when you sent it, until you send it again."
    return ""

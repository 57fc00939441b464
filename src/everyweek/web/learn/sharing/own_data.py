"""What of the submissions belongs to a person: all of what they wanted to share, and the steps that they took."""

from everyweek.web.learn.sharing.files import forget_files
from everyweek.web.learn.sharing.models import Submission, SubmissionFile, SubmissionStep
from everyweek.web.people.accounts.own_data import part

OF_SHARING = (
    part(
        "what you wrote to share",
        "learn.Submission",
        "contributor",
        "state content network__key created_at changed_at sent_at resource__key",
    ),
    part("files of what you want to share", "learn.SubmissionFile", "added_by", "submission name size added_at"),
    part("your steps in reviews", "learn.SubmissionStep", "by", "submission what words at"),
)


def erase_submissions_of(person: int) -> None:
    """Delete what a person wanted to share; what was accepted is in the library already. Others' reviews stay."""
    forget_files(SubmissionFile.objects.filter(submission__contributor=person))
    Submission.objects.filter(contributor=person).delete()
    SubmissionStep.objects.filter(by=person).update(by=None)

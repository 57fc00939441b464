"""What is kept of what people share: the work itself until it is accepted, and every step of its review."""

from django.conf import settings
from django.db import models

from everyweek.web.learn.attachments.models import CheckedFile
from everyweek.web.learn.library.models import Resource

LONGEST_WORDS = 5_000
STATES = {
    "draft": "Not sent yet",
    "sent": "With the reviewers",
    "changes asked": "Changes asked for",
    "accepted": "Accepted and in the library",
    "declined": "Declined",
    "withdrawn": "Taken back",
}
STEPS = {
    "begun": "began it",
    "sent": "sent it to the reviewers",
    "commented": "commented",
    "changes asked": "asked for changes",
    "accepted": "accepted it",
    "declined": "declined it",
    "withdrawn": "took it back",
}


class Submission(models.Model):
    """Something that a person wants to share.

    content : the draft of the resource (everyweek.web.learn.library.draft) as its contributor last saved it.
    shown   : the draft as it was last sent, which is what reviewers read; {} before it was sent for the first time.
    network : inside which it is to be read; None for everybody.
    shown_network : the same as it was last sent: who may review it follows from this one.
    resource: what became of it.
    version : whoever saves or decides must have seen the present one.
    told_at : when its contributor was told that nobody goes on with it; None again as soon as somebody does.
    """

    contributor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="submissions")
    content = models.JSONField()
    shown = models.JSONField(default=dict)
    network = models.ForeignKey("people.Network", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    shown_network = models.ForeignKey(
        "people.Network", null=True, blank=True, on_delete=models.PROTECT, related_name="submissions"
    )
    state = models.CharField(max_length=20, choices=list(STATES.items()), default="draft", db_index=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    resource = models.ForeignKey(Resource, null=True, blank=True, on_delete=models.SET_NULL, related_name="submissions")
    version = models.PositiveIntegerField(default=1)
    told_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.content.get('title', '')} ({self.state})"


class SubmissionStep(models.Model):
    """One step: who did what, when, and what they said. by : None for somebody who was erased since."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="steps")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    what = models.CharField(max_length=20, choices=list(STEPS.items()))
    words = models.TextField(blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.what} at {self.at}"


class SubmissionFile(CheckedFile):
    """A file of something that a person wants to share; it becomes a file of the resource when that is accepted.

    is_kept : its contributor wants it there. is_shown: it was there when it was last sent, so that reviewers see it.
    A row that is neither is deleted.
    """

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="files")
    is_kept = models.BooleanField(default=True)
    is_shown = models.BooleanField(default=False)

    class Meta:
        ordering = ("added_at", "pk")
        constraints = (models.UniqueConstraint(fields=("submission", "sha256"), name="one_file_of_a_submission_once"),)

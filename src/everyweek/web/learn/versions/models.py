"""What is kept of changing a resource: a working copy, what changed and why, who follows it, what readers said."""

from django.conf import settings
from django.db import models

from everyweek.web.learn.library.models import Resource, Version

LONGEST_CHANGED = 2_000
LONGEST_FEEDBACK = 5_000
LONGEST_PART = 200
LONGEST_ANSWER = 1_000
FEEDBACK_STATES = {
    "waiting": "Waiting for the next version",
    "done": "Answered: we did something",
    "declined": "Answered: not taken up",
    "removed": "Removed",
}
ANSWERED = ("done", "declined")


class WorkingCopy(models.Model):
    """What a resource will say once it is published; seen by those alone who may change the resource.

    content  : the draft (everyweek.web.learn.library.draft) as it was last saved.
    began_as : the draft that was published when the copy was begun, which tells whether somebody published meanwhile.
    version  : whoever saves or publishes must have seen the present one.
    """

    resource = models.OneToOneField(Resource, on_delete=models.CASCADE, related_name="working_copy")
    content = models.JSONField()
    began_as = models.JSONField()
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.resource}, saved at {self.saved_at}"


class PublishedChange(models.Model):
    """A change that was published: what, and why. numbered : the version that it made, of a guide."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="published_changes")
    numbered = models.OneToOneField(
        Version, null=True, blank=True, on_delete=models.CASCADE, related_name="published_change"
    )
    changed = models.TextField()
    why = models.TextField(blank=True, default="")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.resource}: {self.changed}"


class Feedback(models.Model):
    """What a reader says should be better.

    writer      : None for somebody who was erased since.
    part        : which part of the resource is meant, in the reader's words.
    answer      : what was done, why it was not, or why it was removed, by its state.
    answered_in : the change that answers it.
    """

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="feedback")
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    part = models.CharField(max_length=LONGEST_PART, blank=True, default="")
    words = models.TextField(blank=True, default="")
    given_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=list(FEEDBACK_STATES.items()), default="waiting")
    answer = models.TextField(blank=True, default="")
    answered_in = models.ForeignKey(
        PublishedChange, null=True, blank=True, on_delete=models.SET_NULL, related_name="answers"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"Feedback on {self.resource}, {self.state}"


class Subscription(models.Model):
    """That somebody is told when a resource changes."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="subscriptions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("resource", "person"), name="one_subscription_once"),)

    def __str__(self) -> str:
        return f"{self.person} follows {self.resource}"

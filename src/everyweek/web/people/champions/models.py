"""What is kept of rounds of nominations."""

from django.conf import settings
from django.db import models

from everyweek.web.people.roles.models import LONGEST_CODE

LONGEST_NAME = 100
LONGEST_JOB_TITLE = 120


class Round(models.Model):
    """A round in which systems nominate champions.

    deadline_at : the instant; mostly noon in London. smaller, larger : how many a system may nominate; it is larger
    when at least `larger_from` acute trusts are counted in it. closed_at : nothing is accepted any more.
    """

    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=120)
    about = models.TextField(blank=True, default="")
    opens_at = models.DateTimeField()
    deadline_at = models.DateTimeField()
    smaller = models.PositiveSmallIntegerField(default=10)
    larger = models.PositiveSmallIntegerField(default=20)
    larger_from = models.PositiveSmallIntegerField(default=2)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.title


class Return(models.Model):
    """What one system returns in a round.

    system       : the code of its board. places: how many it may nominate, settled when the round is made or changed;
                   why_places says by what.
    deadline_at  : its own, when it was given longer, with the reason; None for the round's.
    submitted_at : when it was last sent in; None while it is a draft. first_submitted_at: decides whether it was late.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="returns")
    system = models.CharField(max_length=LONGEST_CODE)
    places = models.PositiveSmallIntegerField()
    why_places = models.CharField(max_length=300, blank=True, default="")
    executive_name = models.CharField(max_length=LONGEST_NAME, blank=True, default="")
    executive_job_title = models.CharField(max_length=LONGEST_JOB_TITLE, blank=True, default="")
    executive_email = models.EmailField(blank=True, default="")
    deadline_at = models.DateTimeField(null=True, blank=True)
    why_longer = models.CharField(max_length=300, blank=True, default="")
    first_submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("round", "system"), name="one_return_per_system"),)

    def __str__(self) -> str:
        return f"{self.round_id} {self.system}"


class Nominee(models.Model):
    """Somebody whom a system nominates.

    state        : draft (not sent in), asked (sent in, has mail), confirmed, declined, withdrawn (by the system).
    token_digest : of the link in the mail; the link itself is kept nowhere.
    network      : the one they joined by confirming; why_no_network says why none, when there is none.
    """

    to = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="nominees")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=LONGEST_NAME)
    job_title = models.CharField(max_length=LONGEST_JOB_TITLE)
    email = models.EmailField()
    organisation = models.CharField(max_length=LONGEST_CODE)
    state = models.CharField(max_length=10, default="draft")
    token_digest = models.CharField(max_length=64, blank=True, default="", db_index=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    network = models.ForeignKey("people.Network", null=True, on_delete=models.SET_NULL, related_name="+")
    why_no_network = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("to", "email"), condition=~models.Q(state="withdrawn"), name="one_nomination_per_address"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Reminder(models.Model):
    """A reminder that was sent: its key says of what, so that none is sent twice."""

    key = models.CharField(max_length=160, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key

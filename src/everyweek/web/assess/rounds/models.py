"""Rounds, and the assessment of each place in them."""

from django.conf import settings
from django.db import models

from everyweek.web.assess.frameworks.models import FrameworkVersion
from everyweek.web.assess.places.models import Place
from everyweek.web.people.roles.models import LONGEST_CODE

LONGEST_WHY = 300


class AssessmentRound(models.Model):
    """A round in which places assess themselves with one framework.

    system      : the board that runs it, among its own places; "" for one of national support.
    deadline_at : the instant; mostly noon in London. closed_at : nothing is accepted any more.
    parties     : whose answers are asked for, as a list of keys of PARTIES.
    previous    : the round that movement is told from; None for the first.
    """

    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=120)
    about = models.TextField(blank=True, default="")
    framework = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="rounds")
    system = models.CharField(max_length=LONGEST_CODE, blank=True, default="")
    parties = models.JSONField(default=list)
    opens_at = models.DateTimeField()
    deadline_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    previous = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="later")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.title


class Assessment(models.Model):
    """The assessment of one place in a round.

    deadline_at : its own, when it was given longer, with the reason; None for the round's. The later of the two counts.
    begun_at    : when the first word was saved. submitted_at : when it was last submitted; None before.
    first_submitted_at : decides whether it was late.
    """

    round = models.ForeignKey(AssessmentRound, on_delete=models.PROTECT, related_name="assessments")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="assessments")
    deadline_at = models.DateTimeField(null=True, blank=True)
    why_longer = models.CharField(max_length=LONGEST_WHY, blank=True, default="")
    begun_at = models.DateTimeField(null=True, blank=True)
    first_submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("round", "place"), name="one_assessment_of_a_place"),)

    def __str__(self) -> str:
        return f"{self.round_id} {self.place_id}"


class AssessmentReminder(models.Model):
    """A reminder that was sent: its key says of what, so that none is sent twice."""

    key = models.CharField(max_length=160, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key

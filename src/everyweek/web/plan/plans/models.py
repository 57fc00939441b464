"""Plans, their aims and drivers, who works on them, and what they are linked to."""

from django.conf import settings
from django.db import models

from everyweek.web.people.roles.models import LONGEST_CODE

LONGEST_TITLE = 150
LONGEST_TEXT = 20_000
LONGEST_MEASURE = 80


class ImprovementPlan(models.Model):
    """A plan of one organisation: a trust, a board, or a place's board.

    readers  : who may read it: a key of READERS. state : a key of PLAN_STATES.
    template : the intervention whose template it began from; "" for none.
    from_round, from_place, from_theme : the gap of an assessment that it answers, as keys; "" for none.
    """

    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=LONGEST_TITLE)
    about = models.TextField(blank=True, default="")
    organisation = models.CharField(max_length=LONGEST_CODE, db_index=True)
    readers = models.CharField(max_length=12, default="organisation")
    state = models.CharField(max_length=10, default="active")
    template = models.CharField(max_length=60, blank=True, default="")
    from_round = models.CharField(max_length=60, blank=True, default="")
    from_place = models.CharField(max_length=60, blank=True, default="")
    from_theme = models.CharField(max_length=60, blank=True, default="")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.title


class PlanMember(models.Model):
    """Somebody who works on a plan; leads : who looks after it and names the others."""

    plan = models.ForeignKey(ImprovementPlan, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="plans")
    leads = models.BooleanField(default=False)
    added_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("plan", "person"), name="one_membership_in_a_plan"),)

    def __str__(self) -> str:
        return f"{self.person_id} in {self.plan_id}"


class Aim(models.Model):
    """What a plan wants to move: a measure of an organisation, from a value, to a value, by a day.

    Values are in the unit of the measure as the warehouse holds them (a share from 0 to 1, minutes, people).
    """

    plan = models.ForeignKey(ImprovementPlan, on_delete=models.CASCADE, related_name="aims")
    position = models.PositiveSmallIntegerField(default=1)
    measure = models.CharField(max_length=LONGEST_MEASURE)
    organisation = models.CharField(max_length=LONGEST_CODE)
    from_value = models.FloatField(null=True, blank=True)
    to_value = models.FloatField()
    by_day = models.DateField()
    why = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return f"{self.measure} to {self.to_value}"


class Driver(models.Model):
    """A box of the driver diagram. kind : a key of DRIVER_KINDS; all but a primary driver have a parent."""

    plan = models.ForeignKey(ImprovementPlan, on_delete=models.CASCADE, related_name="drivers")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="children")
    kind = models.CharField(max_length=10)
    text = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.text


class PlanLink(models.Model):
    """What a plan is linked to. kind : resource, discussion, scenario or page; address : in the site, or elsewhere."""

    plan = models.ForeignKey(ImprovementPlan, on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    address = models.CharField(max_length=500)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.title


class PlanComment(models.Model):
    """What somebody says about a plan, or about one of its actions."""

    plan = models.ForeignKey(ImprovementPlan, on_delete=models.CASCADE, related_name="comments")
    action = models.ForeignKey("plan.Action", null=True, blank=True, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"comment {self.pk}"

"""Actions, and what each waits for."""

from django.conf import settings
from django.db import models

from everyweek.web.people.roles.models import LONGEST_CODE
from everyweek.web.plan.plans.models import LONGEST_MEASURE, LONGEST_TITLE, Driver, ImprovementPlan


class Action(models.Model):
    """Something that somebody does by a day.

    owner, owner_role : a person, or a role in words ("flow matron"); at most one of the two.
    organisation : where it is done; intervention : one of the ten, or "".
    measure, by_how_much : what it should move, and by how much, in the unit of the measure; signed.
    starts_on, due_on : days; changed_on : the day on which things were really done differently, for before and after.
    driver       : the change idea of the diagram that it carries out.
    """

    plan = models.ForeignKey(ImprovementPlan, on_delete=models.CASCADE, related_name="actions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=LONGEST_TITLE)
    about = models.TextField(blank=True, default="")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="plan_actions"
    )
    owner_role = models.CharField(max_length=120, blank=True, default="")
    organisation = models.CharField(max_length=LONGEST_CODE, blank=True, default="")
    intervention = models.CharField(max_length=60, blank=True, default="")
    driver = models.ForeignKey(Driver, null=True, blank=True, on_delete=models.SET_NULL, related_name="actions")
    measure = models.CharField(max_length=LONGEST_MEASURE, blank=True, default="")
    by_how_much = models.FloatField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    changed_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=12, default="not started")
    why_state = models.CharField(max_length=300, blank=True, default="")
    finished_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("plan", "number"), name="one_action_of_a_number"),)

    def __str__(self) -> str:
        return self.title


class ActionNeeds(models.Model):
    """An action cannot be finished before another one of its plan. There is no circle of these."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="needs")
    needed = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="needed_by")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("action", "needed"), name="one_need_once"),
            models.CheckConstraint(condition=~models.Q(action=models.F("needed")), name="no_action_needs_itself"),
        )

    def __str__(self) -> str:
        return f"{self.action_id} needs {self.needed_id}"


class PlanReminder(models.Model):
    """A reminder that was sent: its key says of what, so that none is sent twice."""

    key = models.CharField(max_length=160, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key

"""Cycles of plan, do, study, act with their data; and risks."""

from django.conf import settings
from django.db import models

from everyweek.web.plan.actions.models import Action
from everyweek.web.plan.plans.models import ImprovementPlan


class Cycle(models.Model):
    """One small test. predicted : what was expected, written before; act : adopt, adapt, abandon; "" while it runs."""

    plan = models.ForeignKey(ImprovementPlan, on_delete=models.CASCADE, related_name="cycles")
    action = models.ForeignKey(Action, null=True, blank=True, on_delete=models.SET_NULL, related_name="cycles")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=150)
    plan_text = models.TextField(blank=True, default="")
    predicted = models.TextField(blank=True, default="")
    do_text = models.TextField(blank=True, default="")
    study_text = models.TextField(blank=True, default="")
    act = models.CharField(max_length=8, blank=True, default="")
    act_text = models.TextField(blank=True, default="")
    what_is_counted = models.CharField(max_length=120, blank=True, default="")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("plan", "number"), name="one_cycle_of_a_number"),)

    def __str__(self) -> str:
        return self.title


class CyclePoint(models.Model):
    """One figure of a cycle, of a day. baseline : it was counted before the change."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="points")
    day = models.DateField()
    value = models.FloatField()
    baseline = models.BooleanField(default=False)

    class Meta:
        ordering = ("day", "pk")
        constraints = (models.UniqueConstraint(fields=("cycle", "day"), name="one_figure_a_day_in_a_cycle"),)

    def __str__(self) -> str:
        return f"{self.day} {self.value}"


class Risk(models.Model):
    """What may go wrong: likelihood and impact from 1 to 5, what is done about it, whose it is."""

    plan = models.ForeignKey(ImprovementPlan, on_delete=models.CASCADE, related_name="risks")
    text = models.CharField(max_length=300)
    likelihood = models.PositiveSmallIntegerField()
    impact = models.PositiveSmallIntegerField()
    mitigation = models.TextField(blank=True, default="")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    closed_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.text

"""Weekly reviews of a plan: when one was held, and what was noted."""

from django.conf import settings
from django.db import models

from everyweek.web.plan.plans.models import ImprovementPlan


class WeeklyReview(models.Model):
    """A review. next_on : the day of the next one; None when nobody said."""

    plan = models.ForeignKey(ImprovementPlan, on_delete=models.CASCADE, related_name="reviews")
    held_on = models.DateField()
    next_on = models.DateField(null=True, blank=True)
    notes = models.TextField(blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-held_on", "-pk")

    def __str__(self) -> str:
        return f"review of {self.plan_id} on {self.held_on}"

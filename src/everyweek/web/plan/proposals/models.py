"""Plans offered to a network, and the trail of how it decided."""

from django.conf import settings
from django.db import models

from everyweek.web.plan.plans.models import ImprovementPlan


class Proposal(models.Model):
    """A plan that is offered to a network to test at scale. state : a key of PROPOSAL_STATES."""

    plan = models.ForeignKey(ImprovementPlan, on_delete=models.CASCADE, related_name="proposals")
    network = models.ForeignKey("people.Network", on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True, default="")
    asks_for = models.TextField(blank=True, default="")
    state = models.CharField(max_length=10, default="sent")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.plan_id} to {self.network_id}"


class ProposalStep(models.Model):
    """One step of the decision: what was done, by whom, when, and why."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="steps")
    what = models.CharField(max_length=12)
    words = models.TextField(blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return self.what

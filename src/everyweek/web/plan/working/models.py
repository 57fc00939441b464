"""What was registered before anybody looked."""

from typing import Any

from django.conf import settings
from django.db import models

from everyweek.web.people.roles.models import LONGEST_CODE
from everyweek.web.plan.actions.models import Action
from everyweek.web.plan.plans.models import LONGEST_MEASURE, ImprovementPlan

WITHDRAWING = frozenset({"withdrawn_at", "why_withdrawn"})


class Registration(models.Model):
    """The date, measure and direction of a change, and the peers it will be held against; never changed afterwards.

    better_is      : up or down, as it was expected.
    changed_on     : the day from which things were done differently. ends_on : for a Perfect Week, the last day.
    peers          : codes, nearest in shape first, chosen from the figures before the change; none of a change of some
                     days, which is held against all others.
    figures_until  : the newest figure that was loaded when this was registered; None when there was none.
    is_after_figures : figures after the change were loaded already, so that somebody may have looked: said beside
                     every result.
    withdrawn_at, why_withdrawn : it stays in sight, so that only the ones that worked are not kept.
    """

    plan = models.ForeignKey(ImprovementPlan, on_delete=models.CASCADE, related_name="registrations")
    action = models.ForeignKey(Action, null=True, blank=True, on_delete=models.SET_NULL, related_name="registrations")
    measure = models.CharField(max_length=LONGEST_MEASURE)
    organisation = models.CharField(max_length=LONGEST_CODE)
    better_is = models.CharField(max_length=4)
    expected = models.FloatField(null=True, blank=True)
    changed_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    peers = models.JSONField(default=list)
    figures_until = models.DateField(null=True, blank=True)
    is_after_figures = models.BooleanField(default=False)
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    registered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    why_withdrawn = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.measure} from {self.changed_on}"

    def save(self, *arguments: Any, **more: Any) -> None:
        """Keep it, once; afterwards only that it was withdrawn."""
        if not self._state.adding and not set(more.get("update_fields") or ("all",)) <= WITHDRAWING:
            raise TypeError("What was registered is never changed: withdraw it, and register another.")
        super().save(*arguments, **more)

    def delete(self, *arguments: Any, **more: Any) -> tuple[int, dict[str, int]]:
        """It stays, so that only the ones that worked are not kept. (With its plan it would go, as rows do.)"""
        raise TypeError("What was registered is never removed: withdraw it, and it stays in sight.")

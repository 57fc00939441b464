"""What a system chose to work on after a round."""

from django.conf import settings
from django.db import models

from everyweek.web.assess.rounds.models import AssessmentRound
from everyweek.web.people.roles.models import LONGEST_CODE


class PriorityChoice(models.Model):
    """The themes that a system chose in a round; published_at : since when others see it; None while it is a draft."""

    round = models.ForeignKey(AssessmentRound, on_delete=models.PROTECT, related_name="choices")
    system = models.CharField(max_length=LONGEST_CODE)
    why = models.TextField(blank=True, default="")
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    updated_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("round", "system"), name="one_choice_of_a_system"),)

    def __str__(self) -> str:
        return f"{self.round_id} {self.system}"


class ChosenTheme(models.Model):
    """One of the chosen themes. suggested : it was among those that Everyweek suggested when it was chosen."""

    choice = models.ForeignKey(PriorityChoice, on_delete=models.CASCADE, related_name="themes")
    theme = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField()
    suggested = models.BooleanField(default=False)
    why = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=("choice", "theme"), name="one_theme_once_in_a_choice"),)

    def __str__(self) -> str:
        return self.theme

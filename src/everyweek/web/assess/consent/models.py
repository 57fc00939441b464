"""What a place gave to others: a copy of what was agreed at that instant. Nothing else of a draft is ever shown."""

from django.conf import settings
from django.db import models

from everyweek.web.assess.rounds.models import Assessment

LONGEST_KEY = 60


class SharedReturn(models.Model):
    """One giving out of an assessment. What is agreed afterwards stays private until it is given out again.

    is_submission : it was submitted; else it was shared early, or again.
    to_system, to_region, to_peers : who may see it: the board; the region and national support; places that share
                    theirs.
    content       : the agreed answers, levels, targets and notes, for the export of the return; no party's own words.
    newest        : whether it is the last one of its assessment for that audience, one flag each.
    withdrawn_at  : since when nobody sees it any more, because it was taken back; then its content is gone too.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="shared")
    number = models.PositiveIntegerField()
    is_submission = models.BooleanField(default=False)
    to_system = models.BooleanField(default=False)
    to_region = models.BooleanField(default=False)
    to_peers = models.BooleanField(default=False)
    newest_to_system = models.BooleanField(default=False)
    newest_to_region = models.BooleanField(default=False)
    newest_to_peers = models.BooleanField(default=False)
    content = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("assessment", "number"), name="one_shared_return_of_a_number"),
            models.UniqueConstraint(
                fields=("assessment",), condition=models.Q(newest_to_system=True), name="one_newest_to_the_board"
            ),
            models.UniqueConstraint(
                fields=("assessment",), condition=models.Q(newest_to_region=True), name="one_newest_to_the_region"
            ),
            models.UniqueConstraint(
                fields=("assessment",), condition=models.Q(newest_to_peers=True), name="one_newest_to_peers"
            ),
        )

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.number}"


class SharedTheme(models.Model):
    """One theme of a shared return, as results show it.

    score, most      : points and how many there could be; score None for a theme that is agreed and not scored.
    answered, questions : how many questions have an agreed answer.
    level            : its name; "" while questions are open.
    target_share     : where the place wants to be, as a share of `most`; None without a target.
    """

    shared = models.ForeignKey(SharedReturn, on_delete=models.CASCADE, related_name="themes")
    theme = models.CharField(max_length=LONGEST_KEY)
    position = models.PositiveSmallIntegerField()
    score = models.FloatField(null=True, blank=True)
    most = models.FloatField(default=0)
    answered = models.PositiveSmallIntegerField(default=0)
    questions = models.PositiveSmallIntegerField(default=0)
    level = models.CharField(max_length=60, blank=True, default="")
    agreed_with = models.CharField(max_length=120, blank=True, default="")
    target_score = models.FloatField(null=True, blank=True)
    target_level = models.CharField(max_length=60, blank=True, default="")
    target_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=("shared", "theme"), name="one_row_of_a_shared_theme"),)

    def __str__(self) -> str:
        return f"{self.shared_id} {self.theme}"

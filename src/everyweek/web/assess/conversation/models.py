"""What the parties say, what they agree on, and what they show for it. All of it is private to the place."""

from django.conf import settings
from django.db import models

from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.people.roles.models import LONGEST_CODE

LONGEST_KEY = 60
LONGEST_TEXT = 10_000


class PartyAnswer(models.Model):
    """What one party says to one question.

    value  : "yes" or "no", the number of a rung, or "" for not answered. wanted : the rung one wants to be on, of a
             ladder only. text : the evidence in words.
    version: one more with every save that changed something; each is kept as an AnswerSave.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="answers")
    theme = models.CharField(max_length=LONGEST_KEY)
    question = models.CharField(max_length=LONGEST_KEY)
    party = models.CharField(max_length=16)
    value = models.CharField(max_length=4, blank=True, default="")
    wanted = models.CharField(max_length=4, blank=True, default="")
    text = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=0)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    updated_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("assessment", "theme", "question", "party"), name="one_answer_of_a_party_to_a_question"
            ),
        )

    def __str__(self) -> str:
        return f"{self.theme}/{self.question} {self.party}"


class AnswerSave(models.Model):
    """One save of an answer, kept for ever, so that no word is lost whoever saved last.

    key     : made by whoever typed, so that a save that is sent again after a broken connection counts once.
    base    : the version that the typing began from. text : as it was typed; merged : as it was kept.
    """

    answer = models.ForeignKey(PartyAnswer, on_delete=models.CASCADE, related_name="saves")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=40)
    base = models.PositiveIntegerField()
    value = models.CharField(max_length=4, blank=True, default="")
    wanted = models.CharField(max_length=4, blank=True, default="")
    text = models.TextField(blank=True, default="")
    merged = models.TextField(blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("answer", "number"), name="one_save_of_a_number"),
            models.UniqueConstraint(fields=("answer", "key"), name="one_save_of_a_key"),
        )

    def __str__(self) -> str:
        return f"{self.answer_id} {self.number}"


class AgreedAnswer(models.Model):
    """What the parties agree on for one question; without a row, nothing has been agreed.

    Whoever changes the value ends the agreement of the others, who are asked again.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="agreed")
    theme = models.CharField(max_length=LONGEST_KEY)
    question = models.CharField(max_length=LONGEST_KEY)
    value = models.CharField(max_length=4, blank=True, default="")
    wanted = models.CharField(max_length=4, blank=True, default="")
    note = models.TextField(blank=True, default="")
    carried = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    settled_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("assessment", "theme", "question"), name="one_agreed_answer_to_a_question"),
        )

    def __str__(self) -> str:
        return f"{self.theme}/{self.question} {self.value}"


class AgreedBy(models.Model):
    """A party agreed, by somebody, at an instant."""

    agreed = models.ForeignKey(AgreedAnswer, on_delete=models.CASCADE, related_name="by")
    party = models.CharField(max_length=16)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("agreed", "party"), name="one_agreement_of_a_party"),)

    def __str__(self) -> str:
        return self.party


class ThemePosition(models.Model):
    """Where the place stands and wants to be on one theme.

    level, agreed_with, agreed_on : of a theme whose level is agreed and not scored: the level, the name of whom it was
                                    agreed with, and the day.
    target_score, target_level, target_on : where it wants to be, and by which day.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="positions")
    theme = models.CharField(max_length=LONGEST_KEY)
    level = models.CharField(max_length=60, blank=True, default="")
    agreed_with = models.CharField(max_length=120, blank=True, default="")
    agreed_on = models.DateField(null=True, blank=True)
    target_score = models.PositiveSmallIntegerField(null=True, blank=True)
    target_level = models.CharField(max_length=60, blank=True, default="")
    target_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    updated_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("assessment", "theme"), name="one_position_on_a_theme"),)

    def __str__(self) -> str:
        return self.theme


class Evidence(models.Model):
    """What a party shows for an answer, beside its words: a link, or a measure's chart.

    kind : "link" (address, title) or "measure" (measure, organisation).
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="evidence")
    theme = models.CharField(max_length=LONGEST_KEY)
    question = models.CharField(max_length=LONGEST_KEY)
    party = models.CharField(max_length=16)
    kind = models.CharField(max_length=8)
    title = models.CharField(max_length=200, blank=True, default="")
    address = models.CharField(max_length=500, blank=True, default="")
    measure = models.CharField(max_length=80, blank=True, default="")
    organisation = models.CharField(max_length=LONGEST_CODE, blank=True, default="")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("assessment", "theme"), name="evidence_of_a_theme"),)

    def __str__(self) -> str:
        return self.title or self.measure


class AnswerComment(models.Model):
    """What somebody says below a question. removed_at : the words are gone then; that there were some stays."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="comments")
    theme = models.CharField(max_length=LONGEST_KEY)
    question = models.CharField(max_length=LONGEST_KEY)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("at", "pk")
        indexes = (models.Index(fields=("assessment", "theme"), name="comments_of_a_theme"),)

    def __str__(self) -> str:
        return f"comment {self.pk}"

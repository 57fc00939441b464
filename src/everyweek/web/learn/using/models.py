"""What is kept of how resources are used: reports of use, opinions, comments, reading lists."""

from django.conf import settings
from django.db import models

from everyweek.web.learn.library.models import LONGEST_KEY, LONGEST_NAME, Ordered, Resource

OUTCOMES = {
    "better": "It got better",
    "no difference": "It made no difference",
    "worse": "It got worse",
    "too early": "Too early to say",
}
"""How it went, by those who tell it."""
LONGEST_HAPPENED = 5_000
LONGEST_CLAIM = 60
LONGEST_REASON = 2_000
LONGEST_COMMENT = 5_000
LONGEST_WHY = 200
LONGEST_LIST_TITLE = 150
LONGEST_LIST_WORDS = 2_000
LONGEST_NOTE = 500
READERS = ("me", "everybody", "network")


class Use(models.Model):
    """That a resource was used somewhere, and what came of it, as somebody there tells it.

    name, code    : the organisation as it was typed, and its code when it is known.
    since         : the month in which it began, its first day.
    measure       : of the catalogue; "" for none. before, after: what is said of it, in the words of whoever tells it.
    version       : whoever changes it must have seen the present one.
    """

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="uses")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=LONGEST_NAME)
    code = models.CharField(max_length=10, blank=True, default="", db_index=True)
    since = models.DateField()
    happened = models.TextField()
    outcome = models.CharField(max_length=20, choices=list(OUTCOMES.items()))
    measure = models.CharField(max_length=80, blank=True, default="")
    before = models.CharField(max_length=LONGEST_CLAIM, blank=True, default="")
    after = models.CharField(max_length=LONGEST_CLAIM, blank=True, default="")
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-written_at", "-pk")

    def __str__(self) -> str:
        return f"used at {self.name}"


class Opinion(models.Model):
    """Whether a reader found a resource useful, and why."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="opinions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    is_useful = models.BooleanField()
    reason = models.TextField(blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("resource", "by"), name="one_opinion_per_person"),)

    def __str__(self) -> str:
        return "useful" if self.is_useful else "not useful"


class Comment(models.Model):
    """What somebody says of a resource.

    version    : 1, one more with every change of the text.
    removed_at : the text is gone then; that there was a comment stays.
    """

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="comments")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField()
    written_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    why_removed = models.CharField(max_length=LONGEST_WHY, blank=True, default="")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("written_at", "pk")

    def __str__(self) -> str:
        return f"comment {self.pk}"


class CommentReport(models.Model):
    """Somebody thinks that those who moderate should look at a comment."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    why = models.CharField(max_length=500)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("comment", "by"), name="one_comment_report_per_person"),)

    def __str__(self) -> str:
        return self.why


class ReadingList(models.Model):
    """Resources that a person keeps together.

    key     : its permanent name in addresses, by which nothing is told of it.
    readers : who may read it besides its owner: nobody (me), everybody, or the members of the network.
    """

    key = models.SlugField(max_length=LONGEST_KEY, unique=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reading_lists")
    title = models.CharField(max_length=LONGEST_LIST_TITLE)
    words = models.TextField(blank=True, default="")
    readers = models.CharField(max_length=10, choices=[(one, one) for one in READERS], default="me")
    network = models.ForeignKey("people.Network", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.title


class ListEntry(Ordered):
    """A resource in a reading list, and what its owner says of it there."""

    reading_list = models.ForeignKey(ReadingList, on_delete=models.CASCADE, related_name="entries")
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="+")
    note = models.CharField(max_length=LONGEST_NOTE, blank=True, default="")

    class Meta(Ordered.Meta):
        constraints = (models.UniqueConstraint(fields=("reading_list", "resource"), name="one_entry_of_a_resource"),)

    def __str__(self) -> str:
        return f"{self.resource} in {self.reading_list}"

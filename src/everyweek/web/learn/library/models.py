"""What is kept of resources: as they are published, and every state that was ever saved of one."""

from django.conf import settings
from django.db import models

from everyweek.reference.interventions import GRADES
from everyweek.web.learn.library.vocabulary import DESIGNS, KINDS, LICENCES, STATUSES, TOPICS

LONGEST_KEY = 100
LONGEST_TITLE = 200
LONGEST_SUMMARY = 500
LONGEST_NAME = 200
LONGEST_ADDRESS = 500


class Resource(models.Model):
    """One resource, as it is published. What is saved and not published yet is in its revisions alone.

    key      : its permanent name; slug: its address of now, which may change. What an earlier one led to leads on.
    dated    : when it happened or was published, as a year, a month or a day; "" when that is not known.
    evidence : what its effects rest on, a grade of the interventions; "" for a resource without any.
    network  : inside which it may be read; None is everybody.
    starter  : the digest of what the collection that came with the product last said of it; "" when it is not of that.
    review_by: the day by which somebody looks whether it still holds; None for what does not grow old.
    version  : whoever saves must have seen the present one.
    """

    key = models.SlugField(max_length=LONGEST_KEY, unique=True)
    slug = models.SlugField(max_length=LONGEST_KEY, unique=True)
    kind = models.CharField(max_length=20, choices=list(KINDS.items()))
    title = models.CharField(max_length=LONGEST_TITLE)
    summary = models.CharField(max_length=LONGEST_SUMMARY)
    body = models.TextField(blank=True, default="")
    dated = models.CharField(max_length=10, blank=True, default="")
    evidence = models.CharField(max_length=20, blank=True, default="", choices=[(grade, grade) for grade in GRADES])
    licence = models.CharField(max_length=20, choices=list(LICENCES.items()), default="MIT")
    network = models.ForeignKey(
        "people.Network", null=True, blank=True, on_delete=models.PROTECT, related_name="resources"
    )
    starter = models.CharField(max_length=64, blank=True, default="")
    review_by = models.DateField(null=True, blank=True)
    live = models.BooleanField(default=False)
    first_published_at = models.DateTimeField(null=True, blank=True)
    last_published_at = models.DateTimeField(null=True, blank=True, db_index=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.title


class OldAddress(models.Model):
    """A slug that a resource had before: what was linked to by it leads on."""

    slug = models.SlugField(max_length=LONGEST_KEY, unique=True)
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="old_addresses")

    def __str__(self) -> str:
        return self.slug


class Revision(models.Model):
    """A saved state of a resource: all that it said, as a draft (everyweek.web.learn.library.draft)."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="revisions")
    content = models.JSONField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.resource} as saved at {self.saved_at}"


class Ordered(models.Model):
    """A part of a resource that has its place among others."""

    sort_order = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ("sort_order", "pk")


class Topic(models.Model):
    """What a resource is about. kind : intervention, link of the chain, pathway or setting."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="topics")
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in TOPICS])
    value = models.CharField(max_length=40, db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("resource", "kind", "value"), name="one_topic_once"),)

    def __str__(self) -> str:
        return f"{self.kind}: {self.value}"


class Origin(Ordered):
    """Where a resource comes from. code : of the organisation, if it has one; one that is no more stays."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="origins")
    name = models.CharField(max_length=LONGEST_NAME)
    code = models.CharField(max_length=10, blank=True, default="", db_index=True)
    is_system = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Author(Ordered):
    """Who wrote a resource. person : when they have an account here."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="authors")
    name = models.CharField(max_length=LONGEST_NAME)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="written"
    )

    def __str__(self) -> str:
        return self.name


class Source(Ordered):
    """What a statement rests on. was_read : the fact was seen in the source; otherwise it is general knowledge."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="sources")
    title = models.CharField(max_length=400)
    address = models.CharField(max_length=LONGEST_ADDRESS, blank=True, default="")
    was_read = models.BooleanField(default=False)
    note = models.CharField(max_length=600, blank=True, default="")

    def __str__(self) -> str:
        return self.title


class MeasureMoved(models.Model):
    """A measure that the resource should move, by its name in the catalogue."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="measures")
    measure = models.CharField(max_length=80, db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("resource", "measure"), name="one_measure_once"),)

    def __str__(self) -> str:
        return self.measure


class LeverMoved(models.Model):
    """A lever of the simulator that the resource is about, by its key."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="levers")
    lever = models.CharField(max_length=80, db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("resource", "lever"), name="one_lever_once"),)

    def __str__(self) -> str:
        return self.lever


class Effect(Ordered):
    """An effect that the resource claims, as data.

    outcome   : what changed, in words; measure: the published measure that it is of, if it is of one.
    began     : the month of the change, its first day.
    ratio     : after over before, with the limits in which it lies with 95%.
    source    : the number of the source among those of the resource, from 1.
    """

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="effects")
    intervention = models.CharField(max_length=40, blank=True, default="", db_index=True)
    outcome = models.CharField(max_length=200)
    measure = models.CharField(max_length=80, blank=True, default="", db_index=True)
    organisation = models.CharField(max_length=10, blank=True, default="")
    design = models.CharField(max_length=20, choices=[(design, design) for design in DESIGNS])
    began = models.DateField(null=True, blank=True)
    before = models.FloatField(null=True, blank=True)
    after = models.FloatField(null=True, blank=True)
    unit = models.CharField(max_length=60, blank=True, default="")
    before_n = models.PositiveIntegerField(null=True, blank=True)
    after_n = models.PositiveIntegerField(null=True, blank=True)
    ratio = models.FloatField(null=True, blank=True)
    ratio_lower = models.FloatField(null=True, blank=True)
    ratio_upper = models.FloatField(null=True, blank=True)
    p_value = models.FloatField(null=True, blank=True)
    words = models.CharField(max_length=600)
    source = models.PositiveIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return self.words


class Version(models.Model):
    """A numbered state of a guide. revision : the saved state itself, which stays readable."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="versions")
    number = models.CharField(max_length=20)
    status = models.CharField(max_length=20, choices=list(STATUSES.items()))
    changed = models.TextField()
    why = models.TextField(blank=True, default="")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("resource", "number"), name="one_number_once"),)
        ordering = ("published_at", "pk")

    def __str__(self) -> str:
        return f"{self.resource} {self.number}"


class ResourceChange(models.Model):
    """That a resource was published, changed or taken away: what the search index on each machine follows.

    key : of the resource. The row is written in the transaction of the change, so that none is lost.
    """

    key = models.CharField(max_length=100)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key} at {self.at}"

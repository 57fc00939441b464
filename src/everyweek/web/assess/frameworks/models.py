"""Frameworks as they were when they were added; what was asked once is never changed."""

from django.conf import settings
from django.db import models


class FrameworkVersion(models.Model):
    """A framework in one version.

    content  : the framework as `everyweek.maturity.reading.as_mapping` gives it. digest : of it, in sha256.
    built_in : it came with Everyweek.
    system   : the board whose own framework this is; "" for one that everybody may use.
    """

    key = models.SlugField(max_length=60)
    version = models.CharField(max_length=40)
    title = models.CharField(max_length=150)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    built_in = models.BooleanField(default=False)
    system = models.CharField(max_length=12, blank=True, default="")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("key", "-added_at")
        constraints = (models.UniqueConstraint(fields=("key", "version"), name="one_framework_of_a_version"),)

    def __str__(self) -> str:
        return f"{self.key} {self.version}"

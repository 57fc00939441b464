"""Lists of people and roles that were brought and not yet carried out."""

from django.conf import settings
from django.db import models


class BulkDraft(models.Model):
    """A list of people and roles that somebody brought, to look at what it would change before it does.

    rows       : as read: for each its number, and its values by column.
    applied_at : when it was carried out; done: how many rows did what then.
    Only whoever brought it sees it, for a day; then it is deleted.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(db_index=True)
    file_name = models.CharField(max_length=120)
    rows = models.JSONField()
    applied_at = models.DateTimeField(null=True, blank=True)
    done = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.file_name

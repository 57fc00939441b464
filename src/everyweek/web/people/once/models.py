"""Forms that were sent."""

from django.db import models


class Submission(models.Model):
    """A form that was accepted: its token, and where its sender was led afterwards."""

    token = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField(db_index=True)
    outcome = models.CharField(max_length=500, blank=True, default="")

    def __str__(self) -> str:
        return self.token

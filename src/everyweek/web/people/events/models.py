"""What is kept of events."""

from django.conf import settings
from django.db import models

LONGEST_TITLE = 150


class Event(models.Model):
    """An event of a network. starts_at, ends_at : instants; the page shows Europe/London.

    called_off_at : it stays on the page, and says so. version : whoever saves must have seen the present one.
    """

    network = models.ForeignKey("people.Network", on_delete=models.PROTECT, related_name="events")
    title = models.CharField(max_length=LONGEST_TITLE)
    about = models.TextField(blank=True, default="")
    starts_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True, default="")
    online_address = models.URLField(max_length=500, blank=True, default="")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    called_off_at = models.DateTimeField(null=True, blank=True)
    shared_beyond = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="no_event_ends_before_it_begins"
            ),
        )

    def __str__(self) -> str:
        return self.title


class Attendance(models.Model):
    """Who said that they come to an event."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("event", "person"), name="one_attendance"),)

    def __str__(self) -> str:
        return f"{self.person} comes"

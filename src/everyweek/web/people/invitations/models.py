"""What is kept of invitations."""

from django.conf import settings
from django.db import models

from everyweek.web.people.roles.models import LONGEST_CODE


class Invitation(models.Model):
    """Somebody is asked to take a role. The link itself is kept nowhere: token_digest is what it must give.

    state is told by the instants: withdrawn_at, accepted_at, else expires_at.
    """

    email = models.EmailField()
    name = models.CharField(max_length=100, blank=True, default="")
    kind = models.CharField(max_length=24)
    organisation = models.CharField(max_length=LONGEST_CODE, blank=True, default="")
    network = models.ForeignKey(
        "people.Network", null=True, blank=True, on_delete=models.CASCADE, related_name="invitations"
    )
    words = models.CharField(max_length=500, blank=True, default="")
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=("organisation", "at"), name="invitations_to"),)

    def __str__(self) -> str:
        return self.email

"""What is kept of roles: who holds which, where, since when; ended roles stay, so that it can be told who held what."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

LONGEST_CODE = 12


class Role(models.Model):
    """A role that a person holds at an organisation, in a network, or, with neither, in the country.

    since, until : instants; until is None while the role is held.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=24)
    organisation = models.CharField(max_length=LONGEST_CODE, blank=True, default="")
    network = models.ForeignKey("people.Network", null=True, blank=True, on_delete=models.PROTECT, related_name="roles")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    why_ended = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person", "kind", "organisation"),
                condition=Q(until__isnull=True, network__isnull=True),
                name="one_open_role_at_a_place",
            ),
            models.UniqueConstraint(
                fields=("person", "kind", "network"),
                condition=Q(until__isnull=True, network__isnull=False),
                name="one_open_role_in_a_network",
            ),
            models.CheckConstraint(
                condition=Q(organisation="") | Q(network__isnull=True), name="no_role_in_two_places"
            ),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="no_role_ends_before_it_begins"),
        )
        indexes = (
            models.Index(fields=("organisation", "kind"), condition=Q(until__isnull=True), name="roles_held_at"),
            models.Index(fields=("network", "kind"), condition=Q(until__isnull=True), name="roles_held_in"),
        )

    def __str__(self) -> str:
        return self.kind


class RoleReview(models.Model):
    """Somebody looked at a role and kept it, or ended it, on a day."""

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="reviews")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    kept = models.BooleanField()

    class Meta:
        ordering = ("at",)

    def __str__(self) -> str:
        return f"{self.role} {self.at:%Y-%m-%d}"

"""Places, their parties, and the people who are named to take part."""

from django.conf import settings
from django.db import models

from everyweek.web.people.roles.models import LONGEST_CODE

LONGEST_NAME = 120


class Place(models.Model):
    """What is assessed: a place within a system, e.g. a town with its hospital.

    system   : the code of its board. ended_at : since when nothing more is asked of it.
    """

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=LONGEST_NAME)
    system = models.CharField(max_length=LONGEST_CODE, db_index=True)
    about = models.TextField(blank=True, default="")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("system", "name"), name="one_place_of_a_name_in_a_system"),)

    def __str__(self) -> str:
        return self.name


class PlaceParty(models.Model):
    """An organisation that is a party of a place. organisation : its code; "" for one without (a council), by name."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="parties")
    party = models.CharField(max_length=16)
    organisation = models.CharField(max_length=LONGEST_CODE, blank=True, default="", db_index=True)
    name = models.CharField(max_length=LONGEST_NAME, blank=True, default="")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("place", "party", "organisation", "name"), name="one_party_once_in_a_place"
            ),
        )

    def __str__(self) -> str:
        return f"{self.party} {self.organisation or self.name}"


class PlaceMember(models.Model):
    """Somebody named to take part for a party.

    leads    : leads the assessment of the place: writes for every party in a meeting, names others, submits and shares.
    ended_at : since when they take part no more.
    """

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="places")
    party = models.CharField(max_length=16)
    leads = models.BooleanField(default=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("place", "person"),
                condition=models.Q(ended_at__isnull=True),
                name="one_open_membership_in_a_place",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} in {self.place_id}"

"""What people settle about an organisation; who it is comes from published lists."""

from django.db import models

from everyweek.web.people.roles.models import LONGEST_CODE


class OrganisationSettings(models.Model):
    """One organisation's own settings.

    email_domains   : one a line; an address of these domains belongs to its staff.
    champion_places : how many champions it may nominate, when that is settled by hand; None for the round's rule.
    version         : whoever saves must have seen the present one.
    """

    code = models.CharField(max_length=LONGEST_CODE, primary_key=True)
    email_domains = models.TextField(blank=True, default="")
    champion_places = models.PositiveSmallIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.code

"""What is kept of searches that people saved: what is looked for, and what they were told of."""

from django.conf import settings
from django.db import models

from everyweek.web.learn.library.models import Resource

LONGEST_NAME_OF_SEARCH = 120
MOST_OF_A_PERSON = 50


class SavedSearch(models.Model):
    """A search that somebody wants to hear of again.

    words, chosen, exactly : as the page of the library has them; chosen holds for each facet its values.
    saved_at    : what was published first after it is new to this search.
    looked_at   : when its owner last looked at what is new.
    searched_at, until_change, read_as : how far the worker is: when it last searched, up to which change of the
                  library, and as whom its owner read then, since somebody who joins a network may read more.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches")
    name = models.CharField(max_length=LONGEST_NAME_OF_SEARCH)
    words = models.CharField(max_length=1000, blank=True, default="")
    chosen = models.JSONField(default=dict)
    exactly = models.BooleanField(default=False)
    saved_at = models.DateTimeField()
    looked_at = models.DateTimeField()
    searched_at = models.DateTimeField(db_index=True)
    until_change = models.BigIntegerField()
    read_as = models.CharField(max_length=64, blank=True, default="")

    def __str__(self) -> str:
        return self.name


class NewMatch(models.Model):
    """That the owner of a saved search was told of a resource: nobody is told of one twice."""

    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="new_matches")
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("search", "resource"), name="one_match_once"),)
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.resource} for {self.search}"

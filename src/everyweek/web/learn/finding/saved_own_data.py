"""What of saved searches belongs to a person: all of it, and it goes with them."""

from everyweek.web.learn.finding.saved_models import SavedSearch
from everyweek.web.people.accounts.own_data import part

OF_SAVED_SEARCHES = (
    part("searches you saved", "learn.SavedSearch", "person", "name words chosen exactly saved_at looked_at"),
)


def erase_searches_of(person: int) -> None:
    """Delete a person's saved searches, and what they were told of by them."""
    SavedSearch.objects.filter(person=person).delete()

"""What of places belongs to a person: that they take part, whom they named, and places that they made."""

from django.utils import timezone

from everyweek.web.assess.places.models import PlaceMember
from everyweek.web.people.accounts.own_data import part

OF_PLACES = (
    part("places you take part for", "assess.PlaceMember", "person", "place__key party leads added_at ended_at"),
    part("people you named for places", "assess.PlaceMember", "added_by", "place__key party leads added_at ended_at"),
    part("places you made", "assess.Place", "made_by", "key name system created_at ended_at"),
)


def end_memberships_of(person: int) -> None:
    """Whoever is erased takes part for no place any more; that somebody took part stays."""
    PlaceMember.objects.filter(person=person, ended_at=None).update(ended_at=timezone.now())

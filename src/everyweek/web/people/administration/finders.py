"""What the addresses of administration name."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404

from everyweek.web.people.models import Person


class NoSuchPerson(Http404):
    """Nobody whom the reader looks after has this number."""

    title = "There is no such person"
    message = "The address leads to nobody whom you look after. They may belong to other organisations."


def person_in_address(parts: Mapping[str, Any]) -> Person:
    """The person that an address names by its part `person`; not one of whom nothing is kept. Raises NoSuchPerson."""
    found = Person.objects.filter(pk=parts["person"], erased_at=None).first()
    if found is None:
        raise NoSuchPerson
    return found

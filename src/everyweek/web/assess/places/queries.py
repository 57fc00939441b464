"""Reading places: one by its address, for whom a reader speaks there, and those of a reader."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from everyweek.web.assess.places.models import Place, PlaceMember, PlaceParty
from everyweek.web.assess.vocabulary import PARTIES, TAKE_PART_BY_BELONGING
from everyweek.web.people.organisations.known import directory
from everyweek.web.people.reader import Reader


def place_in_address(parts: Mapping[str, Any]) -> Place:
    """The place that an address names. Raises Http404."""
    found = Place.objects.filter(key=parts["place"]).first()
    if found is None:
        raise Http404
    return found


def member_in_address(parts: Mapping[str, Any]) -> Place:
    """The place of an address that names somebody who is, or was, named for it. Raises Http404."""
    found = place_in_address(parts)
    number = int(parts["member"])
    if number >= 2**63 or not found.members.filter(pk=number).exists():
        raise Http404
    return found


def board_in_address(parts: Mapping[str, Any]) -> str:
    """The code of the integrated care board that an address names. Raises Http404."""
    code, known = str(parts["board"]), directory()
    if not known.has(code) or known.organisation(code).kind != "icb":
        raise Http404
    return code


def parties_of(reader: Reader, place: Place) -> tuple[str, ...]:
    """The parties for which the reader speaks in a place, in the order of pages; who leads speaks for all."""
    if not reader.is_signed_in:
        return ()
    held = PlaceMember.objects.filter(place=place, person=reader.identity, ended_at=None).values_list("party", "leads")
    if any(leads for _, leads in held):
        return tuple(PARTIES)
    belonging = PlaceParty.objects.filter(
        place=place, party__in=TAKE_PART_BY_BELONGING, organisation__in=_mine(reader)
    ).values_list("party", flat=True)
    mine = {*(party for party, _ in held), *belonging}
    return tuple(party for party in PARTIES if party in mine)


def places_of(reader: Reader) -> QuerySet[Place]:
    """The places for which somebody takes part: named, or by belonging to an organisation of one."""
    if not reader.is_signed_in:
        return Place.objects.none()
    named = PlaceMember.objects.filter(person=reader.identity, ended_at=None).values("place")
    belonging = PlaceParty.objects.filter(party__in=TAKE_PART_BY_BELONGING, organisation__in=_mine(reader))
    return Place.objects.filter(Q(pk__in=named) | Q(pk__in=belonging.values("place")))


def _mine(reader: Reader) -> list[str]:
    return sorted(code for code in reader.organisations() if code)

"""The predicates that permissions of assessments are made of, beside those of the file `predicates`.

One line that no role crosses: belonging to a board or a region, administering either, and national support open no
draft. Whoever takes part is named, or belongs to a hospital, community or ambulance service of the place.
"""

from typing import Any

import rules
from django.apps import apps
from django.utils import timezone

from everyweek.web.people.organisations.known import organisations_above
from everyweek.web.people.predicates import administers, administers_something, is_region, national_support
from everyweek.web.people.reader import Reader

BY_BELONGING = ("acute", "community", "ambulance")
"""Parties for which everybody with a role at their organisation takes part."""

# Of a place


@rules.predicate
def leads_place(reader: Reader, place: Any) -> bool:
    """Is named to lead the assessment of the place."""
    return reader.is_signed_in and place.members.filter(person=reader.identity, leads=True, ended_at=None).exists()


@rules.predicate
def is_named_for_place(reader: Reader, place: Any) -> bool:
    """Is named to take part for one of its parties."""
    return reader.is_signed_in and place.members.filter(person=reader.identity, ended_at=None).exists()


@rules.predicate
def belongs_to_place(reader: Reader, place: Any) -> bool:
    """Holds a role at a hospital, a community or an ambulance service that is a party of the place."""
    mine = reader.organisations()
    return bool(mine) and place.parties.filter(party__in=BY_BELONGING, organisation__in=mine).exists()


@rules.predicate
def administers_its_system(reader: Reader, place: Any) -> bool:
    """Administers the board of the place, or the region of that board."""
    return bool(administers(reader, place.system))


takes_part = is_named_for_place | belongs_to_place
manages_place = administers_its_system | national_support

# Of an assessment


@rules.predicate
def takes_part_in_it(reader: Reader, assessment: Any) -> bool:
    """Takes part in the place that is assessed."""
    return bool(takes_part(reader, assessment.place))


@rules.predicate
def leads_it(reader: Reader, assessment: Any) -> bool:
    """Leads the assessment."""
    return bool(leads_place(reader, assessment.place))


# Of a round


@rules.predicate
def is_round_of_their_system(reader: Reader, one: Any) -> bool:
    """The round is one of a board that they administer."""
    return bool(one.system) and bool(administers(reader, one.system))


@rules.predicate
def manages_a_place_of_it(reader: Reader, assessment: Any) -> bool:
    """Administers the board of the assessed place, or runs the round."""
    return bool(runs_round(reader, assessment.round)) or bool(administers_its_system(reader, assessment.place))


@rules.predicate
def administers_a_board_of_it(reader: Reader, one: Any) -> bool:
    """Administers a board of which the round asks a place."""
    if not reader.holds("system_administrator"):
        return False
    asked = one.assessments.order_by().values_list("place__system", flat=True).distinct()
    return any(administers(reader, code) for code in asked)


runs_round = national_support | is_round_of_their_system
may_make_rounds = national_support | administers_something

# Of the code of a system


@rules.predicate
def speaks_for_system(reader: Reader, code: str) -> bool:
    """Is the executive contact of the board, or administers it."""
    return reader.holds("executive_contact", organisation=code) or bool(administers(reader, code))


@rules.predicate
def belongs_to_system(reader: Reader, code: str) -> bool:
    """Holds a role at the board, or administers it."""
    return code in reader.organisations() or bool(administers(reader, code))


# Of what was given out. A board's copy is for people of the board itself: who only administers the region does not see
# it, unless the region was given one too.


@rules.predicate
def is_of_board(reader: Reader, code: str) -> bool:
    """Holds a role at the board itself."""
    return code in reader.organisations()


@rules.predicate
def is_of_region(reader: Reader, code: str) -> bool:
    """Holds a role at the region of the board."""
    mine = reader.organisations()
    return bool(mine) and any(above in mine and is_region(above) for above in _above(code))


def _above(code: str) -> frozenset[str]:
    return organisations_above(code, on=timezone.localdate()) - {code}


@rules.predicate
def sees_what_it_gave(reader: Reader, assessment: Any) -> bool:
    """Takes part for the place; or is of an audience that it gave its assessment to, and did not take it back from."""
    if takes_part_in_it(reader, assessment):
        return True
    system, given = assessment.place.system, assessment.shared
    return (
        (bool(is_of_board(reader, system)) and given.filter(newest_to_system=True).exists())
        or (bool((is_of_region | national_support)(reader, system)) and given.filter(newest_to_region=True).exists())
        or (given.filter(newest_to_peers=True).exists() and _shares_with_peers(reader, assessment.round))
    )


def _shares_with_peers(reader: Reader, found: Any) -> bool:
    """A place for which the reader takes part shares with peers in the round."""
    shares = found.assessments.filter(shared__newest_to_peers=True)
    named = shares.filter(place__members__person=reader.identity, place__members__ended_at=None)
    belongs = shares.filter(
        place__parties__party__in=BY_BELONGING,
        place__parties__organisation__in=reader.organisations(),
    )
    return reader.is_signed_in and (named.exists() or belongs.exists())


@rules.predicate
def takes_part_in_its_system(reader: Reader, code: str) -> bool:
    """Takes part for a place of the board."""
    if not reader.is_signed_in:
        return False
    places = apps.get_model("assess", "Place").objects.filter(system=code)
    belongs = {"parties__party__in": BY_BELONGING, "parties__organisation__in": reader.organisations()}
    return (
        places.filter(members__person=reader.identity, members__ended_at=None).exists()
        or places.filter(**belongs).exists()
    )


sees_priorities_by_role = belongs_to_system | is_of_region | national_support
sees_priorities = sees_priorities_by_role | takes_part_in_its_system

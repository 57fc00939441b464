"""Who is in a network: for those inside, and for those who run it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min, Q, QuerySet
from django.db.models.functions import Lower

from everyweek.web.people.models import JoinRequest, Network, Person, Role
from everyweek.web.people.networks.errors import NotInside
from everyweek.web.people.networks.queries import people_inside
from everyweek.web.people.organisations.known import directory
from everyweek.web.people.roles.catalogue import INSIDE_A_NETWORK

LONGEST_SEARCH = 80
MOST_ORGANISATIONS_FOUND = 50


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody inside.

    email         : "" unless they show it.
    roles         : keys of those they hold in the network; organisations: codes of those they belong to.
    since         : when they came in.
    """

    person: int
    name: str
    job_title: str
    email: str
    roles: tuple[str, ...]
    organisations: tuple[str, ...]
    since: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who asked to be let in."""

    request: int
    name: str
    job_title: str
    organisations: tuple[str, ...]
    words: str
    at: datetime


def find_people(network: Network, text: str = "") -> QuerySet[Person]:
    """Everybody inside by name, or those with a text in their name, or in the name of an organisation of theirs."""
    found = people_inside(network)
    if text:
        codes = [row.code for row in directory().find(text, limit=MOST_ORGANISATIONS_FOUND)]
        there = Role.objects.filter(until=None, organisation__in=codes).values("person")
        found = found.filter(Q(name__icontains=text) | Q(pk__in=there))
    return found.order_by(Lower("name"), "pk")


def members_among(network: Network, people: Iterable[Person]) -> tuple[Member, ...]:
    """What is told of each of some people, in their order: two looks into the database, however many they are."""
    shown = list(people)
    numbers = [person.pk for person in shown]
    inside = _inside(network, numbers)
    places = organisations_of(numbers)
    return tuple(
        Member(
            person=person.pk,
            name=person.name,
            job_title=person.job_title,
            email=person.email if person.shows_email else "",
            roles=tuple(kind for kind, _ in inside[person.pk]),
            organisations=places[person.pk],
            since=min(since for _, since in inside[person.pk]),
        )
        for person in shown
        if inside[person.pk]
    )


def find_member(network: Network, person: int) -> Member:
    """One member. Raises NotInside."""
    found = members_among(network, people_inside(network).filter(pk=person))
    if not found:
        raise NotInside("There is no such member any more.")
    return found[0]


def list_waiting(network: Network) -> tuple[Waiting, ...]:
    """Who waits to be let in, the longest first."""
    asked = list(JoinRequest.objects.filter(network=network, answer="").select_related("person").order_by("at", "pk"))
    places = organisations_of([one.person_id for one in asked])
    return tuple(
        Waiting(one.pk, one.person.name, one.person.job_title, places[one.person_id], one.words, one.at)
        for one in asked
    )


def organisations_of(people: list[int]) -> dict[int, tuple[str, ...]]:
    """The codes of the organisations that each of some people belongs to."""
    held = Role.objects.filter(person__in=people, until=None).exclude(organisation="")
    found: dict[int, set[str]] = defaultdict(set)
    for person, code in held.values_list("person_id", "organisation"):
        found[person].add(code)
    return defaultdict(tuple, {person: tuple(sorted(codes)) for person, codes in found.items()})


def _inside(network: Network, people: list[int]) -> dict[int, list[tuple[str, datetime]]]:
    held = Role.objects.filter(network=network, person__in=people, until=None, kind__in=INSIDE_A_NETWORK)
    found: dict[int, list[tuple[str, datetime]]] = defaultdict(list)
    for person, kind, since in held.order_by("kind").values_list("person_id", "kind").annotate(Min("since")):
        found[person].append((kind, since))
    return found

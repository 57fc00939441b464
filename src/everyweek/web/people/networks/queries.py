"""What is known of networks, as plain dataclasses; each asks what its reader may know."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from everyweek.reference.search import words_of
from everyweek.web.people.models import JoinRequest, Network, Person, Role
from everyweek.web.people.networks.models import FOCUS, KINDS
from everyweek.web.people.organisations.known import warehouse
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader
from everyweek.web.people.roles.catalogue import INSIDE_A_NETWORK


class NoSuchNetwork(Http404):
    """No network that the reader may know of has this key."""

    title = "There is no such network"
    message = "The address leads to no network that you can see. It may be mistyped, or be for others only."


@dataclass(frozen=True, slots=True)
class NetworkLine:
    """A network of the list. is_mine : the reader is inside; members : how many people are."""

    key: str
    name: str
    kind: str
    footprint: str
    focus: str
    joining: str
    lead_words: str
    members: int
    is_mine: bool
    is_closed: bool


@dataclass(frozen=True, slots=True)
class Lead:
    """Somebody who runs a network."""

    person: int
    name: str
    job_title: str


@dataclass(frozen=True, slots=True)
class NetworkFacts:
    """What the page of a network says of the people in it.

    leads   : who runs it; None when the reader may not know, lead_count is known to everybody.
    systems : the organisations that its members belong to, with how many of them; None when the reader may not know.
    waits   : the reader asked to join, and nobody has answered.
    requests: how many people wait for an answer; 0 unless the reader may answer.
    """

    members: int
    lead_count: int
    leads: tuple[Lead, ...] | None
    systems: tuple[tuple[str, int], ...] | None
    waits: bool
    requests: int


def network_in_address(parts: Mapping[str, Any]) -> Network:
    """The network that an address names by its part `network`. Raises NoSuchNetwork."""
    found = Network.objects.filter(key=parts["network"]).first()
    if found is None:
        raise NoSuchNetwork
    return found


def list_networks(reader: Reader, text: str = "") -> tuple[NetworkLine, ...]:
    """Every network that the reader may know of and that has every word of a text in its name, purpose or lead.

    While the invented sample is loaded, only invented ones of the published lists; otherwise only real ones. Networks
    that people made are there always. By name; the beginning of a word is enough.
    """
    asked = words_of(text)
    if text and not asked:  # signs without a letter or a digit
        return ()
    counts = _how_many_in_each()
    mine = reader.networks(*INSIDE_A_NETWORK)
    shown = Network.objects.filter(Q(is_listed=False) | Q(invented=warehouse().holds_sample())).order_by("name", "key")
    return tuple(
        _line(network, counts, is_mine=network.pk in mine)
        for network in shown
        if can(reader, "network.see", network) and all(_has(network, word) for word in asked)
    )


def facts_of(network: Network, reader: Reader) -> NetworkFacts:
    """What the reader may know of the people in a network."""
    inside = _inside(network)
    leads = _leads(network)
    may_answer = can(reader, "network.run", network)
    return NetworkFacts(
        members=inside.values("person").distinct().count(),
        lead_count=len(leads),
        leads=leads if can(reader, "network.leads", network) else None,
        systems=_systems(network) if _may_know_systems(network, reader) else None,
        waits=waits(network, reader),
        requests=JoinRequest.objects.filter(network=network, answer="").count() if may_answer else 0,
    )


def waits(network: Network, reader: Reader) -> bool:
    """Whether the reader asked to join and nobody has answered."""
    return (
        reader.is_signed_in
        and JoinRequest.objects.filter(network=network, person_id=reader.identity, answer="").exists()
    )


def people_inside(network: Network) -> QuerySet[Person]:
    """Everybody inside who has an account that is open."""
    return Person.objects.filter(pk__in=_inside(network).values("person"))


def leads_of(network: Network) -> tuple[int, ...]:
    """Who runs a network, by number."""
    return tuple(one.person for one in _leads(network))


def who_answers_without_a_lead(network: Network) -> tuple[int, ...]:
    """National support, which runs every network but the learning ones; nobody for those: their requests wait."""
    if network.is_learning_network:
        return ()
    held = Role.objects.filter(kind="national_support", until=None, person__is_active=True)
    return tuple(held.values_list("person_id", flat=True))


def _inside(network: Network) -> QuerySet[Role]:
    return Role.objects.filter(network=network, until=None, kind__in=INSIDE_A_NETWORK, person__is_active=True)


def _leads(network: Network) -> tuple[Lead, ...]:
    held = _inside(network).filter(kind="network_lead").select_related("person").order_by("person__name")
    return tuple(Lead(role.person_id, role.person.name, role.person.job_title) for role in held)


def _may_know_systems(network: Network, reader: Reader) -> bool:
    """Who sends people into a learning network is not for those who oversee them, signed in or not."""
    return not network.is_learning_network or can(reader, "network.members", network)


def _systems(network: Network) -> tuple[tuple[str, int], ...]:
    held = Role.objects.filter(until=None, person__in=_inside(network).values("person")).exclude(organisation="")
    counted = held.values("organisation").annotate(people=Count("person", distinct=True))
    return tuple(sorted((row["organisation"], row["people"]) for row in counted))


def _how_many_in_each() -> dict[int, int]:
    held = Role.objects.filter(until=None, kind__in=INSIDE_A_NETWORK, network__isnull=False, person__is_active=True)
    counted = held.values("network").annotate(people=Count("person", distinct=True))
    return {row["network"]: row["people"] for row in counted}


def _line(network: Network, counts: Mapping[int, int], *, is_mine: bool) -> NetworkLine:
    return NetworkLine(
        key=network.key,
        name=network.name,
        kind=network.kind,
        footprint=network.footprint,
        focus=network.focus,
        joining=network.joining,
        lead_words=network.lead_words,
        members=counts.get(network.pk, 0),
        is_mine=is_mine,
        is_closed=network.ended_at is not None,
    )


def _has(network: Network, word: str) -> bool:
    said = (network.name, network.purpose, network.footprint, network.lead_words, KINDS.get(network.kind, ""))
    return any(one.startswith(word) for one in words_of(" ".join((*said, FOCUS.get(network.focus, "")))))

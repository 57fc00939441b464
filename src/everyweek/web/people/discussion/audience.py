"""Who may be told of what happens inside a network: only those who may read inside at this moment."""

from collections import defaultdict
from collections.abc import Iterable

from everyweek.web.people.models import Following, Network, Person, Role, Thread
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import HeldRole, Reader


def followers_of_thread(thread: Thread, *, but: int | None) -> tuple[int, ...]:
    """Those who follow a conversation and may read it now, without whoever has just written."""
    found = Following.objects.filter(thread=thread, muted=False).exclude(person_id=but)
    return who_reads_inside(thread.network, found.values_list("person_id", flat=True))


def followers_of_network(network: Network, *, but: int | None) -> tuple[int, ...]:
    """Those who follow a network and may read inside now, without whoever has just written."""
    found = Following.objects.filter(network=network, thread=None, muted=False).exclude(person_id=but)
    return who_reads_inside(network, found.values_list("person_id", flat=True))


def leads_of(network: Network) -> tuple[int, ...]:
    """Those who lead a network."""
    found = Role.objects.filter(network=network, kind="network_lead", until=None)
    return who_reads_inside(network, found.values_list("person_id", flat=True))


def who_reads_inside(network: Network, people: Iterable[int]) -> tuple[int, ...]:
    """Those among these people who may read inside the network now, by the same rule as the pages.

    Their roles are read together: a network may have thousands of followers.
    """
    active = set(Person.objects.filter(pk__in=list(people), is_active=True).values_list("pk", flat=True))
    held: dict[int, list[HeldRole]] = defaultdict(list)
    rows = Role.objects.filter(person_id__in=active, until=None)
    for person, *role in rows.values_list("person_id", "kind", "organisation", "network_id"):
        held[person].append(HeldRole(*role))
    readers = (Reader(identity=person, roles=tuple(held[person])) for person in sorted(active))
    return tuple(one.identity for one in readers if one.identity and can(one, "network.read", network))

"""Telling people what became of what they wrote about a resource, and who looks after what others write."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from everyweek.web.learn.library.models import Resource
from everyweek.web.people.models import Person, Role
from everyweek.web.people.notifications.actions import notify
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import reader_of

MODERATING = ("reviewer", "network_lead", "national_support")


def tell_whoever_wrote(
    person: int | None, resource: Resource, *, key: str, title: str, why: str, address: str, now: datetime
) -> None:
    """Tell somebody that something they wrote was removed, as long as they may read where it stood."""
    readers = [one for one in (person,) if one is not None and can(reader_of(one), "resource.read", resource)]
    notify(
        readers,
        kind="words-removed",
        key=key,
        title=title,
        text=why,
        address=address,
        network=resource.network,
        now=now,
    )


def moderators_of(resource: Resource) -> Iterable[int]:
    """Everybody who looks after what is written about a resource, by the same rule as the pages."""
    leads_elsewhere = Q(kind="network_lead") & ~Q(network_id=resource.network_id)
    held = Role.objects.filter(kind__in=MODERATING, until=None, person__is_active=True).exclude(leads_elsewhere)
    people = held.order_by("person_id").values_list("person_id", flat=True).distinct()
    return [person for person in people if can(reader_of(person), "resource.moderate", resource)]


def authors_with_accounts(resource: Resource, *, but: int | None) -> Iterable[int]:
    """Those who wrote a resource, have an account and may read it now."""
    people = Person.objects.filter(written__resource=resource, is_active=True).exclude(pk=but).distinct()
    found = people.order_by("pk").values_list("pk", flat=True)
    return [person for person in found if can(reader_of(person), "resource.read", resource)]


def network_key(resource: Resource) -> str:
    """The key of the network that a resource stands in; "" for none."""
    return resource.network.key if resource.network else ""

"""Which lines of an inbox somebody may read now: one of a network only while they may read inside that network.

It is asked whenever lines are shown, counted or mailed, never when they are written: between the two, people leave.
"""

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet

from everyweek.web.people.notifications.kinds import KINDS
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader

if TYPE_CHECKING:
    from everyweek.web.people.models import Network, Notification

OF_NETWORK = ("kind", "joining", "ended_at")
"""What the permissions of a network ask of it (a test holds that they ask no more)."""
COLUMNS = ("kind", "network_id", *(f"network__{name}" for name in OF_NETWORK))


def may_read(reader: Reader, kind: str, network: "Network | None") -> bool:
    """Whether somebody may read, now, a line of this kind that comes from this network."""
    if not reader.is_signed_in or kind not in KINDS:
        return False
    return network is None or can(reader, KINDS[kind].permission, network)


def visible_lines(reader: Reader) -> "QuerySet[Notification]":
    """The lines in somebody's own inbox that they may read now."""
    own = _own_lines(reader)
    places = list(own.order_by().values(*COLUMNS).distinct())
    allowed = Q(pk__in=())
    for place in places:
        if may_read(reader, place["kind"], _network(place)):
            allowed |= Q(kind=place["kind"], network_id=place["network_id"])
    return own.filter(allowed)


def unread_count(reader: Reader) -> int:
    """How many lines somebody has not read and may read now: one query, since every page shows it."""
    unread = _own_lines(reader).filter(read_at=None).order_by().values(*COLUMNS).annotate(lines=Count("pk"))
    return sum(place["lines"] for place in unread if may_read(reader, place["kind"], _network(place)))


def _own_lines(reader: Reader) -> "QuerySet[Notification]":
    from everyweek.web.people.models import Notification

    return Notification.objects.filter(person_id=reader.identity)


def _network(place: dict[str, Any]) -> "Network | None":
    from everyweek.web.people.models import Network

    if place["network_id"] is None:
        return None
    return Network(pk=place["network_id"], **{name: place[f"network__{name}"] for name in OF_NETWORK})

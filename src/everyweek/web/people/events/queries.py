"""What is known of events."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from everyweek.web.people.discussion.audience import who_reads_inside
from everyweek.web.people.models import Attendance, Event, Network, Person


class NoSuchEvent(Http404):
    """No event that the reader may know of has this number."""

    title = "There is no such event"
    message = "The address leads to no event that you can see. It may be mistyped, or you may not be inside."


def event_in_address(parts: Mapping[str, Any]) -> Event:
    """The event that an address names by its parts `network` and `event`. Raises NoSuchEvent."""
    found = (
        Event.objects.select_related("network", "made_by")
        .filter(pk=parts["event"], network__key=parts["network"])
        .first()
    )
    if found is None:
        raise NoSuchEvent
    return found


def coming_events(network: Network, *, now: datetime) -> QuerySet[Event]:
    """The events that are not over, the next one first."""
    return Event.objects.filter(network=network, ends_at__gt=now).order_by("starts_at", "pk")


def past_events(network: Network, *, now: datetime) -> QuerySet[Event]:
    """The events that are over, the last one first."""
    return Event.objects.filter(network=network, ends_at__lte=now).order_by("-starts_at", "-pk")


def who_comes(event: Event) -> tuple[str, ...]:
    """The names of those who said that they come and are still inside, in the order of the alphabet."""
    inside = who_reads_inside(event.network, said_they_come(event))
    return tuple(Person.objects.filter(pk__in=inside).order_by("name", "pk").values_list("name", flat=True))


def said_they_come(event: Event) -> list[int]:
    """Those who said that they come, as numbers of people."""
    return list(Attendance.objects.filter(event=event).values_list("person_id", flat=True))


def comes(event: Event, person: int | None) -> bool:
    """Whether this person said that they come."""
    return Attendance.objects.filter(event=event, person_id=person).exists()

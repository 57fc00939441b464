"""What a network's page shows of its events."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from everyweek.web.people.events.clock import span_in_words
from everyweek.web.people.events.queries import coming_events
from everyweek.web.people.models import Event, Network
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event in a few words. when_words : the day and the hours, in local time; place : "" when there is none."""

    title: str
    address: str
    when_words: str
    place: str


def next_events(network: Network, reader: Reader, limit: int, now: datetime) -> tuple[EventLine, ...]:
    """The events that are to come or going on, the next one first; none for somebody who may not read inside."""
    if not can(reader, "network.read", network):
        return ()
    return tuple(
        EventLine(
            title=event.title,
            address=reverse("event", kwargs={"network": network.key, "event": event.pk}),
            when_words=_when(event),
            place=event.place or ("Online" if event.online_address else ""),
        )
        for event in coming_events(network, now=now)[:limit]
    )


def _when(event: Event) -> str:
    words = span_in_words(event.starts_at, event.ends_at)
    return f"Called off: {words}" if event.called_off_at else words

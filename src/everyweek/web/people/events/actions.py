"""Making, changing and calling off events, and saying whether one comes."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from everyweek.web.people.audit.actions import record
from everyweek.web.people.discussion.audience import followers_of_network, who_reads_inside
from everyweek.web.people.discussion.errors import check_goes_on
from everyweek.web.people.discussion.writer import hold_writer
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.events.clock import span_in_words
from everyweek.web.people.events.errors import EventIsCalledOff, EventIsOver
from everyweek.web.people.events.queries import said_they_come
from everyweek.web.people.models import Attendance, Event, Network
from everyweek.web.people.notifications.actions import notify
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader

SHOWN_BEYOND = ("title", "about", "starts_at", "ends_at", "place")
"""What those who oversee see of an event that is shared beyond its network."""


@dataclass(frozen=True, slots=True)
class EventDetails:
    """What an event is. starts_at, ends_at : instants, the end after the start; place, online_address : "" for none."""

    title: str
    about: str
    starts_at: datetime
    ends_at: datetime
    place: str
    online_address: str


@transaction.atomic
def make_event(*, by: Reader, network: Network, details: EventDetails, shared_beyond: bool, now: datetime) -> Event:
    """A new event; those who follow the network are told.

    Raises NetworkIsClosed, WriterIsGone, NotPermitted.
    """
    network = Network.objects.select_for_update(no_key=True).get(pk=network.pk)  # so that it is not closed meanwhile
    check(by, "network.read", network)
    check_goes_on(network)
    check(by, "network.write", network)
    hold_writer(by)
    event = Event.objects.create(
        network=network,
        made_by_id=by.identity,
        created_at=now,
        updated_at=now,
        shared_beyond=shared_beyond,
        **asdict(details),
    )
    _record(by, "event.made", event, after=_for_the_chain(event) | {"shared_beyond": shared_beyond}, now=now)
    _tell(event, followers_of_network(network, but=by.identity), f"{by.name} made the event “{event.title}”", now=now)
    return event


@transaction.atomic
def change_event(
    *, by: Reader, event: Event, details: EventDetails, shared_beyond: bool | None, seen_version: int, now: datetime
) -> Event:
    """Change an event; those who said that they come are told. A change of nothing changes nothing.

    shared_beyond : whether those who oversee may see it; None leaves it, and what anybody but its maker wants is not
                    asked. When anybody else changes what those who oversee see, it is not shared any more, and its
                    maker is told.
    Raises NetworkIsClosed, EventIsCalledOff, ChangedMeanwhile, WriterIsGone, NotPermitted.
    """
    event = _changeable(by, event, seen_version)
    sharing = _sharing(by, event, details, wanted=shared_beyond)
    wanted = asdict(details) | sharing
    before = {name: getattr(event, name) for name in wanted}
    if wanted == before:
        return event
    for name, value in wanted.items():
        setattr(event, name, value)
    event.version, event.updated_at = event.version + 1, now
    event.save()
    changed = sorted(name for name in wanted if wanted[name] != before[name])
    _record(by, "event.changed", event, after=_for_the_chain(event) | {"changed": changed} | sharing, now=now)
    if changed != ["shared_beyond"]:
        _tell(event, _those_who_come(event, by), f"“{event.title}” was changed", now=now)
    if "shared_beyond" in changed and event.made_by_id != by.identity:
        _tell_maker(event, title=before["title"], now=now)
    return event


@transaction.atomic
def call_off_event(*, by: Reader, event: Event, seen_version: int, now: datetime) -> None:
    """Call an event off; it stays on the page, and those who said that they come are told.

    Raises NetworkIsClosed, EventIsCalledOff, ChangedMeanwhile, WriterIsGone, NotPermitted.
    """
    event = _changeable(by, event, seen_version)
    event.called_off_at, event.updated_at, event.version = now, now, event.version + 1
    event.save(update_fields=("called_off_at", "updated_at", "version"))
    _record(by, "event.called_off", event, after=_for_the_chain(event), now=now)
    _tell(event, _those_who_come(event, by), f"“{event.title}” was called off", now=now)


@transaction.atomic
def attend_event(*, by: Reader, event: Event, comes: bool, now: datetime) -> None:
    """Say that one comes, or that one does not.

    Raises NetworkIsClosed, EventIsCalledOff, EventIsOver, WriterIsGone, NotPermitted.
    """
    event = _locked(event)
    check(by, "event.read", event)
    check_goes_on(event.network)
    check(by, "event.attend", event)
    if event.called_off_at is not None:
        raise EventIsCalledOff
    if event.ends_at <= now:
        raise EventIsOver
    rows = Attendance.objects.filter(event=event, person_id=by.identity)
    if rows.exists() == comes:
        return
    hold_writer(by)
    if comes:
        Attendance.objects.create(event=event, person_id=by.identity, at=now)
    else:
        rows.delete()
    _record(by, "event.attended" if comes else "event.declined", event, now=now)


def _sharing(by: Reader, event: Event, details: EventDetails, *, wanted: bool | None) -> dict[str, bool]:
    """Whether an event is shared beyond its network from now on; {} when that stays as it is.

    Its maker chooses, and for their own words alone: what anybody else writes into it is not shared by that.
    """
    if event.made_by_id == by.identity:
        return {} if wanted is None else {"shared_beyond": wanted}
    is_other = any(getattr(event, name) != getattr(details, name) for name in SHOWN_BEYOND)
    return {"shared_beyond": False} if event.shared_beyond and is_other else {}


def _changeable(by: Reader, event: Event, seen_version: int) -> Event:
    """The event as it is now, held until the transaction ends."""
    event = _locked(event)
    check(by, "event.read", event)
    check_goes_on(event.network)
    check(by, "event.change", event)
    if event.called_off_at is not None:
        raise EventIsCalledOff
    if event.version != seen_version:
        raise ChangedMeanwhile("This event")
    hold_writer(by)
    return event


def _locked(event: Event) -> Event:
    """The event as it is now, held until the transaction ends, and its network, so that it is not closed."""
    return (
        Event.objects.select_for_update(of=("self", "network"), no_key=True).select_related("network").get(pk=event.pk)
    )


def _those_who_come(event: Event, by: Reader) -> tuple[int, ...]:
    return who_reads_inside(event.network, (one for one in said_they_come(event) if one != by.identity))


def _tell(event: Event, people: tuple[int, ...], title: str, *, now: datetime) -> None:
    notify(
        people,
        kind="event",
        key=f"event-{event.pk}-{event.version}",
        title=title,
        text=f"{span_in_words(event.starts_at, event.ends_at)}. {event.network.name}",
        address=reverse("event", kwargs={"network": event.network.key, "event": event.pk}),
        network=event.network,
        now=now,
    )


def _tell_maker(event: Event, *, title: str, now: datetime) -> None:
    """Say that what they shared is not shared any more. title : the one that they gave it."""
    notify(
        who_reads_inside(event.network, [event.made_by_id] if event.made_by_id else []),
        kind="event",
        key=f"event-{event.pk}-{event.version}-not-shared",
        title=f"“{title}” was changed and is no longer shared",
        text=f"A lead of {event.network.name} changed it, so those who oversee do not see it any more. You can share "
        "it again.",
        address=reverse("event", kwargs={"network": event.network.key, "event": event.pk}),
        network=event.network,
        now=now,
    )


def _for_the_chain(event: Event) -> dict[str, Any]:
    """What the chain of changes may say: of an event in a learning network, nothing but its number and version."""
    said = {} if event.network.is_learning_network else {"title": event.title}
    return {"version": event.version, **said}


def _record(by: Reader, action: str, event: Event, *, now: datetime, after: dict[str, Any] | None = None) -> None:
    record(by=by, action=action, of=("event", str(event.pk)), after=after, network=event.network.key, now=now)

"""What the pages of events show, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.forms import Form
from django.urls import reverse
from markupsafe import Markup

from everyweek.web.people.discussion.presenters import moment_of, name_of_person
from everyweek.web.people.discussion.text import as_typed
from everyweek.web.people.events.calendar_file import CalendarEntry
from everyweek.web.people.events.clock import span_in_words
from everyweek.web.people.models import Event
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event in a list."""

    title: str
    address: str
    when: str
    place: str
    is_called_off: bool


@dataclass(frozen=True, slots=True)
class EventPage:
    """An event. coming : the names of those who said that they come; the addresses are "" when not permitted."""

    title: str
    when: str
    place: str
    online_address: str
    about: Markup
    made: str
    called_off: str
    is_over: bool
    is_shared: bool
    coming: tuple[str, ...]
    coming_words: str
    comes: bool
    attend: str
    edit: str
    call_off: str
    calendar: str
    is_learning_network: bool


def event_rows(found: Iterable[Event]) -> tuple[EventRow, ...]:
    """A list of events of a network, whose row was read already."""
    return tuple(
        EventRow(
            title=event.title,
            address=address_of_event(event),
            when=span_in_words(event.starts_at, event.ends_at),
            place=event.place or ("Online" if event.online_address else ""),
            is_called_off=event.called_off_at is not None,
        )
        for event in found
    )


def event_page(event: Event, who: Reader, *, coming: tuple[str, ...], comes: bool, now: datetime) -> EventPage:
    """One event, with what its reader may do with it."""
    parts = {"network": event.network.key, "event": event.pk}
    goes_on = event.network.ended_at is None
    stands = event.called_off_at is None and goes_on
    changes = stands and can(who, "event.change", event)
    is_over = event.ends_at <= now
    return EventPage(
        title=event.title,
        when=span_in_words(event.starts_at, event.ends_at),
        place=event.place,
        online_address=event.online_address,
        about=as_typed(event.about),
        made=f"Made by {name_of_person(event.made_by)} on {moment_of(event.created_at)}",
        called_off=f"Called off on {moment_of(event.called_off_at)}" if event.called_off_at else "",
        is_over=is_over,
        is_shared=event.shared_beyond,
        coming=coming,
        coming_words=_coming_words(len(coming), is_over=is_over),
        comes=comes,
        attend=reverse("attend-event", kwargs=parts)
        if stands and not is_over and can(who, "event.attend", event)
        else "",
        edit=reverse("edit-event", kwargs=parts) if changes else "",
        call_off=reverse("call-off-event", kwargs=parts) if changes and not is_over else "",
        calendar=reverse("event-calendar", kwargs=parts),
        is_learning_network=event.network.is_learning_network,
    )


def calendar_entry(event: Event, address: str) -> CalendarEntry:
    """An event as a calendar is told of it. address : the whole address of its page."""
    online = f"Online: {event.online_address}" if event.online_address else ""
    return CalendarEntry(
        identity=f"event-{event.pk}-{event.created_at:%Y%m%dT%H%M%S%f}@everyweek",
        version=event.version,
        title=event.title,
        about="\n\n".join(part for part in (event.about, online) if part),
        place=event.place or event.online_address,
        address=address,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        changed_at=event.updated_at,
        is_called_off=event.called_off_at is not None,
    )


def date_fields(form: Form, before: str, *, legend: str, hint: str) -> Mapping[str, Any]:
    """The parameters of the macro `dateInput`, for the three fields of a day."""
    day = form[f"{before}day"]
    parts = (("day", "Day", 2), ("month", "Month", 2), ("year", "Year", 4))
    items = [
        {
            "name": f"{before}{part}",
            "id": form[f"{before}{part}"].id_for_label,
            "label": words,
            "value": form[f"{before}{part}"].value() or "",
            "width": width,
        }
        for part, words, width in parts
    ]
    return {
        "id": f"{before or 'first_'}date",
        "fieldset": {"legend": {"text": legend, "size": "s"}},
        "hint": {"text": hint},
        "items": items,
        **({"errorMessage": {"text": str(day.errors[0])}} if day.errors else {}),
    }


def address_of_event(event: Event) -> str:
    """The page of an event."""
    return reverse("event", kwargs={"network": event.network.key, "event": event.pk})


def _coming_words(number: int, *, is_over: bool) -> str:
    if not number:
        return "Nobody said that they came." if is_over else "Nobody has said yet that they come."
    people = "1 person" if number == 1 else f"{number:,} people"
    return f"{people} said that they {'came' if is_over else 'come'}."

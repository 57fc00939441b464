"""What is typed into the form of an event."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django import forms

from everyweek.web.people.discussion.forms import LineField, TypedField
from everyweek.web.people.discussion.web_address import read_address
from everyweek.web.people.events.actions import EventDetails
from everyweek.web.people.events.clock import LONDON, NoSuchTime, london_instant, read_time
from everyweek.web.people.events.models import LONGEST_TITLE
from everyweek.web.people.models import Event

LONGEST_ABOUT = 10_000
LONGEST_PLACE = 200
FARTHEST = timedelta(days=5 * 365)
"""A year typed wrong is nearly always farther away than anything that somebody plans."""


class NumberField(forms.CharField):
    """A part of a date: kept as it was typed, so that the form can show it again."""

    def __init__(self, label: str) -> None:
        super().__init__(label=label, required=False, max_length=4)


class EventForm(forms.Form):
    """An event. The second date may be left out when it ends on the day it begins."""

    title = LineField(label="Title", longest=LONGEST_TITLE, empty="Give the event a title.")
    day, month, year = NumberField("Day"), NumberField("Month"), NumberField("Year")
    starts = forms.CharField(label="Starts at", required=False, max_length=20)
    ends = forms.CharField(label="Ends at", required=False, max_length=20)
    end_day, end_month, end_year = NumberField("Day"), NumberField("Month"), NumberField("Year")
    place = LineField(label="Place, if there is one", longest=LONGEST_PLACE)
    online_address = forms.CharField(label="Web address for joining online, if there is one", required=False)
    about = TypedField(label="What it is about", longest=LONGEST_ABOUT)
    shared_beyond = forms.BooleanField(label="Share this event beyond the network", required=False)

    def __init__(self, *arguments: Any, now: datetime, is_new: bool = True, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.now, self.is_new = now, is_new

    def clean_online_address(self) -> str:
        """A whole address, or none. Raises ValidationError."""
        typed = self.cleaned_data["online_address"]
        return read_address(typed, schemes=("https",)) if typed else ""

    def clean(self) -> dict[str, Any]:
        """The two instants, when both can be read."""
        cleaned = super().clean() or {}
        first = self._day("", "the event")
        last = self._day("end_", "the last day") if self._has_last_day() else first
        starts_at, ends_at = self._instant("starts", first), self._instant("ends", last)
        if starts_at and ends_at:
            self._check_order(starts_at, ends_at)
        return cleaned | {"starts_at": starts_at, "ends_at": ends_at}

    def details(self) -> EventDetails:
        """What was typed, of a form without errors."""
        names = ("title", "about", "starts_at", "ends_at", "place", "online_address")
        return EventDetails(**{name: self.cleaned_data[name] for name in names})

    def _has_last_day(self) -> bool:
        return any(self.cleaned_data.get(f"end_{part}") for part in ("day", "month", "year"))

    def _day(self, before: str, what: str) -> date | None:
        typed = [self.cleaned_data.get(f"{before}{part}") or "" for part in ("year", "month", "day")]
        try:
            return date(*(int(part) for part in typed))
        except (ValueError, OverflowError):
            self.add_error(
                f"{before}day",
                (
                    f"There is no such day in the calendar. Check the day, month and year of {what}."
                    if all(part.isascii() and part.isdigit() for part in typed)
                    else f"Give the day, month and year of {what}, such as 27 3 2027."
                ),
            )
            return None

    def _instant(self, name: str, day: date | None) -> datetime | None:
        typed = self.cleaned_data.get(name) or ""
        try:
            if not typed:
                raise NoSuchTime(f"Give the time at which it {name}, such as 14:30.")
            at = read_time(typed)
            return london_instant(day, at) if day else None
        except NoSuchTime as problem:
            self.add_error(name, str(problem))
            return None

    def _check_order(self, starts_at: datetime, ends_at: datetime) -> None:
        if ends_at <= starts_at:
            self.add_error(
                "ends", "The event ends before it begins, or at the same moment. Change a time, or give its last day."
            )
        elif self.is_new and ends_at <= self.now:
            self.add_error("day", "This day or time is over already. Give one that is to come.")
        elif max(starts_at, ends_at) > self.now + FARTHEST:
            self.add_error("day", "This is more than five years away. Check the year.")


def as_typed_before(event: Event) -> Mapping[str, Any]:
    """An event as the form shows it to be changed."""
    start, end = event.starts_at.astimezone(LONDON), event.ends_at.astimezone(LONDON)
    last = {"end_day": end.day, "end_month": end.month, "end_year": end.year}
    return {
        "title": event.title,
        "day": start.day,
        "month": start.month,
        "year": start.year,
        "starts": f"{start:%H:%M}",
        "ends": f"{end:%H:%M}",
        **(last if end.date() != start.date() else {}),
        "place": event.place,
        "online_address": event.online_address,
        "about": event.about,
        "shared_beyond": event.shared_beyond,
    }

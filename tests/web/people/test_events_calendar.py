"""The file for calendars, read back by a small reader of its own that knows only RFC 5545."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from support.cast import Cast
from support.discussion import LEAD, MEMBER, address
from support.people import reader

from everyweek.web.people.events import actions
from everyweek.web.people.events.actions import EventDetails
from everyweek.web.people.models import Event

STARTS_AT = datetime(2031, 7, 3, 13, tzinfo=UTC)
ODD = "Beds, doors; and \\n back\\slashes: 👩‍⚕️ é " + "long " * 20


def read_calendar(content: bytes) -> dict[str, str]:
    """The properties of the one event in a file, read as RFC 5545 says; it stops at what breaks the rules."""
    assert content.endswith(b"\r\n")
    lines = content.split(b"\r\n")[:-1]
    assert all(b"\n" not in line and b"\r" not in line for line in lines)
    assert max(len(line) for line in lines) <= 75
    for line in lines:
        line.decode("utf-8")  # 3.1: a line is folded between characters
    unfolded: list[bytes] = []
    for line in lines:
        if line[:1] in (b" ", b"\t"):
            unfolded[-1] += line[1:]
        else:
            unfolded.append(line)
    pairs = [tuple(line.decode().split(":", 1)) for line in unfolded]
    assert [pairs[0], pairs[-1]] == [("BEGIN", "VCALENDAR"), ("END", "VCALENDAR")]
    start, end = pairs.index(("BEGIN", "VEVENT")), pairs.index(("END", "VEVENT"))
    names = [name for name, _ in pairs[start + 1 : end]]
    assert len(names) == len(set(names))
    assert {"PRODID", "VERSION"} <= {name for name, _ in pairs[1:start]}
    return dict(pairs[start + 1 : end])


def plain(value: str) -> str:
    """A value of the type TEXT (3.3.11), its escapes undone from the left."""
    return re.sub(r"\\([\\;,nN])", lambda found: "\n" if found[1] in "nN" else found[1], value)


def instant(value: str) -> datetime:
    return datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def made(cast: Cast, **other: Any) -> Event:
    known = {
        "title": "Handover",
        "about": "",
        "starts_at": STARTS_AT,
        "ends_at": STARTS_AT + timedelta(hours=1),
        "place": "",
        "online_address": "",
    }
    return actions.make_event(
        by=cast.reader(MEMBER["learning"]),
        network=cast.networks["learning"],
        details=EventDetails(**known | other),
        shared_beyond=False,
        now=timezone.now(),
    )


def read(cast: Cast, event: Event) -> dict[str, str]:
    answer = reader(cast[LEAD["learning"]]).get(address("event-calendar", event))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="event-{event.pk}.ics"'
    return read_calendar(answer.content)


def test_a_calendar_reads_what_the_event_is(cast: Cast) -> None:
    event = made(
        cast, title=ODD.strip(), about="First line\nsecond; line\n\nhttps://example.org/a,b", place="Room 2, Fenwick"
    )

    found = read(cast, event)

    assert plain(found["SUMMARY"]) == ODD.strip()
    assert plain(found["DESCRIPTION"]) == "First line\nsecond; line\n\nhttps://example.org/a,b"
    assert plain(found["LOCATION"]) == "Room 2, Fenwick"
    assert (instant(found["DTSTART"]), instant(found["DTEND"])) == (event.starts_at, event.ends_at)
    assert instant(found["DTSTAMP"]) == event.updated_at.replace(microsecond=0)
    assert found["URL"] == f"http://localhost/networks/learning/events/{event.pk}/"
    assert (found["SEQUENCE"], found["STATUS"]) == ("1", "CONFIRMED")


def test_an_online_meeting_has_its_address_in_the_calendar(cast: Cast) -> None:
    found = read(cast, made(cast, online_address="https://meet.example.org/a"))

    assert plain(found["LOCATION"]) == "https://meet.example.org/a"
    assert plain(found["DESCRIPTION"]) == "Online: https://meet.example.org/a"


def test_the_same_event_keeps_its_identity_and_counts_its_changes(cast: Cast) -> None:
    event = made(cast)
    by, now = cast.reader(MEMBER["learning"]), timezone.now()
    first = read(cast, event)
    later = EventDetails("Handover", "", STARTS_AT + timedelta(days=1), STARTS_AT + timedelta(days=2), "", "")

    actions.change_event(by=by, event=event, details=later, shared_beyond=None, seen_version=1, now=now)
    second = read(cast, event)
    actions.call_off_event(by=by, event=event, seen_version=2, now=now)
    third = read(cast, event)

    assert first["UID"] == second["UID"] == third["UID"]
    assert [one["SEQUENCE"] for one in (first, second, third)] == ["1", "2", "3"]
    assert [one["STATUS"] for one in (first, second, third)] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert read(cast, made(cast))["UID"] != first["UID"]


@pytest.mark.parametrize("length", range(60, 80))
def test_long_titles_are_folded_between_characters(cast: Cast, length: int) -> None:
    title = "é" * length

    assert plain(read(cast, made(cast, title=title))["SUMMARY"]) == title


def test_nothing_in_a_title_makes_another_property(cast: Cast) -> None:
    found = read(cast, made(cast, about="x\r\nEND:VEVENT\rATTACH:https://evil.example.org/\nBEGIN:VALARM\x07"))

    assert "ATTACH" not in found
    assert plain(found["DESCRIPTION"]) == "x\nEND:VEVENT\nATTACH:https://evil.example.org/\nBEGIN:VALARM"


@pytest.mark.parametrize("who", ["member", "national support", "administrator of a region", "community's lead"])
def test_nobody_from_outside_has_the_file(cast: Cast, who: str) -> None:
    answer = reader(cast[who]).get(address("event-calendar", made(cast)))

    assert answer.status_code == 404

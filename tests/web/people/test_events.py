"""When a network meets: making, changing and calling off events, and saying who comes."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from support.cast import Cast
from support.discussion import LEAD, MEMBER, address, closed, main_part, seen, send, token_on, without_roles
from support.people import reader

from everyweek.web.people.discussion import following
from everyweek.web.people.discussion.errors import NetworkIsClosed
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.events import actions
from everyweek.web.people.events.actions import EventDetails
from everyweek.web.people.events.errors import EventIsCalledOff, EventIsOver
from everyweek.web.people.events.fragments import next_events
from everyweek.web.people.models import Attendance, AuditEntry, Event, Notification, Person
from everyweek.web.people.permissions import NotPermitted

LIST, NEW = "/networks/learning/events/", "/networks/learning/events/new/"
YEAR = timezone.now().year + 1
TYPED = {
    "title": "Handover at the front door",
    "day": "3",
    "month": "6",
    "year": str(YEAR),
    "starts": "14:00",
    "ends": "3.30pm",
    "place": "Room 2",
    "online_address": "https://meet.example.org/a",
    "about": "Bring your figures.",
}


def details(**other: Any) -> EventDetails:
    starts_at = datetime(YEAR, 6, 3, 13, tzinfo=UTC)
    known = {
        "title": "Handover at the front door",
        "about": "Bring your figures.",
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(minutes=90),
        "place": "Room 2",
        "online_address": "",
    }
    return EventDetails(**known | other)


def made(cast: Cast, network: str = "learning", *, who: str = "", **other: Any) -> Event:
    return actions.make_event(
        by=cast.reader(who or MEMBER[network]),
        network=cast.networks[network],
        details=details(**other),
        shared_beyond=False,
        now=timezone.now(),
    )


def told(someone: Person) -> list[str]:
    found = Notification.objects.filter(person=someone, kind="event").order_by("pk")
    return list(found.values_list("title", flat=True))


def test_a_member_makes_an_event_in_the_time_of_london(cast: Cast) -> None:
    client = reader(cast[MEMBER["learning"]])

    answer = send(client, NEW, **TYPED)
    event = Event.objects.get()
    page = main_part(reader(cast[LEAD["learning"]]).get(answer["Location"]))

    assert answer["Location"] == f"{LIST}{event.pk}/"
    assert (event.starts_at, event.ends_at) == (
        datetime(YEAR, 6, 3, 13, tzinfo=UTC),
        datetime(YEAR, 6, 3, 14, 30, tzinfo=UTC),
    )
    assert f"3 June {YEAR}, 14:00 to 15:30" in page
    assert 'href="https://meet.example.org/a" rel="nofollow noopener"' in page
    assert "Room 2" in page
    assert "Bring your figures." in page
    assert "Made by The learning network&#39;s member" in page


def test_a_form_sent_twice_makes_one_event(cast: Cast) -> None:
    client = reader(cast[MEMBER["learning"]])
    fields = TYPED | {"once": token_on(client.get(NEW))}

    first, second = client.post(NEW, fields), client.post(NEW, fields)

    assert first["Location"] == second["Location"]
    assert Event.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": ""}, "Give the event a title."),
        ({"day": "31"}, "There is no such day in the calendar. Check the day, month and year of the event."),
        ({"day": ""}, "Give the day, month and year of the event, such as 27 3 2027."),
        ({"month": "June"}, "Give the day, month and year of the event, such as 27 3 2027."),
        ({"year": "0"}, "There is no such day in the calendar. Check the day, month and year of the event."),
        ({"year": "26"}, "This day or time is over already."),
        ({"year": "2009"}, "This day or time is over already."),
        ({"year": str(YEAR + 20)}, "This is more than five years away. Check the year."),
        ({"starts": ""}, "Give the time at which it starts, such as 14:30."),
        ({"starts": "25:00"}, "The hour goes from 0 to 23 and the minutes from 00 to 59, such as 14:30."),
        ({"starts": "13:00pm"}, "A time with am or pm has an hour from 1 to 12, such as 2:30pm."),
        ({"starts": "after lunch"}, "Write the time as hours and minutes, such as 14:30 or 2:30pm."),
        ({"ends": "14:00"}, "The event ends before it begins, or at the same moment."),
        ({"ends": "13:59"}, "The event ends before it begins, or at the same moment."),
        ({"end_day": "40"}, "Give the day, month and year of the last day, such as 27 3 2027."),
        ({"end_day": "2", "end_month": "6", "end_year": str(YEAR)}, "The event ends before it begins"),
        ({"online_address": "http://meet.example.org/"}, "Give a whole web address that begins with https://,"),
        ({"online_address": "javascript:alert(1)"}, "Give a whole web address that begins with https://,"),
        ({"place": "p" * 201}, "This has 201 characters; at most 200 can be kept."),
        ({"about": "a" * 10_001}, "This has 10,001 characters; at most 10,000 can be kept."),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_lost(
    cast: Cast, typed: dict[str, str], sentence: str
) -> None:
    page = send(reader(cast[MEMBER["learning"]]), NEW, **TYPED | typed)

    assert page.status_code == 200
    assert sentence in main_part(page)
    assert "There is a problem" in main_part(page)
    kept = TYPED | typed
    assert all(
        not kept[name] or f'value="{kept[name]}"' in main_part(page) for name in ("title", "day", "starts", "place")
    )
    assert "Bring your figures." in main_part(page) or "aaaa" in main_part(page)
    assert not Event.objects.exists()


def last_sunday(year: int, month: int) -> int:
    last = datetime(year, month, 31, tzinfo=UTC)
    return 31 - (last.weekday() + 1) % 7


def test_an_hour_that_the_clocks_leave_out_gets_a_sentence(cast: Cast) -> None:
    day = last_sunday(YEAR, 3)
    typed = TYPED | {"day": str(day), "month": "3", "starts": "00:30", "ends": "01:30"}

    page = send(reader(cast[MEMBER["learning"]]), NEW, **typed)

    assert f"The clocks go forward on {day} March {YEAR}: 01:30 does not exist that night." in main_part(page)


def test_an_hour_that_comes_twice_gets_a_sentence(cast: Cast) -> None:
    day = last_sunday(YEAR, 10)
    typed = TYPED | {"day": str(day), "month": "10", "starts": "01:00", "ends": "02:00"}

    page = send(reader(cast[MEMBER["learning"]]), NEW, **typed)

    assert f"The clocks go back on {day} October {YEAR}: 01:00 comes twice that night." in main_part(page)


def test_the_night_before_and_after_the_clocks_change_is_as_long_as_it_is(cast: Cast) -> None:
    day = last_sunday(YEAR, 3)
    typed = TYPED | {"day": str(day), "month": "3", "starts": "00:59", "ends": "02:00"}

    send(reader(cast[MEMBER["learning"]]), NEW, **typed)

    event = Event.objects.get()
    assert event.ends_at - event.starts_at == timedelta(minutes=1)


def test_an_event_of_two_days_is_said_with_both(cast: Cast) -> None:
    typed = TYPED | {"end_day": "4", "end_month": "6", "end_year": str(YEAR), "ends": "9:00"}
    client = reader(cast[MEMBER["learning"]])

    page = main_part(client.get(send(client, NEW, **typed)["Location"]))
    form = main_part(client.get(address("edit-event", Event.objects.get())))

    assert re.search(rf"3 June {YEAR}, 14:00, to \w+ 4 June {YEAR}, 09:00", page)
    assert re.search(r'name="end_day"[^>]*value="4"', form)


def test_the_list_has_what_is_to_come_and_what_is_over(cast: Cast) -> None:
    now = timezone.now()
    made(cast, title="Far", starts_at=now + timedelta(days=9), ends_at=now + timedelta(days=9, hours=1))
    made(cast, title="Near", starts_at=now + timedelta(days=1), ends_at=now + timedelta(days=1, hours=1))
    made(cast, title="Going on", starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=1))
    made(cast, title="Gone", starts_at=now - timedelta(days=2), ends_at=now - timedelta(days=1))
    client = reader(cast[LEAD["learning"]])

    def titles(where: str) -> list[str]:
        return re.findall(r'class="ew-thread__title"[^>]*><bdi>([^<]*)', seen(client.get(where)))

    assert titles(LIST) == ["Going on", "Near", "Far"]
    assert titles(f"{LIST}?when=past") == ["Gone"]
    lines = next_events(cast.networks["learning"], cast.reader(LEAD["learning"]), 2, now)
    assert [(line.title, line.place) for line in lines] == [("Going on", "Room 2"), ("Near", "Room 2")]
    assert next_events(cast.networks["learning"], cast.reader("national support"), 2, now) == ()


def test_members_say_that_they_come_and_that_they_cannot(cast: Cast) -> None:
    event = made(cast)
    client = reader(cast[LEAD["learning"]])

    client.post(address("attend-event", event), {"comes": "yes"})
    client.post(address("attend-event", event), {"comes": "yes"})
    coming = main_part(client.get(address("event", event)))
    client.post(address("attend-event", event), {"comes": "no"})
    not_coming = main_part(client.get(address("event", event)))

    assert "1 person said that they come. You are one of them." in coming
    assert "<bdi>The learning network&#39;s lead</bdi>" in coming
    assert "I cannot come" in coming
    assert "Nobody has said yet that they come." in not_coming
    assert not Attendance.objects.exists()


def test_only_members_say_that_they_come_also_in_an_open_network(cast: Cast) -> None:
    event = made(cast, "community")
    client = reader(cast["member"])

    page = client.get(address("event", event))
    answer = client.post(address("attend-event", event), {"comes": "yes"})

    assert "I am coming" not in main_part(page)
    assert answer.status_code == 403
    assert "Only members of the network say whether they come" in seen(answer)


def test_nobody_says_that_they_come_to_what_is_over_or_called_off(cast: Cast) -> None:
    now = timezone.now()
    over = made(cast, starts_at=now - timedelta(hours=2), ends_at=now - timedelta(hours=1))
    off = made(cast)
    actions.call_off_event(by=cast.reader(MEMBER["learning"]), event=off, seen_version=1, now=now)
    client = reader(cast[LEAD["learning"]])

    answers = [client.post(address("attend-event", event), {"comes": "yes"}) for event in (over, off)]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert "This event is over" in main_part(answers[0])
    assert "This event was called off" in main_part(answers[1])
    assert not Attendance.objects.exists()


def test_an_event_is_changed_by_its_maker_or_a_lead_and_those_who_come_are_told(cast: Cast) -> None:
    event = made(cast, who=LEAD["learning"])
    client = reader(cast[LEAD["learning"]])
    actions.attend_event(by=cast.reader(MEMBER["learning"]), event=event, comes=True, now=timezone.now())

    form = main_part(client.get(address("edit-event", event)))
    answer = client.post(address("edit-event", event), TYPED | {"starts": "15:00", "ends": "16:00", "version": "1"})

    event.refresh_from_db()
    assert 'value="14:00"' in form
    assert answer.status_code == 302
    assert (event.version, event.starts_at) == (2, datetime(YEAR, 6, 3, 14, tzinfo=UTC))
    assert told(cast[MEMBER["learning"]]) == ["“Handover at the front door” was changed"]
    line = Notification.objects.get(person=cast[MEMBER["learning"]], kind="event")
    assert f"3 June {YEAR}, 15:00 to 16:00" in line.text
    assert line.network_id == cast.networks["learning"].pk
    assert told(cast[LEAD["learning"]]) == []


def test_a_change_of_nothing_changes_nothing_and_a_change_of_sharing_tells_nobody(cast: Cast) -> None:
    event = made(cast)
    by, now = cast.reader(MEMBER["learning"]), timezone.now()
    actions.attend_event(by=cast.reader(LEAD["learning"]), event=event, comes=True, now=now)

    same = actions.change_event(by=by, event=event, details=details(), shared_beyond=False, seen_version=1, now=now)
    shared = actions.change_event(by=by, event=event, details=details(), shared_beyond=True, seen_version=1, now=now)

    assert (same.version, shared.version, shared.shared_beyond) == (1, 2, True)
    assert told(cast[LEAD["learning"]]) == []


def test_of_two_who_change_an_event_the_second_is_told_and_keeps_what_was_typed(cast: Cast) -> None:
    event = made(cast)
    client = reader(cast[LEAD["learning"]])
    client.post(address("edit-event", event), TYPED | {"title": "First", "version": "1"})

    page = client.post(address("edit-event", event), TYPED | {"title": "Second", "version": "1"})
    off = client.post(address("call-off-event", event), {"version": "1"})

    event.refresh_from_db()
    assert (page.status_code, off.status_code) == (409, 409)
    assert "This event was changed by somebody else" in main_part(page)
    assert 'value="Second"' in main_part(page)
    assert (event.title, event.called_off_at) == ("First", None)


def test_an_event_that_is_called_off_stays_and_says_so_and_those_who_come_are_told(cast: Cast) -> None:
    event = made(cast)
    client = reader(cast[MEMBER["learning"]])
    actions.attend_event(by=cast.reader(LEAD["learning"]), event=event, comes=True, now=timezone.now())

    asked = main_part(client.get(address("call-off-event", event)))
    answer = client.post(address("call-off-event", event), {"version": "1"})
    page = main_part(client.get(address("event", event)))
    changed = client.post(address("edit-event", event), TYPED | {"version": "2"})
    again = client.post(address("call-off-event", event), {"version": "2"})

    assert "1 person said that they come. Everybody who said so is told." in asked
    assert answer.status_code == 302
    assert "Called off on" in page
    assert "Change the event" not in page
    assert "I am coming" not in page
    assert "<strong>Called off.</strong>" in main_part(client.get(LIST))
    assert told(cast[LEAD["learning"]]) == ["“Handover at the front door” was called off"]
    assert (changed.status_code, again.status_code) == (409, 409)
    assert "This event was called off, so nothing of it can be changed." in main_part(changed)
    lines = next_events(cast.networks["learning"], cast.reader(MEMBER["learning"]), 5, timezone.now())
    assert lines[0].when_words.startswith("Called off: ")


def test_those_who_follow_the_network_are_told_of_a_new_event_if_they_are_inside_now(cast: Cast) -> None:
    now, network = timezone.now(), cast.networks["learning"]
    for who in (LEAD["learning"], MEMBER["learning"]):
        following.follow_network(by=cast.reader(who), network=network, wants=True, now=now)

    event = made(cast)
    first = told(cast[LEAD["learning"]])
    actions.attend_event(by=cast.reader(LEAD["learning"]), event=event, comes=True, now=now)
    without_roles(cast, LEAD["learning"])
    made(cast, title="Second")
    actions.call_off_event(by=cast.reader(MEMBER["learning"]), event=event, seen_version=1, now=now)

    assert first == ["The learning network's member made the event “Handover at the front door”"]
    assert told(cast[LEAD["learning"]]) == first
    assert "Nobody has said yet that they come." in main_part(
        reader(cast[MEMBER["learning"]]).get(address("event", event))
    )
    assert told(cast[MEMBER["learning"]]) == []


def test_another_member_changes_nobody_elses_event(cast: Cast) -> None:
    event = made(cast, who=LEAD["learning"])
    client = reader(cast[MEMBER["learning"]])

    answers = [
        client.get(address("edit-event", event)),
        client.post(address("edit-event", event), TYPED | {"version": "1"}),
        client.post(address("call-off-event", event), {"version": "1"}),
    ]

    event.refresh_from_db()
    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert "Only whoever made an event, or a lead of the network, may change it." in seen(answers[0])
    assert (event.version, event.called_off_at) == (1, None)


@pytest.mark.parametrize("who", ["nobody", "member", "national support", "administrator of a region"])
def test_the_actions_themselves_refuse_whoever_is_not_inside(cast: Cast, who: str) -> None:
    event = made(cast)
    by, now = cast.reader(who), timezone.now()
    before = AuditEntry.objects.count()
    attempts = [
        lambda: made(cast, who=who),
        lambda: actions.change_event(
            by=by, event=event, details=details(), shared_beyond=True, seen_version=1, now=now
        ),
        lambda: actions.call_off_event(by=by, event=event, seen_version=1, now=now),
        lambda: actions.attend_event(by=by, event=event, comes=True, now=now),
    ]

    for attempt in attempts:
        with pytest.raises(NotPermitted):
            attempt()

    assert AuditEntry.objects.count() == before


def test_in_a_closed_network_events_are_read_and_nothing_is_changed(cast: Cast) -> None:
    event = made(cast)
    client, now = reader(cast[MEMBER["learning"]]), timezone.now()
    closed(cast, "learning")

    page = main_part(client.get(address("event", event)))
    codes = [
        client.get(NEW).status_code,
        client.get(address("edit-event", event)).status_code,
        client.post(address("attend-event", event), {"comes": "yes"}).status_code,
        reader(cast[LEAD["learning"]]).post(address("call-off-event", event), {"version": "1"}).status_code,
    ]

    assert "This network has been closed" in page
    assert "I am coming" not in page
    assert codes == [403, 403, 403, 409]
    with pytest.raises(NetworkIsClosed):
        made(cast)
    with pytest.raises(NetworkIsClosed):
        actions.attend_event(by=cast.reader(MEMBER["learning"]), event=event, comes=True, now=now)


def test_the_errors_of_the_actions(cast: Cast) -> None:
    event, now = made(cast), timezone.now()
    by = cast.reader(MEMBER["learning"])

    with pytest.raises(ChangedMeanwhile):
        actions.call_off_event(by=by, event=event, seen_version=9, now=now)
    with pytest.raises(EventIsOver):
        actions.attend_event(by=by, event=event, comes=True, now=event.ends_at)
    actions.call_off_event(by=by, event=event, seen_version=1, now=now)
    with pytest.raises(EventIsCalledOff):
        actions.call_off_event(by=by, event=event, seen_version=2, now=now)


def test_script_in_an_event_does_nothing(cast: Cast) -> None:
    script = "<script>alert(1)</script>"
    event = made(cast, title=script, place=script, about=script)
    client = reader(cast[MEMBER["learning"]])

    pages = [seen(client.get(where)) for where in (LIST, *(address(n, event) for n in ("event", "call-off-event")))]

    assert all("<script>alert" not in page for page in pages)
    assert all("&lt;script&gt;alert(1)" in page for page in pages)


def test_the_chain_never_holds_the_words_of_an_event_of_a_learning_network(cast: Cast) -> None:
    for network in ("learning", "community"):
        event = made(cast, network)
        actions.call_off_event(by=cast.reader(MEMBER[network]), event=event, seen_version=1, now=timezone.now())

    said = {
        network: " ".join(AuditEntry.objects.filter(network=network).values_list("details", flat=True))
        for network in ("learning", "community")
    }
    assert "Handover" not in said["learning"]
    assert "Handover at the front door" in said["community"]
    assert "figures" not in said["learning"] + said["community"]
    done = list(AuditEntry.objects.filter(object_kind="event", network="learning").values_list("action", flat=True))
    assert done == ["event.made", "event.called_off"]


def test_an_event_is_found_only_under_its_own_network(cast: Cast) -> None:
    event = made(cast, "community")
    client = reader(cast[MEMBER["community"]])

    codes = [
        client.get(f"/networks/learning/events/{event.pk}/").status_code,
        client.get(f"/networks/community/events/{event.pk + 1}/").status_code,
        client.get("/networks/community/events/99999999999999999999999/event.ics").status_code,
    ]

    assert codes == [404, 404, 404]

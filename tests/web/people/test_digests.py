"""Digests and mails at once: who gets what when, and never twice."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from support.cast import Cast
from support.mail_server import MailBox, mail_goes_to_a_server
from support.people import person, reader

from everyweek.web.people.models import Digest, MailChoice, Network, Notification, OutgoingMail, Person, Role
from everyweek.web.people.notifications.actions import notify
from everyweek.web.people.notifications.at_once import write_at_once
from everyweek.web.people.notifications.digests import due_at, write_digests
from everyweek.web.people.notifications.kinds import KINDS
from everyweek.web.people.notifications.outbox.claims import this_worker
from everyweek.web.people.notifications.outbox.sending import Sender, send_waiting
from everyweek.web.people.notifications.outbox.smtp import MailServer
from everyweek.web.people.notifications.outbox.troubles import note_trouble
from everyweek.web.people.roles.actions import end_role

LONDON = ZoneInfo("Europe/London")
MONDAY = datetime(2026, 6, 1, 7, 0, tzinfo=LONDON)
EVENING = MONDAY - timedelta(hours=12)

pytestmark = pytest.mark.django_db


@pytest.fixture
def mail(settings: Any) -> Iterator[MailBox]:
    with mail_goes_to_a_server(settings) as box:
        yield box


@pytest.fixture
def ann(db: None) -> Person:
    return person("Ann Other")


def tell(
    someone: Person, key: str, *, kind: str = "reply", now: datetime = EVENING, network: Network | None = None
) -> None:
    notify([someone.pk], kind=kind, key=key, title=f"Title of {key}", address="/account/", network=network, now=now)


def send(*, now: datetime = MONDAY) -> None:
    send_waiting(Sender(this_worker(), MailServer(), lambda: now, lambda: False))


def choose(someone: Person, kind: str, frequency: str) -> None:
    MailChoice.objects.create(person=someone, kind=kind, frequency=frequency)


def leave(someone: Person, network: Network) -> None:
    for role in Role.objects.filter(person=someone, network=network, until=None):
        end_role(by=None, by_words="the tests", role=role, now=MONDAY)
    Notification.objects.filter(person=someone, kind="role").delete()


def written() -> dict[str, list[str]]:
    """Which lines are in which mail, by their keys."""
    keys = dict(Notification.objects.values_list("pk", "key"))
    return {mail.key: [keys[number] for number in mail.lines] for mail in OutgoingMail.objects.all()}


# When


@pytest.mark.parametrize(
    ("now", "daily", "weekly"),
    [
        ((2026, 6, 1, 6, 59), (2026, 5, 31), (2026, 5, 25)),
        ((2026, 6, 1, 7, 0), (2026, 6, 1), (2026, 6, 1)),
        ((2026, 6, 7, 23, 0), (2026, 6, 7), (2026, 6, 1)),
        ((2026, 3, 29, 7, 0), (2026, 3, 29), (2026, 3, 23)),  # the clock went forward that night
        ((2026, 10, 25, 6, 59), (2026, 10, 24), (2026, 10, 19)),  # and back
    ],
)
def test_digests_are_due_at_seven_in_london_whatever_the_clock_did_that_night(
    now: tuple[int, ...], daily: tuple[int, ...], weekly: tuple[int, ...]
) -> None:
    instant = datetime(*now, tzinfo=LONDON).astimezone(UTC)  # type: ignore[misc]

    for period, day in (("daily", daily), ("weekly", weekly)):
        due = due_at(instant, period)  # type: ignore[arg-type]
        assert (due.year, due.month, due.day, due.hour) == (*day, 7)


def test_a_worker_that_is_late_writes_what_it_would_have_written_in_time(ann: Person) -> None:
    tell(ann, "a")
    tell(ann, "b", now=MONDAY + timedelta(hours=1))

    count = write_digests(MONDAY + timedelta(hours=3), "daily")

    assert count == 1
    assert written() == {f"digest-daily-2026-06-01-{ann.pk}": ["a"]}


def test_after_some_days_without_a_worker_there_is_one_digest_and_not_one_for_each_day(ann: Person) -> None:
    for days in range(4):
        tell(ann, str(days), now=EVENING + timedelta(days=days))

    write_digests(MONDAY + timedelta(days=4), "daily")

    assert written() == {f"digest-daily-2026-06-05-{ann.pk}": ["3", "2", "1", "0"]}


def test_a_digest_is_written_once_however_often_it_is_asked_for(ann: Person) -> None:
    tell(ann, "a")

    counts = [write_digests(MONDAY + timedelta(minutes=minutes), "daily") for minutes in range(3)]

    assert counts == [1, 0, 0]
    assert Digest.objects.get().period == "daily-2026-06-01"


def test_who_has_had_this_mornings_digest_gets_what_comes_late_tomorrow(ann: Person) -> None:
    tell(ann, "a")
    write_digests(MONDAY, "daily")
    tell(ann, "b", now=MONDAY - timedelta(minutes=1))

    again = write_digests(MONDAY + timedelta(hours=1), "daily")
    write_digests(MONDAY + timedelta(days=1), "daily")

    assert again == 0
    assert written()[f"digest-daily-2026-06-02-{ann.pk}"] == ["b"]


# What


def test_each_gets_what_they_chose_to_get_so_often(ann: Person) -> None:
    choose(ann, "event", "weekly")
    choose(ann, "thread", "daily")
    choose(ann, "nominee", "never")
    choose(ann, "lead", "weekly")
    for kind in ("reply", "event", "thread", "nominee", "lead", "review", "role", "round"):
        tell(ann, kind, kind=kind)

    write_digests(MONDAY, "daily")
    write_digests(MONDAY, "weekly")
    write_at_once(now=MONDAY)

    keys = {key.rpartition("-")[0] if "digest" in key else key: set(lines) for key, lines in written().items()}
    assert keys.pop("digest-daily-2026-06-01") == {"reply", "thread"}
    assert keys.pop("digest-weekly-2026-06-01") == {"event", "lead", "review"}
    assert sorted(line for lines in keys.values() for line in lines) == ["role", "round"]


def test_what_must_be_mailed_is_mailed_although_it_was_switched_off_when_that_was_possible(ann: Person) -> None:
    choose(ann, "round", "never")
    tell(ann, "a", kind="round")

    assert write_at_once(now=MONDAY) == 1


def test_what_was_read_is_not_mailed(ann: Person) -> None:
    tell(ann, "a")
    tell(ann, "b", kind="role")
    Notification.objects.update(read_at=MONDAY)

    assert (write_digests(MONDAY, "daily"), write_at_once(now=MONDAY)) == (0, 0)
    assert Digest.objects.count() == 0


def test_who_has_nothing_new_gets_no_digest(ann: Person) -> None:
    assert write_digests(MONDAY, "daily") == 0
    assert OutgoingMail.objects.count() == 0


def test_closed_accounts_and_addresses_that_do_not_work_get_none(ann: Person) -> None:
    ben = person("Ben Other")
    Person.objects.filter(pk=ben.pk).update(is_active=False)
    note_trouble(email=ann.email, said="550", by_words="the tests", now=EVENING)
    for someone in (ann, ben):
        tell(someone, "a")
        tell(someone, "b", kind="role")

    assert (write_digests(MONDAY, "daily"), write_at_once(now=MONDAY)) == (0, 0)


def test_what_was_told_more_than_a_month_ago_is_not_mailed_any_more(ann: Person) -> None:
    tell(ann, "old", now=MONDAY - timedelta(days=31))
    tell(ann, "new", now=MONDAY - timedelta(days=29))

    write_digests(MONDAY, "daily")

    assert list(written().values()) == [["new"]]


def test_what_was_to_be_mailed_at_once_and_was_not_for_days_comes_in_the_next_digest(ann: Person) -> None:
    tell(ann, "days ago", kind="role", now=MONDAY - timedelta(days=4))
    tell(ann, "yesterday", kind="role")

    assert write_at_once(now=MONDAY) == 1
    assert write_digests(MONDAY, "daily") == 1
    assert sorted(written().values()) == [["days ago"], ["yesterday"]]


def test_a_mail_at_once_is_written_once(ann: Person) -> None:
    tell(ann, "a", kind="role")

    assert [write_at_once(now=MONDAY) for _ in range(3)] == [1, 0, 0]


# Who may read it


def test_who_left_a_learning_network_gets_no_digest_of_it(cast: Cast, mail: MailBox) -> None:
    someone, network = cast["learning network's member"], cast.networks["learning"]
    Notification.objects.all().delete()
    tell(someone, "secret", network=network)
    tell(someone, "open")
    leave(someone, network)

    write_digests(MONDAY, "daily")
    send()

    (arrived,) = mail.arrived
    assert b"secret" not in arrived.content
    assert "Title of open" in arrived.part("plain")


def test_who_left_between_writing_and_sending_gets_nothing_of_it_either(cast: Cast, mail: MailBox) -> None:
    someone, network = cast["learning network's member"], cast.networks["learning"]
    Notification.objects.all().delete()
    tell(someone, "secret", network=network)
    tell(someone, "secret at once", kind="lead", network=network)
    tell(someone, "open")
    write_digests(MONDAY, "daily")
    write_at_once(now=MONDAY)
    leave(someone, network)

    send()

    (arrived,) = mail.arrived
    assert b"secret" not in arrived.content
    assert arrived.message["Subject"] == "1 new thing in your Everyweek inbox"
    withdrawn = OutgoingMail.objects.get(state="withdrawn")
    assert withdrawn.key.startswith("notification-")
    assert "Nothing of it may be read any more" in withdrawn.said


def test_what_is_kept_of_a_mail_says_nothing_of_what_was_said_in_a_network(cast: Cast) -> None:
    someone, network = cast["learning network's member"], cast.networks["learning"]
    Notification.objects.all().delete()
    tell(someone, "secret", kind="lead", network=network)

    write_at_once(now=MONDAY)

    row = OutgoingMail.objects.get()
    assert "secret" not in f"{row.subject}{row.text}{row.html}{row.headers}{row.key}"


def test_what_was_read_between_writing_and_sending_is_left_out(ann: Person, mail: MailBox) -> None:
    tell(ann, "a")
    tell(ann, "b")
    write_digests(MONDAY, "daily")
    Notification.objects.filter(key="a").update(read_at=MONDAY)

    send()

    assert b"Title of a" not in mail.arrived[0].content


def test_a_mail_goes_to_the_address_that_somebody_has_when_it_is_sent(ann: Person, mail: MailBox) -> None:
    tell(ann, "a")
    write_digests(MONDAY, "daily")
    Person.objects.filter(pk=ann.pk).update(email="ann.new@example.nhs.uk")

    send()

    assert mail.recipients() == ["ann.new@example.nhs.uk"]
    assert OutgoingMail.objects.get().to == "ann.new@example.nhs.uk"


def test_somebody_whose_account_was_closed_meanwhile_gets_nothing(ann: Person, mail: MailBox) -> None:
    tell(ann, "a")
    write_digests(MONDAY, "daily")
    Person.objects.filter(pk=ann.pk).update(is_active=False)

    send()

    assert mail.arrived == []
    assert OutgoingMail.objects.get().state == "withdrawn"


# How it reads


def test_a_digest_is_in_sections_by_kind_and_network_with_links_that_work(cast: Cast, mail: MailBox) -> None:
    someone = cast["community's member"]
    Notification.objects.all().delete()
    tell(someone, "first", network=cast.networks["community"])
    tell(someone, "second", kind="event", network=cast.networks["community"])
    tell(someone, "<b>third</b>", kind="nominee")

    write_digests(MONDAY, "daily")
    send()

    (arrived,) = mail.arrived
    html, plain = arrived.part("html"), arrived.part("plain")
    sections = (
        "Community of frailty: somebody wrote in a conversation that you follow",
        "Community of frailty: an event of one of your networks is new, changed or called off",
        "Somebody whom your system nominated confirmed or declined",
    )
    places = [html.index(f"<h2>{title}</h2>") for title in sections]
    assert places == sorted(places)
    assert all(title in plain for title in sections)
    assert "Title of &lt;b&gt;third&lt;/b&gt;</a> (31 May 2026 at 19:00)" in html
    line = Notification.objects.get(key="first")
    assert f"https://uec.example.nhs.uk/inbox/{line.pk}/" in plain
    assert reader(someone).get(f"/inbox/{line.pk}/").status_code == 302


def test_every_mail_that_can_be_stopped_has_a_link_that_stops_it(ann: Person, mail: MailBox) -> None:
    tell(ann, "a", kind="role")
    write_at_once(now=MONDAY)
    tell(ann, "b")
    write_digests(MONDAY, "daily")

    send()

    for arrived, kinds in zip(mail.arrived, (1, sum(not kind.must_mail for kind in KINDS.values())), strict=True):
        header = str(arrived.message["List-Unsubscribe"]).strip(" <>")
        assert arrived.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert header in arrived.part("plain")
        assert header.startswith("https://uec.example.nhs.uk/unsubscribe/")
        answer = reader(checks_forms=True).post(header.removeprefix("https://uec.example.nhs.uk"))
        assert answer.status_code == 200
        assert MailChoice.objects.filter(frequency="never").count() == kinds


def test_what_must_be_mailed_has_no_such_link(ann: Person, mail: MailBox) -> None:
    tell(ann, "a", kind="round")
    write_at_once(now=MONDAY)

    send()

    assert mail.arrived[0].message["List-Unsubscribe"] is None
    assert "unsubscribe" not in mail.arrived[0].part("plain")


def test_a_very_long_digest_shows_fifty_things_and_counts_the_rest(ann: Person, mail: MailBox) -> None:
    for number in range(1, 61):
        tell(ann, f"thing {number}.", now=EVENING + timedelta(seconds=number))

    write_digests(MONDAY, "daily")
    send()

    text = mail.arrived[0].part("plain")
    assert mail.arrived[0].message["Subject"] == "60 new things in your Everyweek inbox"
    assert text.count("Title of thing") == 50
    assert "Title of thing 60." in text
    assert "Title of thing 10." not in text
    assert "And 10 things more: they are in your inbox." in text
    assert Notification.objects.filter(mailed_at=None).count() == 0


# For many


def test_writing_and_sending_for_many_takes_no_more_questions_than_for_a_few(ann: Person, mail: MailBox) -> None:
    def questions(period: str, people: list[Person]) -> int:
        for someone in people:
            tell(someone, period, kind="reply" if period == "daily" else "thread")
        with CaptureQueriesContext(connection) as queries:
            assert write_digests(MONDAY, period) == len(people)  # type: ignore[arg-type]
        return len(queries)

    everybody = [ann, *(person("X", email=f"x{number}@example.nhs.uk", password=None) for number in range(40))]

    assert questions("daily", [ann]) == questions("weekly", everybody)


def test_it_says_how_far_it_is(ann: Person) -> None:
    told: list[str] = []
    tell(ann, "a")

    write_digests(MONDAY, "daily", say=told.append)

    assert told == ["daily-2026-06-01: 1 digests written, 1 of 1 people looked at"]

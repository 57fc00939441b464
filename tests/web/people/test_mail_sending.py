"""Mails are written once, and go over a real connection to a real server at most once."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from support.mail_server import BREAK_OFF, MailBox, mail_goes_to_a_server
from support.people import person, reader
from support.site import words

from everyweek.web.people.models import AddressTrouble, AuditEntry, OutgoingMail
from everyweek.web.people.notifications.actions import write_mail
from everyweek.web.people.notifications.outbox import claims
from everyweek.web.people.notifications.outbox.claims import UNCERTAIN, Worker, this_worker
from everyweek.web.people.notifications.outbox.letters import as_message, message_id
from everyweek.web.people.notifications.outbox.sending import Sender, Sent, send_waiting
from everyweek.web.people.notifications.outbox.smtp import MailServer
from everyweek.web.people.notifications.outbox.troubles import address_trouble, note_trouble
from everyweek.web.people.reader import reader_of

NOW = datetime(2026, 6, 3, 9, 30, tzinfo=UTC)
ANN = "ann@example.nhs.uk"

pytestmark = pytest.mark.django_db


@pytest.fixture
def mail(settings: Any) -> Iterator[MailBox]:
    with mail_goes_to_a_server(settings) as box:
        yield box


def write(key: str = "a", *, to: str = ANN, subject: str = "You are invited", **more: Any) -> None:
    write_mail(to=to, subject=subject, lines=more.pop("lines", ("Ann invites you.",)), key=key, now=NOW, **more)


def send(*, now: datetime = NOW, stopping: Any = lambda: False, worker: Worker | None = None) -> Sent:
    return send_waiting(Sender(worker or this_worker(), MailServer(), lambda: now, stopping))


def states() -> dict[str, str]:
    return dict(OutgoingMail.objects.values_list("key", "state"))


# What a mail is


def test_a_mail_has_a_plain_and_an_html_part_that_say_the_same(mail: MailBox) -> None:
    write(button=("Accept the invitation", "/invitation/token/"), lines=("Dear Ann,", "Ben invites you."))

    send()

    (arrived,) = mail.arrived
    for kind in ("plain", "html"):
        text = arrived.part(kind)
        for expected in ("Dear Ann,", "Ben invites you.", "Accept the invitation", "Nobody reads answers"):
            assert expected in text, (kind, expected)
        assert "https://uec.example.nhs.uk/invitation/token/" in text
    assert arrived.message["Subject"] == "You are invited"
    assert arrived.message["From"] == "Everyweek <everyweek@example.nhs.uk>"
    assert (arrived.sender, arrived.to) == ("everyweek@example.nhs.uk", ANN)
    assert arrived.message["Auto-Submitted"] == "auto-generated"
    assert arrived.message["Date"]
    assert arrived.message["List-Unsubscribe"] is None


def test_the_message_id_comes_from_the_key_and_tells_nothing_of_it(mail: MailBox) -> None:
    assert message_id("a") == message_id("a") != message_id("b")
    assert message_id("reset-ann").endswith("@uec.example.nhs.uk>")
    assert "reset" not in message_id("reset-ann")


def test_the_html_part_has_nothing_of_another_host_no_style_and_no_script(mail: MailBox) -> None:
    write(lines=("<script>alert(1)</script> & <img src=x>",))

    send()

    html = mail.arrived[0].part("html")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;img src=x&gt;" in html
    for bad in ("<script", "<img", "style=", "<link"):
        assert bad not in html
    assert 'lang="en-GB"' in html
    assert html.count("<h1>") == 1
    assert "<script>alert(1)</script> & <img src=x>" in mail.arrived[0].part("plain")


def test_a_line_break_in_a_subject_begins_no_header(mail: MailBox) -> None:
    write(subject="Hello\r\nBcc: everybody@example.nhs.uk")

    send()

    assert mail.arrived[0].message["Subject"] == "Hello Bcc: everybody@example.nhs.uk"
    assert mail.arrived[0].message["Bcc"] is None


def test_words_of_every_language_and_a_line_of_one_dot_arrive_as_they_were_written(mail: MailBox) -> None:
    write(subject="Łódź · 你好", lines=("Zażółć 🚑\n.\n..two dots", "x" * 2000))

    send()

    assert mail.arrived[0].message["Subject"] == "Łódź · 你好"
    text = mail.arrived[0].part("plain").replace("\r\n", "\n")
    assert "Zażółć 🚑\n.\n..two dots" in text
    assert "x" * 2000 in text


def test_a_mail_with_the_same_key_is_not_written_again(mail: MailBox) -> None:
    write("a", subject="First")
    write("a", subject="Second")

    send()
    send()

    assert [one.message["Subject"] for one in mail.arrived] == ["First"]


def test_the_words_of_a_mail_are_forgotten_when_it_has_gone(mail: MailBox) -> None:
    write(button=("Set a password", "/a-link-that-lets-in/"))

    send()

    row = OutgoingMail.objects.get()
    assert (row.state, row.text, row.html, row.sent_at) == ("sent", "", "", NOW)


def test_a_header_with_a_line_break_is_refused_before_anything_is_sent() -> None:
    with pytest.raises(ValueError, match="newlines"):
        as_message(key="a", to=ANN, subject="a", text="", html="", headers={"X": "a\r\nBcc: b"})


# How it goes


def test_all_mails_go_over_one_connection(mail: MailBox) -> None:
    for number in range(60):
        write(str(number), to=f"person{number}@example.nhs.uk")

    sent = send()

    assert sent.counts == {"sent": 60}
    assert len(mail.arrived) == 60
    assert mail.connections == 1


def test_what_somebody_waits_for_goes_before_digests(mail: MailBox) -> None:
    write("digest", to="first@example.nhs.uk")
    OutgoingMail.objects.update(is_digest=True)
    write("link", to="second@example.nhs.uk")

    send()

    assert mail.recipients() == ["second@example.nhs.uk", "first@example.nhs.uk"]


def test_a_server_that_takes_a_few_mails_per_connection_gets_them_over_several(mail: MailBox) -> None:
    mail.most_per_connection = 2
    for number in range(5):
        write(str(number))

    sent = send()

    assert sent.counts == {"sent": 5}
    assert sent.trouble == ""
    assert mail.connections == 3


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_user_and_password_are_used(settings: Any) -> None:
    with mail_goes_to_a_server(settings, password="a secret") as mail:
        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "everyweek", "a secret"
        write()

        sent = send()

    assert sent.counts == {"sent": 1}
    assert mail.users == ["everyweek"]


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_a_wrong_password_blames_no_mail_and_is_not_in_what_is_said(settings: Any) -> None:
    with mail_goes_to_a_server(settings, password="a secret"):
        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "everyweek", "another secret"
        write()

        sent = send()

    assert sent.trouble.startswith("535 ")
    assert "secret" not in sent.trouble
    assert states() == {"a": "waiting"}


def test_stopping_ends_after_the_mail_in_hand_and_lets_go_of_the_rest(mail: MailBox) -> None:
    for number in range(5):
        write(str(number))

    sent = send(stopping=lambda: len(mail.arrived) == 2)

    assert sent.counts == {"sent": 2}
    assert sorted(states().values()) == ["sent", "sent", "waiting", "waiting", "waiting"]
    assert set(OutgoingMail.objects.filter(state="waiting").values_list("claimed_by", flat=True)) == {""}


# What is refused


def test_a_refusal_that_may_pass_is_tried_again_after_longer_and_longer(mail: MailBox) -> None:
    mail.answers[ANN] = "450 4.2.1 Greylisted, come back later"
    write()
    waits, now = [], NOW

    for _ in range(4):
        send(now=now)
        row = OutgoingMail.objects.get()
        waits.append(row.next_try_at - now)
        assert row.state == "waiting"
        send(now=row.next_try_at - timedelta(seconds=1))
        assert OutgoingMail.objects.get().tries == len(waits)
        now = row.next_try_at
    send(now=now)

    assert waits == [timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=12)]
    row = OutgoingMail.objects.get()
    assert (row.state, row.said) == ("refused", "450 4.2.1 Greylisted, come back later")
    assert address_trouble(ANN) is None


def test_after_a_refusal_that_passed_the_mail_goes(mail: MailBox) -> None:
    mail.answers[ANN] = "450 4.2.1 Greylisted, come back later"
    write()
    send()
    mail.answers.clear()

    send(now=NOW + timedelta(minutes=5))

    assert states() == {"a": "sent"}
    assert len(mail.arrived) == 1


def test_an_address_that_the_server_does_not_know_is_noted_and_gets_nothing_more(mail: MailBox) -> None:
    ann = person("Ann Other", email=ANN)
    mail.answers[ANN] = "550 5.1.1 No such user"
    write("a", person=ann.pk)
    write("b", to="ben@example.nhs.uk")
    send()
    mail.answers.clear()
    write("c")

    send()

    assert states() == {"a": "refused", "b": "sent", "c": "refused"}
    assert mail.recipients() == ["ben@example.nhs.uk"]
    assert OutgoingMail.objects.get(key="c").said == (
        "Mail to this address came back since 2026-06-03: 550 5.1.1 No such user"
    )
    entry = AuditEntry.objects.get(action="mail.came-back")
    assert (entry.about_id, entry.by_words) == (ann.pk, "the mail server")


def test_one_bad_address_keeps_nobody_else_from_their_mail(mail: MailBox) -> None:
    mail.answers["bad@example.nhs.uk"] = "550 5.1.1 No such user"
    for number in range(6):
        write(str(number), to="bad@example.nhs.uk" if number == 2 else f"person{number}@example.nhs.uk")

    sent = send()

    assert sent.counts == {"sent": 5, "refused": 1}
    assert mail.connections == 1


def test_a_text_that_the_server_refuses_says_nothing_of_the_address(mail: MailBox) -> None:
    mail.text_answer = "554 5.6.0 We do not like this text"
    write()

    send()

    row = OutgoingMail.objects.get()
    assert (row.state, row.said) == ("refused", "554 5.6.0 We do not like this text")
    assert address_trouble(ANN) is None


@pytest.mark.parametrize("answer", ["554 5.7.1 Relay access denied", "530 5.7.0 Authentication required"])
def test_a_server_that_does_not_permit_us_blames_no_address(mail: MailBox, answer: str) -> None:
    mail.answers[ANN] = answer
    write()

    send()

    assert states() == {"a": "waiting"}
    assert AddressTrouble.objects.count() == 0


@pytest.mark.parametrize("to", ["nobody", "a b@example.nhs.uk", "ann@example.nhs.uk\r\nRCPT TO:<x@y.uk>", "ł@b.uk"])
def test_what_is_no_address_is_refused_without_asking_the_server(mail: MailBox, to: str) -> None:
    write(to=to)

    send()

    row = OutgoingMail.objects.get()
    assert (row.state, row.said) == ("refused", "This is no e-mail address.")
    assert mail.arrived == []


# What goes wrong on the way


def test_a_server_that_is_not_there_blames_no_mail(mail: MailBox, settings: Any) -> None:
    settings.EMAIL_PORT = 1
    for number in range(3):
        write(str(number))

    sent = send()

    assert "refused" in sent.trouble
    assert set(states().values()) == {"waiting"}
    assert set(OutgoingMail.objects.values_list("tries", flat=True)) == {0}


def test_a_server_that_does_not_take_our_sender_blames_no_mail(mail: MailBox) -> None:
    mail.sender_answer = "553 5.1.8 Sender not allowed"
    write()

    sent = send()

    assert sent.trouble == "mail from everyweek@example.nhs.uk is not taken: 553 5.1.8 Sender not allowed"
    assert states() == {"a": "waiting"}


def test_a_connection_lost_before_the_text_sends_the_mail_later_behind_the_others(mail: MailBox) -> None:
    mail.answers[ANN] = BREAK_OFF
    write("a")
    write("b", to="ben@example.nhs.uk")

    first = send()
    second = send()

    assert first.trouble
    assert second.trouble == ""
    assert states() == {"a": "waiting", "b": "sent"}
    mail.answers.clear()
    send(now=NOW + timedelta(minutes=1))
    assert states() == {"a": "sent", "b": "sent"}
    assert max(mail.message_ids().values()) == 1


def test_a_connection_lost_after_the_text_leaves_the_mail_uncertain_and_it_is_never_sent_again(mail: MailBox) -> None:
    mail.text_answer = BREAK_OFF
    write("a")
    write("b", to="ben@example.nhs.uk")

    sent = send()
    mail.text_answer = "250 OK"
    for hours in range(100):
        send(now=NOW + timedelta(hours=hours))

    assert "did not answer" in sent.trouble
    assert states() == {"a": "uncertain", "b": "sent"}
    assert "It may have gone." in OutgoingMail.objects.get(key="a").said
    assert mail.recipients() == [ANN, "ben@example.nhs.uk"]


# Workers that are gone


def test_a_mail_in_the_hand_of_a_worker_that_is_gone_is_uncertain_and_the_rest_goes(mail: MailBox) -> None:
    gone = Worker(this_worker().host, 2**22 - 1, "1")
    for key in "abc":
        write(key)
    batch = claims.claim(gone, now=NOW)
    claims.begin(gone, batch[0], now=NOW)

    send()

    assert states() == {"a": "uncertain", "b": "sent", "c": "sent"}
    assert OutgoingMail.objects.get(key="a").said == UNCERTAIN


def test_a_later_process_with_the_number_of_a_worker_that_is_gone_is_not_it(mail: MailBox) -> None:
    me = this_worker()
    write()
    claims.claim(Worker(me.host, me.process, "1"), now=NOW)

    send()

    assert states() == {"a": "sent"}


def test_what_a_worker_that_lives_has_in_hand_is_left_alone(mail: MailBox) -> None:
    me = this_worker()
    write()
    claims.claim(me, now=NOW)

    claims.settle_lost(now=NOW + timedelta(days=1))

    assert states() == {"a": "claimed"}


def test_a_worker_on_another_machine_has_fifteen_minutes_for_a_mail(mail: MailBox) -> None:
    elsewhere = Worker("another-machine", 17, "1")
    write("a")
    write("b")
    first, _ = claims.claim(elsewhere, now=NOW)
    claims.begin(elsewhere, first, now=NOW)

    claims.settle_lost(now=NOW + timedelta(minutes=14))
    before = states()
    claims.settle_lost(now=NOW + timedelta(minutes=16))

    assert before == {"a": "sending", "b": "claimed"}
    assert states() == {"a": "uncertain", "b": "waiting"}


def test_a_worker_that_was_taken_for_dead_begins_no_mail_that_was_taken_from_it(mail: MailBox) -> None:
    elsewhere = Worker("another-machine", 17, "1")
    write("a")
    write("b")
    first, second = claims.claim(elsewhere, now=NOW)
    claims.begin(elsewhere, first, now=NOW)
    claims.settle_lost(now=NOW + timedelta(hours=1))

    begun = claims.begin(elsewhere, second, now=NOW)
    claims.finish(elsewhere, claims.Outcome(first, "sent"))

    assert begun is False
    assert states() == {"a": "sent", "b": "waiting"}


def test_of_two_workers_each_mail_is_claimed_by_one(mail: MailBox) -> None:
    one, other = Worker("here", 1, "1"), Worker("there", 1, "1")
    for number in range(60):
        write(str(number))

    first, second = claims.claim(one, now=NOW), claims.claim(other, now=NOW)

    assert (len(first), len(second)) == (50, 10)
    assert {mail.pk for mail in first}.isdisjoint(mail.pk for mail in second)


# Addresses that work again


def test_who_has_trouble_with_their_address_reads_it_and_says_when_it_works_again(mail: MailBox) -> None:
    ann = person("Ann Other", email=ANN)
    note_trouble(email=" ANN@example.nhs.uk", said="550 5.1.1 <b>No such user</b>", by_words="the tests", now=NOW)

    inbox, choices = (reader(ann).get(path).content.decode() for path in ("/inbox/", "/inbox/mail/"))
    response = reader(ann).post("/inbox/mail/", {"clear": "1"})

    for page in (inbox, choices):
        assert "has come back since 3 June 2026, so we send none there" in words(page)
        assert "550 5.1.1 &lt;b&gt;No such user&lt;/b&gt;" in page
    assert response["Location"] == "/inbox/mail/"
    assert address_trouble(ANN) is None
    assert "come back" not in words(reader(ann).get("/inbox/").content)
    assert AuditEntry.objects.filter(action="mail.works-again", about=ann).count() == 1


def test_nobody_clears_the_trouble_of_somebody_else(mail: MailBox) -> None:
    ben = person("Ben Other")
    note_trouble(email=ANN, said="550", by_words="the tests", now=NOW)

    reader(ben).post("/inbox/mail/", {"clear": "1"})

    assert address_trouble(ANN) is not None


def test_trouble_with_an_address_of_nobody_leaves_no_address_in_the_chain(mail: MailBox) -> None:
    note_trouble(email="stranger@example.nhs.uk", said="550", by_words="the tests", now=NOW)

    entry = AuditEntry.objects.get()

    assert "stranger" not in entry.details + entry.object_key


def test_the_first_trouble_is_kept(mail: MailBox) -> None:
    note_trouble(email=ANN, said="first", by_words="the tests", now=NOW)
    note_trouble(email=ANN, said="second", by_words="the tests", now=NOW + timedelta(days=1))

    found = address_trouble(ANN)

    assert found is not None
    assert (found.said, found.since) == ("first", NOW)
    assert reader_of(0).identity is None

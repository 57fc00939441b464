"""What the worker does in its rounds, and what it does when something goes wrong."""

import logging
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from support.cast import Cast
from support.mail_server import MailBox, mail_goes_to_a_server
from support.people import person

from everyweek.cli import worker as command
from everyweek.web.people.models import Digest, Notification, OutgoingMail, Submission
from everyweek.web.people.notifications import worker as module
from everyweek.web.people.notifications.actions import notify, write_mail
from everyweek.web.people.notifications.commands import Ending
from everyweek.web.people.notifications.outbox.sending_again import NotToBeSentAgain, resend
from everyweek.web.people.notifications.tidying import NOT_SENT, tidy
from everyweek.web.people.notifications.worker import Part, Worker, do, run
from everyweek.web.people.permissions import NotPermitted

NOW = datetime(2026, 6, 3, 9, 30, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def connection_of_the_test(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "close_old_connections", lambda: None)  # the tests go on using it


@pytest.fixture
def mail(settings: Any) -> Iterator[MailBox]:
    with mail_goes_to_a_server(settings) as box:
        yield box


def a_worker(told: list[str] | None = None) -> Worker:
    say = told.append if told is not None else lambda sentence: None
    return Worker(stopping=lambda: False, say=say, clock=lambda: NOW)


def write(key: str = "a", *, at: datetime = NOW) -> OutgoingMail:
    write_mail(to="ann@example.nhs.uk", subject="Hello", lines=("Hello",), key=key, now=at)
    return OutgoingMail.objects.get(key=key)


def test_every_part_runs_in_the_first_round_and_says_what_it_did(mail: MailBox) -> None:
    ann = person("Ann Other")
    notify([ann.pk], kind="role", key="a", title="You are now a member", address="/account/", now=datetime.now(UTC))
    told: list[str] = []

    run(once=True, stopping=lambda: False, wait=lambda seconds: None, say=told.append)

    assert told == ["1 mail written", "mails: 1 sent"]
    assert len(mail.arrived) == 1


def test_it_rests_between_rounds_and_sends_what_came_meanwhile(mail: MailBox, monkeypatch: pytest.MonkeyPatch) -> None:
    clock, rests = [1000.0], []
    monkeypatch.setattr(module.time, "monotonic", lambda: clock[0])

    def wait(seconds: float) -> None:
        rests.append(seconds)
        clock[0] += seconds
        if len(rests) == 1:
            write_mail(to="a@example.nhs.uk", subject="a", lines=("a",), key="a", now=datetime.now(UTC))

    run(once=False, stopping=lambda: len(rests) == 2, wait=wait, say=lambda sentence: None)

    assert rests == [5, 5]
    assert mail.recipients() == ["a@example.nhs.uk"]


def test_without_a_mail_server_no_mail_is_written_and_the_lines_wait() -> None:
    ann = person("Ann Other")
    for kind in ("role", "reply"):
        notify([ann.pk], kind=kind, key=kind, title="a", address="/", now=NOW - timedelta(days=1))

    answers = [part.run(NOW) for part in a_worker().parts]

    assert answers == [""] * 11
    assert OutgoingMail.objects.count() == 0
    assert Notification.objects.filter(mailed_at=None).count() == 2


def test_digests_are_looked_for_once_and_then_not_before_the_next_morning(mail: MailBox) -> None:
    ann = person("Ann Other")
    worker = a_worker()
    notify([ann.pk], kind="reply", key="a", title="a", address="/", now=NOW - timedelta(days=1))

    first, second = worker.write_digests(NOW), worker.write_digests(NOW)
    notify([ann.pk], kind="reply", key="b", title="b", address="/", now=NOW)
    tomorrow = worker.write_digests(NOW + timedelta(days=1))

    assert (first, second, tomorrow) == ("1 digest written", "", "1 digest written")
    assert Digest.objects.count() == 2


def test_after_trouble_with_the_server_it_rests_longer_each_time_and_says_so_once(
    mail: MailBox, settings: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    clock = [1000.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: clock[0])
    settings.EMAIL_PORT = 1
    write()
    worker, rests = a_worker(), []

    for day in range(7):
        worker.clock = lambda day=day: NOW + timedelta(days=day)  # type: ignore[misc]
        worker.send(NOW)
        assert worker.send(NOW) == ""
        rests.append(worker.rest_seconds)
        clock[0] = worker.sends_again_at

    assert rests == [60, 120, 240, 480, 900, 900, 900]
    assert len(caplog.records) == 7
    assert "mails wait; the next try is in 15 minutes" in caplog.records[-1].getMessage()


def test_when_the_server_is_back_the_rest_is_forgotten(mail: MailBox) -> None:
    write()
    worker = a_worker()
    worker.rest_seconds = 900

    assert worker.send(NOW) == "mails: 1 sent"
    assert worker.rest_seconds == 0


def test_a_part_that_goes_wrong_is_in_the_log_with_its_reason(caplog: pytest.LogCaptureFixture) -> None:
    def fail(now: datetime) -> str:
        raise RuntimeError("nobody thought of this")

    with caplog.at_level(logging.ERROR):
        went_well = do(Part("sending", 5, fail), a_worker(), lambda sentence: None)

    assert went_well is False
    assert "sending: this went wrong" in caplog.text
    assert "nobody thought of this" in caplog.text


# When it ends


def test_a_rest_ends_at_once_when_a_signal_comes_or_the_parent_is_gone() -> None:
    signalled, orphaned = Ending(None), Ending(parent=2**22 - 1)
    signalled.heard(15, None)
    begin = time.monotonic()

    signalled.wait(60)
    orphaned.wait(60)

    assert signalled.has_come()
    assert orphaned.has_come()
    assert not Ending(parent=os.getppid()).has_come()
    assert time.monotonic() - begin < 30


def test_a_rest_without_either_is_as_long_as_it_should_be() -> None:
    end = Ending(None)

    end.wait(0.01)

    assert not end.has_come()


def test_a_worker_beside_the_pages_that_does_not_end_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    stubborn = (
        "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True); signal.pause()"
    )
    started: list[subprocess.Popen[str]] = []

    def start(words: list[str], **options: Any) -> "subprocess.Popen[str]":
        process = real([sys.executable, "-c", stubborn], stdout=subprocess.PIPE, text=True, **options)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        started.append(process)
        return process

    real = subprocess.Popen
    monkeypatch.setattr(command.subprocess, "Popen", start)
    monkeypatch.setattr(command, "SECONDS_TO_FINISH_THE_MAIL_IN_HAND", 0.05)

    with command.worker_beside():
        assert started[0].poll() is None

    assert started[0].returncode == -9
    assert started[0].stdout is not None
    started[0].stdout.close()


# What is forgotten


def test_forms_mails_and_their_words_are_forgotten_in_their_time() -> None:
    ann = person("Ann Other")
    Submission.objects.create(token="old", at=NOW - timedelta(days=31))
    Submission.objects.create(token="new", at=NOW - timedelta(days=29))
    write("refused long ago", at=NOW - timedelta(days=31))
    OutgoingMail.objects.update(state="refused")
    write("refused in summer", at=NOW - timedelta(days=91))
    OutgoingMail.objects.filter(key="refused in summer").update(state="refused", text="", html="")
    write("waited for a week", at=NOW - timedelta(days=8))
    write("waits", at=NOW - timedelta(days=6))
    for key, days in (("digest of summer", 91), ("digest of last week", 7)):
        OutgoingMail.objects.create(
            key=key,
            person=ann,
            to=ann.email,
            lines=[1],
            state="sent",
            created_at=NOW - timedelta(days=days),
            next_try_at=NOW,
        )
        Digest.objects.create(person=ann, period=key, at=NOW - timedelta(days=days))

    changed = tidy(now=NOW)

    assert changed == 6
    assert list(Submission.objects.values_list("token", flat=True)) == ["new"]
    assert list(Digest.objects.values_list("period", flat=True)) == ["digest of last week"]
    assert OutgoingMail.objects.get(key="waits").to != ""
    assert OutgoingMail.objects.get(key="refused in summer").to == ""
    mails = {row.key: (row.state, row.said, bool(row.text)) for row in OutgoingMail.objects.all()}
    assert mails == {
        "refused long ago": ("refused", "", False),
        "refused in summer": ("refused", "", False),
        "waited for a week": ("withdrawn", NOT_SENT, True),
        "waits": ("waiting", "", True),
        "digest of last week": ("sent", "", False),
    }


# Sending again by hand


@pytest.mark.parametrize("state", ["uncertain", "refused"])
def test_national_support_sends_an_uncertain_mail_again_and_it_is_noted(cast: Cast, mail: MailBox, state: str) -> None:
    row = write()
    OutgoingMail.objects.update(state=state, tries=5, claimed_by="gone:1:1")

    resend(row.pk, by=cast.reader("national support"), now=NOW)
    a_worker().send(NOW)

    assert OutgoingMail.objects.get().state == "sent"
    assert len(mail.arrived) == 1


@pytest.mark.parametrize("state", ["sent", "waiting", "sending", "withdrawn"])
def test_a_mail_that_has_gone_or_will_go_is_not_sent_again(cast: Cast, state: str) -> None:
    row = write()
    OutgoingMail.objects.update(state=state)

    with pytest.raises(NotToBeSentAgain, match="This mail is not sent again"):
        resend(row.pk, by=cast.reader("national support"), now=NOW)

    assert OutgoingMail.objects.get().state == state


def test_nobody_else_sends_mails_again(cast: Cast) -> None:
    row = write()
    OutgoingMail.objects.update(state="uncertain")

    for who in ("administrator of a region", "learning network's lead", "nobody"):
        with pytest.raises(NotPermitted):
            resend(row.pk, by=cast.reader(who), now=NOW)
    assert OutgoingMail.objects.get().state == "uncertain"

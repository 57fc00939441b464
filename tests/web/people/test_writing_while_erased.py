"""Somebody whose account is closed or erased while they write: nothing of it is kept, and they read why."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db.utils import OperationalError
from django.utils import timezone
from psycopg.errors import DeadlockDetected
from support.cast import Cast
from support.discussion import LEAD, MEMBER, address, answered, begun, main_part, send
from support.people import reader

from everyweek.web.people.accounts.erasure import erase_person
from everyweek.web.people.discussion import actions, links, moderation
from everyweek.web.people.discussion.errors import WriterIsGone
from everyweek.web.people.events.actions import EventDetails, attend_event, make_event
from everyweek.web.people.models import (
    Attendance,
    AuditEntry,
    Event,
    Notification,
    Post,
    PostReport,
    SharedLink,
    Thread,
)
from everyweek.web.people.reader import Reader

WHO = MEMBER["learning"]
SAID = {"shared_beyond": False, "now": timezone.now()}
STARTS_AT = timezone.now() + timedelta(days=3)
DETAILS = EventDetails("Meeting", "", STARTS_AT, STARTS_AT + timedelta(hours=1), "", "")


def written(by: Reader, cast: Cast) -> dict[str, Callable[[], Any]]:
    """What somebody may write in a network, by its name."""
    network = cast.networks["learning"]
    own = begun(cast)
    others = answered(cast, own.thread)
    link = links.add_link(
        by=by,
        network=network,
        title="Own",
        address="https://example.org/own",
        note="",
        shared_beyond=False,
        now=STARTS_AT,
    )
    event = make_event(by=by, network=network, details=DETAILS, **SAID)
    return {
        "thread": lambda: actions.begin_thread(by=by, network=network, title="Late", text="Late", **SAID),
        "post": lambda: actions.write_post(by=by, thread=own.thread, text="Late", **SAID),
        "change": lambda: actions.change_post(by=by, post=own, text="Late", seen_version=1, **SAID),
        "report": lambda: moderation.report_post(by=by, post=others, why="Late", now=STARTS_AT),
        "link": lambda: links.add_link(
            by=by, network=network, title="Late", address="https://example.org/late", note="", **SAID
        ),
        "sharing": lambda: links.share_link(by=by, link=link, shared_beyond=True, now=STARTS_AT),
        "event": lambda: make_event(by=by, network=network, details=DETAILS, **SAID),
        "attendance": lambda: attend_event(by=by, event=event, comes=True, now=timezone.now()),
    }


def number_of_everything() -> list[int]:
    tables = (Thread, Post, PostReport, SharedLink, Event, Attendance, AuditEntry, Notification)
    return [model._default_manager.count() for model in tables]


@pytest.mark.parametrize("what", ["thread", "post", "change", "report", "link", "sharing", "event", "attendance"])
def test_nothing_is_kept_of_what_somebody_writes_whose_account_was_closed_meanwhile(cast: Cast, what: str) -> None:
    by = cast.reader(WHO)  # as their roles were when the request began
    works = written(by, cast)
    type(cast[WHO]).objects.filter(pk=by.identity).update(is_active=False)
    before = number_of_everything()

    with pytest.raises(WriterIsGone, match="Your account was closed or erased meanwhile"):
        works[what]()

    assert number_of_everything() == before
    assert not Post.objects.filter(text="Late").exists()
    assert not SharedLink.objects.filter(shared_beyond=True).exists()


def test_whoever_is_erased_while_they_write_reads_why_their_post_is_not_there(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    someone, by, post = cast[WHO], cast.reader(WHO), begun(cast)
    client = reader(someone)

    def erase_first(network: object) -> None:
        erase_person(by=by, person=someone, removes_texts=True, now=timezone.now())

    monkeypatch.setattr(actions, "check_goes_on", erase_first)
    page = send(client, address("thread", post.thread), text="Too late")

    assert page.status_code == 409
    assert "Your account was closed or erased meanwhile, so nothing of what you wrote was saved." in main_part(page)
    assert not Post.objects.filter(text="Too late").exists()


def test_a_post_that_the_database_undid_for_another_is_not_a_broken_database(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = begun(cast)
    client = reader(cast[LEAD["learning"]])

    def undone(*_: object, **__: object) -> None:
        raise OperationalError("deadlock detected") from DeadlockDetected()

    monkeypatch.setattr(actions, "record_of_post", undone)
    page = send(client, address("thread", post.thread), text="At the same moment")

    assert page.status_code == 409
    assert "Nothing of yours was saved: go back in the browser" in main_part(page)
    assert not Post.objects.filter(text="At the same moment").exists()


def test_nobody_is_told_of_roles_that_ended_because_they_were_erased(cast: Cast) -> None:
    someone = cast[WHO]

    erase_person(by=cast.reader("national support"), person=someone, removes_texts=False, now=timezone.now())

    assert not Notification.objects.filter(person=someone).exists()
    assert AuditEntry.objects.filter(action="role.ended").count() == 2

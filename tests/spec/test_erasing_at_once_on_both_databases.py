"""Erasing accounts on SQLite and on a real PostgreSQL, while the same people write, and others beside them."""

import subprocess
import sys

WORK = """
import django; django.setup()
from everyweek.web.people.prepare import prepare_database; prepare_database()
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from django.db import connection
from everyweek.web.people.accounts.erasure import erase_person
from everyweek.web.people.actions import add_person
from everyweek.web.people.discussion.actions import begin_thread, change_post, write_post
from everyweek.web.people.discussion.following import follow_thread
from everyweek.web.people.discussion.links import add_link
from everyweek.web.people.discussion.moderation import remove_post
from everyweek.web.people.errors import PeopleError
from everyweek.web.people.events.actions import EventDetails, attend_event, make_event
from everyweek.web.people.invitations.acceptance import accept_as_new_person
from everyweek.web.people.invitations.actions import invite
from everyweek.web.people.models import *
from everyweek.web.people.reader import reader_of
from everyweek.web.people.roles.actions import give_role

ROUNDS, NOW = 6, datetime(2026, 6, 1, tzinfo=UTC)
said = {"shared_beyond": False, "now": NOW}
network = Network.objects.create(key="n", name="N", kind="cohort", joining="request", created_at=NOW, updated_at=NOW)

def inside(name, kind="member"):
    person = add_person(email=f"{name}@example.nhs.uk", name=name, password=None, now=NOW)
    give_role(by=None, person=person, kind=kind, network=network, now=NOW)
    return person

def at_once(works):
    together = Barrier(len(works))
    def one(work):
        together.wait()
        try:
            work()
            return "done"
        except PeopleError as error:
            return type(error).__name__
        finally:
            connection.close()
    with ThreadPoolExecutor(len(works)) as pool:
        return Counter(pool.map(one, works))

lead, other = reader_of(inside("lead", "network_lead").pk), reader_of(inside("other").pk)
give_role(by=None, person=Person.objects.get(name="lead"), kind="system_administrator", organisation="ZZ1", now=NOW)
lead = reader_of(lead.identity)
meeting = EventDetails("Secret", "Secret", NOW + timedelta(days=1), NOW + timedelta(days=2), "", "")
told = Counter()
for number in range(ROUNDS):
    person, beside = inside(f"writer{number}"), inside(f"beside{number}")
    by = reader_of(person.pk)
    post = begin_thread(by=by, network=network, title="Secret", text="Secret", **said)
    second = write_post(by=by, thread=post.thread, text="Secret", **said)
    write_post(by=reader_of(beside.pk), thread=post.thread, text="Secret", **said)
    event = make_event(by=other, network=network, details=meeting, **said)
    add_link(by=by, network=network, title="Secret", address=f"https://example.org/{number}", note="Secret", **said)
    token = invite(by=lead, email=f"new{number}@example.nhs.uk", kind="member", network=network, now=NOW)
    told += at_once([
        lambda: erase_person(by=by, person=person, removes_texts=True, now=NOW),
        lambda: erase_person(by=reader_of(beside.pk), person=beside, removes_texts=True, now=NOW),
        lambda: follow_thread(by=other, thread=post.thread, wants=True, now=NOW),
        lambda: write_post(by=by, thread=post.thread, text="Secret", **said),
        lambda: change_post(by=by, post=second, text="Secret too", seen_version=1, **said),
        lambda: begin_thread(by=by, network=network, title="Secret", text="Secret", **said),
        lambda: add_link(by=by, network=network, title="Secret", address="https://example.org/all", note="", **said),
        lambda: attend_event(by=by, event=event, comes=True, now=NOW),
        lambda: write_post(by=other, thread=post.thread, text="Mine", **said),
        lambda: remove_post(by=lead, post=second, why="x", now=NOW),
        lambda: accept_as_new_person(token=token, name="New", password="harbour candle seventeen", now=NOW),
        lambda: begin_thread(by=other, network=network, title="Mine", text="Mine", **said),
    ])
print(sorted(set(told) - {"done", "WriterIsGone", "PostIsRemoved", "ChangedMeanwhile"}))
print(Person.objects.exclude(erased_at=None).count(), Post.objects.filter(text="Mine").count())
left = [Post.objects.filter(text__contains="Secret"), Thread.objects.filter(title="Secret"),
        SharedLink.objects.filter(title="Secret"),
        Attendance.objects.filter(person__erased_at__isnull=False),
        Notification.objects.filter(person__erased_at__isnull=False)]
print([rows.count() for rows in left])
print(Role.objects.filter(person__name="New", until=None).count())
numbers = list(AuditEntry.objects.values_list("number", flat=True))
print(numbers == list(range(1, len(numbers) + 1)))
"""


def test_whoever_is_erased_while_they_write_leaves_nothing_and_nobody_waits_for_ever(
    surroundings: dict[str, str],
) -> None:
    told = subprocess.run(
        [sys.executable, "-c", WORK], env=surroundings, capture_output=True, text=True, timeout=120, check=False
    )

    assert told.returncode == 0, told.stderr
    assert told.stdout.splitlines() == ["[]", "12 12", "[0, 0, 0, 0, 0]", "6", "True"]

"""What members write, on SQLite and on a real PostgreSQL: eight who do the same at the same moment."""

import subprocess
import sys

from support.people_database import at_once

WORK = """
import django; django.setup()
from everyweek.web.people.prepare import prepare_database; prepare_database()
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from django.db import connection
from everyweek.web.people.actions import add_person
from everyweek.web.people.discussion.actions import begin_thread, change_post, write_post
from everyweek.web.people.discussion.following import follow_thread
from everyweek.web.people.discussion.links import add_link
from everyweek.web.people.discussion.moderation import remove_post, report_post
from everyweek.web.people.errors import PeopleError
from everyweek.web.people.events.actions import EventDetails, attend_event, call_off_event, change_event, make_event
from everyweek.web.people.models import *
from everyweek.web.people.networks.making.actions import close_network
from everyweek.web.people.reader import reader_of
from everyweek.web.people.roles.actions import give_role

MANY, NOW = 8, datetime(2026, 6, 1, tzinfo=UTC)
together = Barrier(MANY)

def each(work):
    def one(number):
        together.wait()
        try:
            work(number)
            return "done"
        except PeopleError as error:
            return type(error).__name__
        finally:
            connection.close()
    with ThreadPoolExecutor(MANY) as pool:
        return sorted(Counter(pool.map(one, range(MANY))).items())

network = Network.objects.create(key="n", name="N", kind="cohort", joining="request", created_at=NOW, updated_at=NOW)
def inside(name, kind):
    person = add_person(email=f"{name}@example.nhs.uk", name=name, password=None, now=NOW)
    give_role(by=None, person=person, kind=kind, network=network, now=NOW)
    return reader_of(person.pk)
lead, member = inside("lead", "network_lead"), inside("member", "member")
many = [inside(f"member{number}", "member") for number in range(MANY)]
said = {"shared_beyond": False, "now": NOW}

post = begin_thread(by=member, network=network, title="T", text="First", **said)
print(each(lambda n: write_post(by=many[n], thread=post.thread, text=str(n), **said)), Post.objects.count(),
      Following.objects.filter(thread=post.thread).count())
print(each(lambda n: change_post(by=member, post=post, text=str(n), seen_version=1, **said)))
print(each(lambda n: follow_thread(by=lead, thread=post.thread, wants=n % 2 == 0, now=NOW)),
      Following.objects.filter(person_id=lead.identity).count())
print(each(lambda n: report_post(by=lead, post=post, why="x", now=NOW)), PostReport.objects.count())
print(each(lambda n: add_link(by=many[n], network=network, title="T", address="https://example.org", note="", **said)))
print(each(lambda n: remove_post(by=lead, post=post, why=str(n), now=NOW)),
      AuditEntry.objects.filter(action="post.removed").count(), len(Post.objects.get(pk=post.pk).why_removed))
first = EventDetails("E", "", NOW + timedelta(days=1), NOW + timedelta(days=2), "", "")
event = make_event(by=member, network=network, details=first, **said)
print(each(lambda n: attend_event(by=member, event=event, comes=True, now=NOW)), Attendance.objects.count())
print(each(lambda n: change_event(by=lead, event=event, seen_version=1, shared_beyond=None, now=NOW,
                                  details=EventDetails(str(n), "", first.starts_at, first.ends_at, "", ""))))
print(each(lambda n: call_off_event(by=lead, event=event, seen_version=2, now=NOW)), Event.objects.get().version)
version = Network.objects.get(pk=network.pk).version
told = dict(each(lambda n: close_network(by=lead, network=network, seen_version=version, now=NOW) if n == 0
                 else write_post(by=many[n], thread=post.thread, text="late", **said)))
print(sum(told.values()), Post.objects.filter(text="late").count() == told["done"] - 1,
      set(told) <= {"done", "NetworkIsClosed"})
numbers = list(AuditEntry.objects.values_list("number", flat=True))
print(numbers == list(range(1, len(numbers) + 1)))
"""


@at_once
def test_of_eight_members_who_do_the_same_at_once_nothing_is_done_twice_or_lost(surroundings: dict[str, str]) -> None:
    told = subprocess.run(
        [sys.executable, "-c", WORK], env=surroundings, capture_output=True, text=True, timeout=120, check=False
    )

    assert told.returncode == 0, told.stderr
    assert told.stdout.splitlines() == [
        "[('done', 8)] 9 9",
        "[('ChangedMeanwhile', 7), ('done', 1)]",
        "[('done', 8)] 1",
        "[('ReportedAlready', 7), ('done', 1)] 1",
        "[('LinkIsThere', 7), ('done', 1)]",
        "[('done', 8)] 1 1",
        "[('done', 8)] 1",
        "[('ChangedMeanwhile', 7), ('done', 1)]",
        "[('EventIsCalledOff', 7), ('done', 1)] 3",
        "8 True True",
        "True",
    ]

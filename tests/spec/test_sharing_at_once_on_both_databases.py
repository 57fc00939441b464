"""Sharing on SQLite and on a real PostgreSQL: reviewers, or a reviewer and a contributor, at the same moment."""

import subprocess
import sys

from support.people_database import at_once

WORK = """
import django; django.setup()
from everyweek.web.people.prepare import prepare_database; prepare_database()
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from threading import Barrier
from django.db import connection
from everyweek.web.learn.attachments.guarded import LookedInto
from everyweek.web.learn.attachments.kinds import KINDS
from everyweek.web.learn.attachments import taking
from everyweek.web.learn.library.draft import draft_from_json
from everyweek.web.learn.models import *
from everyweek.web.learn.sharing.actions import begin, save, send, withdraw
from everyweek.web.learn.sharing.attaching import attach_to
from everyweek.web.learn.sharing.reviewing import review
from everyweek.web.people.actions import add_person
from everyweek.web.people.errors import PeopleError
from everyweek.web.people.models import AuditEntry, Notification
from everyweek.web.people.permissions import NotPermitted
from everyweek.web.people.reader import reader_of
from everyweek.web.people.roles.actions import give_role

MANY, NOW = 6, datetime(2026, 6, 1, tzinfo=UTC)
together = Barrier(MANY)
taking.look_into = lambda content, name: LookedInto(KINDS["txt"], 0, "words", True, b"")

def each(work):
    def one(number):
        together.wait()
        try:
            work(number)
            return "done"
        except (PeopleError, NotPermitted) as error:
            return type(error).__name__
        finally:
            connection.close()
    with ThreadPoolExecutor(MANY) as pool:
        return sorted(Counter(pool.map(one, range(MANY))).items())

def person(name, kind):
    added = add_person(email=f"{name}@example.nhs.uk", name=name, password=None, now=NOW)
    give_role(by=None, person=added, kind=kind, now=NOW)
    return reader_of(added.pk)

writers = [person(f"writer{n}", "national_support") for n in range(MANY)]
reviewers = [person(f"reviewer{n}", "national_support") for n in range(MANY)]

def sent(by, title="Red bags"):
    one = begin(by=by, kind="tool", title=title, now=NOW)
    draft = replace(draft_from_json(one.content), summary="S", body="B", topics={"setting": ("care home",)})
    one = save(by=by, submission=one, draft=draft, network=None, seen_version=one.version, now=NOW)
    attach_to(by=by, submission=one, name="a.txt", content=b"a", now=NOW)
    one.refresh_from_db()
    return send(by=by, submission=one, words="", declares_rights=True, declares_no_patients=True,
                looked_at_signs=True, seen_version=one.version, now=NOW)

def decide(one, by, decision="accepted"):
    review(by=by, submission=one, decision=decision, words="Because.", seen_version=one.version, now=NOW)

one = sent(writers[0])
print(each(lambda n: decide(one, reviewers[n])), Resource.objects.count(), Attachment.objects.count(),
      SubmissionStep.objects.filter(what="accepted").count(), Notification.objects.filter(kind="shared").count())

one = sent(writers[0], "Two minds")
told = dict(each(lambda n: decide(one, reviewers[n], "accepted" if n % 2 else "declined")))
print(told, SubmissionStep.objects.filter(submission=one).exclude(what__in=("begun", "sent")).count(),
      Resource.objects.filter(title="Two minds").count() == (Submission.objects.get(pk=one.pk).state == "accepted"))

one = sent(writers[0], "Taken back")
told = dict(each(lambda n: decide(one, reviewers[n]) if n else
                 withdraw(by=writers[0], submission=one, seen_version=one.version, now=NOW)))
print(told["done"], sum(told.values()), Submission.objects.get(pk=one.pk).state in ("accepted", "withdrawn"),
      Resource.objects.filter(title="Taken back").count() == (Submission.objects.get(pk=one.pk).state == "accepted"))

many = [sent(by, "The same title") for by in writers]
print(each(lambda n: decide(many[n], reviewers[n])))
print(sorted(Resource.objects.filter(title="The same title").values_list("key", flat=True)))

one = begin(by=writers[0], kind="tool", title="Files", now=NOW)
print(each(lambda n: attach_to(by=writers[0], submission=one, name="a.txt", content=b"the same", now=NOW)),
      one.files.count())
print(each(lambda n: attach_to(by=writers[0], submission=one, name=f"{n}.txt", content=b"%d" % n, now=NOW)),
      one.files.count())
numbers = list(AuditEntry.objects.values_list("number", flat=True))
print(numbers == list(range(1, len(numbers) + 1)))
"""
KEYS = ["the-same-title", *(f"the-same-title-{number}" for number in range(2, 7))]


@at_once
def test_of_several_who_decide_at_once_one_does_and_the_others_are_told(surroundings: dict[str, str]) -> None:
    told = subprocess.run(
        [sys.executable, "-c", WORK], env=surroundings, capture_output=True, text=True, timeout=120, check=False
    )

    assert told.returncode == 0, told.stderr
    assert told.stdout.splitlines() == [
        "[('NotInThisState', 5), ('done', 1)] 1 1 1 1",
        "{'NotInThisState': 5, 'done': 1} 1 True",
        "1 6 True True",
        "[('done', 6)]",
        str(KEYS),
        "[('done', 6)] 1",
        "[('done', 6)] 7",
        "True",
    ]

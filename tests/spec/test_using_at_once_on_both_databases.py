"""Writing about resources on SQLite and on a real PostgreSQL, by several at the same moment."""

import subprocess
import sys

from support.people_database import at_once

WORK = """
import django; django.setup()
from everyweek.web.people.prepare import prepare_database; prepare_database()
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier
from django.db import connection
from everyweek.web.learn.library.actions import publish_draft
from everyweek.web.learn.library.draft import DraftOrigin, ResourceDraft
from everyweek.web.learn.models import *
from everyweek.web.learn.using.comments.actions import change_comment, write_comment
from everyweek.web.learn.using.comments.moderation import remove_comment, report_comment
from everyweek.web.learn.using.lists.actions import ListDetails, add_to_list, change_places, make_list
from everyweek.web.learn.using.used.actions import WhatWasTold, tell_use
from everyweek.web.learn.using.useful.actions import say_whether_useful
from everyweek.web.people.accounts.erasure import erase_person
from everyweek.web.people.actions import add_person
from everyweek.web.people.errors import PeopleError
from everyweek.web.people.models import AuditEntry, Person
from everyweek.web.people.permissions import NotPermitted
from everyweek.web.people.reader import reader_of
from everyweek.web.people.roles.actions import give_role

MANY, NOW = 6, datetime(2026, 6, 1, tzinfo=UTC)
together = Barrier(MANY)

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

ann, ben = person("ann", "national_support"), person("ben", "national_support")
def new(key):
    return publish_draft(ResourceDraft(key=key, kind="tool", title=key, summary="S", body="B"), by=None, now=NOW)
one, *others = [new(f"r{n}") for n in range(MANY + 1)]
told = WhatWasTold(DraftOrigin("Here"), date(2025, 1, 1), "It went well.", "better")

print(each(lambda n: tell_use(by=ann, resource=one, told=told, now=NOW)), Use.objects.count())
print(each(lambda n: say_whether_useful(by=ann, resource=one, is_useful=bool(n % 2), reason="R", now=NOW)),
      Opinion.objects.count())
kept = make_list(by=ann, details=ListDetails("A list"), now=NOW)
print(each(lambda n: add_to_list(by=ann, reading_list=kept, resource=one, note="", now=NOW)), kept.entries.count())
print(each(lambda n: add_to_list(by=ann, reading_list=kept, resource=others[n], note="", now=NOW)),
      len(set(kept.entries.values_list("sort_order", flat=True))))
rows = list(kept.entries.all())
print(each(lambda n: change_places(by=ann, one=rows[n], other=rows[n + 1], now=NOW)),
      sorted(kept.entries.values_list("sort_order", flat=True)))
comment = write_comment(by=ann, resource=one, text="First.", now=NOW)
print(each(lambda n: report_comment(by=ben, comment=comment, why="Rude.", now=NOW)), CommentReport.objects.count())
said = dict(each(lambda n: change_comment(by=ann, comment=comment, text=f"T{n}", seen_version=1, now=NOW) if n % 2
                 else remove_comment(by=ben, comment=comment, why="Rude.", now=NOW)))
comment.refresh_from_db()
print(sum(said.values()), comment.removed_at is not None, comment.text == "",
      AuditEntry.objects.filter(action="comment.removed").count())
comments = [write_comment(by=ann, resource=one, text="More.", now=NOW) for _ in range(MANY)]
def erase_or(n):
    if n == 0:
        erase_person(by=ben, person=Person.objects.get(pk=ann.identity), removes_texts=True, now=NOW)
    elif n % 2:
        change_comment(by=ann, comment=comments[n], text="Changed.", seen_version=1, now=NOW)
    else:
        remove_comment(by=ben, comment=comments[n], why="Rude.", now=NOW)
print(dict(each(erase_or)).keys() <= {"done", "WriterIsGone", "CommentIsRemoved", "ChangedMeanwhile"},
      set(Comment.objects.filter(by=ann.identity).values_list("text", flat=True)), ReadingList.objects.count())
"""

EXPECTED = """
[('ToldAlready', 5), ('done', 1)] 1
[('done', 6)] 1
[('done', 6)] 1
[('done', 6)] 7
[('done', 6)] [1, 2, 3, 4, 5, 6, 7]
[('ReportedBefore', 5), ('done', 1)] 1
6 True True 1
True {''} 0
"""


@at_once
def test_whatever_several_write_at_once_counts_once_and_nothing_waits_for_ever(
    surroundings: dict[str, str],
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WORK], env=surroundings, capture_output=True, text=True, check=False, timeout=120
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == EXPECTED.strip(), done.stderr

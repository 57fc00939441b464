"""Assessments with everybody at once, on both databases: nothing is accepted after a close, and nothing told twice."""

import subprocess
import sys

from support.people_database import at_once

EVERYBODY_AT_ONCE = """
from everyweek.web.people.commands import prepare; prepare()
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from django.conf import settings
from django.db import connection, transaction
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
from support.assessing import DURING, OPENS, a_framework, a_place, a_round, fenwick, the_assessment
from support.cast import make_cast
from everyweek.web.assess.conversation.models import AnswerComment
from everyweek.web.assess.frameworks.starting import load_built_in
from everyweek.web.assess.frameworks.models import FrameworkVersion
from everyweek.web.assess.places.errors import NotAPlace
from everyweek.web.assess.places.models import Place
from everyweek.web.assess.rounds import actions
from everyweek.web.assess.rounds.errors import NotAnAssessmentRound, RoundIsClosed
from everyweek.web.assess.rounds.models import AssessmentReminder
from everyweek.web.assess.rounds.reminders import remind
from everyweek.web.assess.rounds.running import hold_open
from everyweek.web.people.models import Notification

AT_ONCE = 4
cast, together = make_cast(), Barrier(AT_ONCE)

def each(work):
    def alone(number):
        together.wait()
        try:
            return work(number)
        finally:
            connection.close()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(alone, range(AT_ONCE)))

print("brought in:", sum(each(lambda number: load_built_in(now=DURING))), FrameworkVersion.objects.count())

def make(number):
    try:
        return a_place(cast, "Vale").key
    except NotAPlace:
        return "refused"

print("made:", sorted(each(make)), Place.objects.count())

place, framework = fenwick(cast), a_framework(cast)
found = a_round(cast, place, framework=framework)
one = the_assessment(found, place)
print("told:", sum(each(lambda number: remind(OPENS + timedelta(hours=9)))),
      Notification.objects.filter(kind="assessment-round").count(), AssessmentReminder.objects.count())

def write_or_close(number):
    if number == 0:
        for _ in range(3):
            write()
        actions.close(by=cast.reader("national support"), of=found, seen_version=1, now=DURING)
        return AnswerComment.objects.count()
    while True:
        try:
            write()
        except RoundIsClosed:
            return 0

def write():
    with transaction.atomic():
        held = hold_open(one, now=DURING)
        AnswerComment.objects.create(assessment=held, theme="kettle", question="boils", text="x", at=DURING)

at_the_close = max(each(write_or_close))
print("after the close:", AnswerComment.objects.count() - at_the_close, at_the_close >= 3)
"""


@at_once
def test_rounds_places_and_frameworks_at_once_double_nothing_and_lose_nothing(surroundings: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", EVERYBODY_AT_ONCE], env=surroundings, capture_output=True, text=True, timeout=120
    )

    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "brought in: 3 3",
        "made: ['refused', 'refused', 'refused', 'vale'] 1",
        "told: 1 2 1",
        "after the close: 0 True",
    ]

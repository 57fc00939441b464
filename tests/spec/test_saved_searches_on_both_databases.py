"""Saved searches with everybody at once, on both databases: nobody is told twice, and nobody has too many."""

import subprocess
import sys

from support.people_database import at_once

EVERYBODY_AT_ONCE = """
from everyweek.web.people.commands import prepare; prepare()
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from django.conf import settings
from django.db import connection
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
from support.cast import make_cast
from support.library import AT, published
from support.saved_searches import saved_by
from everyweek.web.learn.finding.saved_errors import TooManySaved
from everyweek.web.learn.finding.saved_models import NewMatch, SavedSearch
from everyweek.web.learn.finding.saved_telling import tell_of_new
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

for number in range(48):
    saved_by(cast, words=f"ward{number}")

def save(number):
    try:
        saved_by(cast, words=f"round{number}")
        return "saved"
    except TooManySaved:
        return "too many"

print("saved:", sorted(each(save)), SavedSearch.objects.count())
print("the same:", len(set(each(lambda number: saved_by(cast, "contributor", "bed").pk))))

for number in range(5):
    published(f"new-{number}", title=f"A bed, ward{number}", now=AT + timedelta(minutes=1))
told = each(lambda number: tell_of_new(now=AT + timedelta(minutes=15)))
print("told:", sum(told), NewMatch.objects.count(), Notification.objects.filter(kind="saved-search").count())
"""


@at_once
def test_those_who_save_and_workers_that_tell_at_once_double_nothing(surroundings: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", EVERYBODY_AT_ONCE], env=surroundings, capture_output=True, text=True, timeout=120
    )

    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "saved: ['saved', 'saved', 'too many', 'too many'] 50",
        "the same: 1",
        "told: 10 10 10",  # five by the one search for bed, and one each by five of the searches for ward…
    ]

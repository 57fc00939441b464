"""Giving assessments out on SQLite and on a real PostgreSQL: several leads submit, share and take back at once."""

import subprocess
import sys

from support.people_database import at_once

WORK = """
import sys; sys.path.insert(0, "tests")
import django; django.setup()
from everyweek.web.people.prepare import prepare_database; prepare_database()
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from django.db import connection
from support.assessing import DURING, an_assessment, named
from support.cast import make_cast
from support.sharing_assessments import MIDDLING, agreed
from everyweek.web.assess.consent import actions
from everyweek.web.assess.models import Assessment, SharedReturn, SharedTheme
from everyweek.web.people.errors import PeopleError
from everyweek.web.people.models import AuditEntry

MANY = 5
cast = make_cast()
one = agreed(cast, an_assessment(cast), MIDDLING, level="Early")
leads = ["contributor", "administrator of a trust", "learning network's member", "project room's member", "reviewer"]
for who in leads[1:]:
    named(cast, one.place, who, leads=True)
readers = [cast.reader(who) for who in leads]
together = Barrier(MANY)

def each(work):
    def some(number):
        together.wait()
        try:
            work(number)
            return "done"
        except PeopleError as error:
            return type(error).__name__
        finally:
            connection.close()
    with ThreadPoolExecutor(MANY) as pool:
        return sorted(Counter(pool.map(some, range(MANY))).items())

def fresh():
    return Assessment.objects.select_related("round__framework", "place").get(pk=one.pk)

seen = fresh()
print(each(lambda n: actions.submit(by=readers[n], assessment=seen, seen_version=seen.version, now=DURING)),
      SharedReturn.objects.count(), SharedTheme.objects.count())

audiences = ("system", "region", "peers")
def turns(number):
    for turn in range(6):
        while True:
            now = fresh()
            try:
                if (number + turn) % 3 == 0:
                    actions.submit(by=readers[number], assessment=now, seen_version=now.version,
                                   to_peers=True, now=DURING)
                elif (number + turn) % 3 == 1:
                    actions.share(by=readers[number], assessment=now, seen_version=now.version,
                                  audience=audiences[turn % 3], now=DURING)
                else:
                    actions.take_back(by=readers[number], assessment=now, seen_version=now.version,
                                      audience=audiences[turn % 3], now=DURING)
            except PeopleError as error:
                if type(error).__name__ == "ChangedMeanwhile":
                    continue
            break

print(each(turns))
numbers = list(SharedReturn.objects.values_list("number", flat=True))
print(numbers == list(range(1, len(numbers) + 1)))
for audience in audiences:
    newest = SharedReturn.objects.filter(**{f"newest_to_{audience}": True})
    later = SharedReturn.objects.filter(**{f"to_{audience}": True}, number__gt=newest[0].number) if newest else ()
    print(audience, newest.count() <= 1, [row.number for row in later] == [])
seen_by_nobody = SharedReturn.objects.filter(withdrawn_at__isnull=False)
print(all(row.content == {} and not row.themes.exists() for row in seen_by_nobody))
print(all(row.content and row.themes.count() == 4 for row in SharedReturn.objects.filter(withdrawn_at=None)))
reached = [SharedReturn.objects.filter(**{f"newest_to_{one}": True}).exists() for one in ("system", "region")]
print(any(reached) or fresh().submitted_at is None)
numbers = list(AuditEntry.objects.values_list("number", flat=True))
print(numbers == list(range(1, len(numbers) + 1)))
"""


@at_once
def test_of_several_who_give_out_at_once_each_audience_has_one_newest_copy(surroundings: dict[str, str]) -> None:
    told = subprocess.run(
        [sys.executable, "-c", WORK], env=surroundings, capture_output=True, text=True, timeout=120, check=False
    )

    assert told.returncode == 0, told.stderr
    assert told.stdout.splitlines() == [
        "[('ChangedMeanwhile', 4), ('done', 1)] 1 4",
        "[('done', 5)]",
        "True",
        "system True True",
        "region True True",
        "peers True True",
        "True",
        "True",
        "True",
        "True",
    ]

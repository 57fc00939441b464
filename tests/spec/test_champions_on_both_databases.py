"""Nominations with everybody at once, on SQLite and on a real PostgreSQL: nothing is lost, nothing counts twice."""

import subprocess
import sys

from support.people_database import at_once

EVERYBODY_AT_ONCE = """
from everyweek.web.people.commands import prepare; prepare()
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from django.conf import settings
from django.db import connection
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
from support.cast import make_cast
from support.champions import DURING, EXECUTIVE, details, link_of, make_round, name_executive, send, the_return
from everyweek.web.people.champions import nominating
from everyweek.web.people.champions.answering import confirm
from everyweek.web.people.champions.models import Nominee, Return
from everyweek.web.people.champions.queries import return_details
from everyweek.web.people.champions.reminders import remind
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.models import AuditEntry, Notification, OutgoingMail, Person, Role
from everyweek.web.people.reader import NOBODY
from support.people import PASSWORD
from datetime import timedelta

AT_ONCE = 6
cast, together = make_cast(), Barrier(AT_ONCE)
one = the_return(make_round(cast))
by = cast.reader("executive contact")

def each(work):
    def alone(number):
        together.wait()
        try:
            return work(number)
        finally:
            connection.close()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(alone, range(AT_ONCE)))

def add(number):
    try:
        typed = details(f"First {number}")
        nominating.add_nominee(by=by, of=one, seen_version=1, typed=typed, now=DURING)
        return "saved"
    except ChangedMeanwhile:
        return "clash"

print("two versions:", sorted(each(add)), Nominee.objects.count())

for number in range(AT_ONCE - 1):
    version = Return.objects.get(pk=one.pk).version
    nominating.add_nominee(by=by, of=one, seen_version=version, typed=details(f"Next {number}"), now=DURING)
name_executive(by, one)
version = Return.objects.get(pk=one.pk).version

def send_in(number):
    try:
        return send(by, one).asked
    except ChangedMeanwhile:
        return "clash"

asked = [result for result in each(send_in) if result != "clash"]
print("asked:", sum(asked), OutgoingMail.objects.filter(key__endswith="-asked").count())

nominees = list(Nominee.objects.order_by("pk"))
each(lambda number: confirm(token=link_of(nominees[number]), by=NOBODY, password=PASSWORD, now=DURING))
made = Person.objects.filter(email__in=[nominee.email for nominee in nominees]).count()
print("confirmed:", Nominee.objects.filter(state="confirmed").count(), made,
      Role.objects.filter(kind="champion", organisation="ZZA", until=None).count() - 1)

later = DURING + timedelta(days=8)
print("reminded:", sum(each(lambda number: remind(later))), OutgoingMail.objects.filter(to=EXECUTIVE.email).count(),
      Notification.objects.filter(person=cast["administrator of another board"], kind="round").count())
numbers = list(AuditEntry.objects.values_list("number", flat=True))
print("chain:", numbers == list(range(1, len(numbers) + 1)))
"""


@at_once
def test_people_who_nominate_send_in_confirm_and_remind_at_once_lose_and_double_nothing(
    surroundings: dict[str, str],
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", EVERYBODY_AT_ONCE], env=surroundings, capture_output=True, text=True, timeout=120
    )

    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "two versions: ['clash', 'clash', 'clash', 'clash', 'clash', 'saved'] 1",
        "asked: 6 6",
        "confirmed: 6 6 6",
        # the opening for both systems, and seven days before the deadline for the one that sent nothing in
        # (the executive contact got one mail before: that the return was sent in, once)
        "reminded: 3 2 2",
        "chain: True",
    ]

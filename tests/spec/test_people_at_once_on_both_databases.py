"""Invitations and roles on SQLite and on a real PostgreSQL: eight who do the same at the same moment."""

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
from everyweek.web.people.actions import add_person, close_account
from everyweek.web.people.errors import PeopleError
from everyweek.web.people.invitations.acceptance import accept, accept_as_new_person
from everyweek.web.people.invitations.actions import invite, withdraw
from everyweek.web.people.invitations.models import Invitation
from everyweek.web.people.models import AuditEntry, Role, RoleReview
from everyweek.web.people.organisations.actions import save_settings
from everyweek.web.people.organisations.belonging import leave
from everyweek.web.people.reader import reader_of
from everyweek.web.people.roles.actions import end_role, give_role
from everyweek.web.people.roles.queries import reviews_due
from everyweek.web.people.roles.reviews import remind_of_reviews, review_roles

MANY, NOW = 8, datetime(2026, 6, 1, tzinfo=UTC)
together = Barrier(MANY)

def each(work):
    def one(number):
        together.wait()
        try:
            return work(number) or "done"
        except PeopleError as error:
            return type(error).__name__
        finally:
            connection.close()
    with ThreadPoolExecutor(MANY) as pool:
        return sorted(Counter(pool.map(one, range(MANY))).items())

def person(name):
    return add_person(email=f"{name}@example.nhs.uk", name=name, password=None, now=NOW)

def give(who, kind, organisation=""):
    return give_role(by=None, person=who, kind=kind, organisation=organisation, now=NOW)

ann, bob, carol, dan = (person(name) for name in ("ann", "bob", "carol", "dan"))
give(ann, "system_administrator", "ZZA")
by, invited = reader_of(ann.pk), {"kind": "member", "organisation": "ZZ1", "now": NOW}

new = invite(by=by, email="new@example.nhs.uk", **invited)
typed = {"name": "New", "password": "harbour candle seventeen"}
print(each(lambda _: accept_as_new_person(token=new, **typed, now=NOW) and None))
known = invite(by=by, email=bob.email, **invited)
print(each(lambda _: accept(by=reader_of(bob.pk), token=known, now=NOW) and None))
wanted = invite(by=by, email=carol.email, **invited)
number = Invitation.objects.get(email=carol.email).pk
told = each(lambda n: accept(by=reader_of(carol.pk), token=wanted, now=NOW) and None if n % 2
            else withdraw(by=by, invitation=number, now=NOW))
row = Invitation.objects.get(pk=number)
print((row.accepted_at is None) != (row.withdrawn_at is None),
      Role.objects.filter(person=carol).count() == (row.accepted_at is not None))
print(each(lambda _: give(dan, "champion", "ZZ1") and None), Role.objects.filter(person=dan).count())
print(each(lambda _: leave(by=by, person=dan, code="ZZ1", now=NOW) and None))
supports = [give(person(f"support{n}"), "national_support") for n in range(MANY)]
print(each(lambda n: end_role(by=None, role=supports[n], now=NOW)))
print(each(lambda n: save_settings(by=by, code="ZZ1", seen_version=0, email_domains=f"d{n}.example",
                                   champion_places=None, now=NOW)))
later = NOW + timedelta(days=183)
print([one.organisation for one in reviews_due(later)])
print(each(lambda _: remind_of_reviews(later) and None))
keep = set(Role.objects.filter(organisation="ZZ1", until=None).values_list("pk", flat=True))
print(each(lambda _: review_roles(by=by, code="ZZ1", keep=keep, end=(), now=later) and None))
print([one.organisation for one in reviews_due(later)])
erin = person("erin")
first, second = give(erin, "member", "ZZ1"), give(erin, "member", "ZZA")
works = (lambda: close_account(by=None, person=erin, now=NOW), lambda: end_role(by=None, role=second, now=NOW),
         lambda: give(erin, "champion", "ZZ1") and None)
told = dict(each(lambda n: works[n % 3]()))
print(set(told) <= {"done", "IsClosed"}, Role.objects.filter(person=erin, until=None).exists())
numbers = list(AuditEntry.objects.values_list("number", flat=True))
print(numbers == list(range(1, len(numbers) + 1)))
"""


@at_once
def test_of_eight_who_do_the_same_at_once_one_does_it_and_the_others_are_told(surroundings: dict[str, str]) -> None:
    told = subprocess.run(
        [sys.executable, "-c", WORK], env=surroundings, capture_output=True, text=True, timeout=120, check=False
    )

    assert told.returncode == 0, told.stderr
    assert told.stdout.splitlines() == [
        "[('AlreadyUsed', 7), ('done', 1)]",
        "[('AlreadyUsed', 7), ('done', 1)]",
        "True True",
        "[('done', 8)] 1",
        "[('BelongsNotHere', 7), ('done', 1)]",
        "[('LastOne', 1), ('done', 7)]",
        "[('ChangedMeanwhile', 7), ('done', 1)]",
        "['england', 'ZZ1', 'ZZA']",
        "[('done', 8)]",
        "[('done', 8)]",
        "['england', 'ZZA']",
        "True False",
        "True",
    ]

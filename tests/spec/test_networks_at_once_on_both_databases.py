"""Networks on SQLite and on a real PostgreSQL: several who do the same, or what excludes the other, at one moment."""

import subprocess
import sys

from support.people_database import at_once

WORK = """
import django; django.setup()
from everyweek.web.people.prepare import make_networks_of_published_lists, prepare_database; prepare_database()
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from threading import Barrier
from django.db import connection
from everyweek.web.people.actions import add_person
from everyweek.web.people.errors import PeopleError
from everyweek.web.people.models import JoinRequest, Network, Role
from everyweek.web.people.networks.joining.actions import answer_request, join, leave
from everyweek.web.people.networks.making.actions import change_network, close_network, create_network
from everyweek.web.people.networks.making.draft import Draft, draft_of
from everyweek.web.people.permissions import NotPermitted
from everyweek.web.people.reader import reader_of
from everyweek.web.people.roles.actions import give_role

MANY, NOW = 6, datetime(2026, 6, 1, tzinfo=UTC)
together = Barrier(MANY)

def each(work):
    def one(number):
        together.wait()
        try:
            return work(number) or "done"
        except (PeopleError, NotPermitted) as error:
            return type(error).__name__
        finally:
            connection.close()
    with ThreadPoolExecutor(MANY) as pool:
        return sorted(Counter(pool.map(one, range(MANY))).items())

def person(name):
    return add_person(email=f"{name}@example.nhs.uk", name=name, password=None, now=NOW)

def give(who, kind, **where):
    give_role(by=None, person=who, kind=kind, now=NOW, **where)
    return reader_of(who.pk)

def inside(network):
    return Role.objects.filter(network=network, until=None).values("person").distinct().count()

ann, bob, carol = (person(name) for name in ("ann", "bob", "carol"))
Network.objects.filter(is_listed=True).delete()
print(each(lambda _: make_networks_of_published_lists()), Network.objects.filter(kind="learning_network").count())

maker = give(ann, "member", organisation="ZZ1")
room = Draft(name="Winter plan", kind="project_room", joining="open")
print(each(lambda _: create_network(by=maker, draft=room, now=NOW) and None))
print(sorted(Network.objects.filter(name="Winter plan").values_list("key", flat=True)))
plan = Network.objects.get(key="winter-plan")
lead = reader_of(ann.pk)
print(each(lambda n: change_network(by=lead, network=plan, seen_version=1,
                                    draft=replace(draft_of(plan), purpose=str(n)), now=NOW) and None))

them = reader_of(bob.pk)
print(each(lambda _: join(by=them, network=plan, now=NOW) and None), inside(plan))
print(each(lambda _: leave(by=reader_of(bob.pk), network=plan, now=NOW)), inside(plan))

learning = Network.objects.get(key="lin-london-uec")
chief = give(person("chief"), "network_lead", network=learning)
print(each(lambda _: join(by=them, network=learning, now=NOW) and None), JoinRequest.objects.count())
number = JoinRequest.objects.get().pk
print(each(lambda n: answer_request(by=chief, network=learning, request=number, accepts=n % 2 == 0, now=NOW) and None))

join(by=reader_of(carol.pk), network=learning, now=NOW)
number = JoinRequest.objects.get(answer="").pk
each(lambda n: answer_request(by=chief, network=learning, request=number, accepts=True, now=NOW) and None if n % 2
     else give(carol, "national_support") and None)
oversees = Role.objects.filter(person=carol, kind="national_support").exists()
print(oversees != Role.objects.filter(person=carol, network=learning).exists())

dan = person("dan")
give(dan, "member", network=plan)
support = give(person("support"), "national_support")
plan.refresh_from_db()
wanted = replace(draft_of(plan), kind="learning_network")
each(lambda n: change_network(by=support, network=plan, seen_version=plan.version, draft=wanted, now=NOW) and None
     if n % 2 else give(dan, "national_support") and None)
plan.refresh_from_db()
print(Role.objects.filter(person=dan, kind="national_support").exists() != plan.is_learning_network)

plan, eve = Network.objects.get(key="winter-plan-2"), person("eve")
told = dict(each(lambda n: join(by=reader_of(eve.pk), network=plan, now=NOW) and None if n % 2
                 else close_network(by=lead, network=plan, seen_version=1, now=NOW)))
print(set(told) <= {"done", "NotPermitted"}, Network.objects.get(key="winter-plan-2").ended_at is not None)
"""


@at_once
def test_of_several_at_once_each_is_done_once_and_nobody_ends_up_on_both_sides(surroundings: dict[str, str]) -> None:
    told = subprocess.run(
        [sys.executable, "-c", WORK], env=surroundings, capture_output=True, text=True, timeout=120, check=False
    )

    assert told.returncode == 0, told.stderr
    assert told.stdout.splitlines() == [
        "[('done', 6)] 17",
        "[('done', 6)]",
        "['winter-plan', 'winter-plan-2', 'winter-plan-3', 'winter-plan-4', 'winter-plan-5', 'winter-plan-6']",
        "[('ChangedMeanwhile', 5), ('done', 1)]",
        "[('done', 6)] 2",
        "[('NotInside', 5), ('done', 1)] 1",
        "[('done', 6)] 1",
        "[('AnsweredAlready', 5), ('done', 1)]",
        "True",
        "True",
        "True True",
    ]

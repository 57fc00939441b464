"""Plans with everybody at once, on both databases: nobody makes a circle with another, and no key is taken twice."""

import subprocess
import sys

import pytest
from support.people_database import at_once

EVERYBODY_AT_ONCE = """
from everyweek.web.people.commands import prepare; prepare()
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from django.conf import settings
from django.db import connection
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
from support.cast import make_cast
from support.planning import AT, action_of, plan_of
from everyweek.web.people.models import Person
from everyweek.web.plan.actions.actions import ActionAsked, change_action
from everyweek.web.plan.actions.models import ActionNeeds
from everyweek.web.plan.plans.errors import NotAPlan
from everyweek.web.plan.plans.members import add_member

AT_ONCE = 4
WHO = ("member", "contributor", "champion", "administrator of a trust")
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

plan = plan_of(cast, title="Rounds")
for who in WHO[1:]:
    email = Person.objects.get(pk=cast[who].pk).email
    add_member(by=cast.reader("member"), plan=plan, email=email, leads=False, now=AT)
actions = [action_of(cast, plan, f"Action {number}") for number in range(1, AT_ONCE + 1)]

def wait_for_the_next(number):
    asked = ActionAsked(f"Action {number + 1}", needs=((number + 1) % AT_ONCE + 1,))
    try:
        change_action(by=cast.reader(WHO[number]), action=actions[number], asked=asked, seen_version=1, now=AT)
        return "kept"
    except NotAPlan as problem:
        return str(problem).partition(":")[0]

print("waits:", sorted(each(wait_for_the_next)), ActionNeeds.objects.count())
print("keys:", sorted(each(lambda number: plan_of(cast, WHO[number % 2], title="Winter").key)))
"""


@pytest.mark.slow
@at_once
def test_people_who_change_plans_at_once_make_no_circle_together_and_take_no_key_twice(
    surroundings: dict[str, str],
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", EVERYBODY_AT_ONCE], env=surroundings, capture_output=True, text=True, timeout=120
    )

    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "waits: ['That would go round in a circle', 'kept', 'kept', 'kept'] 3",
        "keys: ['winter', 'winter-2', 'winter-3', 'winter-4']",
    ]

"""How long the people of an organisation take, over HTTP from a real server: 5,000 of them, for an administrator.

The named alternative, in the same run: the same hundred rows as Django gives them when it is asked for one person's
roles at a time. Prints milliseconds and ratios; slowness never fails it.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path

from bench_pages import BIN, environment, free_port, milliseconds, start, stop

PEOPLE, TIMES, SECONDS_TO_WARM_UP = 5_000, 60, 8
ORGANISATION = "ZZ1"
AT = datetime(2026, 6, 1, tzinfo=UTC)
PAGES = {
    "first page": "",
    "last page": "?page=50",
    "found by name": "?name=person+04",
    "of one role": "?role=champion",
    "access review": "review/",
    "one person": "{person}/",
}
FILES = {"all as CSV": "people.csv", "all as XLSX": "people.xlsx"}


def main() -> None:
    """Fill, ask, compare."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        os.environ |= environment(home) | {"DJANGO_SETTINGS_MODULE": "everyweek.web.project.settings"}
        import django

        django.setup()
        cookie, person = fill()
        port = free_port()
        server = start(home, port)
        time.sleep(SECONDS_TO_WARM_UP)
        try:
            for title, page in PAGES.items():
                report(port, title, page.format(person=person), cookie, promise=" (under 150)")
            for title, page in FILES.items():
                report(port, title, page, cookie)
        finally:
            stop(server)
        compare_with_one_person_at_a_time()


def fill() -> tuple[str, int]:
    """People with roles, one in ten of them also a champion; the cookie of an administrator, and somebody's number."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from everyweek.web.people.actions import add_person
    from everyweek.web.people.models import Person, Role
    from everyweek.web.people.prepare import prepare_database
    from everyweek.web.people.roles.actions import give_role

    prepare_database()
    people = Person.objects.bulk_create(
        (Person(email=f"p{number}@fenwick.example", name=f"Person {number:04}") for number in range(PEOPLE)),
        batch_size=500,
    )
    roles = [Role(person=one, kind="member", organisation=ORGANISATION, since=AT) for one in people]
    roles += [Role(person=one, kind="champion", organisation=ORGANISATION, since=AT) for one in people[::10]]
    Role.objects.bulk_create(roles, batch_size=500)
    ann = add_person(email="ann@fenwick.example", name="Ann Other", password=None, now=AT)
    give_role(by=None, by_words="the benchmark", person=ann, kind="system_administrator", organisation="ZZA", now=AT)
    session = SessionStore()
    session[SESSION_KEY] = str(ann.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = ann.get_session_auth_hash()
    session.set_expiry(timedelta(hours=1))
    session.create()
    return f"sessionid={session.session_key}", people[0].pk


def report(port: int, title: str, page: str, cookie: str, *, promise: str = "") -> None:
    """The median of many requests."""
    taken = [once(port, f"/organisation/{ORGANISATION}/people/{page}", cookie) for _ in range(TIMES)]
    print(f"{title:14} median of {TIMES}: {statistics.median(taken):6.1f} ms{promise}, slowest {max(taken):6.1f}")


def once(port: int, address: str, cookie: str) -> float:
    """Milliseconds of one request of somebody who signed in."""
    started = time.perf_counter()
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", address, headers={"Cookie": cookie})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status != 200:
        sys.exit(f"{address}: {answer.status}")
    return 1000 * (time.perf_counter() - started)


def compare_with_one_person_at_a_time() -> None:
    """The alternative, in this process: a page's people, and then a question for the roles of each."""
    from everyweek.web.design.paging import page_of
    from everyweek.web.people.organisations.members import members, with_roles

    def ours() -> None:
        with_roles(page_of(members(ORGANISATION), number="25", path="/").rows, ORGANISATION)

    def one_at_a_time() -> None:
        for person in page_of(members(ORGANISATION), number="25", path="/").rows:
            [(role.kind, role.since) for role in person.roles.filter(organisation=ORGANISATION, until=None)]

    compare("one page of people with their roles", ours, one_at_a_time)


def compare(title: str, ours: Callable[[], None], other: Callable[[], None]) -> None:
    """Both, and how many times as long the other takes."""
    fast, slow = milliseconds(ours, times=31), milliseconds(other, times=31)
    print(f"{title}: {fast:.1f} ms; person.roles.filter() for each: {slow:.1f} ms: {slow / fast:.1f} times")


if __name__ == "__main__":
    assert BIN.is_dir()
    main()

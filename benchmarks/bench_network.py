"""How long a network of 5,000 members takes, over HTTP from a real server, signed in as one of them.

The named alternative, in the same run: Django's related objects read one after the other as a template walks them
(`network.roles`, each role's `person`, each person's `roles`), which is what a page does that asks nothing together.
Prints milliseconds and ratios; slowness never fails it.
"""

import os
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path

from bench_pages import fill, free_port, milliseconds, start, stop

MEMBERS, ORGANISATIONS, THREADS = 5_000, ("ZZ1", "ZZ2", "ZZ4", "ZZ7", "ZZ8", "ZZA", "ZZB"), 200
TIMES = 40
SECONDS_TO_WARM_UP = 12


def main() -> None:
    """Load, fill a network, serve, ask."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        fill(home)
        os.environ |= {"EVERYWEEK_HOME": str(home), "DJANGO_SETTINGS_MODULE": "everyweek.web.project.settings"}
        import django

        django.setup()
        key, cookie = fill_network()
        port = free_port()
        server = start(home, port)
        time.sleep(SECONDS_TO_WARM_UP)
        try:
            page = report(port, key, cookie)
        finally:
            stop(server)
        alternative = milliseconds(lambda: walk_relations(key), times=3)
        print(f"related objects one after the other: {alternative:.0f} ms; our whole page {page:.1f} ms: ", end="")
        print(f"{alternative / page:.0f} times")


def fill_network() -> tuple[str, str]:
    """A learning network with 5,000 members and conversations; its key, and the cookie of a lead who signed in."""
    from django.test import Client
    from django.utils import timezone

    from everyweek.web.people.actions import add_person
    from everyweek.web.people.models import Network, Person, Post, Role, Thread
    from everyweek.web.people.networks.listed import start_listed_networks
    from everyweek.web.people.prepare import prepare_database
    from everyweek.web.people.roles.actions import give_role

    prepare_database()
    now = timezone.now()
    start_listed_networks(now)
    network = Network.objects.get(key="lin-london-uec")
    lead = add_person(email="lead@example.nhs.uk", name="The lead", password=None, now=now)
    give_role(by=None, by_words="benchmark", person=lead, kind="network_lead", network=network, now=now)
    people = Person.objects.bulk_create(
        Person(email=f"p{number}@example.nhs.uk", name=f"Person {number:04}", password="!") for number in range(MEMBERS)
    )
    Role.objects.bulk_create(Role(person=one, kind="member", network=network, since=now) for one in people)
    Role.objects.bulk_create(
        Role(person=one, kind="member", organisation=ORGANISATIONS[place % len(ORGANISATIONS)], since=now)
        for place, one in enumerate(people)
    )
    threads = Thread.objects.bulk_create(
        Thread(
            network=network,
            title=f"Conversation {number}",
            author=people[number],
            created_at=now - timedelta(hours=number),
            last_post_at=now - timedelta(hours=number),
        )
        for number in range(THREADS)
    )
    Post.objects.bulk_create(
        Post(thread=thread, author=thread.author, text="What we tried", created_at=thread.last_post_at)
        for thread in threads
        for _ in range(10)
    )
    client = Client(headers={"host": "localhost"})
    client.force_login(lead)
    return network.key, client.cookies["sessionid"].value


def report(port: int, key: str, cookie: str) -> float:
    """Medians of the pages of a network; that of its own page in milliseconds."""
    pages = {
        "network's page, a lead": (f"/networks/{key}/", cookie),
        "network's page, signed out": (f"/networks/{key}/", ""),
        "members, page 1": (f"/networks/{key}/members/", cookie),
        "members, page 50": (f"/networks/{key}/members/?page=50", cookie),
        "members, a search": (f"/networks/{key}/members/?q=person+12", cookie),
        "members as CSV": (f"/networks/{key}/members.csv", cookie),
        "list of networks": ("/networks/", cookie),
    }
    known = {}
    for name, (address, signed) in pages.items():
        new = once(port, address, signed)
        known[name] = statistics.median(once(port, address, signed) for _ in range(TIMES))
        print(f"{name:27} new {new:6.1f} ms   known, median of {TIMES}: {known[name]:6.1f} ms (pages: under 150)")
    return known["network's page, a lead"]


def once(port: int, address: str, cookie: str) -> float:
    """Milliseconds of one request."""
    started = time.perf_counter()
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", address, headers={"Cookie": f"sessionid={cookie}"} if cookie else {})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status != 200:
        sys.exit(f"{address}: {answer.status}")
    return 1000 * (time.perf_counter() - started)


def walk_relations(key: str) -> None:
    """What the page says of its members, by asking each object for the next."""
    from everyweek.web.people.models import Network

    network = Network.objects.get(key=key)
    inside = [role for role in network.roles.all() if role.until is None and role.person.is_active]
    systems: dict[str, set[int]] = {}
    for role in inside:
        for other in role.person.roles.all():
            if other.organisation and other.until is None:
                systems.setdefault(other.organisation, set()).add(role.person_id)
    leads = [role.person.name for role in inside if role.kind == "network_lead"]
    assert len(inside) == MEMBERS + 1
    assert len(systems) == len(ORGANISATIONS)
    assert leads == ["The lead"]


if __name__ == "__main__":
    main()

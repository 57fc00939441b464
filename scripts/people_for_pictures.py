"""Invented people for the pictures in docs/screenshots: a network that talks, and a round that is answered."""

import os
import sys
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import django
from assessment_for_pictures import fill_assessments, fill_plan
from library_for_pictures import fill_library

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "everyweek.web.project.settings")

PASSWORD = "harbour candle seventeen"
NETWORK = "lin-fenwick-uec"
PEOPLE = {  # name: (role, organisation)
    "Nora Field": ("national_support", ""),
    "Idris Vale": ("system_administrator", "ZZA"),
    "Maya Harbour": ("member", "ZZ1"),
    "Tom Brack": ("member", "ZZ2"),
    "Sunita Marsh": ("member", "ZZ3"),
}


def main() -> None:
    """Everybody, in the home that EVERYWEEK_HOME names."""
    django.setup()
    from django.utils import timezone
    from support.people import person

    from everyweek.web.people.models import Network, Person
    from everyweek.web.people.prepare import prepare_database
    from everyweek.web.people.roles.actions import give_role

    prepare_database()
    now = timezone.now()
    network = Network.objects.get(key=NETWORK)
    people: dict[str, Person] = {}
    for name, (kind, organisation) in PEOPLE.items():
        people[name] = person(name, email=f"{name.split()[0].lower()}@example.nhs.uk")
        give_role(by=None, by_words="a script", person=people[name], kind=kind, organisation=organisation, now=now)
    for name, kind in (("Maya Harbour", "network_lead"), ("Tom Brack", "member"), ("Sunita Marsh", "member")):
        give_role(by=None, by_words="a script", person=people[name], kind=kind, network=network, now=now)
    talk(network, people, now=now - timedelta(hours=5))
    nominate(people, now=now)
    fill_library(people, now=now - timedelta(hours=2))
    fill_assessments(people, now=now)
    fill_plan(people, now=now)


def talk(network, people, *, now) -> None:  # type: ignore[no-untyped-def]
    """A conversation, a meeting and a link."""
    from everyweek.web.people.discussion.actions import begin_thread, write_post
    from everyweek.web.people.discussion.links import add_link
    from everyweek.web.people.events.actions import EventDetails, make_event
    from everyweek.web.people.reader import reader_of

    maya, tom = reader_of(people["Maya Harbour"].pk), reader_of(people["Tom Brack"].pk)
    post = begin_thread(
        by=tom,
        network=network,
        title="Who holds the phone for the front door?",
        text="Handovers over 30 minutes come after the shift change.\n\nWho takes the call then, at yours?",
        shared_beyond=False,
        now=now,
    )
    write_post(
        by=maya,
        thread=post.thread,
        text="We gave it to the flow coordinator for that hour only, and wrote the number on the door.",
        shared_beyond=False,
        now=now + timedelta(hours=1),
    )
    begins = (now + timedelta(days=12)).replace(hour=12, minute=0, second=0, microsecond=0)
    details = EventDetails(
        "Walk through a discharge", "", begins, begins + timedelta(hours=1), "Applebridge, room 4", ""
    )
    make_event(by=maya, network=network, details=details, shared_beyond=False, now=now)
    add_link(
        by=tom,
        network=network,
        title="Our one-page handover card",
        address="https://example.org/handover-card",
        note="Print it, fold it, hang it up.",
        shared_beyond=False,
        now=now,
    )


def nominate(people, *, now) -> None:  # type: ignore[no-untyped-def]
    """A round, and what one system returns so far."""
    from everyweek.web.people.champions import nominating, running
    from everyweek.web.people.champions.details import Details
    from everyweek.web.people.champions.running import RoundAsked
    from everyweek.web.people.models import Return
    from everyweek.web.people.reader import reader_of

    nora, idris = reader_of(people["Nora Field"].pk), reader_of(people["Idris Vale"].pk)
    wanted = RoundAsked(title="Recovery champions", opens_at=now, deadline_at=noon_after(now, days=19))
    found = running.make_round(by=nora, asked=wanted, systems=("ZZA", "ZZB", "ZZC", "ZZD", "ZZE", "ZZF"), now=now)
    executive = Details("Grace Tolland", "Chief operating officer", "grace.tolland@example.nhs.uk")
    nominating.name_executive(by=idris, of=returned(found), seen_version=1, typed=executive, now=now)
    for name, job, organisation in (
        ("Ama Holt", "Consultant in emergency medicine", "ZZ1"),
        ("Ben Quay", "Discharge coordinator", "ZZ2"),
        ("Cara Lind", "Paramedic team leader", "ZZ8"),
    ):
        typed = Details(name, job, f"{name.lower().replace(' ', '.')}@example.nhs.uk", organisation)
        version = Return.objects.get(pk=returned(found).pk).version
        nominating.add_nominee(by=idris, of=returned(found), seen_version=version, typed=typed, now=now)


def noon_after(now, *, days):  # type: ignore[no-untyped-def]
    """Noon in London, some days from now."""
    return (now.astimezone(ZoneInfo("Europe/London")) + timedelta(days=days)).replace(
        hour=12, minute=0, second=0, microsecond=0
    )


def returned(found):  # type: ignore[no-untyped-def]
    """What the board ZZA returns."""
    from everyweek.web.people.models import Return

    return Return.objects.select_related("round").get(round=found, system="ZZA")


if __name__ == "__main__":
    main()

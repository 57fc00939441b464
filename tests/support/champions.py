"""Rounds of the tests: noon in London on 21 July 2026 is 11:00 in UTC, because clocks are an hour ahead in summer."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from support.cast import Cast

from everyweek.web.people.champions import nominating, running
from everyweek.web.people.champions.details import Details
from everyweek.web.people.champions.models import Nominee, Return, Round
from everyweek.web.people.champions.places import Rule
from everyweek.web.people.champions.running import RoundAsked
from everyweek.web.people.champions.sending_in import SentIn, send_in
from everyweek.web.people.champions.tokens import token_of
from everyweek.web.people.reader import Reader

OPENS = datetime(2026, 6, 30, 23, 0, tzinfo=UTC)
"""The beginning of 1 July 2026 in London."""
MADE = datetime(2026, 6, 22, 9, 0, tzinfo=UTC)
DURING = datetime(2026, 7, 6, 9, 30, tzinfo=UTC)
DEADLINE = datetime(2026, 7, 21, 11, 0, tzinfo=UTC)
OPENING_DAY = date(2026, 7, 1)
LATE = DEADLINE + timedelta(hours=2, minutes=5)
EXECUTIVE = Details("Eve Executive", "Chief operating officer", "eve.executive@example.nhs.uk")
ONE_LEFT = Rule(smaller=2, larger=2)


def asked(title: str = "Recovery champions", **more: Any) -> RoundAsked:
    """A round as somebody wants it."""
    return RoundAsked(**{"title": title, "opens_at": OPENS, "deadline_at": DEADLINE, **more})


def make_round(cast: Cast, *, systems: tuple[str, ...] = ("ZZA", "ZZC"), now: datetime = MADE, **more: Any) -> Round:
    """A round, made by national support."""
    return running.make_round(by=cast.reader("national support"), asked=asked(**more), systems=systems, now=now)


def the_return(found: Round, system: str = "ZZA") -> Return:
    """A return, read anew."""
    return Return.objects.select_related("round").get(round=found, system=system)


def details(name: str = "Ann Other", *, organisation: str = "ZZ1", **more: Any) -> Details:
    """A nominee."""
    email = f"{name.lower().replace(' ', '.')}@example.nhs.uk"
    return Details(**{"name": name, "job_title": "Ward sister", "email": email, "organisation": organisation, **more})


def nominate(by: Reader, one: Return, *names: str, now: datetime = DURING) -> list[Nominee]:
    """Nominate people, one after the other."""
    made = []
    for name in names:
        version = Return.objects.get(pk=one.pk).version
        made.append(nominating.add_nominee(by=by, of=one, seen_version=version, typed=details(name), now=now))
    return made


def name_executive(by: Reader, one: Return, typed: Details = EXECUTIVE, *, now: datetime = DURING) -> None:
    """Name the executive contact."""
    version = Return.objects.get(pk=one.pk).version
    nominating.name_executive(by=by, of=one, seen_version=version, typed=typed, now=now)


def send(by: Reader, one: Return, *, now: datetime = DURING) -> SentIn:
    """Send a return in."""
    return send_in(by=by, of=one, seen_version=Return.objects.get(pk=one.pk).version, now=now)


def sent_in(by: Reader, one: Return, *names: str, now: datetime = DURING) -> list[Nominee]:
    """A return with these nominees and an executive contact, sent in; the nominees as they are then."""
    nominees = nominate(by, one, *names, now=now)
    name_executive(by, one, now=now)
    send(by, one, now=now)
    return [Nominee.objects.get(pk=nominee.pk) for nominee in nominees]


def link_of(nominee: Nominee) -> str:
    """The token in the mail that a nominee got."""
    assert nominee.asked_at is not None
    return token_of(nominee.pk, asked_at=nominee.asked_at)

"""Places as lists and pages show them: plain values, with no more looks into the database for many than for one."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q

from everyweek.reference import Directory, Organisation
from everyweek.web.assess.places.models import Place, PlaceMember, PlaceParty
from everyweek.web.assess.vocabulary import PARTIES, TAKE_PART_BY_BELONGING
from everyweek.web.people.champions.systems import boards_on
from everyweek.web.people.models import Role
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.people.predicates import administers
from everyweek.web.people.reader import Reader

NO_ROLE_ANY_MORE = "They hold no role here any more, and still read and write everything in this assessment"


@dataclass(frozen=True, slots=True)
class Party:
    """A party of a place. belongs: everybody who holds a role at it takes part."""

    key: str
    title: str
    name: str
    code: str
    belongs: bool


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who is named.

    gone  : why they cannot take part any more, in words; "" for one who can.
    doubt : why somebody should ask whether they still belong here, though they take part; "" for none. Whoever never
            held a role is in no doubt: people of a council hold none.
    """

    number: int
    name: str
    job_title: str
    party: str
    leads: bool
    added_at: datetime
    added_by: str
    gone: str
    doubt: str


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place in a list. people: how many are named; lead: whether one of them leads it."""

    key: str
    name: str
    system: str
    people: int
    lead: bool
    has_ended: bool


@dataclass(frozen=True, slots=True)
class SystemLine:
    """A board with how many places it has, those that were ended left out."""

    code: str
    name: str
    places: int


def parties_in(place: Place) -> tuple[Party, ...]:
    """The parties of a place, in the order of pages."""
    known = directory()
    rows = sorted(place.parties.all(), key=lambda row: (list(PARTIES).index(row.party), row.pk))
    return tuple(_party(row, known) for row in rows)


def people_in(place: Place) -> tuple[Member, ...]:
    """Who is named for a place now: leads first, then in the order of the parties."""
    held = Role.objects.filter(person=OuterRef("person"))
    rows = place.members.filter(ended_at=None).select_related("person", "added_by")
    rows = rows.annotate(had_role=Exists(held), has_role=Exists(held.filter(until=None)))
    order = list(PARTIES)
    return tuple(_member(row) for row in sorted(rows, key=lambda row: (not row.leads, order.index(row.party), row.pk)))


def boards_administered(reader: Reader, *, on: date) -> tuple[Organisation, ...]:
    """The boards of a day that somebody administers, by name."""
    if not reader.holds("system_administrator"):
        return ()
    return tuple(row for row in directory().organisations(kind="icb", on=on) if administers(reader, row.code))


def systems_with_places(reader: Reader, *, on: date) -> tuple[SystemLine, ...]:
    """The boards in which somebody makes places, by name; all of the day for national support."""
    counted = dict(
        Place.objects.filter(ended_at=None)
        .order_by()
        .values("system")
        .annotate(Count("pk"))
        .values_list("system", "pk__count")
    )
    known = directory()
    codes = {row.code for row in boards_administered(reader, on=on)}
    if reader.holds("national_support"):
        codes |= {row.code for row in boards_on(on)} | set(counted)
    lines = (SystemLine(code, name_of(code, known), counted.get(code, 0)) for code in codes)
    return tuple(sorted(lines, key=lambda line: line.name))


def places_in_system(code: str) -> tuple[PlaceLine, ...]:
    """The places of a board by name, those that go on first."""
    return lines_of(Place.objects.filter(system=code))


def lines_of(places: object) -> tuple[PlaceLine, ...]:
    """Places as lines of a list. places: a query set of them."""
    leads = PlaceMember.objects.filter(place=OuterRef("pk"), ended_at=None, leads=True, person__is_active=True)
    rows = places.annotate(  # type: ignore[attr-defined]
        people=Count("members", filter=Q(members__ended_at=None)), lead=Exists(leads)
    ).order_by("name", "pk")
    found = [PlaceLine(row.key, row.name, row.system, row.people, row.lead, row.ended_at is not None) for row in rows]
    return tuple(sorted(found, key=lambda line: line.has_ended))


def may_manage_any(reader: Reader) -> bool:
    """Whether somebody makes places anywhere."""
    return reader.holds("national_support", "system_administrator")


def _party(row: PlaceParty, known: Directory) -> Party:
    name = name_of(row.organisation, known) if row.organisation else row.name
    belongs = row.party in TAKE_PART_BY_BELONGING and bool(row.organisation)
    return Party(row.party, PARTIES[row.party], name, row.organisation, belongs)


def _member(row: PlaceMember) -> Member:
    person = row.person
    has_lost_every_role = row.had_role and not row.has_role  # type: ignore[attr-defined]
    return Member(
        number=row.pk,
        name=person.name,
        job_title=person.job_title,
        party=PARTIES[row.party],
        leads=row.leads,
        added_at=row.added_at,
        added_by=row.added_by.name if row.added_by else "",
        gone="" if person.is_active else "Their account was closed",
        doubt=NO_ROLE_ANY_MORE if person.is_active and has_lost_every_role else "",
    )

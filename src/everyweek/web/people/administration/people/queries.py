"""Who there is, and what is known of one of them, as far as the reader looks after them."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from everyweek.web.people.administration.reach import looks_after_the_country, people_reached, roles_reached
from everyweek.web.people.models import AddressTrouble, Person, Role
from everyweek.web.people.organisations.known import directory
from everyweek.web.people.reader import Reader, reader_of

MOST_ORGANISATIONS_MEANT = 20


@dataclass(frozen=True, slots=True)
class PeopleAsked:
    """What is searched for. text: words of a name, an address, an organisation; role: a kind; state: "" or closed."""

    text: str = ""
    role: str = ""
    state: str = ""

    def parts(self) -> dict[str, str]:
        """The parts of the address that ask for the same again."""
        every = {"text": self.text, "role": self.role, "state": self.state}
        return {name: value for name, value in every.items() if value}


@dataclass(frozen=True, slots=True)
class RoleHeld:
    """A role that somebody holds. organisation: a code; network: a key."""

    number: int
    kind: str
    organisation: str
    network: str
    network_name: str
    since: datetime


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person of a list, with the roles that the reader may see."""

    number: int
    name: str
    email: str
    job_title: str
    roles: tuple[RoleHeld, ...]
    last_signed_in_at: datetime | None
    is_closed: bool


@dataclass(frozen=True, slots=True)
class PersonSeen:
    """Everything that whoever looks after a person sees of them.

    mail_trouble : what a mail server said of their address; "" when mails arrive.
    """

    line: PersonLine
    joined_at: datetime
    has_password: bool
    has_second_factor: bool
    closed_at: datetime | None
    mail_trouble: str


def find_people(reader: Reader, asked: PeopleAsked) -> QuerySet[Person]:
    """Those who fit, by name. Every word has to stand in the name, the address, the job title or an organisation."""
    found = people_reached(reader)
    for word in asked.text.split()[:6]:
        found = found.filter(_has(word, reader))
    if asked.role:
        held = roles_reached(reader).filter(person=OuterRef("pk"), kind=asked.role)
        found = found.filter(Exists(held))
    if asked.state == "closed":
        found = found.filter(is_active=False)
    return found.order_by("name", "pk")


def lines_of(people: Collection[Person], reader: Reader) -> tuple[PersonLine, ...]:
    """The lines of one page, with one look for all roles."""
    held: defaultdict[int, list[RoleHeld]] = defaultdict(list)
    rows = roles_reached(reader).filter(person__in=[one.pk for one in people]).select_related("network")
    for row in rows.order_by("kind", "organisation", "pk"):
        held[row.person_id].append(role_held(row))
    return tuple(_line(one, tuple(held[one.pk])) for one in people)


def person_seen(person: Person, reader: Reader) -> PersonSeen:
    """One person."""
    (line,) = lines_of([person], reader)
    trouble = AddressTrouble.objects.filter(email=person.email).first()
    return PersonSeen(
        line=line,
        joined_at=person.joined_at,
        has_password=person.has_usable_password(),
        has_second_factor=reader_of(person.pk).has_second_factor,
        closed_at=person.closed_at,
        mail_trouble=trouble.said if trouble else "",
    )


def role_held(row: Role) -> RoleHeld:
    """A role as it is shown."""
    key, name = (row.network.key, row.network.name) if row.network else ("", "")
    return RoleHeld(row.pk, row.kind, row.organisation, key, name, row.since)


def _has(word: str, reader: Reader) -> Q:
    """The word stands in what is known of a person, or is the code or part of the name of an organisation of theirs.

    Only national support finds people by organisations that others look after.
    """
    fits = Q(name__icontains=word) | Q(email__icontains=word) | Q(job_title__icontains=word)
    meant = {row.code for row in directory().find(word, limit=MOST_ORGANISATIONS_MEANT)} | {word.upper()}
    held = Role.objects.filter(until=None) if looks_after_the_country(reader) else roles_reached(reader)
    return fits | Exists(held.filter(person=OuterRef("pk"), organisation__in=meant))


def _line(person: Person, roles: tuple[RoleHeld, ...]) -> PersonLine:
    return PersonLine(
        number=person.pk,
        name=person.name,
        email=person.email,
        job_title=person.job_title,
        roles=roles,
        last_signed_in_at=person.last_login,
        is_closed=not person.is_active,
    )

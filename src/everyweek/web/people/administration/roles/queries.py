"""Who holds which role where, as far as the reader looks after the places."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from everyweek.web.people.administration.reach import roles_reached
from everyweek.web.people.models import Role
from everyweek.web.people.organisations.known import directory
from everyweek.web.people.reader import Reader

MOST_ORGANISATIONS_MEANT = 20


@dataclass(frozen=True, slots=True)
class RolesAsked:
    """What is asked for: a kind of role, and words of an organisation, a network or a person."""

    role: str = ""
    text: str = ""

    def parts(self) -> dict[str, str]:
        """The parts of the address that ask for the same again."""
        return {name: value for name, value in (("role", self.role), ("text", self.text)) if value}


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role that somebody holds."""

    person: int
    name: str
    email: str
    job_title: str
    kind: str
    organisation: str
    network: str
    network_name: str
    since: datetime


def find_roles(reader: Reader, asked: RolesAsked) -> QuerySet[Role]:
    """The roles that fit, by place, role and name."""
    found = roles_reached(reader).select_related("person", "network")
    if asked.role:
        found = found.filter(kind=asked.role)
    for word in asked.text.split()[:6]:
        codes = {row.code for row in directory().find(word, limit=MOST_ORGANISATIONS_MEANT)} | {word.upper()}
        of_person = Q(person__name__icontains=word) | Q(person__email__icontains=word)
        of_network = Q(network__name__icontains=word) | Q(network__key__iexact=word)
        found = found.filter(of_person | of_network | Q(organisation__in=codes))
    return found.order_by("organisation", "network__name", "kind", "person__name", "pk")


def role_lines(rows: "Iterator[Role] | QuerySet[Role] | tuple[Role, ...]") -> Iterator[RoleLine]:
    """The rows as they are shown and written."""
    for row in rows:
        yield RoleLine(
            person=row.person_id,
            name=row.person.name,
            email=row.person.email,
            job_title=row.person.job_title,
            kind=row.kind,
            organisation=row.organisation,
            network=row.network.key if row.network else "",
            network_name=row.network.name if row.network else "",
            since=row.since,
        )

"""Everything that a list is looked at against, read once: so that thousands of rows cost a few looks."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from everyweek.web.people.models import Invitation, Network, Person, Role

AT_ONCE = 500
"""Values that one question to the database holds."""

Place = tuple[str, int | None]
"""Where a role is held: the code of an organisation and the number of a network, one of them empty."""
Held = tuple[str, str, int | None]
"""What is held where: the kind of a role, and its place."""


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody of the list who has an account. held: their roles, each with its number."""

    number: int
    name: str
    is_active: bool
    held: dict[Held, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Known:
    """What is there now.

    people   : by e-mail address. networks: by key and by name. invited: what open invitations would give, by address.
    open_at  : how many invitations are open to each place. national_support: how many people hold that role.
    """

    people: dict[str, KnownPerson]
    networks: dict[str, Network]
    network_numbers: dict[int, Network]
    invited: frozenset[tuple[str, Held]]
    open_at: Counter[Place]
    national_support: int


def what_is_known(emails: Iterable[str], *, now: datetime) -> Known:
    """What is there now of these addresses, and of every network."""
    wanted = sorted(set(emails))
    networks = list(Network.objects.all())
    open_invitations = Invitation.objects.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=now)
    invited = list(open_invitations.values_list("email", "kind", "organisation", "network_id"))
    return Known(
        people=_people(wanted),
        networks={row.name.casefold(): row for row in networks} | {row.key: row for row in networks},
        network_numbers={row.pk: row for row in networks},
        invited=frozenset((email, (kind, organisation, network)) for email, kind, organisation, network in invited),
        open_at=Counter((organisation, network) for _, _, organisation, network in invited),
        national_support=Role.objects.filter(kind="national_support", until=None, person__is_active=True).count(),
    )


def _people(emails: Sequence[str]) -> dict[str, KnownPerson]:
    found = {}
    for some in _in_parts(emails):
        rows = Person.objects.filter(email__in=some).values_list("pk", "email", "name", "is_active")
        by_number = {pk: (email, KnownPerson(pk, name, active)) for pk, email, name, active in rows}
        held = Role.objects.filter(person__in=by_number, until=None)
        for pk, person, kind, organisation, network in held.values_list(
            "pk", "person_id", "kind", "organisation", "network_id"
        ):
            by_number[person][1].held[kind, organisation, network] = pk
        found.update(dict(by_number.values()))
    return found


def _in_parts(values: Sequence[str]) -> Iterator[list[str]]:
    rest = iter(values)
    while part := list(islice(rest, AT_ONCE)):
        yield part

"""What an administrator sees of one person."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from everyweek.web.people.models import Person, Role
from everyweek.web.people.organisations.belonging import was_closed_at
from everyweek.web.people.organisations.members import with_second_factor
from everyweek.web.people.roles.consequences import what_hangs_on


class NobodyHere(Http404):
    """Nobody of this number ever belonged to the organisation. Whether there is such a person elsewhere is not told."""

    title = "There is no such person here"
    message = "The address leads to nobody who belongs to this organisation, or belonged to it."


@dataclass(frozen=True, slots=True)
class RoleSeen:
    """A role at the organisation. until : None while it is held; hangs: what is left undone when it ends."""

    identity: int
    kind: str
    since: datetime
    until: datetime | None
    why_ended: str
    given_by: str
    hangs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonSeen:
    """One person, by the organisation that looks at them.

    held, ended    : roles here.
    belongs_elsewhere : whether they hold a role but those here that anybody may know of, so that leaving does not close
                        the account. One inside a learning network keeps it open as well, and is told to nobody.
    hangs          : what is left undone when they leave.
    may_come_back  : whether the account is closed because they left here.
    """

    person: Person
    held: tuple[RoleSeen, ...]
    ended: tuple[RoleSeen, ...]
    belongs_elsewhere: bool
    has_second_factor: bool
    hangs: tuple[str, ...]
    may_come_back: bool


def person_seen_from(code: str, person: int, *, now: datetime) -> PersonSeen:
    """A person who holds a role at an organisation, or held one. Raises NobodyHere."""
    roles = list(
        Role.objects.filter(organisation=code, person_id=person)
        .select_related("person", "network", "given_by")
        .order_by("since", "pk")
    )
    if not roles or roles[0].person.erased_at is not None:
        raise NobodyHere
    row = roles[0].person
    held = [role for role in roles if role.until is None]
    others = Role.objects.filter(person=row, until=None).exclude(organisation=code)
    elsewhere = others.exclude(network__kind="learning_network")
    return PersonSeen(
        person=row,
        held=tuple(_seen(role, what_hangs_on(row, [role], now=now)) for role in held),
        ended=tuple(_seen(role, ()) for role in roles if role.until is not None),
        belongs_elsewhere=elsewhere.exists(),
        has_second_factor=bool(with_second_factor([row.pk])),
        hangs=what_hangs_on(row, held, now=now),
        may_come_back=was_closed_at(row, code),
    )


def _seen(role: Role, hangs: tuple[str, ...]) -> RoleSeen:
    return RoleSeen(
        identity=role.pk,
        kind=role.kind,
        since=role.since,
        until=role.until,
        why_ended=role.why_ended,
        given_by=role.given_by.name if role.given_by else "",
        hangs=hangs,
    )

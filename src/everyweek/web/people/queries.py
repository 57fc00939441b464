"""Who there is, as plain dataclasses."""

from dataclasses import dataclass
from datetime import datetime

from everyweek.web.people.errors import NotHeld, UnknownPerson
from everyweek.web.people.managers import one_spelling
from everyweek.web.people.models import Person, Role
from everyweek.web.people.organisations.queries import code_as_kept


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person of a list. last_signed_in_at : None when they never did."""

    email: str
    name: str
    joined_at: datetime
    last_signed_in_at: datetime | None
    has_password: bool


def list_people() -> tuple[PersonRow, ...]:
    """Everybody who has an account, by e-mail address."""
    found = Person.objects.order_by("email")
    return tuple(
        PersonRow(row.email, row.name, row.joined_at, row.last_login, row.has_usable_password()) for row in found
    )


def find_person(email: str) -> Person:
    """The person with this e-mail address, however it is spelt.

    Raises UnknownPerson.
    """
    try:
        return Person.objects.get(email=one_spelling(email))
    except Person.DoesNotExist:
        raise UnknownPerson(email) from None


def find_held_role(person: Person, *, kind: str, organisation: str, network_key: str) -> Role:
    """A role that somebody holds, by its kind and place. Raises NotHeld, which names those that they hold."""
    held = Role.objects.filter(person=person, until=None).select_related("network").order_by("since", "pk")
    wanted = (kind, code_as_kept(organisation) if organisation else "", network_key)
    by_place = {(role.kind, role.organisation, role.network.key if role.network else ""): role for role in held}
    if wanted not in by_place:
        names = "; ".join(" ".join(part for part in place if part) for place in by_place) or "none"
        raise NotHeld(f"{person.name} does not hold this role there. They hold: {names}. Nothing was changed.")
    return by_place[wanted]

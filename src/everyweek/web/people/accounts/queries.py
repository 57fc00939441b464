"""What a person's own account page shows, as plain dataclasses."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from everyweek.web.people.models import Role


@dataclass(frozen=True, slots=True)
class OwnRole:
    """A role that somebody holds now. organisation : a code, or ""; network : its key and name, or ""."""

    number: int
    kind: str
    organisation: str
    network: str
    network_name: str
    since: datetime


class NoSuchRoleHeld(Http404):
    """The reader holds no role of this number (any more). What others hold is not told."""

    title = "You do not hold this role"
    message = (
        "The address leads to no role that you hold. It may have ended already: your account shows those you hold."
    )


def list_own_roles(person: int) -> tuple[OwnRole, ...]:
    """The roles somebody holds now, those held the longest first."""
    found = Role.objects.filter(person_id=person, until=None).select_related("network").order_by("since", "pk")
    return tuple(_own_role(row) for row in found)


def find_own_role(person: int, number: int) -> tuple[Role, OwnRole]:
    """One role that somebody holds now. Raises NoSuchRoleHeld."""
    row = Role.objects.filter(person_id=person, until=None, pk=number).select_related("network").first()
    if row is None:
        raise NoSuchRoleHeld
    return row, _own_role(row)


def _own_role(row: Role) -> OwnRole:
    return OwnRole(
        number=row.pk,
        kind=row.kind,
        organisation=row.organisation,
        network=row.network.key if row.network else "",
        network_name=row.network.name if row.network else "",
        since=row.since,
    )

"""What would be left undone if roles ended: said before somebody ends them."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from everyweek.web.people.invitations.models import Invitation
from everyweek.web.people.models import Person, Role
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.people.permissions import RoleWanted, can
from everyweek.web.people.reader import HeldRole, Reader, reader_of

NOBODY_ELSE = {
    "network_lead": "Leads the network {place}, alone: nobody will lead it.",
    "system_administrator": (
        "Is the only administrator of {place}: nobody there will look after its people. Those who administer what it "
        "is counted in still can."
    ),
    "executive_contact": "Is the only executive contact of {place}: nobody will answer for what it returns.",
}


def what_hangs_on(person: Person, ending: Collection[Role], *, now: datetime) -> tuple[str, ...]:
    """Sentences about what would be left undone if these roles of a person ended; none when nothing would."""
    sentences = [
        NOBODY_ELSE[role.kind].format(place=_place(role))
        for role in ending
        if role.kind in NOBODY_ELSE and not _somebody_else_holds(role)
    ]
    lost = _invitations_lost(person, ending, now=now)
    if lost:
        invitations = "an invitation that is" if lost == 1 else f"{lost} invitations that are"
        sentences.append(
            f"Sent {invitations} still open: nobody can accept what they may no longer give. Send it again."
        )
    return tuple(sentences)


def _somebody_else_holds(role: Role) -> bool:
    same = Role.objects.filter(kind=role.kind, organisation=role.organisation, network=role.network_id, until=None)
    return same.filter(person__is_active=True).exclude(person_id=role.person_id).exists()


def _place(role: Role) -> str:
    return role.network.name if role.network else name_of(role.organisation, directory())


def _invitations_lost(person: Person, ending: Collection[Role], *, now: datetime) -> int:
    """How many open invitations of a person could not be accepted any more."""
    sent = Invitation.objects.filter(invited_by=person, accepted_at=None, withdrawn_at=None, expires_at__gt=now)
    wanted = [RoleWanted(row.kind, row.organisation, row.network) for row in sent.select_related("network")]
    before, after = reader_of(person.pk), _without(reader_of(person.pk), ending)
    return sum(can(before, "role.give", one) and not can(after, "role.give", one) for one in wanted)


def _without(reader: Reader, ending: Collection[Role]) -> Reader:
    gone = {HeldRole(role.kind, role.organisation, role.network_id) for role in ending}
    return replace(reader, roles=tuple(role for role in reader.roles if role not in gone))

"""What is known of invitations."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from everyweek.web.people.invitations.errors import (
    AccountIsClosed,
    AlreadyUsed,
    NoLongerGiven,
    NoSuchInvitation,
    Unusable,
    Withdrawn,
)
from everyweek.web.people.invitations.models import Invitation
from everyweek.web.people.invitations.tokens import digest_of
from everyweek.web.people.models import Network, Person
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.people.permissions import RoleWanted, can
from everyweek.web.people.reader import reader_of
from everyweek.web.people.roles.actions import check_exists
from everyweek.web.people.roles.catalogue import ROLES
from everyweek.web.people.roles.errors import NoSuchRole


@dataclass(frozen=True, slots=True)
class InvitationSeen:
    """An invitation as whoever holds its link reads it.

    place   : to what, in words; role: as what, in words; meaning: what somebody does in that role.
    address : of the account that accepts; has_account: whether there is one already.
    """

    identity: int
    email: str
    name: str
    place: str
    role: str
    meaning: str
    words: str
    invited_by: str
    expires_at: datetime
    organisation: str
    network_key: str
    has_account: bool


@dataclass(frozen=True, slots=True)
class SentInvitation:
    """A line in the list of those who sent them. state : "open" or "expired"."""

    identity: int
    email: str
    name: str
    role: str
    invited_by: str
    at: datetime
    expires_at: datetime
    state: str


def find_invitation(token: str, *, now: datetime) -> InvitationSeen:
    """The invitation of a link. Raises Unusable with what to do, when it does not work."""
    row = Invitation.objects.select_related("network", "invited_by").filter(token_digest=digest_of(token)).first()
    check_is_usable(row, now=now)
    assert row is not None
    person = Person.objects.filter(email=row.email).first()
    if person is not None and not person.is_active:
        raise AccountIsClosed
    return InvitationSeen(
        identity=row.pk,
        email=row.email,
        name=row.name,
        place=place_in_words(wanted_by(row)),
        role=role_in_words(row.kind),
        meaning=ROLES[row.kind].meaning,
        words=row.words,
        invited_by=row.invited_by.name if row.invited_by else "",
        expires_at=row.expires_at,
        organisation=row.organisation,
        network_key=row.network.key if row.network else "",
        has_account=person is not None,
    )


def check_is_usable(row: Invitation | None, *, now: datetime) -> None:
    """Raises the Unusable that says why an invitation cannot be accepted at this moment."""
    if row is None:
        raise NoSuchInvitation
    problem = _what_ended(row, now=now)
    if problem is not None:
        raise problem
    wanted = wanted_by(row)
    try:
        check_exists(wanted)
    except NoSuchRole as error:
        raise NoLongerGiven(str(error)) from error
    if row.invited_by_id is None or not can(reader_of(row.invited_by_id), "role.give", wanted):
        raise NoLongerGiven


def _what_ended(row: Invitation, *, now: datetime) -> Unusable | None:
    if row.accepted_at is not None:
        return AlreadyUsed()
    if row.withdrawn_at is not None:
        return Withdrawn()
    return NoSuchInvitation() if row.expires_at <= now else None


def open_invitations(*, organisation: str, network: Network | None = None, now: datetime) -> QuerySet[Invitation]:
    """Those to a place that can still be accepted."""
    waiting = Invitation.objects.filter(organisation=organisation, network=network, accepted_at=None, withdrawn_at=None)
    return waiting.filter(expires_at__gt=now)


def sent_invitations(*, organisation: str, network: Network | None = None, now: datetime) -> tuple[SentInvitation, ...]:
    """Those to a place that were neither accepted nor withdrawn, the newest first: open ones, and expired ones."""
    waiting = Invitation.objects.filter(organisation=organisation, network=network, accepted_at=None, withdrawn_at=None)
    rows = waiting.select_related("invited_by").order_by("-expires_at", "email")
    return tuple(
        SentInvitation(
            identity=row.pk,
            email=row.email,
            name=row.name,
            role=ROLES[row.kind].title,
            invited_by=row.invited_by.name if row.invited_by else "somebody who left",
            at=row.at,
            expires_at=row.expires_at,
            state="open" if row.expires_at > now else "expired",
        )
        for row in rows
    )


def wanted_by(row: Invitation) -> RoleWanted:
    """The role that an invitation would give."""
    return RoleWanted(row.kind, row.organisation, row.network)


def place_in_words(wanted: RoleWanted) -> str:
    """Where the role is held."""
    if wanted.network is not None:
        return wanted.network.name
    return name_of(wanted.organisation, directory()) if wanted.organisation else "national support of the whole country"


def role_in_words(kind: str) -> str:
    """A role in a sentence."""
    return ROLES[kind].title.lower()

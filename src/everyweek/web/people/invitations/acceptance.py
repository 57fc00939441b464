"""Accepting an invitation: once, by whom it was sent to, while whoever sent it may still give the role."""

from datetime import datetime

from django.db import transaction

from everyweek.web.people.actions import add_person
from everyweek.web.people.audit.actions import record
from everyweek.web.people.invitations.errors import AccountIsClosed, ForSomebodyElse
from everyweek.web.people.invitations.models import Invitation
from everyweek.web.people.invitations.queries import InvitationSeen, check_is_usable
from everyweek.web.people.invitations.tokens import digest_of, masked
from everyweek.web.people.models import Network, Person, Role
from everyweek.web.people.reader import Reader
from everyweek.web.people.roles.actions import give_role


@transaction.atomic
def accept(*, by: Reader, token: str, now: datetime) -> Role:
    """Accept as somebody who signed in. Raises Unusable, RoleError."""
    row = _locked(token, now=now)
    person = Person.objects.get(pk=by.identity)
    check_is_for(by, row)
    return _accepted(row, person, now=now)


def check_is_for(reader: Reader, invitation: Invitation | InvitationSeen) -> None:
    """Raises ForSomebodyElse when another address was invited than the reader's."""
    if reader.email != invitation.email:
        raise ForSomebodyElse(masked(invitation.email), reader.email)


@transaction.atomic
def accept_as_new_person(*, token: str, name: str, password: str, now: datetime) -> Person:
    """Accept as somebody without an account, who gets one: the link proves that the address is theirs.

    Raises Unusable, RoleError, CannotBeAdded.
    """
    row = _locked(token, now=now)
    person = add_person(email=row.email, name=name, password=password, by_words="an invitation", now=now)
    _accepted(row, person, now=now)
    return person


def _locked(token: str, *, now: datetime) -> Invitation:
    """The invitation of a link: of two who accept at once, the second waits here and then reads that it was used.

    Its network is held as well, before the first entry of the chain: so those do it who write in it.
    """
    digest = digest_of(token)
    Invitation.objects.select_for_update().filter(token_digest=digest).first()
    row = Invitation.objects.select_related("network").filter(token_digest=digest).first()
    check_is_usable(row, now=now)
    assert row is not None
    if row.network_id is not None:
        Network.objects.select_for_update(no_key=True).get(pk=row.network_id)
    return row


def _accepted(row: Invitation, person: Person, *, now: datetime) -> Role:
    if not person.is_active:
        raise AccountIsClosed
    role = give_role(
        by=None,
        by_words="an invitation",
        person=person,
        kind=row.kind,
        organisation=row.organisation,
        network=row.network,
        tells=False,
        now=now,
    )
    row.accepted_at, row.accepted_by = now, person
    row.save(update_fields=("accepted_at", "accepted_by"))
    record(
        by=None,
        by_words="an invitation",
        action="invitation.accepted",
        of=("invitation", str(row.pk)),
        after={"email": masked(row.email), "role": row.kind},
        organisation=row.organisation,
        network=row.network.key if row.network else "",
        about=person.pk,
        now=now,
    )
    return role

"""Inviting a list of people: everybody, or nobody and which lines are at fault."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from everyweek.web.people.invitations.actions import invite
from everyweek.web.people.invitations.errors import CannotBeInvited
from everyweek.web.people.invitations.pasted import Fault, Invited
from everyweek.web.people.models import Network
from everyweek.web.people.reader import Reader


class FaultyList(Exception):
    """Some lines cannot be invited, so nobody was."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(" ".join(fault.sentence for fault in faults))
        self.faults = tuple(faults)


@transaction.atomic
def invite_all(
    *,
    by: Reader,
    people: Sequence[Invited],
    kind: str,
    organisation: str = "",
    network: Network | None = None,
    words: str = "",
    now: datetime,
) -> tuple[tuple[str, str], ...]:
    """Invite everybody of a list to the same role; each address with its token.

    Raises FaultyList, NotPermitted, NoSuchRole, TooManyOpen; whichever it is, nobody was invited.
    """
    sent, faults = [], []
    for one in people:
        try:
            token = invite(
                by=by,
                email=one.email,
                name=one.name,
                kind=kind,
                organisation=organisation,
                network=network,
                words=words,
                now=now,
            )
        except CannotBeInvited as problem:
            faults.append(Fault(one.number, str(problem)))
        else:
            sent.append((one.email, token))
    if faults:
        raise FaultyList(faults)
    return tuple(sent)

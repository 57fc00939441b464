"""Saying who leads a network. National support does it for a learning network without ever being inside."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from everyweek.web.people.invitations.actions import invite
from everyweek.web.people.managers import one_spelling
from everyweek.web.people.models import Network, Person
from everyweek.web.people.networks.errors import NobodyThere
from everyweek.web.people.networks.joining.actions import locked
from everyweek.web.people.networks.queries import people_inside
from everyweek.web.people.permissions import can, check
from everyweek.web.people.reader import Reader
from everyweek.web.people.roles.actions import give_role


@dataclass(frozen=True, slots=True)
class Appointed:
    """Who was named. token : of the invitation that they got; "" when they lead at once."""

    email: str
    token: str


@transaction.atomic
def appoint(*, by: Reader, network: Network, email: str, now: datetime) -> Appointed:
    """Make whoever has an address a lead, or invite them to lead.

    National support gives the role to anybody with an account. A lead gives it to those inside; anybody else whom
    a lead names is invited, so that a lead cannot find out who has an account.
    Raises NotPermitted, NobodyThere, KeptApart, NoSuchRole and CannotBeInvited.
    """
    network = locked(network)
    check(by, "network.appoint", network)
    address = one_spelling(email)
    if not address:
        raise NobodyThere("Write the e-mail address of whoever is to lead the network.")
    person = Person.objects.filter(email=address, is_active=True).first()
    if person is not None and (can(by, "country.administer") or people_inside(network).filter(pk=person.pk).exists()):
        give_role(by=by, person=person, kind="network_lead", network=network, now=now)
        return Appointed(address, "")
    return Appointed(address, invite(by=by, email=address, kind="network_lead", network=network, now=now))

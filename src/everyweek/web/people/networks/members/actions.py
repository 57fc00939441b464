"""What a lead does about members: giving them roles in the network, and taking somebody out."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.models import Network, Person, Role
from everyweek.web.people.networks.errors import NotANetwork, NotInside
from everyweek.web.people.networks.joining.actions import end_roles_inside, locked
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader
from everyweek.web.people.roles.actions import end_role, give_role
from everyweek.web.people.roles.catalogue import INSIDE_A_NETWORK

GIVEN_BY_LEADS = ("network_lead", "contributor", "reviewer")
"""What a lead can make of a member. Champions come from rounds."""
LONGEST_REASON = 200


@transaction.atomic
def change_roles(
    *, by: Reader, network: Network, person: int, seen: Collection[str], wanted: Collection[str], now: datetime
) -> None:
    """Give a member these roles and end the others that a lead can give; they stay a member in any case.

    seen : the roles that the page showed. Raises NotPermitted, NotInside, ChangedMeanwhile when others are held now.
    """
    network = locked(network)
    check(by, "network.run", network)
    held = {role.kind: role for role in _held(network, person)}
    if not held:
        raise NotInside("They are not in the network any more. Nothing was changed.")
    given = set(held) & set(GIVEN_BY_LEADS)
    if given != set(seen) & set(GIVEN_BY_LEADS):
        raise ChangedMeanwhile("What this member does here")
    someone = Person.objects.get(pk=person)
    if "member" not in held:
        give_role(by=by, person=someone, kind="member", network=network, tells=False, now=now)
    for kind in sorted(set(wanted) & set(GIVEN_BY_LEADS) - given):
        give_role(by=by, person=someone, kind=kind, network=network, now=now)
    for kind in sorted(given - set(wanted)):
        end_role(by=by, role=held[kind], why="changed by a lead", now=now)


@transaction.atomic
def remove_member(*, by: Reader, network: Network, person: int, why: str, now: datetime) -> None:
    """Take somebody out of a network, for a reason that is kept.

    Raises NotPermitted, NotInside, and NotANetwork without a reason.
    """
    network = locked(network)
    check(by, "network.run", network)
    reason = " ".join(why.split())
    if not reason or len(reason) > LONGEST_REASON or not reason.isprintable():
        raise NotANetwork(f"Say why, in 1 to {LONGEST_REASON} characters: it is kept.", field="why")
    end_roles_inside(by=by, network=network, person=person, why=reason, now=now)


def _held(network: Network, person: int):  # type: ignore[no-untyped-def]
    return Role.objects.filter(network=network, person_id=person, until=None, kind__in=INSIDE_A_NETWORK)

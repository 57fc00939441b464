"""The page of one's own account."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from everyweek.reference import Directory
from everyweek.web.design.wording import day_in_words
from everyweek.web.people.accounts.queries import OwnRole
from everyweek.web.people.organisations.known import name_of
from everyweek.web.people.roles.catalogue import ROLES

DONE = {
    "password": "Your password has been changed.",
    "details": "Your details have been saved.",
    "role": "The role has ended.",
}


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role in words. place : where it is held; address : of the place's page; leave : where it can be given up."""

    title: str
    meaning: str
    place: str
    address: str
    since: str
    leave: str


def role_lines(roles: Sequence[OwnRole], directory: Directory) -> tuple[RoleLine, ...]:
    """The roles in words."""
    return tuple(role_line(role, directory) for role in roles)


def role_line(role: OwnRole, directory: Directory) -> RoleLine:
    """One role in words."""
    place, address = "the whole country", ""
    if role.organisation:
        place = name_of(role.organisation, directory)
        address = reverse("organisation", kwargs={"code": role.organisation})
    elif role.network:
        place, address = role.network_name, reverse("network", kwargs={"network": role.network})
    return RoleLine(
        title=ROLES[role.kind].title,
        meaning=ROLES[role.kind].meaning,
        place=place,
        address=address,
        since=day_in_words(timezone.localdate(role.since)),
        leave=reverse("account-leave-role", kwargs={"role": role.number}),
    )

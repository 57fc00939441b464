"""Roles, places and instants as the pages of administration say them."""

from datetime import datetime

from django.utils import timezone

from everyweek.reference import ENGLAND, Directory
from everyweek.web.design.wording import day_in_words, moment
from everyweek.web.people.organisations.known import name_of
from everyweek.web.people.roles.catalogue import ROLES


def role_at(kind: str, *, organisation: str, network_name: str, directory: Directory) -> str:
    """A role and where it is held."""
    title = ROLES[kind].title if kind in ROLES else kind
    place = place_of(organisation, network_name, directory)
    return f"{title}, {place}" if place else title


def place_of(organisation: str, network_name: str, directory: Directory) -> str:
    """Where a role is held; "" for the whole country."""
    if not organisation:
        return network_name
    return "England" if organisation == ENGLAND else f"{name_of(organisation, directory)} ({organisation})"


def day_of(at: datetime | None, *, never: str = "never") -> str:
    """The day of an instant, in London."""
    return day_in_words(timezone.localdate(at)) if at else never


def moment_of(at: datetime) -> str:
    """An instant, in London."""
    return moment(timezone.localtime(at))

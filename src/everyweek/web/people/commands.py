"""What the command line asks of the pages: each call starts Django, and every trouble is a sentence."""

import os
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING, Any

import click
import django
from django.core.exceptions import ImproperlyConfigured
from django.db.utils import DatabaseError, DataError, IntegrityError, ProgrammingError

from everyweek.web.people.errors import NotHeld, PeopleError

if TYPE_CHECKING:
    from everyweek.web.people.models import Person
    from everyweek.web.people.queries import PersonRow

OUR_MISTAKES = (DataError, IntegrityError, ProgrammingError)
COMMAND_LINE = "the command line"
UNREACHABLE = (
    "The database of people cannot be used ({said}). Check the folder EVERYWEEK_HOME and who may write there, or the "
    "address in EVERYWEEK_DATABASE and whether that server runs. Nothing was changed."
)


def with_django(command: Callable[..., Any], *, prepares: bool = True) -> Callable[..., Any]:
    """A command that runs with Django started and, when it prepares, its database up to date."""

    @wraps(command)
    def run(**options: Any) -> Any:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "everyweek.web.project.settings")
        try:
            django.setup()
            if prepares:
                from everyweek.web.people.prepare import prepare_database

                prepare_database()
            return command(**options)
        except (PeopleError, ImproperlyConfigured) as error:
            raise click.ClickException(str(error)) from error
        except (DatabaseError, OSError) as error:
            if isinstance(error, OUR_MISTAKES):
                raise
            raise click.ClickException(UNREACHABLE.format(said=" ".join(str(error).split()))) from error
        finally:
            close_connections()

    return run


def close_connections() -> None:
    """Leave nothing open that a server started from here would inherit; there is nothing when Django did not start.

    A connection in a transaction belongs to whoever began that, so it stays open.
    """
    from django.conf import settings
    from django.db import connections

    if settings.configured:
        for connection in connections.all(initialized_only=True):
            if not connection.in_atomic_block:
                connection.close()


@with_django
def prepare() -> None:
    """Only bring the database up to date, before the pages are served."""


@with_django
def add(*, email: str, name: str, password: str | None, role: str, organisation: str) -> tuple[str, str]:
    """Add a person, with a role or without; the address and the name as they are kept."""
    from django.db import transaction
    from django.utils import timezone

    from everyweek.web.people.actions import add_person

    with transaction.atomic():
        now = timezone.now()
        person = add_person(email=email, name=name, password=password, by_words=COMMAND_LINE, now=now)
        if role:
            _give(person, role=role, organisation=organisation, network="", now=now)
    return person.email, person.name


@with_django
def give_role(*, email: str, role: str, organisation: str, network: str) -> str:
    """Give somebody a role; what they hold now, in words."""
    from django.utils import timezone

    from everyweek.web.people.queries import find_person

    person = find_person(email)
    given = _give(person, role=role, organisation=organisation, network=network, now=timezone.now())
    return f"{person.name} is now {given}."


@with_django
def end_role(*, email: str, role: str, organisation: str, network: str) -> tuple[str, ...]:
    """End somebody's role; sentences about what is left undone."""
    from django.utils import timezone

    from everyweek.web.people.nearest import check_are_known
    from everyweek.web.people.queries import find_held_role, find_person
    from everyweek.web.people.roles import actions
    from everyweek.web.people.roles.consequences import what_hangs_on

    person, now = find_person(email), timezone.now()
    try:
        held = find_held_role(person, kind=role, organisation=organisation, network_key=network)
    except NotHeld:  # a role at an organisation that is in no list any more can still be ended
        check_are_known(role=role, organisation=organisation, network=network)
        raise
    hangs = what_hangs_on(person, [held], now=now)
    actions.end_role(by=None, by_words=COMMAND_LINE, role=held, now=now)
    return (f"{person.name} is no longer {actions.in_words(held)}.", *hangs)


@with_django
def close(*, email: str) -> tuple[str, ...]:
    """End every role of somebody and let them sign in no more; sentences about what is left undone."""
    from django.utils import timezone

    from everyweek.web.people.actions import close_account
    from everyweek.web.people.models import Role
    from everyweek.web.people.queries import find_person
    from everyweek.web.people.roles.consequences import what_hangs_on

    person, now = find_person(email), timezone.now()
    held = Role.objects.filter(person=person, until=None).select_related("network")
    hangs = what_hangs_on(person, tuple(held), now=now)
    close_account(by=None, by_words=COMMAND_LINE, person=person, now=now)
    return (f"{person.name} cannot sign in any more and holds no role.", *hangs)


@with_django
def reopen(*, email: str) -> str:
    """Let somebody sign in again; what is so now, in a sentence."""
    from django.utils import timezone

    from everyweek.web.people.actions import reopen_account
    from everyweek.web.people.queries import find_person

    person = find_person(email)
    reopen_account(by=None, by_words=COMMAND_LINE, person=person, now=timezone.now())
    return f"{person.name} can sign in again, and holds no role until somebody gives one."


@with_django
def second_step_off(*, email: str) -> str:
    """Take somebody's second step at sign-in away; what is so now, in a sentence."""
    from django.utils import timezone

    from everyweek.web.people.accounts.second_factor.actions import remove_second_step
    from everyweek.web.people.queries import find_person

    person = find_person(email)
    had_one = remove_second_step(by=None, by_words=COMMAND_LINE, person=person, now=timezone.now())
    return f"{person.name} {'now signs in' if had_one else 'has no second step: they sign in'} by password alone."


def _give(person: "Person", *, role: str, organisation: str, network: str, now: datetime) -> str:
    from everyweek.web.people.nearest import check_are_known, find_network
    from everyweek.web.people.organisations.queries import code_as_kept
    from everyweek.web.people.roles import actions

    check_are_known(role=role, organisation=organisation)
    given = actions.give_role(
        by=None,
        by_words=COMMAND_LINE,
        person=person,
        kind=role,
        organisation=code_as_kept(organisation) if organisation else "",
        network=find_network(network) if network else None,
        now=now,
    )
    return actions.in_words(given)


@with_django
def link(*, email: str) -> str:
    """The path at which a person sets their password."""
    from everyweek.web.people.accounts.one_use_link import set_password_address
    from everyweek.web.people.queries import find_person

    return set_password_address(find_person(email))


@with_django
def people() -> "tuple[PersonRow, ...]":
    """Everybody."""
    from everyweek.web.people.queries import list_people

    return list_people()

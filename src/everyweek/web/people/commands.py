"""What the command line asks of the pages: each call starts Django, and every trouble is a sentence."""

import os
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

import click
import django
from django.core.exceptions import ImproperlyConfigured
from django.db.utils import DatabaseError, DataError, IntegrityError, ProgrammingError

from everyweek.web.people.errors import PeopleError

if TYPE_CHECKING:
    from everyweek.web.people.queries import PersonRow

OUR_MISTAKES = (DataError, IntegrityError, ProgrammingError)
UNREACHABLE = (
    "The database of people cannot be used ({said}). Check the folder EVERYWEEK_HOME and who may write there, or the "
    "address in EVERYWEEK_DATABASE and whether that server runs. Nothing was changed."
)


def with_django(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command that runs with Django started and its database up to date."""

    @wraps(command)
    def run(**options: Any) -> Any:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "everyweek.web.project.settings")
        try:
            django.setup()
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
    """Leave nothing open that a server started from here would inherit; there is nothing when Django did not start."""
    from django.conf import settings
    from django.db import connections

    if settings.configured:
        connections.close_all()


@with_django
def prepare() -> None:
    """Only bring the database up to date, before the pages are served."""


@with_django
def add(*, email: str, name: str, password: str | None) -> tuple[str, str]:
    """Add a person; the address and the name as they are kept."""
    from everyweek.web.people.actions import add_person

    person = add_person(email=email, name=name, password=password)
    return person.email, person.name


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

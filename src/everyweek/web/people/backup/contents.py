"""What a backup holds: every table of people's database but those named here."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Field, Model

LEFT_OUT = {
    "sessions.Session": "who is signed in at the moment: everybody signs in again after a restore",
    "usersessions.UserSession": "on which computers somebody is signed in at the moment",
    "people.CountedAttempt": "how often somebody tried to sign in, which is forgotten within the hour anyway",
    "contenttypes.ContentType": "a list of tables that Django makes itself",
    "auth.Permission": "a list that Django makes itself; who may do what is kept as roles",
    "auth.Group": "a table of Django's in which nothing is kept",
    "auth.Group_permissions": "a table of Django's in which nothing is kept",
}
"""Label of the model: why. A model that is not named here is in the backup, so that none can be forgotten."""


@dataclass(frozen=True, slots=True)
class Table:
    """A kept table, as it is at some step of the migrations; columns in the order of its fields."""

    label: str
    model: type[Model]
    fields: tuple["Field[Any, Any]", ...]

    @property
    def name(self) -> str:
        """Its name in the database."""
        return self.model._meta.db_table

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns in the database."""
        return tuple(str(field.column) for field in self.fields)


def kept_tables(models: Iterable[type[Model]], *, left_out: Iterable[str] = LEFT_OUT) -> tuple[Table, ...]:
    """The tables of these models that are kept, by name."""
    without = set(left_out)
    kept = [_table(model) for model in own_tables(models) if model._meta.label not in without]
    return tuple(sorted(kept, key=lambda table: table.name))


def own_tables(models: Iterable[type[Model]]) -> list[type[Model]]:
    """The models that have a table of their own."""
    return [
        model
        for model in models
        if model._meta.managed and not (model._meta.proxy or model._meta.swapped or model._meta.abstract)
    ]


def _table(model: type[Model]) -> Table:
    fields = tuple(field for field in model._meta.concrete_fields if not field.generated)
    return Table(model._meta.label, model, fields)

"""People's database of the tests' own making: a file or a database of a server, in this very process."""

import os
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.db.models import Model
from support.postgresql import new_database

from everyweek.web.people.backup.contents import kept_tables, own_tables
from everyweek.web.people.database import FILE_NAME, database_settings

at_once = pytest.mark.parametrize(
    "surroundings", [pytest.param("sqlite", marks=pytest.mark.slow), "postgresql"], indirect=True
)
"""Several who do the same at once. SQLite lets one of them write at a time: `make test-all` asks it; PostgreSQL is
asked whenever its tests run."""


@contextmanager
def people_kept_at(address: str, home: Path, blocker: Any) -> Iterator[None]:
    """All that Django reads and writes goes to this address, as EVERYWEEK_DATABASE names it; "" for a file in `home`.

    blocker : pytest-django's, which lets nobody else reach a database.
    """
    usual, usual_settings = connections["default"], connections.databases["default"]
    configured = connections.configure_settings({"default": database_settings(address, home=home)})
    with blocker.unblock():
        connections.databases["default"] = configured["default"]
        connections["default"] = connections.create_connection("default")
        try:
            yield
        finally:
            connections["default"].close()
            connections["default"], connections.databases["default"] = usual, usual_settings


class Places:
    """Databases of a test file by name; the last word of a name is its kind, sqlite or postgresql."""

    def __init__(self, folder: Path, server: str, blocker: Any) -> None:
        self.folder, self.server, self.blocker = folder, server, blocker
        self.addresses: dict[str, str] = {}

    def at(self, place: str, *, like: str = "") -> AbstractContextManager[None]:
        """All goes to this place from here on: one that was there before, an empty one, or a copy of another."""
        if like:
            self.copy(like, to=place)
        elif place.endswith("postgresql") and place not in self.addresses:
            self.addresses[place] = new_database(self.server)
        return people_kept_at(self.addresses.get(place, ""), self.folder / place, self.blocker)

    def copy(self, place: str, *, to: str) -> None:
        """Make another place with all that a place holds."""
        (self.folder / to).mkdir()
        if to.endswith("postgresql"):
            self.addresses[to] = new_database(self.server, like=self.addresses[place])
        else:
            shutil.copy(self.folder / place / FILE_NAME, self.folder / to)

    def environment(self, place: str) -> dict[str, str]:
        """The environment of a process that works there."""
        return {
            **os.environ,
            "EVERYWEEK_HOME": str(self.folder / place),
            "EVERYWEEK_DATABASE": self.addresses.get(place, ""),
            "DJANGO_SETTINGS_MODULE": "everyweek.web.project.settings",
        }


def all_models() -> list[type[Model]]:
    """Every model that has a table of its own, those between two others too."""
    from django.apps import apps

    return own_tables(apps.get_models(include_auto_created=True))


def kept_models() -> list[type[Model]]:
    """Every model that a backup keeps."""
    return [table.model for table in kept_tables(all_models())]


def rows_of(models: list[type[Model]]) -> dict[str, list[dict[str, Any]]]:
    """Every row of the models by label, each with all its values, in the order of their keys."""
    return {
        model._meta.label: sorted(model._base_manager.values(), key=lambda row: str(row[model._meta.pk.attname]))  # type: ignore[union-attr]
        for model in models
    }

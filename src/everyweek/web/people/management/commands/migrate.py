"""Django's `migrate`, which gives an empty database all its tables at once."""

from typing import Any

from django.core.management.commands import migrate

from everyweek.web.people.first_tables import is_empty, make_first_tables

ASKS_FOR_LESS = ("app_label", "migration_name", "fake", "fake_initial", "plan", "check_unapplied", "prune")
"""Options with which not simply everything is to be brought up to date."""


class Command(migrate.Command):
    """The steps of a database that has some; of an empty one the tables first, and then the rows that Django adds."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Bring the database to the tables of this version."""
        if not any(options[name] for name in ASKS_FOR_LESS) and is_empty(options["database"]):
            make_first_tables(options["database"])
        super().handle(*args, **options)

"""Taking the tables of people's database away and making them again, as they were after certain steps."""

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from everyweek.web.people.backup.contents import own_tables
from everyweek.web.people.backup.history import Step, last_steps, models_after, steps_taken
from everyweek.web.people.first_tables import make_first_tables, steps_of_this_version

SECONDS_TO_WAIT_FOR_READERS = 20


def number_of_people() -> int:
    """How many people there are in the database, which is empty while there is none.

    What the product writes by itself when it starts, such as the networks of the published lists, is in every new
    database and makes none of them worth keeping.
    """
    people = [model for model in models_after(steps_taken()) if model._meta.label == "people.Person"]
    return sum(model._base_manager.count() for model in people)


def take_tables_away() -> None:
    """Drop every table that the migrations made, and no other: a PostgreSQL may hold those of other programs too."""
    there = set(connection.introspection.table_names())
    ours = {model._meta.db_table for model in own_tables(models_after(steps_taken()))}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{SECONDS_TO_WAIT_FOR_READERS}s"])
        cascade = " CASCADE" if connection.vendor == "postgresql" else ""
        for name in sorted((ours | {MigrationRecorder.Migration._meta.db_table}) & there):
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(name)}{cascade}")


def make_tables(steps: tuple[Step, ...]) -> None:
    """Make the tables as they were after exactly these steps, in a database that has none of them."""
    if frozenset(steps) == steps_of_this_version():
        make_first_tables()
    else:
        MigrationExecutor(connection).migrate(last_steps(steps))
    assert steps_taken() == tuple(sorted(steps))


def bring_up_to_date() -> None:
    """Take the steps that are left until the tables are those of this version."""
    references_are_checked(at_once=True)  # a table with rows that still wait for their check cannot be changed
    call_command("migrate", interactive=False, verbosity=0)


def references_are_checked(*, at_once: bool) -> None:
    """Whether a row may refer, from here to the end of the transaction, to another that comes after it.

    Only PostgreSQL is told: steps of migrations change it there for the tables that they make. On SQLite nothing is
    checked but at the end.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET CONSTRAINTS ALL {'IMMEDIATE' if at_once else 'DEFERRED'}")

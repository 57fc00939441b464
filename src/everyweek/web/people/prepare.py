"""Bringing Django's own database to the tables that this version of the pages needs."""

from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

LOCK = 20_260_602
"""Any number that nothing else in the same PostgreSQL locks by: the day on which accounts began."""


def prepare_database() -> None:
    """Make or change the tables when they are not those of this version, and forget sessions that are over.

    All of it is one transaction: killed anywhere, the database is as it was. (Django alone notes a step as done after
    it was committed, so that a kill between the two leaves tables that the next start would make again.) Of two that
    start at once, the second waits for the first and finds nothing left to do.
    """
    if is_behind():
        # SQLite changes tables by making them anew, for which references are checked once, at the end.
        with connection.constraint_checks_disabled(), transaction.atomic():
            one_start_at_a_time()
            call_command("migrate", interactive=False, verbosity=0)
            connection.check_constraints()
    make_networks_of_published_lists()
    call_command("clearsessions")


def make_networks_of_published_lists() -> None:
    """Those that are not there yet; of two that start at once, the second finds them made."""
    from everyweek.web.people.networks.listed import start_listed_networks

    with transaction.atomic():
        one_start_at_a_time()
        start_listed_networks(timezone.now())


def is_behind() -> bool:
    """Whether there are steps that this database has not taken."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def one_start_at_a_time() -> None:
    """Wait until no other start is at it: on SQLite a transaction holds the only write lock from its beginning."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])

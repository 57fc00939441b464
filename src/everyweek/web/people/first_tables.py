"""The tables of an empty database, made from the models as they are and not step by step as they came to be.

Django works a new database through every step that ever was, and draws up all models again after each of them: time
that grows with the square of their number, at the first start of everybody. What comes out is the same either way,
which tests/spec/test_first_tables.py holds on SQLite and PostgreSQL, column by column and rule by rule. A database that
has any of the tables is brought up to date by the steps, as before.
"""

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections, router, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model


def is_empty(alias: str = DEFAULT_DB_ALIAS) -> bool:
    """Whether the database holds no table of ours yet. Tables of other programs do not count."""
    there = set(connections[alias].introspection.table_names())
    ours = {model._meta.db_table for model in _models(alias)} | {MigrationRecorder.Migration._meta.db_table}
    return not ours & there


def steps_of_this_version(alias: str = DEFAULT_DB_ALIAS) -> frozenset[tuple[str, str]]:
    """Every step there is, as (application, name)."""
    return frozenset(MigrationLoader(connections[alias]).graph.nodes)


def make_first_tables(alias: str = DEFAULT_DB_ALIAS) -> None:
    """Make all tables, without a row, and note every step as taken.

    All of them or none: it is one transaction, or a part of the caller's. A database that is not empty raises the
    database's own error: look with `is_empty` before.
    """
    connection = connections[alias]
    # SQLite would look for the tables that others refer to before they are there.
    with connection.constraint_checks_disabled(), transaction.atomic(using=alias):
        with connection.schema_editor() as editor:
            for model in _models(alias):
                editor.create_model(model)
        recorder = MigrationRecorder(connection)
        recorder.ensure_schema()
        for application, name in sorted(steps_of_this_version(alias)):
            recorder.record_applied(application, name)


def _models(alias: str) -> list[type[Model]]:
    """The models that have a table of their own; tables between two of them are made with these."""
    found = [model for one in apps.get_app_configs() for model in router.get_migratable_models(one, alias)]
    return [model for model in found if model._meta.can_migrate(connections[alias])]

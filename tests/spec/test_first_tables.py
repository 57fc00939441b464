"""The tables of an empty database are those to which every step that ever was leads, on SQLite and PostgreSQL."""

import re

import pytest
from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from support.people_database import Places, all_models

from everyweek.web.people.first_tables import is_empty, make_first_tables, steps_of_this_version
from everyweek.web.people.prepare import is_behind, prepare_database

KINDS = ("sqlite", "postgresql")
WIDER = ("auth_group_permissions", "id")
"""A column of Django's own, in a table in which nothing is ever kept: its step once made it half as wide."""
FROM_POSTGRESQL = {
    "columns": "SELECT table_name, column_name, data_type, character_maximum_length, numeric_precision, is_nullable, "
    "column_default, collation_name, is_identity, identity_generation FROM information_schema.columns "
    "WHERE table_schema = 'public'",
    "rules": "SELECT conrelid::regclass::text, conname, contype::text, condeferrable, condeferred, convalidated, "
    "pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace",
    "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
}


def looked_at() -> dict[str, set[object]]:
    """All that the database says of its tables, their columns, rules and indexes, in no order."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            found: dict[str, set[object]] = {}
            for name, question in FROM_POSTGRESQL.items():
                cursor.execute(question)
                found[name] = {row for row in cursor.fetchall() if row[:2] != WIDER}
            return found
        cursor.execute("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%'")
        return {name: parts_of(kind, sql or of) for kind, name, of, sql in cursor.fetchall()}


def parts_of(kind: str, sql: str) -> set[object]:
    """The columns and rules of a table, each as it was written; of anything else the whole."""
    if kind != "table" or "(" not in sql:
        return {sql}
    inside, depth, parts = sql[sql.index("(") + 1 : sql.rindex(")")], 0, [""]
    for letter in inside:
        depth += (letter == "(") - (letter == ")")
        if letter == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return {re.sub(r"\s+", " ", part).strip() for part in parts}


def rows_django_adds() -> dict[str, set[object]]:
    """What the steps leave in tables that Django fills itself, without numbers and times."""
    from django.contrib.auth.models import Permission
    from django.contrib.contenttypes.models import ContentType

    return {
        "kinds": set(ContentType.objects.values_list("app_label", "model")),
        "permissions": set(Permission.objects.values_list("content_type__model", "codename", "name")),
        "steps": set(MigrationRecorder(connection).applied_migrations()),
    }


@pytest.mark.parametrize("kind", KINDS)
def test_the_tables_made_at_once_are_those_made_step_by_step(prepared: Places, kind: str) -> None:
    with prepared.at(f"by steps {kind}"):
        call_command(migrate.Command(), interactive=False, verbosity=0)
        by_steps, added_by_steps = looked_at(), rows_django_adds()
        others = sum(model._base_manager.count() for model in all_models())

    with prepared.at(f"at once {kind}"):
        call_command("migrate", interactive=False, verbosity=0)
        at_once, added_at_once = looked_at(), rows_django_adds()
        assert sum(model._base_manager.count() for model in all_models()) == others

    assert len(by_steps) >= 3
    differ = {name: at_once[name] ^ by_steps[name] for name in by_steps.keys() & at_once.keys()}
    assert {name: these for name, these in differ.items() if these} == {}
    assert at_once.keys() == by_steps.keys()
    assert added_at_once == added_by_steps


@pytest.mark.parametrize("kind", KINDS)
def test_a_number_is_given_once_in_them_too(prepared: Places, kind: str) -> None:
    from everyweek.web.people.models import Person

    with prepared.at(f"numbers {kind}"):
        prepare_database()
        first = Person.objects.create_user("first@example.nhs.uk", "First")
        number = first.pk
        first.delete()

        assert Person.objects.create_user("second@example.nhs.uk", "Second").pk > number


def test_a_database_with_a_table_of_ours_is_not_empty_and_one_with_others_tables_is(prepared: Places) -> None:
    with prepared.at("others sqlite"):
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE somebody_elses (number integer)")
        before = is_empty()
        prepare_database()

        assert (before, is_empty(), is_behind()) == (True, False, False)
        assert "somebody_elses" in connection.introspection.table_names()


def test_killed_between_two_tables_there_is_none(prepared: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    with prepared.at("killed between sqlite"):
        create_model = connection.SchemaEditorClass.create_model  # type: ignore[union-attr]

        def breaks_off(self: object, model: type) -> None:
            if len(made) == 20:
                raise OSError(28, "No space left on device")
            made.append(model._meta.db_table)  # type: ignore[attr-defined]
            create_model(self, model)

        monkeypatch.setattr(connection.SchemaEditorClass, "create_model", breaks_off)
        with pytest.raises(OSError, match="No space left"):
            make_first_tables()

        assert len(made) == 20
        assert is_empty()


def test_every_step_is_noted(prepared: Places) -> None:
    with prepared.at("noted sqlite"):
        make_first_tables()

        assert set(MigrationRecorder(connection).applied_migrations()) == steps_of_this_version()
        assert not is_behind()

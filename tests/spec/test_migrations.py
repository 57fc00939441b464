"""From every released version to this one, on SQLite and PostgreSQL: nobody and nothing is lost.

tests/fixtures/people holds, for each released version, people's database as that version itself wrote it.
"""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.db.models import AutoField
from support.people import PASSWORD, reader
from support.people_database import Places

from everyweek.web.compare.own_groups.queries import find_own_group
from everyweek.web.people.backup.contents import kept_tables
from everyweek.web.people.backup.history import models_after, steps_taken, unknown_steps
from everyweek.web.people.backup.make import make_backup
from everyweek.web.people.backup.numbering import go_on_after
from everyweek.web.people.backup.restore import restore_backup
from everyweek.web.people.backup.tables import make_tables, references_are_checked
from everyweek.web.people.database import FILE_NAME
from everyweek.web.people.models import Person
from everyweek.web.people.prepare import is_behind, prepare_database

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "people"
RELEASED = [path.stem for path in sorted(FIXTURES.glob("released-*.sql"))]
KINDS = ("sqlite", "postgresql")
NOW = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)
Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def places(server: str, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> Places:
    """Each released version's database, on SQLite as it was written and on PostgreSQL by its own steps."""
    places = Places(tmp_path_factory.mktemp("released"), server, django_db_blocker)
    for version in RELEASED:
        (places.folder / f"{version} sqlite").mkdir()
        written = sqlite3.connect(places.folder / f"{version} sqlite" / FILE_NAME)
        written.executescript((FIXTURES / f"{version}.sql").read_text())
        written.close()
        with places.at(f"{version} sqlite"):
            steps, rows = steps_taken(), rows_then()
            make_backup(places.folder / f"{version}.zip", overwrites=False, version="0.1.0", now=NOW, tell=silent)
        with places.at(f"{version} postgresql"), transaction.atomic():
            make_tables(steps)
            references_are_checked(at_once=False)
            for table in kept_tables(models_after(steps)):
                for field in table.fields:
                    field.auto_now = field.auto_now_add = False  # what was written, not now
                objects = [table.model(**row) for row in rows[table.label]]
                table.model._base_manager.bulk_create(objects)
                if objects and isinstance(table.model._meta.pk, AutoField):
                    go_on_after(table.model, objects[-1].pk)
    return places


def silent(*_: object) -> None:
    """Tells nobody how far it is."""


def rows_then() -> Rows:
    """Every kept row, as the models were when the database's last step was taken."""
    tables = kept_tables(models_after(steps_taken()))
    return {table.label: list(table.model._base_manager.order_by("pk").values()) for table in tables}


def lost(before: Rows, after: Rows) -> list[tuple[str, dict[str, Any]]]:
    """Rows of which a value that was there is not there any more."""
    return [
        (label, row)
        for label, rows in before.items()
        for row in rows
        if not any(all(later.get(name) == value for name, value in row.items()) for later in after[label])
    ]


def upgraded(places: Places, version: str, kind: str) -> str:
    """The name of a place with a released version's database, brought up to date once for all tests."""
    name = f"{version} upgraded {kind}"
    if not (places.folder / name).exists():
        with places.at(name, like=f"{version} {kind}"):
            prepare_database()
    return name


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("version", RELEASED)
def test_every_row_of_a_released_version_is_there_after_the_upgrade(places: Places, version: str, kind: str) -> None:
    with places.at(f"{version} {kind}"):
        before, was_behind = rows_then(), is_behind()

    with places.at(upgraded(places, version, kind)):
        assert was_behind or version == RELEASED[-1]  # nothing may have changed since the newest
        assert not is_behind()
        assert unknown_steps(steps_taken()) == []
        assert sum(map(len, before.values())) > 0
        assert lost(before, rows_then()) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("version", RELEASED)
def test_a_backup_of_a_released_version_is_brought_up_to_date(places: Places, version: str, kind: str) -> None:
    with places.at(f"{version} {kind}"):
        before = rows_then()

    with places.at(f"{version} restored {kind}"):
        restore_backup(places.folder / f"{version}.zip", replaces=False, tell=silent)

        assert not is_behind()
        assert lost(before, rows_then()) == []


@pytest.mark.parametrize("kind", KINDS)
def test_people_of_issue_4_sign_in_with_their_passwords_and_find_their_groups(places: Places, kind: str) -> None:
    with places.at(f"signing in {kind}", like=upgraded(places, "released-1", kind)):
        ann, bob, eve = Person.objects.order_by("email")
        answers = [
            reader().post("/sign-in/", {"login": one.email, "password": password}).status_code
            for one, password in ((ann, PASSWORD), (bob, PASSWORD), (eve, "lantern ferry ninety two"))
        ]
        group = find_own_group(ann.pk, "ours")
        new = Person.objects.create_user("new@example.nhs.uk", "New")

    assert [one.name for one in (ann, bob, eve)] == ["Ann Other", "Bob Ünïcödé O'Brown", "Eve Left"]
    assert answers[0] == 302  # Bob has no password yet, and Eve may not sign in any more
    assert 302 not in answers[1:]
    assert group is not None
    assert (group.name, group.version) == ("Ours, without ZZ2", 2)
    assert {member.code for member in group.members} == {"ZZ1", "ZZR"}
    assert sorted(change.what for change in group.changes) == [
        "made with ZZ1, ZZ2, ZZR",
        "renamed from “Ours” to “Ours, without ZZ2”; removed ZZ2",
    ]
    assert new.pk == 4

"""Backups of people's database: from SQLite and PostgreSQL, into either, whole or not at all."""

import signal
import subprocess
import sys
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, models
from support.every_model import fill_every_model
from support.people import person
from support.people_database import Places, all_models, kept_models, rows_of

from everyweek.web.people.audit.verify import verify_chain
from everyweek.web.people.backup.contents import LEFT_OUT
from everyweek.web.people.backup.errors import CannotRestore
from everyweek.web.people.backup.make import make_backup
from everyweek.web.people.backup.manifest import Manifest
from everyweek.web.people.backup.restore import restore_backup
from everyweek.web.people.models import CountedAttempt, Network, Person, Post, Thread

NOW = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)
KINDS = ("sqlite", "postgresql")
RESTORE_KILLED = """
import os, signal, django
from pathlib import Path
django.setup()
from everyweek.web.people.backup.restore import restore_backup
def tell(table, done, of):
    if table == "people_role":
        os.kill(os.getpid(), signal.SIGKILL)
restore_backup(Path({path!r}), replaces=True, tell=tell)
"""
BACKUP_KILLED = """
import os, signal, django
from datetime import datetime, UTC
from pathlib import Path
django.setup()
from everyweek.web.people.backup.make import make_backup
def tell(table, done, of):
    if table == "people_role":
        os.kill(os.getpid(), signal.SIGKILL)
make_backup(Path({path!r}), overwrites=False, version="1", now=datetime.now(UTC), tell=tell)
"""
ADDING = """
import django; django.setup()
from everyweek.web.people.actions import add_person
add_person(email="new@example.nhs.uk", name="New", password=None)
"""


def silent(*_: object) -> None:
    """Tells nobody how far it is."""


MEASURED = """
import django
from datetime import datetime, UTC
from pathlib import Path
django.setup()
from everyweek.web.people.backup.make import make_backup
from everyweek.web.people.backup.restore import restore_backup
path = Path({path!r})
if {restores}:
    restore_backup(path, replaces=True, tell=lambda *_: None)
else:
    make_backup(path, overwrites=True, version="1", now=datetime.now(UTC), tell=lambda *_: None)
print(next(line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")))
"""


@pytest.fixture(scope="module")
def places(prepared: Places) -> Places:
    """Of either kind a prepared database in which nobody is, a filled one with rows in every table, and its backup."""
    for kind in KINDS:
        with prepared.at(f"filled {kind}", like=f"prepared {kind}"):
            fill_every_model()
            backup(prepared, kind)
    return prepared


def backup(places: Places, name: str, **options: Any) -> Manifest:
    given = {"overwrites": False, "version": "0.1.0", "now": NOW, "tell": silent, **options}
    return make_backup(places.folder / f"{name}.zip", **given)


def restore(places: Places, name: str, **options: Any) -> Manifest:
    return restore_backup(places.folder / f"{name}.zip", **{"replaces": False, "tell": silent, **options})


def python(places: Places, place: str, code: str) -> "subprocess.CompletedProcess[str]":
    environment = places.environment(place)
    return subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=120)


def kept(places: Places, place: str) -> dict[str, list[dict[str, Any]]]:
    with places.at(place):
        return rows_of(kept_models())


def test_every_model_is_kept_or_left_out_with_a_reason_and_has_rows_here(places: Places) -> None:
    labels = {model._meta.label for model in all_models()}
    for kind in KINDS:
        rows = kept(places, f"filled {kind}")
        assert set(rows) | set(LEFT_OUT) == labels
        assert not set(rows) & set(LEFT_OUT)
        assert [label for label, found in rows.items() if len(found) < 2] == []
    assert all(len(why) > 20 for why in LEFT_OUT.values())


def test_nothing_that_is_kept_refers_to_anything_left_out() -> None:
    references = [
        f"{model._meta.label}.{field.name}"
        for model in kept_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model._meta.label in LEFT_OUT
    ]

    assert references == []


@pytest.mark.parametrize("target", KINDS)
@pytest.mark.parametrize("source", KINDS)
def test_what_is_restored_is_row_by_row_what_was_kept(places: Places, source: str, target: str) -> None:
    place = f"from {source} into {target}"
    with places.at(place):
        restored = restore(places, source)
        chain = verify_chain(now=NOW)

    found = kept(places, place)
    assert found == kept(places, f"filled {source}")
    assert restored.rows == sum(len(rows) for rows in found.values())
    assert {entry.label: entry.rows for entry in restored.tables} == {label: len(rows) for label, rows in found.items()}
    assert chain.holds
    assert chain.checked >= 17


@pytest.mark.parametrize("kind", KINDS)
def test_a_number_that_was_given_once_is_never_given_again(places: Places, kind: str) -> None:
    with places.at(f"numbers {kind}", like=f"prepared {kind}"):
        last = [person(f"Person {number}", email=f"p{number}@example.nhs.uk") for number in range(3)][-1].pk
        Person.objects.filter(pk=last).delete()
        backup(places, f"numbers {kind}")
        networks = Network.objects.count()
    with places.at(f"numbers elsewhere {kind}"):
        restore(places, f"numbers {kind}")

        assert person("Ann Other").pk == last + 1
        begun = Network.objects.create(key="x", name="X", kind="cluster", created_at=NOW, updated_at=NOW)
        assert begun.pk == networks + 1


@pytest.mark.parametrize("kind", KINDS)
def test_others_write_while_a_backup_is_made_and_it_is_of_one_instant(places: Places, kind: str) -> None:
    written: list[str] = []

    def write_beside(table: str, *_: object) -> None:
        """After the first table was read, another process adds a person and an address, and need not wait."""
        if not written:
            written.append(table)
            assert python(places, place, ADDING).returncode == 0

    place = f"busy {kind}"
    with places.at(place, like=f"filled {kind}"):
        before = rows_of(kept_models())
        made = backup(places, place, tell=write_beside)
        after = rows_of(kept_models())

    assert written == ["account_emailaddress"]
    for label in ("people.Person", "account.EmailAddress"):
        assert len(after[label]) == len(before[label]) + 1
    assert {entry.label: entry.rows for entry in made.tables} == {label: len(rows) for label, rows in before.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_where_people_are_nothing_is_replaced_unasked_and_a_kill_leaves_what_was_there(
    places: Places, kind: str
) -> None:
    place, asked_to = f"lived in {kind}", RESTORE_KILLED.format(path=str(places.folder / f"{kind}.zip"))
    with places.at(place, like=f"prepared {kind}"):
        person("Ann Other")
        CountedAttempt.objects.create(cache_key="1", value="2", expires=NOW)
        before = rows_of(all_models())

    with places.at(place), pytest.raises(CannotRestore, match=r"is not empty \(1 person\).*say --replace"):
        restore(places, kind)
    killed = python(places, place, asked_to)
    with places.at(place):
        untouched = rows_of(all_models())
        first, second = (restore(places, kind, replaces=True) for _ in range(2))
        attempts = CountedAttempt.objects.count()

    assert killed.returncode == -signal.SIGKILL
    assert untouched == before
    assert attempts == 0
    assert first == second
    assert kept(places, place) == kept(places, f"filled {kind}")


@pytest.mark.parametrize("kind", KINDS)
def test_killed_in_the_middle_a_backup_leaves_no_file_of_its_name(places: Places, kind: str) -> None:
    path, place = places.folder / f"killed-{kind}.zip", f"filled {kind}"

    killed = python(places, place, BACKUP_KILLED.format(path=str(path)))

    assert killed.returncode == -signal.SIGKILL
    assert not path.exists()


@pytest.mark.parametrize("kind", KINDS)
def test_rows_that_refer_to_nobody_are_said_and_nothing_is_changed(places: Places, kind: str) -> None:
    with places.at(f"loose {kind}", like=f"filled {kind}"):
        with connection.constraint_checks_disabled(), connection.cursor() as cursor:
            if kind == "postgresql":
                cursor.execute("ALTER TABLE people_role DISABLE TRIGGER ALL")
            cursor.execute("UPDATE people_role SET person_id = 999999 WHERE id = (SELECT min(id) FROM people_role)")
        backup(places, f"loose {kind}")
    with places.at(f"firm {kind}", like=f"prepared {kind}"):
        before = rows_of(all_models())

        with pytest.raises(CannotRestore, match=r"refers to another that is not in it .*people_role"):
            restore(places, f"loose {kind}")

        assert rows_of(all_models()) == before


def test_what_only_sqlite_can_keep_is_said_when_it_goes_to_postgresql(places: Places) -> None:
    with places.at("odd sqlite", like="filled sqlite"):
        Person.objects.filter(email="member@example.nhs.uk").update(name="a\0b")
        backup(places, "odd sqlite")
    with places.at("odd postgresql", like="prepared postgresql"):
        with pytest.raises(CannotRestore, match=r"of the table people_person, or one of .* does not fit"):
            restore(places, "odd sqlite")

        assert Person.objects.count() == 0


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_memory_does_not_grow_with_the_rows(places: Places, kind: str) -> None:
    peaks: dict[int, list[int]] = {}
    for rows in (1_000, 100_000):
        place = f"{rows} {kind}"
        with places.at(place, like=f"prepared {kind}"):
            thread = Thread.objects.create(network_id=1, title="Long", created_at=NOW, last_post_at=NOW)
            posts = [Post(thread=thread, text=f"{number} " + "words " * 80, created_at=NOW) for number in range(rows)]
            Post.objects.bulk_create(posts, batch_size=2_000)
        path = str(places.folder / f"{place}.zip")
        peaks[rows] = [
            int(python(places, place, MEASURED.format(path=path, restores=restores)).stdout) for restores in (0, 1)
        ]

    few, many = peaks[1_000], peaks[100_000]
    assert [after - before < 25_000 for before, after in zip(few, many, strict=True)] == [True, True], (few, many)

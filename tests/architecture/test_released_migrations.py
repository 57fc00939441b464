"""A step that a released version took is never changed: databases out there took it as it was."""

import hashlib
import sqlite3
from pathlib import Path

import pytest
from django.db.migrations.loader import MigrationLoader

REPOSITORY = Path(__file__).resolve().parents[2]
FIXTURES = REPOSITORY / "tests" / "fixtures" / "people"
RELEASED = {
    path: digest
    for digest, path in (line.split() for line in (FIXTURES / "released-migrations.sha256").read_text().splitlines())
}


@pytest.mark.parametrize("path", RELEASED)
def test_a_released_migration_is_there_as_it_was_released(path: str) -> None:
    assert hashlib.sha256((REPOSITORY / path).read_bytes()).hexdigest() == RELEASED[path]


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("released-*.sql")), ids=lambda path: path.stem)
def test_every_step_that_a_released_version_took_is_known_and_our_own_are_held_to_be_as_they_were(path: Path) -> None:
    database = sqlite3.connect(":memory:")
    database.executescript(path.read_text())
    steps = set(database.execute("SELECT app, name FROM django_migrations"))
    database.close()

    known = MigrationLoader(None).disk_migrations
    our_own = {step for step in steps if known[step].__module__.startswith("everyweek.")}

    assert our_own
    assert {f"src/everyweek/web/{app}/migrations/{name}.py" for app, name in our_own} <= set(RELEASED)

"""People and their groups on SQLite and on a real PostgreSQL: tables made, killed half way, two at once."""

import os
import subprocess
import sys
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from support.people_database import Places

from everyweek.web.people.prepare import is_behind, prepare_database

START = "from everyweek.web.people.commands import prepare; prepare()"
KILLED_WHEN_NOTING_STEP = """
import os, sys
from django.db.migrations.recorder import MigrationRecorder
noted, steps = MigrationRecorder.record_applied, []
def note(*arguments):
    steps.append(arguments)
    if len(steps) == {step}:
        os._exit(9)
    noted(*arguments)
MigrationRecorder.record_applied = note
"""
WRITERS = """
import django; django.setup()
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from django.core.cache import cache
from django.db import connection
from everyweek.reference import directory
from everyweek.web.compare.own_groups import actions
from everyweek.web.compare.own_groups.errors import ChangedMeanwhile
from everyweek.web.compare.own_groups.queries import find_own_group
from everyweek.web.people.actions import add_person

WRITERS, NOW = 8, datetime(2026, 6, 1, tzinfo=UTC)
known, together = directory(), Barrier(WRITERS)
ann = add_person(email="ann@example.nhs.uk", name="Ann Other", password=None)
codes = [("ZZ1", code) for code in ("ZZ2", "ZZ3", "ZZG", "ZZQ", "ZZS", "ZZV", "ZZH", "ZZN")]
actions.create_group(owner=ann, name="Ours", codes=("ZZ1", "ZZR"), directory=known, now=NOW)

def each(work):
    def one(number):
        together.wait()
        try:
            return work(number)
        finally:
            connection.close()
    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(one, range(WRITERS)))

def change(number):
    try:
        actions.change_group(owner=ann, key="ours", seen_version=1, name="Ours", codes=codes[number],
                             directory=known, now=NOW)
        return "saved"
    except ChangedMeanwhile:
        return "clash"

def create(number):
    return actions.create_group(owner=ann, name="New" + "!" * number, codes=codes[number], directory=known, now=NOW).key

print(sorted(each(change)))
found = find_own_group(ann.pk, "ours")
print(found.version, found.codes in codes, len(found.changes))
print(sorted(each(create)))
print(sorted(each(lambda number: cache.add("a lock", number))))
"""


@dataclass(frozen=True)
class Empty:
    """A database without a table, and how it is reached."""

    place: str
    places: Places

    def reached(self) -> AbstractContextManager[None]:
        """From here, by this process."""
        return self.places.at(self.place)

    @property
    def environment(self) -> dict[str, str]:
        """By another process."""
        return self.places.environment(self.place)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, prepared: Places, tmp_path: Path) -> Empty:
    """A database without a table."""
    place = f"{tmp_path.name} {request.param}"
    with prepared.at(place):
        pass
    return Empty(place, prepared)


def python(code: str, surroundings: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-c", code], env=surroundings, capture_output=True, text=True, timeout=60)


def test_the_tables_are_made_at_the_first_start_and_left_alone_at_the_second(empty: Empty) -> None:
    with empty.reached():
        before = is_behind()
        prepare_database()
        first = sorted(MigrationRecorder(connection).applied_migrations().values(), key=lambda step: step.pk)
        prepare_database()
        second = sorted(MigrationRecorder(connection).applied_migrations().values(), key=lambda step: step.pk)

        assert (before, is_behind()) == (True, False)
        assert [(step.pk, step.applied) for step in first] == [(step.pk, step.applied) for step in second]
        call_command("migrate", check_unapplied=True, verbosity=0)  # exits when a step is left


def test_the_file_can_be_read_by_its_owner_only(tmp_path: Path) -> None:
    python(START, {**os.environ, "EVERYWEEK_HOME": str(tmp_path / "new"), "EVERYWEEK_DATABASE": ""})

    assert (tmp_path / "new" / "people.sqlite3").stat().st_mode & 0o777 == 0o600


# Django itself notes these steps after they were committed.
@pytest.mark.parametrize("step", [pytest.param(1, marks=pytest.mark.slow), 13])
def test_killed_while_the_tables_are_made_the_next_start_makes_them(empty: Empty, step: int) -> None:
    killed = python(KILLED_WHEN_NOTING_STEP.format(step=step) + START, empty.environment)

    assert killed.returncode == 9
    with empty.reached():
        prepare_database()
        assert not is_behind()


def test_two_that_start_at_once_both_start(empty: Empty) -> None:
    started = [subprocess.Popen([sys.executable, "-c", START], env=empty.environment) for _ in range(2)]

    assert [process.wait(timeout=60) for process in started] == [0, 0]
    with empty.reached():
        assert not is_behind()


def test_of_eight_who_save_one_version_at_once_one_saves_and_seven_are_told(surroundings: dict[str, str]) -> None:
    told = python(WRITERS, surroundings)

    assert told.returncode == 0, told.stderr
    changed, group, keys, locks = told.stdout.splitlines()
    assert changed == str(["clash"] * 7 + ["saved"])
    assert group == "2 True 2"
    assert keys == str(sorted(["new", *(f"new-{number}" for number in range(2, 9))]))
    assert locks == str([False] * 7 + [True])


@pytest.mark.parametrize("content", [b"this is no database" * 100, b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_file_that_is_no_database_is_a_sentence_and_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "people.sqlite3"
    path.write_bytes(content)
    command = "from everyweek.cli import main; main(['person', 'list'])"

    told = python(command, {**os.environ, "EVERYWEEK_HOME": str(tmp_path), "EVERYWEEK_DATABASE": ""})

    assert told.returncode == 1
    assert "Error: The database of people cannot be used (" in told.stderr
    assert "Traceback" not in told.stderr
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("postgresql://secret@127.0.0.1:1/people", "The database of people cannot be used ("),
        ("mysql://secret@127.0.0.1/people", "EVERYWEEK_DATABASE does not begin with postgresql://"),
    ],
)
def test_a_server_that_is_not_there_is_a_sentence(tmp_path: Path, address: str, said: str) -> None:
    command = "from everyweek.cli import main; main(['person', 'list'])"

    told = python(command, {**os.environ, "EVERYWEEK_HOME": str(tmp_path), "EVERYWEEK_DATABASE": address})

    assert told.returncode == 1
    assert said in told.stderr
    assert "Traceback" not in told.stderr
    assert "secret" not in told.stderr

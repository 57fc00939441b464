"""The file of a backup: how it comes to be, what is said of one that was damaged or forged, and the two commands."""

import errno
import hashlib
import json
import os
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.db import connection
from support.people import person
from support.people_database import Places, all_models, rows_of

from everyweek.cli import main
from everyweek.cli.backup import told_now_and_then
from everyweek.web.people.audit.actions import record
from everyweek.web.people.backup.errors import CannotBackUp
from everyweek.web.people.backup.unfinished import whole_or_not_there
from everyweek.web.people.prepare import prepare_database

NOW = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)
PEOPLE = "tables/people_person.jsonl"
Members = dict[str, bytes]


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> Places:
    """A database with one person in it, its backup, and a database in which nobody is."""
    places = Places(tmp_path_factory.mktemp("files"), "", django_db_blocker)
    with places.at("prepared sqlite"):
        prepare_database()
    with places.at("filled sqlite", like="prepared sqlite"):
        record(by=None, by_words="a test", action="tried", of=("thing", "1"), about=person("Ann Other").pk, now=NOW)
        run("backup", places.folder / "good.zip")
    return places


@pytest.fixture
def good(places: Places) -> Path:
    """A backup that nobody damaged."""
    return places.folder / "good.zip"


def run(command: str, path: Path, *words: str) -> Result:
    return CliRunner().invoke(main, [command, str(path), *words])


def members_of(path: Path) -> Members:
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def packed_again(path: Path, members: Members) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return path


def with_manifest(change: Callable[[dict[str, Any]], object]) -> Callable[[Members], None]:
    """A manifest in which something is changed."""

    def forge(members: Members) -> None:
        manifest = json.loads(members["manifest.json"])
        change(manifest)
        members["manifest.json"] = json.dumps(manifest).encode()

    return forge


def with_people(content: bytes) -> Callable[[Members], None]:
    """Other rows of people, which the manifest describes as if they had been kept."""

    def forge(members: Members) -> None:
        members[PEOPLE] = content
        entry = {"rows": content.count(b"\n"), "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        with_manifest(lambda manifest: table_of(manifest).update(entry))(members)

    return forge


def table_of(manifest: dict[str, Any]) -> dict[str, Any]:
    """What a manifest says of the table of people."""
    found: dict[str, Any] = next(table for table in manifest["tables"] if table["label"] == "people.Person")
    return found


def changed_row(members: Members) -> None:
    members[PEOPLE] = members[PEOPLE].replace(b"Ann Other", b"Eve Other")


FORGED: dict[str, tuple[Callable[[Members], object], str]] = {
    "changed row": (changed_row, "The table people_person in .* is not the one that was kept"),
    "missing table": (lambda members: members.pop(PEOPLE), f"{PEOPLE} is missing in"),
    "missing manifest": (lambda members: members.pop("manifest.json"), "is an archive without manifest.json"),
    "a file beside": (
        lambda members: members.update({"../../evil": b"x"}),
        r"holds what no backup holds \('../../evil'\)",
    ),
    "swollen": (lambda members: members.update({PEOPLE: b"0" * 20_000_000}), "would become 20,000,000 bytes"),
    "swollen as told": (with_people(b"0" * 20_000_000 + b"\n"), "would become 20,000,001 bytes"),
    "long manifest": (lambda members: members.update({"manifest.json": b" " * 5_000_001}), "far larger than any"),
    "no manifest": (
        lambda members: members.update({"manifest.json": b"[1, 2]"}),
        "The manifest .* cannot be understood",
    ),
    "deep manifest": (
        lambda members: members.update({"manifest.json": b"[" * 100_000}),
        "manifest .* cannot be understood",
    ),
    "later form": (with_manifest(lambda one: one.update(format=3)), "has the form 3, and .* reads forms up to 2"),
    "later version": (
        with_manifest(lambda one: one["steps"].append("people.0099_later")),
        "made by a newer version .*people.0099_later is not known",
    ),
    "a step short": (
        with_manifest(lambda one: one["steps"].remove("people.0001_initial")),
        "misses steps .people.0001",
    ),
    "no steps": (with_manifest(lambda one: one.update(steps=[])), "misses steps"),
    "another column": (
        with_manifest(lambda one: table_of(one)["columns"].append("evil")),
        "are not those of the version",
    ),
    "a table twice": (with_manifest(lambda one: one["tables"].append(table_of(one))), "a file that is there twice"),
    "a number as text": (with_manifest(lambda one: one.update(version=1)), "The manifest .* cannot be understood"),
    "fewer than none": (
        with_manifest(lambda one: table_of(one).update(rows=-1)),
        "The manifest .* cannot be understood",
    ),
    "a row that is none": (with_people(b"[1]\n"), "Row 1 of the table people_person cannot be understood"),
    "a row too deep": (with_people(b"[" * 100_000 + b"\n"), "Row 1 of the table people_person cannot be understood"),
}


@pytest.mark.parametrize(("forge", "said"), FORGED.values(), ids=FORGED)
def test_a_forged_backup_is_told_in_a_sentence_and_nothing_is_changed_or_unpacked(
    places: Places, good: Path, tmp_path: Path, forge: Callable[[Members], object], said: str
) -> None:
    members = members_of(good)
    forge(members)
    forged = packed_again(tmp_path / "forged.zip", members)

    check_is_refused(places, forged, said)

    assert [path.name for path in tmp_path.iterdir()] == ["forged.zip"]
    assert not (tmp_path.parent.parent / "evil").exists()


def cut_short(content: bytes) -> bytes:
    return content[: len(content) // 2]


def one_byte_other(content: bytes) -> bytes:
    """In the middle of the packed rows of people."""
    at = content.index(b"tables/people_person.jsonl") + 60
    return content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]


@pytest.mark.parametrize(
    "damage",
    [cut_short, one_byte_other, lambda _: b"", lambda _: b"no archive" * 1000, lambda content: content[:-30]],
    ids=["cut short", "one byte", "empty", "no archive", "without its end"],
)
def test_a_damaged_backup_is_told_in_a_sentence_and_nothing_is_changed(
    places: Places, good: Path, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    (tmp_path / "damaged.zip").write_bytes(damage(good.read_bytes()))

    check_is_refused(places, tmp_path / "damaged.zip", "cannot be read as a backup .* Use another one")


@pytest.mark.parametrize(("name", "said"), [("none.zip", "There is no file"), ("", "cannot be read as a backup")])
def test_what_is_no_file_is_told_in_a_sentence(places: Places, tmp_path: Path, name: str, said: str) -> None:
    check_is_refused(places, tmp_path / name, said)


def test_a_row_with_a_value_that_cannot_be_is_told_with_its_number(places: Places, good: Path, tmp_path: Path) -> None:
    members = members_of(good)
    row = json.loads(members[PEOPLE])
    with_people((json.dumps(row) + "\n" + json.dumps({**row, "joined_at": "tomorrow"}) + "\n").encode())(members)

    forged = packed_again(tmp_path / "forged.zip", members)

    check_is_refused(places, forged, "Row 2 of the table people_person .* its joined_at cannot be 'tomorrow'")


def check_is_refused(places: Places, path: Path, said: str) -> None:
    with places.at("prepared sqlite"):
        before = rows_of(all_models())
        told = run("restore", path)
        after = rows_of(all_models())

    assert told.exit_code == 1, told.output
    assert re.search(said, told.stderr)
    assert "Nothing was changed" in told.stderr
    assert after == before


def test_a_backup_is_for_its_owner_only_and_says_what_is_not_in_it(places: Places, tmp_path: Path) -> None:
    with places.at("filled sqlite"):
        told = run("backup", tmp_path / "new.zip")

    assert told.exit_code == 0
    assert (tmp_path / "new.zip").stat().st_mode & 0o777 == 0o600
    assert re.search(r"new.zip holds \d+ rows of \d+ tables", told.output)
    assert "Keep the secret key as well, in another place" in told.output
    manifest = json.loads(members_of(tmp_path / "new.zip")["manifest.json"])
    assert manifest["database"] == "sqlite"
    assert "sessions.Session" in manifest["left_out"]


def test_a_file_is_written_over_only_when_asked_to(places: Places, tmp_path: Path) -> None:
    path = tmp_path / "kept.zip"
    path.write_text("kept")

    with places.at("filled sqlite"):
        told = run("backup", path)
        content = path.read_text()
        asked = run("backup", path, "--overwrite")

    assert (told.exit_code, asked.exit_code) == (1, 0)
    assert "There is a file" in told.stderr
    assert content == "kept"
    assert "manifest.json" in members_of(path)


@pytest.mark.parametrize("overwrites", [True, False])
def test_a_full_disk_is_said_and_leaves_no_half_file(
    places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, overwrites: bool
) -> None:
    path = tmp_path / "kept.zip"
    if overwrites:
        path.write_text("kept")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with places.at("filled sqlite"):
        told = run("backup", path, "--overwrite")

    assert told.exit_code == 1
    assert "could not be written (No space left on device)" in told.stderr
    assert [one.read_text() for one in tmp_path.iterdir()] == ["kept"] * overwrites


def test_where_no_file_can_be_is_said(places: Places, tmp_path: Path) -> None:
    with places.at("filled sqlite"):
        for path, said in ((tmp_path, "is a folder"), (tmp_path / "none" / "a.zip", "There is no folder")):
            told = run("backup", path)
            assert told.exit_code == 1
            assert said in told.stderr
        (tmp_path / ("x" * 250)).write_text("")
        assert "could not be written (File name too long)" in run("backup", tmp_path / ("y" * 250)).stderr


def test_on_a_disk_without_links_a_file_is_renamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", no_links)
    with whole_or_not_there(tmp_path / "new", overwrites=False) as file:
        file.write(b"all")

    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("new", b"all")]


def test_a_file_that_somebody_else_makes_meanwhile_stays_theirs(tmp_path: Path) -> None:
    with pytest.raises(CannotBackUp, match="There is a file"), whole_or_not_there(tmp_path / "new", overwrites=False):
        (tmp_path / "new").write_text("theirs")

    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("new", "theirs")]


def test_a_database_without_tables_has_nothing_to_back_up(places: Places, tmp_path: Path) -> None:
    with places.at("new sqlite"):
        told = run("backup", tmp_path / "new.zip")

    assert told.exit_code == 1
    assert "There is nothing to back up" in told.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_database_of_a_newer_version_is_left_alone(places: Places, good: Path, tmp_path: Path, command: str) -> None:
    with places.at(f"later {command} sqlite", like="filled sqlite"):
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO django_migrations (app, name, applied) VALUES ('people', '0099_later', '2030-01-01')"
            )
        told = run(command, good if command == "restore" else tmp_path / "new.zip")

    assert told.exit_code == 1
    assert "was last used by a newer version of Everyweek (people.0099_later is not known" in told.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("has_key", [True, False])
def test_a_restore_says_when_the_secret_key_is_another(
    places: Places, good: Path, settings: Any, has_key: bool
) -> None:
    if not has_key:
        settings.SECRET_KEY = "another key"

    with places.at(f"key {has_key} sqlite"):
        told = run("restore", good)

    assert told.exit_code == 0, told.output
    assert re.search(r"Restored \d+ rows of \d+ tables and 0 attached files, as they were at 20\d\d-", told.stdout)
    assert ("another secret key" in told.stderr) is not has_key


def test_a_long_work_says_every_two_seconds_how_far_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    times = iter([0.0, 1.9, 2.0, 2.0, 3.0, 4.0, 4.0])
    tell = told_now_and_then(now=lambda: next(times))

    for done, of in ((1, None), (2_000, None), (3, None), (4_000, 10_000)):
        tell("people_post", done, of)

    assert capsys.readouterr().err.splitlines() == ["people_post: 2,000", "people_post: 4,000 of 10,000"]

"""The files that people attached, in a backup: kept with the rows that name them, checked, and put back."""

import errno
import hashlib
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from support.people_database import Places

from everyweek.cli import main
from everyweek.web.people.attached_files import folder
from everyweek.web.people.prepare import prepare_database

REPORT, PICTURE = b"%PDF-1.7 a report" * 1000, b"\x89PNG the first page"
DIGEST = hashlib.sha256(REPORT).hexdigest()
Members = dict[str, bytes]


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> Places:
    places = Places(tmp_path_factory.mktemp("attached"), "", django_db_blocker)
    with places.at("prepared sqlite"):
        prepare_database()
    return places


@pytest.fixture
def home(places: Places, tmp_path: Path, settings: Any) -> Path:
    """A home in which a file and its picture are kept, and two things that nobody attached."""
    settings.EVERYWEEK_HOME = tmp_path / "home"
    folder().mkdir(parents=True)
    (folder() / DIGEST).write_bytes(REPORT)
    (folder() / f"{DIGEST}.png").write_bytes(PICTURE)
    (folder() / f".{DIGEST}.0badcafe").write_bytes(b"unfinished")
    (folder() / "notes.txt").write_bytes(b"somebody's own")
    return tmp_path


def run(places: Places, command: str, path: Path) -> Result:
    with places.at("prepared sqlite"):
        return CliRunner().invoke(main, [command, str(path)])


def forged(path: Path, change: Callable[[Members, dict[str, Any]], object]) -> Path:
    """A backup in which something was changed, manifest and all."""
    with zipfile.ZipFile(path) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    manifest = json.loads(members.pop("manifest.json"))
    change(members, manifest)
    with zipfile.ZipFile(path.with_name("forged.zip"), "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in {**members, "manifest.json": json.dumps(manifest).encode()}.items():
            packed.writestr(name, content)
    return path.with_name("forged.zip")


def test_what_was_attached_is_put_back_as_it_was(places: Places, home: Path, settings: Any) -> None:
    made = run(places, "backup", home / "kept.zip")
    settings.EVERYWEEK_HOME = home / "elsewhere"

    restored = run(places, "restore", home / "kept.zip")

    assert "tables and 2 attached files (" in made.output
    assert "tables and 2 attached files, as" in restored.output
    assert {path.name: path.read_bytes() for path in folder().iterdir()} == {DIGEST: REPORT, f"{DIGEST}.png": PICTURE}
    assert {path.stat().st_mode & 0o777 for path in folder().iterdir()} == {0o600}


def test_a_file_that_is_there_is_left_as_it_is(places: Places, home: Path) -> None:
    run(places, "backup", home / "kept.zip")
    before = (folder() / DIGEST).stat().st_mtime_ns

    told = run(places, "restore", home / "kept.zip")

    assert told.exit_code == 0
    assert (folder() / DIGEST).stat().st_mtime_ns == before
    assert len(list(folder().iterdir())) == 4


def test_a_file_that_is_removed_while_it_is_backed_up_is_passed_over(
    places: Places, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    def removed_first(path: Path, *words: Any, **more: Any) -> Any:
        if path.name == DIGEST:
            path.unlink()
        return opened(path, *words, **more)

    monkeypatch.setattr(Path, "open", removed_first)

    told = run(places, "backup", home / "kept.zip")

    assert "and 1 attached file (" in told.output


def other_name(name: str) -> Callable[[Members, dict[str, Any]], object]:
    def change(members: Members, manifest: dict[str, Any]) -> None:
        entry = next(one for one in manifest["files"] if one["name"] == DIGEST)
        entry["name"] = name
        members[f"files/{name}"] = members.pop(f"files/{DIGEST}")

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (other_name("../../evil"), r"tells of a file '../../evil' that no Everyweek kept"),
        (other_name("0" * 64), "tells of a file '0{64}' that no Everyweek kept"),
        (other_name(f"{DIGEST}.sh"), "that no Everyweek kept"),
        (lambda members, _: members.update({f"files/{DIGEST}": REPORT[::-1]}), "is not the one that was kept"),
        (lambda members, _: members.update({f"files/{DIGEST}": REPORT * 2}), "which is not what was kept"),
        (lambda members, _: members.pop(f"files/{DIGEST}"), "is missing in"),
        (lambda members, _: members.update({"files/" + "1" * 64: b"x"}), "holds what no backup holds"),
        (lambda _, manifest: manifest.pop("files"), "cannot be understood"),
    ],
    ids=["upwards", "another name", "a script", "other content", "longer", "missing", "one more", "not told of"],
)
def test_what_was_forged_is_told_and_nothing_of_it_is_written(
    places: Places, home: Path, settings: Any, change: Callable[[Members, dict[str, Any]], object], said: str
) -> None:
    run(places, "backup", home / "kept.zip")
    path = forged(home / "kept.zip", change)
    settings.EVERYWEEK_HOME = home / "elsewhere"

    told = run(places, "restore", path)

    assert told.exit_code == 1
    assert re.search(said, told.stderr)
    assert not folder().exists() or list(folder().iterdir()) == []
    assert not (home / "evil").exists()


def test_without_room_for_the_files_nothing_is_restored(
    places: Places, home: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(places, "backup", home / "kept.zip")
    settings.EVERYWEEK_HOME = home / "elsewhere"

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("everyweek.web.people.attached_files.os.fsync", full)

    told = run(places, "restore", home / "kept.zip")

    assert told.exit_code == 1
    assert "could not be written" in told.stderr
    assert "No space left on device" in told.stderr
    assert list(folder().iterdir()) == []


def test_a_backup_of_the_form_before_is_restored_without_files(places: Places, home: Path, settings: Any) -> None:
    def as_before(members: Members, manifest: dict[str, Any]) -> None:
        for entry in manifest.pop("files"):
            members.pop(f"files/{entry['name']}")
        manifest["format"] = 1

    run(places, "backup", home / "kept.zip")
    path = forged(home / "kept.zip", as_before)
    settings.EVERYWEEK_HOME = home / "elsewhere"

    told = run(places, "restore", path)

    assert told.exit_code == 0, told.output
    assert "and 0 attached files" in told.output

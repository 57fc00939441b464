"""Killed in the middle, no room on the disk, two at once: the search index is the old one or the new one, and whole."""

import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support import search_process
from support.findable import WordsAsMeaning
from support.search_process import MANY, new, old

from everyweek.search.answer import Question
from everyweek.search.errors import NoRoom
from everyweek.search.index import Index
from everyweek.search.layout import CURRENT, current
from everyweek.search.searching import search
from everyweek.search.writing import EMBEDDED_AT_ONCE, change_index, embed_missing, write_index

TESTS = Path(__file__).parents[1]
WRITING, LAYOUT = "everyweek.search.writing", "everyweek.search.layout"

MAKING = {
    "when its file is there and empty": (f"{WRITING}.note", 1),
    "in the middle of the documents": (f"{WRITING}.fingerprint", 150),
    "before its first commit": (f"{WRITING}.next_version", 1),
    "before vectors are taken over": (f"{WRITING}._take_over_vectors", 1),
    "when it is whole and does not serve yet": (f"{WRITING}.make_current", 1),
    "while it is brought to the disk": ("os.fsync", 2),
    "when its name is written and not in its place": ("pathlib.Path.replace", 1),
    "when it serves and the old one is not swept": (f"{WRITING}.sweep", 2),
}
CHANGING = {
    "before anything is forgotten": (f"{WRITING}._forget", 1),
    "when half is forgotten": (f"{WRITING}._forget", 150),
    "in the middle of what is new": (f"{WRITING}.fingerprint", 150),
    "before the commit": (f"{WRITING}.next_version", 1),
}
READING = {
    "before the first step": ("support.findable.WordsAsMeaning.embed", 1),
    "between two steps": ("support.findable.WordsAsMeaning.embed", 3),
    "when the vectors of a step are written and not kept": (f"{WRITING}.next_version", 3),
}


def command(what: str, folder: Path, place: str = "", turn: int = 0) -> list[str]:
    return [sys.executable, str(search_process.__file__), what, str(folder), place, str(turn)]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(TESTS)}


def killed(what: str, folder: Path, place: str, turn: int) -> None:
    """A process that dies by its own hand at that moment."""
    ended = subprocess.run(command(what, folder, place, turn), env=environment(), check=False, timeout=60)
    assert ended.returncode == -signal.SIGKILL


def state(folder: Path) -> tuple[int, int, int]:
    """How many documents there are, and how many say that they are old and new; asked of an index opened afresh."""
    index = Index(folder)
    try:
        return tuple(search(index, Question(text, exactly=True)).total for text in ("", "old", "new"))  # type: ignore[return-value]
    finally:
        index.close()


def is_whole(folder: Path) -> bool:
    """Whether the file is sound, its words are those of its texts, and nothing points to what is not there."""
    file = current(folder)
    assert file is not None
    with sqlite3.connect(file) as connection:
        connection.execute("INSERT INTO texts(texts) VALUES ('integrity-check')")
        (said,) = connection.execute("PRAGMA integrity_check").fetchone()
        (unpaired,) = connection.execute(
            "SELECT count(*) FROM documents d LEFT JOIN texts t ON t.rowid = d.id WHERE t.rowid IS NULL"
        ).fetchone()
        vectors = connection.execute("SELECT DISTINCT length(vector) FROM vectors").fetchall()
    connection.close()
    return said == "ok" and unpaired == 0 and vectors in ([], [(4 * WordsAsMeaning.DIMENSIONS,)])


def left_over(folder: Path) -> list[str]:
    """Files that are neither the index that serves, nor its journal, nor the lock, nor the name of what serves."""
    serving = current(folder)
    assert serving is not None
    known = {CURRENT, "lock"}
    return [one.name for one in folder.iterdir() if one.name not in known and not one.name.startswith(serving.name)]


OLD, NEW, CHANGED = (MANY, MANY, 0), (MANY + 10, 0, MANY + 10), (MANY + 10, 0, MANY + 10)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An index of the old texts."""
    write_index(tmp_path / "library", old)
    return tmp_path / "library"


@pytest.mark.parametrize(("place", "turn"), MAKING.values(), ids=MAKING.keys())
def test_killed_while_it_is_made_anew_the_old_or_the_new_one_serves_whole(folder: Path, place: str, turn: int) -> None:
    killed("make", folder, place, turn)

    seen = state(folder)
    assert seen == (NEW if "sweep" in place else OLD)
    assert is_whole(folder)
    write_index(folder, new)
    assert state(folder) == NEW
    assert left_over(folder) == []


@pytest.mark.parametrize(("place", "turn"), CHANGING.values(), ids=CHANGING.keys())
def test_killed_while_it_is_changed_the_old_one_serves_whole(folder: Path, place: str, turn: int) -> None:
    killed("change", folder, place, turn)

    assert state(folder) == OLD
    assert is_whole(folder)
    assert Index(folder).mark() == ""
    change_index(folder, documents=list(new()), gone=["d0"], mark="7")
    assert state(folder) == CHANGED
    assert Index(folder).mark() == "7"


@pytest.mark.parametrize(("place", "turn"), READING.values(), ids=READING.keys())
def test_killed_while_texts_are_read_for_meaning_the_next_run_goes_on(folder: Path, place: str, turn: int) -> None:
    killed("read", folder, place, turn)

    assert state(folder) == OLD
    assert is_whole(folder)
    assert embed_missing(folder, WordsAsMeaning()) == MANY - (turn - 1) * EMBEDDED_AT_ONCE  # type: ignore[arg-type]
    assert embed_missing(folder, WordsAsMeaning()) == 0  # type: ignore[arg-type]


def test_two_processes_that_make_it_at_once_leave_one_whole_index(folder: Path) -> None:
    both = [subprocess.Popen(command("make", folder), env=environment()) for _ in range(2)]

    assert [one.wait(timeout=60) for one in both] == [0, 0]
    assert state(folder) == NEW
    assert is_whole(folder)
    assert left_over(folder) == []


@pytest.mark.parametrize("what", ["make", "change", "read"])
def test_a_full_disk_is_a_sentence_and_the_old_one_serves(folder: Path, what: str) -> None:
    room = 48_000  # bytes that a file may have: too few for the index, and for the journal of a change

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    ended = subprocess.run(
        command(what, folder),
        env={name: value for name, value in environment().items() if not name.startswith("COVERAGE")},
        preexec_fn=little_room,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    last = ended.stderr.strip().splitlines()[-1]
    assert last.startswith("everyweek.search.errors.NoRoom: There is no room left for the search index")
    assert "The library is searched as it was before. Free some space, then run: everyweek index" in last
    assert state(folder) == OLD
    assert is_whole(folder)
    write_index(folder, new)
    assert state(folder) == NEW
    assert left_over(folder) == []


def test_no_room_for_the_name_of_the_new_one_is_said_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)

    with pytest.raises(NoRoom, match="Free some space"):
        write_index(folder, new)
    assert state(folder) == OLD


def test_any_other_trouble_with_the_disk_is_not_taken_for_a_full_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*given: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.fsync", refused)

    with pytest.raises(PermissionError):
        write_index(folder, new)
    assert state(folder) == OLD


@pytest.mark.slow
@pytest.mark.parametrize("what", ["make", "change"])
def test_whenever_it_is_killed_the_index_is_the_old_or_the_new_one(folder: Path, what: str) -> None:
    rng, outcomes = random.Random(2026), set()

    for _ in range(25):
        write_index(folder, old)
        process = subprocess.Popen(command(what, folder), env=environment())
        time.sleep(rng.uniform(0.1, 0.9))
        process.kill()
        outcomes.add(process.wait())
        assert state(folder) in (OLD, NEW)
        assert is_whole(folder)

    assert -signal.SIGKILL in outcomes

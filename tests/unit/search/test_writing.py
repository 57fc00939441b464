"""Writing an index while others read it, and what is left when that goes wrong."""

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.findable import WordsAsMeaning, document, index_of

from everyweek.search import index as module
from everyweek.search.answer import Question
from everyweek.search.document import Document
from everyweek.search.errors import NoIndex
from everyweek.search.index import Index
from everyweek.search.layout import current
from everyweek.search.searching import search
from everyweek.search.writing import EMBEDDED_AT_ONCE, change_index, embed_missing, lacks_vectors, write_index


def found(index: Index, text: str = "") -> set[str]:
    return {hit.key for hit in search(index, Question(text, limit=1000)).hits}


def test_a_new_index_takes_the_place_of_the_old_one_for_those_who_have_it_open(tmp_path: Path) -> None:
    index = index_of(tmp_path, document("a"))
    before = found(index)

    count = write_index(index.folder, lambda: [document("b"), document("c")])

    assert (before, found(index), count) == ({"a"}, {"b", "c"}, 2)
    assert index.made_at() >= "2026"


def test_single_documents_are_changed_added_and_forgotten(tmp_path: Path) -> None:
    index = index_of(tmp_path, document("a", "ward"), document("b", "bed"), document("c", "board"))

    change_index(index.folder, documents=[document("a", "winter"), document("d", "ward")], gone=["b", "no such"])

    assert found(index) == {"a", "c", "d"}
    assert found(index, "ward") == {"d"}
    assert found(index, "bed") == set()


def test_what_is_hidden_again_is_no_word_to_correct_by_any_more(tmp_path: Path) -> None:
    index = index_of(tmp_path, document("a", "reconfiguration"), document("b", "other reconfiguration"))
    shown = search(index, Question("reconfigurtion")).instead

    change_index(index.folder, documents=[document("a", "reconfiguration", readers=["me"])], gone=["b"])

    assert (shown, search(index, Question("reconfigurtion")).instead) == ("reconfiguration", "")


@pytest.mark.parametrize("what", ["nothing", "no name", "no file", "a folder", "rubbish", "another layout"])
def test_without_an_index_it_is_said_what_to_do(tmp_path: Path, what: str) -> None:
    folder = tmp_path / "library"
    if what != "nothing":
        folder.mkdir()
        (folder / "current").write_bytes(b"\xff" if what == "no name" else b"one.index")
    if what == "a folder":
        (folder / "one.index").mkdir()
    elif what == "rubbish":
        (folder / "one.index").write_bytes(b"no index" * 1000)
    elif what == "another layout":
        with sqlite3.connect(folder / "one.index") as connection:
            connection.execute("CREATE TABLE facts (name TEXT, value TEXT)")
        connection.close()

    for asking in (
        lambda: search(Index(folder), Question("ward")),
        lambda: change_index(folder, documents=[document("a")]),
        lambda: embed_missing(folder, WordsAsMeaning()),  # type: ignore[arg-type]
    ):
        with pytest.raises(NoIndex, match="everyweek index"):
            asking()
    if what == "a folder":
        (folder / "one.index").rmdir()
    assert write_index(folder, lambda: [document("a")]) == 1
    assert found(Index(folder)) == {"a"}
    assert len(list(folder.glob("*.index"))) == 1


@pytest.mark.parametrize("page", [1, 20])
def test_an_index_that_is_damaged_is_said_and_made_anew(tmp_path: Path, page: int) -> None:
    index = index_of(tmp_path, *(document(f"d{number}", f"ward {number} " * 50) for number in range(400)))
    assert len(found(index)) == 400
    file = current(index.folder)
    assert file is not None
    index.close()
    size = file.stat().st_size
    with file.open("r+b") as opened:
        opened.seek(4096 * page)
        opened.write(b"\xff" * (size - 4096 * page))

    with pytest.raises(NoIndex, match="cannot be read"):
        search(index, Question("ward"))
    with pytest.raises(NoIndex, match="cannot be read"):
        change_index(index.folder, documents=[document("d3", "ward")])
    write_index(index.folder, lambda: [document("a", "ward")])

    assert found(index, "ward") == {"a"}


def test_a_file_that_is_removed_just_before_it_is_opened_makes_way_for_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = index_of(tmp_path, document("a"))
    names = iter([tmp_path / "library" / "gone.index"])
    monkeypatch.setattr(module, "current", lambda folder: next(names, None) or current(folder))

    assert found(index) == {"a"}


def test_a_failure_in_the_middle_leaves_the_old_index_serving(tmp_path: Path) -> None:
    index = index_of(tmp_path, document("a"))

    def documents() -> Iterator[Document]:
        yield document("b")
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        write_index(index.folder, documents)
    with pytest.raises(sqlite3.IntegrityError):
        write_index(index.folder, lambda: [document("x"), document("x")])

    assert found(index) == {"a"}
    assert write_index(index.folder, lambda: [document("b")]) == 1
    assert len(list(index.folder.glob("*.index"))) == 1


def test_of_one_key_the_last_counts(tmp_path: Path) -> None:
    index = index_of(tmp_path, document("a", "ward"))

    change_index(index.folder, documents=[document("a", "bed"), document("a", "board")])

    assert (found(index), found(index, "board")) == ({"a"}, {"a"})


def test_marks_that_no_text_needs_are_taken_out(tmp_path: Path) -> None:
    index = index_of(tmp_path, document("a", "ward\x00 \x02round\x03 \ud800", body="bed\x00"))

    assert found(index, "round") == {"a"}
    assert search(index, Question("ward")).hits[0].title[0] == ("ward", True)


def test_vectors_are_kept_while_the_text_is_the_same(tmp_path: Path) -> None:
    first, embedder = document("a", "ward"), WordsAsMeaning()
    index = index_of(tmp_path, first, document("b", "bed"))
    steps: list[tuple[int, int]] = []
    made = embed_missing(index.folder, embedder, progress=lambda done, of: steps.append((done, of)))  # type: ignore[arg-type]

    write_index(index.folder, lambda: [first, document("b", "another bed"), document("c", "ward")])
    assert lacks_vectors(index.folder)
    again = embed_missing(index.folder, embedder)  # type: ignore[arg-type]

    assert (made, again, steps) == (2, 1, [(2, 2)])
    assert not lacks_vectors(index.folder)
    assert sorted(embedder.embedded) == ["another bed", "bed", "ward"]


def test_vectors_come_in_steps_that_can_be_stopped(tmp_path: Path) -> None:
    index = index_of(tmp_path, *(document(f"d{number}", f"ward {number}") for number in range(EMBEDDED_AT_ONCE + 5)))

    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        embed_missing(index.folder, WordsAsMeaning(), progress=stop)  # type: ignore[arg-type]

    assert embed_missing(index.folder, WordsAsMeaning()) == 5  # type: ignore[arg-type]


def test_many_threads_read_while_others_write_and_each_sees_one_state(tmp_path: Path) -> None:
    index = index_of(tmp_path, *(document(f"d{number}", "ward") for number in range(20)))
    trouble: list[BaseException] = []
    stop = threading.Event()

    def read() -> None:
        try:
            while not stop.is_set():
                answer = search(index, Question("ward", limit=100))
                assert answer.total == len(answer.hits) == 20
        except BaseException as problem:  # noqa: BLE001
            trouble.append(problem)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for round_ in range(15):
        if round_ % 5 == 0:
            write_index(index.folder, lambda: [document(f"d{number}", "ward") for number in range(20)])
        change_index(index.folder, documents=[document("d3", "ward")])
    stop.set()
    for reader in readers:
        reader.join()

    assert trouble == []

"""Writing an index: all of it beside the old one, or what changed in the one that serves."""

import contextlib
import datetime as dt
import hashlib
import sqlite3
import uuid
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

import numpy as np

from everyweek.search.document import EVERYBODY, Document
from everyweek.search.layout import (
    LAYOUT,
    SUFFIX,
    TABLES,
    alone,
    clean,
    connect,
    connect_to,
    current,
    make_current,
    next_version,
    note,
    sweep,
    transaction,
    unreadable,
    writing_in,
)
from everyweek.search.meaning import Embedder, text_for_meaning
from everyweek.search.spelling import LONGEST, SHORTEST
from everyweek.search.words import words_in

EMBEDDED_AT_ONCE = 64


def write_index(
    folder: Path, documents: Callable[[], Iterable[Document]], *, mark: Callable[[], str] = lambda: ""
) -> int:
    """Make the index of this folder anew and let it serve in one step; how many documents it holds.

    documents : called once nobody else changes the index, so that it sees every change that came before.
    mark      : called before the documents; what it says is kept with the index, such as up to which change it is.
    Whoever searches meanwhile searches the old one. A crash leaves the old one serving and a file beside it, which the
    next call removes. Vectors of texts that have not changed are taken over; others are made by `embed_missing`.
    Raises NoRoom when the disk is full.
    """
    with writing_in(folder), alone(folder):
        sweep(folder)
        beside = folder / f"{uuid.uuid4().hex}{SUFFIX}"
        connection = connect(beside)
        try:
            connection.executescript(TABLES)
            with transaction(connection, writes=True):
                note(connection, "layout", LAYOUT)
                note(connection, "mark", mark())
                note(connection, "made_at", dt.datetime.now(dt.UTC).isoformat(timespec="seconds"))
                count = _add(connection, documents())
                next_version(connection)
            _take_over_vectors(connection, current(folder))
            connection.execute("INSERT INTO texts(texts) VALUES ('optimize')")
            connection.execute("PRAGMA journal_mode = WAL")
        finally:
            connection.close()
        make_current(folder, beside)
        sweep(folder)
    return count


def change_index(
    folder: Path, *, documents: Collection[Document] = (), gone: Collection[str] = (), mark: str | None = None
) -> None:
    """Bring single documents up to date and forget others, while everybody searches.

    documents : as they are now, known or new; of one key the last counts.
    gone      : keys of what is not to be found any more, known or not.
    mark      : what is kept with the index from now on, such as up to which change it is; None leaves it.
    Raises NoIndex when there is none yet, NoRoom when the disk is full.
    """
    latest = {document.key: document for document in documents}
    with _changing(folder) as connection:
        for key in {*gone, *latest}:
            _forget(connection, key)
        _add(connection, latest.values())
        if mark is not None:
            note(connection, "mark", mark)


@contextlib.contextmanager
def _changing(folder: Path) -> Iterator[sqlite3.Connection]:
    """A transaction on the index that serves; readers notice it with their next question. Raises NoIndex, NoRoom."""
    with alone(folder):
        connection = connect_to(current(folder), folder)
        try:
            with writing_in(folder), transaction(connection, writes=True):
                yield connection
                next_version(connection)
        except sqlite3.DatabaseError as problem:
            raise unreadable(folder, problem) from problem
        finally:
            connection.close()


def embed_missing(folder: Path, embedder: Embedder, *, progress: Callable[[int, int], None] | None = None) -> int:
    """Give each text without a vector its vector, in small steps that can be stopped at any time; how many it made.

    progress : called after each step with how many are done and how many there were. Raises NoIndex, NoRoom.
    """
    done = 0
    missing = _without_vector(folder)
    for start in range(0, len(missing), EMBEDDED_AT_ONCE):
        step = missing[start : start + EMBEDDED_AT_ONCE]
        vectors = embedder.embed([text for _, text in step])
        with _changing(folder) as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO vectors VALUES (?, ?)",
                [(mark, vector.tobytes()) for (mark, _), vector in zip(step, vectors, strict=True)],
            )
        done += len(step)
        if progress is not None:
            progress(done, len(missing))
    return done


def lacks_vectors(folder: Path) -> bool:
    """Whether there is a text that `embed_missing` would read. Raises NoIndex."""
    connection = connect_to(current(folder), folder)
    try:
        found = connection.execute(
            "SELECT EXISTS (SELECT 1 FROM documents d"
            " WHERE NOT EXISTS (SELECT 1 FROM vectors v WHERE v.fingerprint = d.fingerprint))"
        ).fetchone()
    finally:
        connection.close()
    return bool(found[0])


def fingerprint(document: Document) -> bytes:
    """What the vector of a document depends on: its text, and nothing else."""
    return hashlib.sha256(text_for_meaning(document).encode("utf-8", "replace")).digest()


def _without_vector(folder: Path) -> list[tuple[bytes, str]]:
    """What tells a text, and the text, the short ones first."""
    connection = connect_to(current(folder), folder)
    try:
        rows = connection.execute(
            "SELECT min(d.id), d.fingerprint, t.title, t.summary, t.body"
            " FROM documents d JOIN texts t ON t.rowid = d.id"
            " WHERE NOT EXISTS (SELECT 1 FROM vectors v WHERE v.fingerprint = d.fingerprint)"
            " GROUP BY d.fingerprint ORDER BY length(t.body)"
        ).fetchall()
    finally:
        connection.close()
    return [
        (mark, text_for_meaning(Document("", title=title, summary=summary, body=body)))
        for _, mark, title, summary, body in rows
    ]


def _add(connection: sqlite3.Connection, documents: Iterable[Document]) -> int:
    audiences: dict[frozenset[str], int] = {}
    words: Counter[str] = Counter()
    count = 0
    for document in documents:
        audience = audiences.get(document.audience)
        if audience is None:
            audience = audiences[document.audience] = _audience(connection, document.audience)
        texts = tuple(clean(text) for text in document.texts)
        number = connection.execute(
            "INSERT INTO documents (key, audience, day, weight, fingerprint) VALUES (?, ?, ?, ?, ?)",
            (
                document.key,
                audience,
                document.day.isoformat() if document.day else None,
                document.weight,
                fingerprint(document),
            ),
        ).lastrowid
        connection.execute(
            "INSERT INTO texts (rowid, title, summary, body, origin, files) VALUES (?, ?, ?, ?, ?, ?)", (number, *texts)
        )
        connection.executemany(
            "INSERT INTO document_facets VALUES (?, ?, ?)",
            {(number, facet, value) for facet, values in document.facets.items() for value in values},
        )
        if EVERYBODY in document.audience:
            words.update(_words_to_correct_by(texts))
        count += 1
    connection.executemany(
        "INSERT INTO words VALUES (?, ?) ON CONFLICT (word) DO UPDATE SET documents = documents + excluded.documents",
        words.items(),
    )
    return count


def _forget(connection: sqlite3.Connection, key: str) -> None:
    row = connection.execute(
        "SELECT d.id, a.readers FROM documents d JOIN audiences a ON a.id = d.audience WHERE d.key = ?", (key,)
    ).fetchone()
    if row is None:
        return
    number, readers = row
    if EVERYBODY in readers.split("\n"):
        texts = connection.execute(
            "SELECT title, summary, body, origin, files FROM texts WHERE rowid = ?", (number,)
        ).fetchone()
        connection.executemany(
            "UPDATE words SET documents = documents - 1 WHERE word = ?",
            [(word,) for word in _words_to_correct_by(texts)],
        )
        connection.execute("DELETE FROM words WHERE documents <= 0")
    for table, column in (("texts", "rowid"), ("document_facets", "document"), ("documents", "id")):
        connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (number,))


def _words_to_correct_by(texts: Iterable[str]) -> set[str]:
    """Only what everybody may read is a word to correct by: else a correction would tell of what is hidden."""
    return {
        word for text in texts for word in words_in(text) if SHORTEST <= len(word) <= LONGEST and not word.isdigit()
    }


def _audience(connection: sqlite3.Connection, readers: frozenset[str]) -> int:
    written = "\n".join(sorted(readers))
    connection.execute("INSERT OR IGNORE INTO audiences (readers) VALUES (?)", (written,))
    number = int(connection.execute("SELECT id FROM audiences WHERE readers = ?", (written,)).fetchone()[0])
    connection.executemany(
        "INSERT OR IGNORE INTO audience_readers VALUES (?, ?)", [(reader, number) for reader in readers]
    )
    return number


def _take_over_vectors(connection: sqlite3.Connection, serving: Path | None) -> None:
    """Vectors of the index that serves, where the text is the same. An index that cannot be read has none to give."""
    if serving is None or not serving.exists():
        return
    try:
        connection.execute("ATTACH ? AS old", (str(serving),))
        connection.execute(
            "INSERT INTO vectors SELECT v.fingerprint, v.vector FROM old.vectors v"
            " WHERE v.fingerprint IN (SELECT fingerprint FROM documents) AND length(v.vector) = ?",
            (np.dtype(np.float32).itemsize * Embedder.DIMENSIONS,),
        )
    except sqlite3.Error:
        return
    connection.execute("DETACH old")

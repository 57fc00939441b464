"""The shape of an index: a folder with one SQLite file, made from nothing whenever its shape changes.

Each index that is made has a name of its own, and the file `current` names the one that serves. A file is never put in
another's place: whoever still reads the old one would take the journal of the new one for its own.
"""

import contextlib
import errno
import fcntl
import os
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from everyweek.search.document import COLUMNS
from everyweek.search.errors import NoIndex, NoRoom

LAYOUT = "2"
CURRENT = "current"
SUFFIX = ".index"
WAITS_SECONDS = 10.0
FULL = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}
SQLITE_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_IOERR_WRITE}
NOT_FOR_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")

TABLES = f"""
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE audiences (id INTEGER PRIMARY KEY, readers TEXT NOT NULL UNIQUE);
CREATE TABLE audience_readers (
    reader TEXT NOT NULL, audience INTEGER NOT NULL, PRIMARY KEY (reader, audience)
) WITHOUT ROWID;
CREATE TABLE documents (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, audience INTEGER NOT NULL, day TEXT, weight REAL NOT NULL,
    fingerprint BLOB NOT NULL
);
CREATE INDEX documents_by_fingerprint ON documents (fingerprint);
CREATE TABLE document_facets (
    document INTEGER NOT NULL, facet TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (document, facet, value)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE texts USING fts5(
    {", ".join(COLUMNS)}, tokenize = 'porter unicode61 remove_diacritics 2', prefix = '2 3'
);
CREATE TABLE words (word TEXT PRIMARY KEY, documents INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE vectors (fingerprint BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID;
"""


def clean(text: str) -> str:
    """A text without the marks that no text needs and no database likes."""
    return NOT_FOR_TEXT.sub(" ", text)


def connect(path: Path) -> sqlite3.Connection:
    """A connection that commits nothing by itself. Raises NoIndex when the file cannot be opened.

    It may be closed by another thread than the one that opened it, as happens when a thread ends.
    """
    try:
        connection = sqlite3.connect(path, timeout=WAITS_SECONDS, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA synchronous = NORMAL")
    except sqlite3.Error as problem:
        raise NoIndex(f"The search index {path} cannot be opened ({problem}). Run: everyweek index") from problem
    return connection


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection, *, writes: bool) -> Iterator[None]:
    """Everything in it happens or nothing does, and all of it sees one state of the index."""
    connection.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
    try:
        yield
    except BaseException:
        if connection.in_transaction:  # a full disk ends it by itself
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextlib.contextmanager
def writing_in(folder: Path) -> Iterator[None]:
    """A full disk while something is written is said as such. Raises NoRoom."""
    try:
        yield
    except (sqlite3.Error, OSError) as problem:
        if not _is_full(problem):
            raise
        raise NoRoom(
            f"There is no room left for the search index in {folder} ({problem}). The library is searched as it was "
            "before. Free some space, then run: everyweek index"
        ) from problem


def _is_full(problem: sqlite3.Error | OSError) -> bool:
    if isinstance(problem, OSError):
        return problem.errno in FULL
    return getattr(problem, "sqlite_errorcode", None) in SQLITE_FULL


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Nobody else changes the index in this folder meanwhile; whoever else wants to waits. Readers go on."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def current(folder: Path) -> Path | None:
    """The file that serves; None when none was finished yet."""
    try:
        return folder / (folder / CURRENT).read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return None


def make_current(folder: Path, file: Path) -> None:
    """Let this file serve from now on. It is whole on the disk before its name is."""
    for whole in (file, folder):
        descriptor = os.open(whole, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)
    name = folder / f"{CURRENT}.new"
    with name.open("w", encoding="ascii") as written:
        written.write(file.name)
        written.flush()
        os.fsync(written.fileno())
    name.replace(folder / CURRENT)


def sweep(folder: Path) -> None:
    """Remove what no longer serves and what was never finished. Who still reads a removed file reads on in it."""
    serving = current(folder)
    for file in folder.glob(f"*{SUFFIX}*"):
        if serving is None or not file.name.startswith(serving.name):
            file.unlink(missing_ok=True)


def fact(connection: sqlite3.Connection, name: str) -> str | None:
    """A fact about the index itself: its layout, its version, when it was made."""
    row = connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


def note(connection: sqlite3.Connection, name: str, value: str) -> None:
    """Write down a fact about the index itself."""
    connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))


def next_version(connection: sqlite3.Connection) -> None:
    """Tell readers that what they keep of the index in memory is out of date."""
    note(connection, "version", str(int(fact(connection, "version") or "0") + 1))


def connect_to(file: Path | None, folder: Path) -> sqlite3.Connection:
    """A connection to an index that serves. Raises NoIndex when there is none that this version can read."""
    if file is None or not file.exists():
        raise NoIndex(f"There is no search index in {folder} yet. Run: everyweek index")
    connection = connect(file)
    try:
        found = fact(connection, "layout")
    except sqlite3.Error as problem:
        connection.close()
        raise unreadable(folder, problem) from problem
    if found != LAYOUT:
        connection.close()
        raise NoIndex(f"The search index in {folder} is of another version of Everyweek. Run: everyweek index")
    return connection


def unreadable(folder: Path, problem: Exception) -> NoIndex:
    """The sentence for an index that is damaged."""
    return NoIndex(f"The search index in {folder} cannot be read ({problem}). Run: everyweek index")

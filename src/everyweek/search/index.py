"""An index that is open to be searched, by many threads at once, while others change it."""

import contextlib
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

from everyweek.search.columns import Columns, read_columns
from everyweek.search.errors import NoIndex
from everyweek.search.layout import connect_to, current, fact, transaction, unreadable


class Index:
    """The index in a folder. One that was made anew or changed is noticed with the next question."""

    def __init__(self, folder: Path) -> None:
        """Nothing is opened before the first question."""
        self.folder = folder
        self._own = threading.local()
        self._lock = threading.Lock()
        self._columns: tuple[Path, Columns] | None = None

    @contextlib.contextmanager
    def reading(self) -> Iterator[tuple[sqlite3.Connection, Columns]]:
        """One state of the index for everything inside. Raises NoIndex."""
        connection, file = self._connection()
        try:
            with transaction(connection, writes=False):
                yield connection, self._columns_of(connection, file)
        except sqlite3.DatabaseError as problem:
            self.close()
            raise unreadable(self.folder, problem) from problem

    def made_at(self) -> str:
        """When all of it was made last, as an ISO moment in UTC. Raises NoIndex."""
        with self.reading() as (connection, _):
            return fact(connection, "made_at") or ""

    def mark(self) -> str:
        """What whoever wrote the index last kept with it; "" for nothing. Raises NoIndex."""
        with self.reading() as (connection, _):
            return fact(connection, "mark") or ""

    def close(self) -> None:
        """Let go of the file in this thread; the next question opens it again."""
        connection: sqlite3.Connection | None = getattr(self._own, "connection", None)
        self._own.connection = self._own.file = None
        if connection is not None:
            connection.close()

    def _connection(self) -> tuple[sqlite3.Connection, Path]:
        file = current(self.folder)
        if file is None:
            self.close()
            raise NoIndex(f"There is no search index in {self.folder} yet. Run: everyweek index")
        if getattr(self._own, "file", None) != file:
            self.close()
            self._own.connection, self._own.file = self._open(file)
        return self._own.connection, self._own.file

    def _open(self, file: Path) -> tuple[sqlite3.Connection, Path]:
        """A file that is removed between its name being read and its being opened makes way for the next."""
        try:
            return connect_to(file, self.folder), file
        except NoIndex:
            again = current(self.folder)
            if again is None or again == file:
                raise
            return connect_to(again, self.folder), again

    def _columns_of(self, connection: sqlite3.Connection, file: Path) -> Columns:
        version = fact(connection, "version") or ""
        kept = self._columns
        if kept is None or kept[0] != file or kept[1].version != version:
            with self._lock:
                kept = self._columns
                if kept is None or kept[0] != file or kept[1].version != version:
                    kept = self._columns = (file, read_columns(connection, version))
        return kept[1]

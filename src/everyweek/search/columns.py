"""What an index keeps in memory of its documents, as arrays: everything that is needed to count and to order."""

import datetime as dt
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from everyweek.search.spelling import Vocabulary

Places = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Facet:
    """One property of the documents. value `codes[i]` holds for the document in place `places[i]`."""

    values: tuple[str, ...]
    places: Places
    codes: Places

    def count(self, among: Mask) -> dict[str, int]:
        """How many documents have each value; values that none has are left out."""
        counts = np.bincount(self.codes[among[self.places]], minlength=len(self.values))
        return {self.values[code]: int(counts[code]) for code in np.flatnonzero(counts)}

    def having(self, chosen: Iterable[str]) -> Places:
        """The places of the documents with any of the values; a value that no document has changes nothing."""
        wanted = [code for code, value in enumerate(self.values) if value in set(chosen)]
        return self.places[np.isin(self.codes, wanted)]


@dataclass(frozen=True, slots=True)
class Columns:
    """All documents of an index in the order of their numbers; a place is a position in these.

    numbers   : of the documents in the file, ascending.
    audiences : the number of who may find each.
    days      : of the latest change as days since 1 January of year 1; 0 for none.
    weights   : what the rank of each by words is multiplied by.
    vectors   : one row for each document that has one, `with_vector` their places.
    """

    version: str
    numbers: Places
    keys: tuple[str, ...]
    audiences: Places
    days: Places
    weights: NDArray[np.float64]
    facets: Mapping[str, Facet]
    vocabulary: Vocabulary
    with_vector: Places
    vectors: NDArray[np.float32]

    def places_of(self, numbers: Sequence[int] | Places) -> Places:
        """Where the documents with these numbers stand."""
        return np.searchsorted(self.numbers, np.asarray(numbers, dtype=np.int64)).astype(np.int64)

    def newest_first(self, among: Mask) -> Places:
        """Places, the latest change first; of one day, in the order of their keys; without a day last."""
        places = np.flatnonzero(among)
        keys = np.array([self.keys[place] for place in places], dtype=str)
        return places[np.lexsort((keys, -self.days[places]))].astype(np.int64)


def read_columns(connection: sqlite3.Connection, version: str) -> Columns:
    """Everything, within the transaction that the caller has begun."""
    rows = connection.execute(
        "SELECT id, key, audience, day, weight, fingerprint FROM documents ORDER BY id"
    ).fetchall()
    numbers = np.array([row[0] for row in rows], dtype=np.int64)
    vectors = dict(connection.execute("SELECT fingerprint, vector FROM vectors"))
    with_vector = [place for place, row in enumerate(rows) if row[5] in vectors]
    matrix = np.frombuffer(b"".join(vectors[rows[place][5]] for place in with_vector), dtype=np.float32)
    return Columns(
        version=version,
        numbers=numbers,
        keys=tuple(row[1] for row in rows),
        audiences=np.array([row[2] for row in rows], dtype=np.int64),
        days=np.array([_days(row[3]) for row in rows], dtype=np.int64),
        weights=np.array([row[4] for row in rows], dtype=np.float64),
        facets=_facets(connection, numbers),
        vocabulary=Vocabulary(connection.execute("SELECT word, documents FROM words")),
        with_vector=np.array(with_vector, dtype=np.int64),
        vectors=matrix.reshape(len(with_vector), -1) if with_vector else np.empty((0, 0), dtype=np.float32),
    )


def _days(day: str | None) -> int:
    return dt.date.fromisoformat(day).toordinal() if day else 0


def _facets(connection: sqlite3.Connection, numbers: Places) -> dict[str, Facet]:
    found: dict[str, tuple[list[int], list[int], dict[str, int]]] = {}
    for document, facet, value in connection.execute("SELECT document, facet, value FROM document_facets"):
        documents, codes, values = found.setdefault(facet, ([], [], {}))
        documents.append(document)
        codes.append(values.setdefault(value, len(values)))
    return {
        name: Facet(
            values=tuple(values),
            places=np.searchsorted(numbers, np.array(documents, dtype=np.int64)).astype(np.int64),
            codes=np.array(codes, dtype=np.int64),
        )
        for name, (documents, codes, values) in found.items()
    }

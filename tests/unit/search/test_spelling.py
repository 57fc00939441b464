"""Words that nobody wrote, and the nearest that somebody did."""

import pytest

from everyweek.search.spelling import Vocabulary

WORDS = Vocabulary(
    [
        ("discharge", 40), ("discharged", 2), ("ward", 90), ("wards", 5), ("winter", 7), ("2026", 3), ("flow", 50),
        ("having", 60),
    ]
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("discahrge", "discharge"),
        ("dischrage", "discharge"),
        ("dicsharged", "discharged"),
        ("wintr", "winter"),
        ("wrad", "ward"),
        ("wxxd", None),
        ("winetrs", None),
        ("slow", None),
        ("saving", None),
        ("bed", None),
        ("2027", None),
        ("winter2", None),
        ("a" * 41, None),
        ("discombobulate", None),
    ],
)
def test_the_nearest_word_is_one_slip_away_or_two_in_long_words_and_begins_alike(typed: str, meant: str | None) -> None:
    assert WORDS.nearest(typed) == meant


def test_of_equally_near_words_the_commonest_was_meant() -> None:
    assert Vocabulary([("board", 3), ("beard", 2)]).nearest("bxard") == "board"


def test_it_knows_how_many_documents_hold_a_word() -> None:
    assert WORDS.documents("ward") == 90
    assert WORDS.documents("theatre") == 0
    assert "ward" in WORDS

"""What a reader typed, taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyweek.search.words import MOST_WORDS, Meanings, as_match, take_apart, words_in

LOS = Meanings([("length of stay", "los"), ("length of stay", "duration of stay"), ("stay", "visit")])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("How do we reduce length of stay?", ("reduce", "length", "stay")),
        ("SDEC sdec Sdec", ("sdec",)),
        ("the of and", ("the", "of", "and")),
        ("Böblingen café", ("böblingen", "café")),
        ("___ -- !!", ()),
        ("", ()),
    ],
)
def test_words_are_taken_once_without_the_common_ones(text: str, words: tuple[str, ...]) -> None:
    assert take_apart(text).words == words


def test_what_stands_between_quotation_marks_is_a_phrase_and_an_empty_one_is_none() -> None:
    asked = take_apart('“red bag” and "" "the of" homes "unclosed')

    assert asked.phrases == (("red", "bag"), ("the", "of"))
    assert asked.words == ("homes", "unclosed")


def test_too_many_words_are_left_out_and_counted() -> None:
    asked = take_apart('"one two" ' + " ".join(f"word{number}" for number in range(100)))

    assert len(asked.words) == MOST_WORDS - 2
    assert asked.left_out == 70
    assert not asked.is_empty


@given(st.text())
def test_any_text_becomes_quoted_words_and_nothing_else(text: str) -> None:
    asked = take_apart(text)
    match = as_match(asked) if not asked.is_empty else '""'

    outside = "".join(part for place, part in enumerate(match.split('"')) if place % 2 == 0)
    assert set(outside.replace(" OR ", "").replace(" AND ", "")) <= set("()")
    assert all(word in words_in(text) for word in asked.words)


def test_the_longest_wording_hides_those_inside_it_and_each_leads_to_all_others() -> None:
    others = LOS.others_in("Reduce length of stay, one visit; LOS")

    assert others == {
        ("length", "of", "stay"): (("los",), ("duration", "of", "stay")),
        ("visit",): (("stay",),),
        ("los",): (("length", "of", "stay"),),
    }
    assert LOS.knows("los")
    assert not LOS.knows("length")


def test_without_wordings_nothing_has_other_words() -> None:
    assert Meanings([]).others_in("length of stay") == {}

"""Two texts that came from one, put together again: nothing that anybody wrote is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyweek.web.assess.conversation import merging
from everyweek.web.assess.conversation.merging import changes, joined, merge, split

WORDS = st.lists(st.sampled_from(["bed", "ward", "open", "late", "7", ",", ".", "\n", "  ", "ärztin"]), max_size=14)
TEXTS = WORDS.map(" ".join)
ONCE_EACH = st.lists(st.sampled_from(["bed", "ward", "open", "late", "7"]), unique=True).map(" ".join)
ADDED = st.lists(st.sampled_from(["anna1", "anna2", "ben1", "ben2", "ben3"]), max_size=4)


def words_of(text: str) -> set[str]:
    return {one for one in split(text) if one[0].isalnum()}


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "both"),
    [
        ("The ward is open.", "The ward is open daily.", "The day ward is open.", "The day ward is open daily."),
        ("One. Two. Three.", "One. Three.", "One. Two. Three. Four.", "One. Three. Four."),
        ("We have beds.", "We have ten beds.", "We have twelve beds.", "We have twelve ten beds."),
        ("", "Hello there", "Good morning", "Good morning Hello there"),
        ("Open", "Open now", "Open daily", "Open daily now"),
        ("Is it open late today", "Is it open today", "", "Is it open today"),
        ("It is closed.", "It is open.", "It is usually closed.", "It is usually open."),
        ("The rota is kept.", "The rota of June is kept.", "", "The rota of June is kept."),
        ("a, b", "a b", "a,b", "a b"),
    ],
)
def test_what_two_people_wrote_is_put_together(base: str, mine: str, theirs: str, both: str) -> None:
    assert merge(base, mine, theirs) == both


@given(base=TEXTS, mine=TEXTS, theirs=TEXTS)
def test_every_word_that_either_added_is_in_the_result(base: str, mine: str, theirs: str) -> None:
    result = words_of(merge(base, mine, theirs))

    assert (words_of(mine) | words_of(theirs)) - words_of(base) <= result


@given(base=ONCE_EACH, mine=TEXTS, theirs=TEXTS)
def test_a_word_that_neither_took_out_stays(base: str, mine: str, theirs: str) -> None:
    result = words_of(merge(base, mine, theirs))

    assert words_of(base) & words_of(mine) & words_of(theirs) <= result


@given(base=TEXTS, other=TEXTS)
def test_when_only_one_changed_something_that_ones_text_is_kept_to_the_letter(base: str, other: str) -> None:
    assert merge(base, other, base) == other
    assert merge(base, base, other) == other
    assert merge(base, other, other) == other


@given(base=WORDS, mine=ADDED, theirs=ADDED, where=st.tuples(st.integers(0, 14), st.integers(0, 14)))
def test_what_is_put_in_by_two_stands_once_each(
    base: list[str], mine: list[str], theirs: list[str], where: tuple[int, int]
) -> None:
    own = [f"mine{word}" for word in mine]
    others = [f"theirs{word}" for word in theirs]
    first = " ".join([*base[: where[0]], *own, *base[where[0] :]])
    second = " ".join([*base[: where[1]], *others, *base[where[1] :]])

    result = split(merge(" ".join(base), first, second))

    assert [result.count(word) for word in own] == [own.count(word) for word in own]
    assert [result.count(word) for word in others] == [others.count(word) for word in others]


@given(base=TEXTS, mine=TEXTS, theirs=TEXTS)
def test_merging_the_result_again_changes_nothing(base: str, mine: str, theirs: str) -> None:
    once = merge(base, mine, theirs)

    assert merge(theirs, once, theirs) == once
    assert merge(once, once, once) == once


@given(text=st.text(max_size=60))
def test_the_tokens_of_a_text_are_the_text(text: str) -> None:
    assert joined(split(text)) == text


@given(base=TEXTS, other=TEXTS)
def test_the_changes_of_a_text_make_the_other(base: str, other: str) -> None:
    tokens, at, made = split(base), 0, []
    for one in changes(tokens, split(other)):
        made += [*tokens[at : one.start], *one.tokens]
        at = one.end

    assert "".join([*made, *tokens[at:]]) == other


def test_long_texts_that_have_little_in_common_are_kept_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "MOST_PAIRS", 5)

    result = merge("a b a b a b a b", "b a c b a b a", "a a d a b b b")

    assert {"c", "d"} <= words_of(result)

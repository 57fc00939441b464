"""Which themes are suggested: their rank, the blend, and the reasons."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyweek.maturity.errors import CannotSuggest
from everyweek.maturity.framework import Setting
from everyweek.maturity.gaps import Candidate, Suggestion, suggest_choice

IN: Setting = "in hospital"
OUT: Setting = "out of hospital"


def of(theme: str, setting: Setting, gap: float | None, opportunity: float | None = None) -> Candidate:
    return Candidate(theme, theme.upper(), setting, gap, opportunity)


def picked(found: Suggestion) -> list[str]:
    return [one.theme for one in found.picks]


def test_they_are_ranked_by_what_is_missing_times_what_could_be_won() -> None:
    found = suggest_choice([of("a", IN, 0.5, 0.4), of("b", OUT, 0.3, 0.9), of("c", IN, 0.9, 0.1)], 2)

    # 0.20, 0.27 and 0.09
    assert picked(found) == ["b", "a"]
    assert [one.rank for one in found.picks] == [1, 2]
    assert found.picks[0].why == "30% of it is still missing, and its measures are far behind those of peers."
    assert found.picks[1].why == "50% of it is still missing, and its measures are behind those of peers."
    assert found.passed_over[0].why == (
        "90% of it is still missing, and its measures are a little behind those of peers. Others come before it."
    )
    assert found.notes == ()


def test_those_whose_measures_are_not_known_come_after_those_whose_are_and_that_is_said() -> None:
    found = suggest_choice([of("a", IN, 1.0), of("b", OUT, 0.1, 0.1), of("c", OUT, 0.4, 0.0)], 3)

    assert picked(found) == ["b", "a", "c"]
    assert found.picks[1].why.endswith("How its measures stand beside those of peers is not known.")
    assert found.picks[2].why == "40% of it is still missing, but its measures are not behind those of peers."
    assert found.notes == (
        "Those whose measures cannot be put beside peers come after the others, by what is missing alone.",
    )


def test_where_no_measure_is_known_only_what_is_missing_counts_and_that_is_said() -> None:
    found = suggest_choice([of("a", IN, 0.2), of("b", OUT, 0.6)], 1)

    assert picked(found) == ["b"]
    assert found.notes == (
        "How the measures stand beside those of peers is not known, so only what is missing counts.",
        "With one to choose it cannot be a blend of in and out of hospital.",
    )


def test_the_choice_is_a_blend_and_says_who_made_way_for_whom() -> None:
    found = suggest_choice([of("a", IN, 0.9, 1), of("b", IN, 0.8, 1), of("c", IN, 0.7, 1), of("d", OUT, 0.1, 1)], 2)

    assert picked(found) == ["a", "d"]
    assert found.picks[1].rank == 4
    assert found.picks[1].why.endswith("It is here so that one of them is out of hospital.")
    assert found.passed_over[0].why.endswith("It makes way for D, so that the choice has both settings.")
    assert found.passed_over[1].why.endswith("Others come before it.")


def test_where_one_setting_has_nothing_to_suggest_it_is_no_blend_and_says_so() -> None:
    found = suggest_choice([of("a", IN, 0.9), of("b", IN, 0.8), of("c", OUT, 0.0)], 2)

    assert picked(found) == ["a", "b"]
    assert found.notes[1:] == ("It is no blend: there is nothing to suggest out of hospital.",)


def test_a_framework_without_settings_needs_no_blend() -> None:
    found = suggest_choice([of("a", "", 0.9), of("b", "", 0.8)], 1)

    assert picked(found) == ["a"]
    assert len(found.notes) == 1


def test_what_is_not_missing_or_not_known_is_not_suggested_and_the_choice_is_shorter() -> None:
    found = suggest_choice([of("a", IN, 0.9), of("b", OUT, 0.0), of("c", OUT, None)], 3)

    assert picked(found) == ["a"]
    assert [(one.theme, one.rank, one.why) for one in found.passed_over] == [
        ("b", 0, "Nothing of it is missing."),
        ("c", 0, "No place has answered all of it, so nobody knows what is missing."),
    ]
    assert "Only 1 of 3 can be suggested: of the others nothing is missing, or nobody knows." in found.notes


def test_equals_stand_in_the_order_of_the_framework() -> None:
    found = suggest_choice([of("a", IN, 0.3, 0.1), of("b", OUT, 0.1, 0.3), of("c", IN, 0.3, 0.1)], 3)

    assert picked(found) == ["a", "b", "c"]


def test_what_a_unit_is_worth_counts_once_it_is_known_of_all() -> None:
    both = [replace(of("a", IN, 0.5, 0.5), worth=1.0), replace(of("b", OUT, 0.4, 0.5), worth=2.0)]

    assert picked(suggest_choice(both, 2)) == ["b", "a"]
    assert picked(suggest_choice([both[0], replace(both[1], worth=None)], 2)) == ["a", "b"]


@pytest.mark.parametrize(("gap", "said"), [(0.004, "less than 1%"), (0.996, "more than 99%"), (1.0, "100%")])
def test_a_share_is_never_rounded_to_none_or_to_all(gap: float, said: str) -> None:
    assert suggest_choice([of("a", "", gap)], 1).picks[0].why.startswith(f"{said} of it")


def test_nothing_to_choose_from_and_nothing_to_choose_are_empty_suggestions() -> None:
    assert suggest_choice([], 0) == Suggestion((), (), ())
    assert suggest_choice([], 4).notes == (
        "Only 0 of 4 can be suggested: of the others nothing is missing, or nobody knows.",
    )
    assert picked(suggest_choice([of("a", IN, 0.5)], 0)) == []


@pytest.mark.parametrize(
    ("candidates", "chosen", "said"),
    [
        ([of("a", IN, 1.2)], 1, "The gap of A is 1.2; it must lie between 0 and 1."),
        ([of("a", IN, 1, -0.1)], 1, "The opportunity of A is -0.1; it must lie between 0 and 1."),
        ([replace(of("a", IN, 1, 1), worth=0)], 1, "The worth of A is 0; it must be above 0."),
        ([of("a", IN, 1), of("a", OUT, 1)], 1, "A theme is there twice."),
        ([], -1, "-1 themes cannot be chosen."),
    ],
)
def test_what_cannot_be_is_refused(candidates: list[Candidate], chosen: int, said: str) -> None:
    with pytest.raises(CannotSuggest) as raised:
        suggest_choice(candidates, chosen)

    assert str(raised.value) == said


SHARES = st.one_of(st.none(), st.floats(0, 1))
CANDIDATES = st.lists(st.tuples(st.sampled_from([IN, OUT]), SHARES, SHARES), max_size=10).map(
    lambda found: [of(f"t{place}", *one) for place, one in enumerate(found)]
)


@given(CANDIDATES, st.integers(0, 6))
def test_as_many_are_suggested_as_are_asked_for_and_have_something_missing(
    candidates: list[Candidate], chosen: int
) -> None:
    found = suggest_choice(candidates, chosen)

    assert len(found.picks) == min(chosen, sum(1 for one in candidates if one.gap))
    assert sorted(one.theme for one in (*found.picks, *found.passed_over)) == sorted(one.theme for one in candidates)
    assert all(one.why for one in (*found.picks, *found.passed_over))


@given(CANDIDATES, st.integers(2, 6))
def test_it_is_a_blend_whenever_both_settings_have_something_missing(candidates: list[Candidate], chosen: int) -> None:
    there = {one.setting for one in candidates if one.gap}

    found = suggest_choice(candidates, chosen)

    if there == {IN, OUT}:
        assert {one.setting for one in found.picks} == there


@given(CANDIDATES, st.integers(0, 6), st.randoms(use_true_random=False))
def test_the_order_in_which_they_are_given_decides_between_equals_and_nothing_else(
    candidates: list[Candidate], chosen: int, shuffler: object
) -> None:
    shuffled = list(candidates)
    shuffler.shuffle(shuffled)  # type: ignore[attr-defined]

    first, second = (
        [(one.rank, gaps[one.theme]) for one in suggest_choice(them, chosen).picks]
        for them in (candidates, shuffled)
        for gaps in ({one.theme: worked_out(one) for one in candidates},)
    )

    assert [place for _, place in first] == [place for _, place in second]


def worked_out(one: Candidate) -> object:
    """What decides on its rank and on the blend, the obvious way; equals have the same."""
    if one.opportunity is None:
        return 1, round(one.gap or 0, 9)
    return (0, round((one.gap or 0) * one.opportunity, 9)) if one.opportunity else (2, round(one.gap or 0, 9))


@given(CANDIDATES, st.integers(0, 6))
def test_nobody_who_is_passed_over_has_a_better_rank_unless_for_the_blend(
    candidates: list[Candidate], chosen: int
) -> None:
    found = suggest_choice(candidates, chosen)

    for over in found.passed_over:
        for pick in found.picks:
            if over.rank and over.rank < pick.rank:
                assert "so that one of them is" in pick.why or over.rank > chosen

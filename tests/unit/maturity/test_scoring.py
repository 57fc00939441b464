"""Scores and levels: of one place, and of several together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.small_frameworks import agreed, answers, framework, ladders, theme

from everyweek.maturity.answers import address, allowed_answers
from everyweek.maturity.errors import UnknownAnswer, UnknownLevel
from everyweek.maturity.framework import Framework, Levels
from everyweek.maturity.reading import built_in
from everyweek.maturity.scoring import (
    ThemeScore,
    level_for,
    level_number,
    levels_of,
    lower_median,
    roll_up,
    score_framework,
    score_theme,
)

KEYS = ("water", "heat", "lid")


def kettle(given: str) -> ThemeScore:
    tea = framework()
    return score_theme(tea.themes[0], tea, answers("kettle", KEYS, given))


def mug(given: str) -> ThemeScore:
    keys = [f"q{number}" for number in range(len(given))]
    tea = ladders(theme("mug", *keys))
    return score_theme(tea.themes[0], tea, answers("mug", keys, given))


@pytest.mark.parametrize(
    ("given", "score", "level"), [("nnn", 0, "Cold"), ("ynn", 1, "Cold"), ("yyn", 2, "Warm"), ("yyy", 3, "Hot")]
)
def test_each_yes_is_a_point_and_the_points_are_in_a_level(given: str, score: int, level: str) -> None:
    found = kettle(given)

    assert (found.score, found.most, found.level, found.is_complete) == (score, 3, level, True)
    assert (found.lowest, found.highest, found.share) == (score, score, score / 3)


def test_while_a_question_is_open_there_are_points_so_far_and_no_level() -> None:
    found = kettle("y-n")

    assert (found.score, found.level, found.level_number, found.share) == (1, "", 0, None)
    assert (found.answered, found.questions, found.is_complete) == (2, 3, False)
    assert (found.lowest, found.highest) == (1, 2)


def test_nothing_answered_is_no_point_and_may_still_become_anything() -> None:
    found = kettle("---")

    assert (found.score, found.lowest, found.highest, found.answered) == (0, 0, 3, 0)


@pytest.mark.parametrize(
    ("given", "score", "level", "position"),
    [
        ("1111", 1, "None", 1.0),
        ("1234", 2, "Some", 2.5),
        ("1144", 1, "None", 2.5),
        ("334", 3, "Most", 10 / 3),
        ("4444", 4, "All", 4.0),
    ],
)
def test_a_ladder_is_scored_by_the_lower_median_and_its_mean_is_only_a_position(
    given: str, score: int, level: str, position: float
) -> None:
    found = mug(given)

    assert (found.score, found.level, found.position, found.most) == (score, level, position, 4)
    assert (found.level_number, found.levels) == (score, 4)


def test_an_open_ladder_says_which_rungs_are_still_possible() -> None:
    found = mug("14--")

    # the lowest would be 1 1 1 4, whose lower median is 1; the highest 1 4 4 4, whose lower median is 4
    assert (found.score, found.level, found.lowest, found.highest) == (1, "", 1, 4)


def test_a_ladder_without_an_answer_has_no_score() -> None:
    found = mug("--")

    assert (found.score, found.position, found.share, found.lowest, found.highest) == (None, None, None, 1, 4)


def test_the_share_of_ladders_counts_steps_so_that_the_bottom_is_none_and_the_top_is_all() -> None:
    assert [mug(given).share for given in ("1111", "4444", "1144")] == [0, 1, 0.5]


def test_a_share_is_also_there_for_a_rubric_of_which_only_the_score_was_kept() -> None:
    kept = ThemeScore("mug", "rubric", 3, 4, answered=4, questions=4, level="Most", is_complete=True)

    assert kept.share == pytest.approx(2 / 3)


def test_an_agreed_level_counts_and_the_answers_to_its_prompts_do_not() -> None:
    tea = framework(theme("kettle", *KEYS), agreed("biscuits", "crisp", "whole"))

    scores = score_framework(tea, answers("biscuits", ("crisp", "whole"), "yn"), {"biscuits": "Warm"})

    assert (scores[1].level, scores[1].score, scores[1].most) == ("Warm", None, 0)
    assert (scores[1].answered, scores[1].questions, scores[1].is_complete) == (2, 2, True)
    assert (scores[1].level_number, scores[1].levels, scores[1].share) == (2, 3, 0.5)


def test_without_an_agreed_level_the_theme_is_not_complete_however_many_prompts_are_answered() -> None:
    tea = framework(agreed("biscuits", "crisp"))

    (found,) = score_framework(tea, {"biscuits/crisp": "yes"})

    assert (found.level, found.level_number, found.is_complete, found.share) == ("", 0, False, None)


def test_one_level_alone_leaves_nothing_to_be_a_share_of() -> None:
    tea = framework(agreed("biscuits"), levels={"all": [{"name": "Some", "lowest": 0}]})

    (found,) = score_framework(tea, {}, {"biscuits": "Some"})

    assert found.share is None


def test_answers_of_other_themes_and_of_questions_that_are_gone_count_for_nothing() -> None:
    tea = framework()

    found = score_theme(tea.themes[0], tea, {"kettle/water": "yes", "kettle/gone": "yes", "pot/water": "yes"})

    assert (found.score, found.answered) == (1, 1)


def test_an_answer_that_its_question_does_not_take_is_a_sentence_that_names_those_it_takes() -> None:
    tea = framework()

    with pytest.raises(UnknownAnswer) as raised:
        score_theme(tea.themes[0], tea, {"kettle/heat": "maybe"})

    assert str(raised.value) == "“maybe” is no answer to “Is heat there?” (Kettle). It takes yes or no."


def test_a_rung_that_the_ladder_does_not_have_is_refused() -> None:
    with pytest.raises(UnknownAnswer, match="It takes 1 or 2 or 3 or 4"):
        mug("5")


def test_a_question_may_have_a_ladder_of_its_own() -> None:
    own = [{"number": number, "name": f"Own {number}"} for number in (1, 2, 3, 4)]
    tea = ladders(theme("mug", {"key": "rim", "text": "Is the rim whole?", "rungs": own}, "handle"))
    rim = tea.themes[0].question("rim")

    assert allowed_answers(tea.themes[0], rim, tea) == ("1", "2", "3", "4")
    assert address(tea.themes[0], rim) == "mug/rim"
    assert score_theme(tea.themes[0], tea, {"mug/rim": "3", "mug/handle": "3"}).level == "Most"


def test_a_level_that_there_is_not_is_a_sentence_that_names_those_there_are() -> None:
    tea = framework(agreed("biscuits"))

    with pytest.raises(UnknownLevel) as raised:
        score_framework(tea, {}, {"biscuits": "Boiling"})

    assert str(raised.value) == "There is no level called “Boiling”. There are: Cold, Warm, Hot."
    assert level_number(tea.levels, "") == 0


def test_the_bands_of_the_ten_interventions_are_0_to_2_3_to_5_6_to_7_and_8() -> None:
    levels = built_in()[0].levels

    names = [level_for(score, levels) for score in range(9)]

    assert names == ["Early"] * 3 + ["Progressing"] * 3 + ["Mature"] * 2 + ["Benchmarkable"]
    assert not levels.official


def test_several_places_are_shown_by_their_lowest_their_middle_and_their_highest_and_never_by_a_mean() -> None:
    levels = framework().levels

    found = roll_up([kettle(given) for given in ("nnn", "yyy", "yyn", "yyy", "y--")], levels=levels)

    assert (found.lowest, found.median, found.highest) == (0, 2, 3)  # of 0 2 3 3, the lower of the middle two
    assert (found.places, found.incomplete) == (4, 1)
    assert found.by_level == (("Cold", 1), ("Warm", 1), ("Hot", 2))


def test_agreed_levels_roll_up_by_level_alone() -> None:
    tea = framework(agreed("biscuits"))
    places = [score_framework(tea, {}, {"biscuits": level})[0] for level in ("Hot", "Hot", "Cold", "")]

    found = roll_up(places, levels=tea.levels)

    assert (found.lowest, found.median, found.highest) == (None, None, None)
    assert found.by_level == (("Cold", 1), ("Warm", 0), ("Hot", 2))
    assert (found.places, found.incomplete) == (3, 1)


def test_no_place_rolls_up_to_no_place() -> None:
    found = roll_up([], levels=framework().levels)

    assert (found.places, found.lowest, found.by_level) == (0, None, (("Cold", 0), ("Warm", 0), ("Hot", 0)))


def test_the_levels_of_a_ladder_are_its_rungs() -> None:
    tea = ladders(theme("mug", "rim"))

    assert [(level.name, level.lowest) for level in levels_of(tea.themes[0], tea).all] == [
        ("None", 1),
        ("Some", 2),
        ("Most", 3),
        ("All", 4),
    ]


def test_there_is_no_middle_of_nothing() -> None:
    with pytest.raises(ValueError, match="no middle"):
        lower_median([])


def test_below_the_lowest_level_there_is_none() -> None:
    assert level_for(0, Levels((), official=False)) == ""


@given(st.lists(st.sampled_from("yn-"), min_size=3, max_size=3))
def test_whatever_is_answered_next_the_score_stays_within_what_was_said_to_be_possible(given: list[str]) -> None:
    before = kettle("".join(given))

    for value in "yn":
        after = kettle("".join(given).replace("-", value))
        assert after.score is not None
        assert before.lowest <= after.score <= before.highest


@given(st.lists(st.sampled_from("1234-"), min_size=1, max_size=7), st.lists(st.sampled_from("1234"), min_size=7))
def test_whatever_rung_is_answered_next_the_score_stays_within_what_was_said_to_be_possible(
    given: list[str], rest: list[str]
) -> None:
    before = mug("".join(given))
    answered = [rest[place] if one == "-" else one for place, one in enumerate(given)]

    after = mug("".join(answered))

    assert after.score is not None
    assert before.lowest <= after.score <= before.highest


def test_a_theme_of_a_framework_put_together_by_hand_may_have_no_question() -> None:
    tea = framework()
    bare = Framework("tea", "1", "Tea", "", "", "ours", tea.levels, ())
    empty = [type(tea.themes[0])("mug", "Mug", kind, ()) for kind in ("scored", "rubric")]

    scored, rubric = (score_theme(one, bare, {}) for one in empty)

    assert (scored.score, scored.is_complete, rubric.score, rubric.is_complete) == (0, False, None, False)

"""Answers and levels carried over to a new version: what comes over, what is lost, and that it is said why."""

import pytest
from support.small_frameworks import LEVELS, RUNGS, agreed, framework, ladders, question, theme

from everyweek.maturity.errors import OtherFramework
from everyweek.maturity.framework import Framework
from everyweek.maturity.mapping import Carried, Lost, Mapped, map_answers, map_levels
from everyweek.maturity.reading import built_in
from everyweek.maturity.scoring import score_theme

OLD = framework(theme("kettle", "water", "heat", "lid"))


def new(*themes: dict[str, object], **more: object) -> Framework:
    return framework(*themes, version="2", **more)


def lost(found: Mapped) -> list[tuple[str, str]]:
    return [(one.what, one.why) for one in found.lost]


def test_the_same_question_keeps_its_answer_and_nothing_is_said() -> None:
    answers = {"kettle/water": "yes", "kettle/heat": "no", "kettle/lid": ""}

    found = map_answers(OLD, OLD, answers)

    assert found.answers == {"kettle/water": "yes", "kettle/heat": "no"}
    assert found.carried[0] == Carried("kettle/water", ("kettle/water",), "yes", "same")
    assert not found.carried[0].look_again
    assert (found.lost, found.new_questions) == ((), ())


def test_a_question_that_is_worded_anew_keeps_its_answer_and_asks_for_another_look() -> None:
    to = new(theme("kettle", question("water", "Is there enough water for two?"), "heat", "lid"))

    (carried,) = map_answers(OLD, to, {"kettle/water": "yes"}).carried

    assert (carried.value, carried.how, carried.look_again) == ("yes", "worded anew", True)
    assert carried.note == "It is worded anew: look at it again. It was “Is water there?”."


def test_capitals_and_punctuation_are_not_other_words() -> None:
    to = new(theme("kettle", question("water", "Is  WATER there"), "heat", "lid"))

    assert map_answers(OLD, to, {"kettle/water": "yes"}).carried[0].how == "same"


@pytest.mark.parametrize(
    ("text", "how", "note"),
    [
        ("Is water there?", "renamed", "It was called kettle/water."),
        (
            "Is there enough?",
            "renamed and worded anew",
            "It was called kettle/water. It is worded anew: look at it again. It was “Is water there?”.",
        ),
    ],
)
def test_a_question_that_says_what_it_was_keeps_its_answer_and_says_so(text: str, how: str, note: str) -> None:
    to = new(theme("kettle", question("filled", text, was=["kettle/water"]), "heat", "lid"))

    found = map_answers(OLD, to, {"kettle/water": "no"})

    assert found.answers == {"kettle/filled": "no"}
    assert (found.carried[0].how, found.carried[0].note, found.carried[0].was) == (how, note, ("kettle/water",))


def test_a_theme_that_says_what_it_was_brings_its_questions_with_it() -> None:
    to = new(theme("pot", "water", "heat", "lid", was=["kettle"]))

    found = map_answers(OLD, to, {"kettle/water": "yes"})

    assert found.answers == {"pot/water": "yes"}
    assert found.carried[0].how == "renamed"


def test_what_is_no_longer_asked_is_lost_with_the_reason_and_what_is_new_is_named() -> None:
    to = new(theme("kettle", "water", "heat", "spout"))

    found = map_answers(OLD, to, {"kettle/lid": "yes", "kettle/water": "yes"})

    assert found.lost == (Lost("kettle/lid", "yes", "“Is lid there?” is not asked in version 2."),)
    assert found.new_questions == ("kettle/spout",)


def test_a_theme_that_is_gone_takes_its_answers_with_it_and_says_so() -> None:
    to = new(theme("mug", "rim", "handle", "base"))

    found = map_answers(OLD, to, {"kettle/lid": "yes"})

    assert lost(found) == [("kettle/lid", "Kettle is not in version 2.")]


def test_answers_to_a_theme_that_is_answered_in_another_way_are_lost_with_the_reason() -> None:
    to = ladders(theme("kettle", "water", "heat", "lid"), version="2")

    found = map_answers(OLD, to, {"kettle/water": "yes"})

    assert lost(found) == [("kettle/water", "Kettle is now placed on a ladder; it was answered by yes or no.")]
    assert found.new_questions == ()


def test_an_answer_that_was_none_is_not_carried_on() -> None:
    found = map_answers(OLD, OLD, {"kettle/water": "maybe", "kettle/gone": "yes"})

    assert lost(found) == [("kettle/water", "“maybe” is no answer to it.")]


def test_rungs_of_another_ladder_are_lost_as_they_may_mean_another_thing() -> None:
    old = ladders(theme("mug", "rim", "handle"))
    own = [{"number": one["number"], "name": f"Own {one['name']}"} for one in RUNGS]
    to = ladders(theme("mug", question("rim", rungs=own), "handle"), version="2")

    found = map_answers(old, to, {"mug/rim": "3", "mug/handle": "3"})

    assert found.answers == {"mug/handle": "3"}
    assert lost(found) == [
        (
            "mug/rim",
            "Its ladder has other rungs now (Own None, Own Some, Own Most, Own All), so that rung 3 may mean another.",
        )
    ]


JOINED = theme("kettle", question("ready", "Is it ready?", was=["kettle/water", "kettle/heat"]), "lid", "spout")


def test_two_questions_that_became_one_are_carried_when_they_were_answered_alike() -> None:
    found = map_answers(OLD, new(JOINED), {"kettle/water": "yes", "kettle/heat": "yes"})

    (carried,) = found.carried
    assert (carried.value, carried.how, carried.was) == ("yes", "joined", ("kettle/water", "kettle/heat"))
    assert carried.look_again
    assert carried.note == (
        "It takes the place of several questions, among them Is water there? and Is heat there?: look at it again."
    )


def test_two_questions_that_became_one_and_disagree_are_both_lost_with_the_reason() -> None:
    found = map_answers(OLD, new(JOINED), {"kettle/water": "yes", "kettle/heat": "no"})

    why = (
        "“Is water there?” (yes) and “Is heat there?” (no) have become one, “Is it ready?”, and the answers disagree. "
        "Give one answer to the new one."
    )
    assert found.answers == {}
    assert lost(found) == [("kettle/water", why), ("kettle/heat", why)]


def test_a_question_that_was_split_brings_its_answer_to_both() -> None:
    to = new(theme("kettle", question("hot", was=["kettle/heat"]), question("boiling", was=["kettle/heat"]), "lid"))

    found = map_answers(OLD, to, {"kettle/heat": "yes"})

    assert found.answers == {"kettle/hot": "yes", "kettle/boiling": "yes"}
    assert found.lost == ()


def test_an_answer_that_comes_over_to_one_question_is_not_lost_because_another_does_not_take_it() -> None:
    old = framework(theme("kettle", "water", "heat", "lid"), agreed("biscuits", "crisp"))
    to = new(
        theme("kettle", "water", "heat", "lid"), agreed("biscuits", "crisp", question("wet", was=["kettle/water"]))
    )

    found = map_answers(old, to, {"kettle/water": "yes"})

    assert found.answers == {"kettle/water": "yes"}
    assert found.lost == ()


def test_another_framework_is_no_version_of_this_one() -> None:
    other = framework(key="coffee", title="Coffee")

    with pytest.raises(OtherFramework, match=r"“Tea” \(tea\) and “Coffee” \(coffee\) are two frameworks"):
        map_answers(OLD, other, {})


def test_what_is_carried_over_can_be_scored() -> None:
    ten = built_in()[0]
    answers = {f"ucr/{question.key}": "yes" for question in ten.theme("ucr").questions}

    found = map_answers(ten, ten, answers)

    assert score_theme(ten.theme("ucr"), ten, found.answers).level == "Benchmarkable"


BISCUITS = framework(agreed("biscuits"), agreed("cakes"))


def test_an_agreed_level_keeps_its_name() -> None:
    found = map_levels(BISCUITS, new(agreed("biscuits"), agreed("cakes")), {"biscuits": "Warm", "cakes": ""})

    assert found.levels == {"biscuits": "Warm"}
    assert found.carried == (Carried("biscuits", ("biscuits",), "Warm", "same"),)


def test_the_level_of_a_theme_that_was_renamed_follows_it() -> None:
    found = map_levels(BISCUITS, new(agreed("scones", was=["biscuits"]), agreed("cakes")), {"biscuits": "Hot"})

    assert (found.levels, found.carried[0].how) == ({"scones": "Hot"}, "renamed")


def test_a_target_whose_band_has_moved_is_carried_and_said() -> None:
    levels = [{"name": "Cold", "lowest": 0}, {"name": "Warm", "lowest": 1}, {"name": "Hot", "lowest": 2}]
    to = new(theme("kettle", "water", "heat", "lid"), levels={"all": levels})

    warm, hot = (map_levels(OLD, to, {"kettle": name}).carried[0] for name in ("Warm", "Hot"))

    assert warm.note == "The scores of “Warm” have changed: 2 to 2 before, 1 to 1 now."
    assert hot.note == "The scores of “Hot” have changed: 3 and more before, 2 and more now."


@pytest.mark.parametrize(
    ("to", "why"),
    [
        (new(agreed("cakes")), "Biscuits is not in version 2."),
        (
            new(agreed("biscuits"), levels={"all": LEVELS[:1]}),
            "Version 2 has no level called “Warm”; it has Cold.",
        ),
        (
            new(theme("biscuits", "a", "b", "c")),
            "Biscuits is now answered by yes or no; it was agreed and not scored.",
        ),
    ],
)
def test_a_level_that_cannot_come_over_is_lost_with_the_reason(to: Framework, why: str) -> None:
    found = map_levels(BISCUITS, to, {"biscuits": "Warm"})

    assert (found.levels, found.lost) == ({}, (Lost("biscuits", "Warm", why),))


@pytest.mark.parametrize(
    ("levels", "carried"), [({"biscuits": "Hot", "cakes": "Hot"}, 1), ({"biscuits": "Hot", "cakes": "Cold"}, 0)]
)
def test_two_themes_that_became_one_bring_their_level_only_when_they_agree(
    levels: dict[str, str], carried: int
) -> None:
    found = map_levels(BISCUITS, new(agreed("sweets", was=["biscuits", "cakes"])), levels)

    assert len(found.carried) == carried
    assert all(one.how == "joined" for one in found.carried)
    assert [one.why for one in found.lost] == [
        "Biscuits and Cakes have become one, Sweets, and the levels disagree. Give one level to the new one."
    ] * (2 - 2 * carried)

"""What moved between rounds, and whether a score and the measures tell one story."""

import pytest
from support.small_frameworks import RUNGS, agreed, answers, framework, ladders, question, theme

from everyweek.maturity.compare import Match, Movement, Standing, beside_measures, matches, movement
from everyweek.maturity.errors import OtherFramework
from everyweek.maturity.framework import Framework
from everyweek.maturity.scoring import ThemeScore, score_framework

KEYS = ("water", "heat", "lid")
OLD = framework(theme("kettle", *KEYS))
SAME = Match("kettle", "kettle")
HIGH_BESIDE_POOR = (
    "You place this high, and 3 of the 4 measures that can be put beside those of peers are worse. Both may be right: "
    "measures move late, and other things move them too. It may be worth looking at them together."
)
LOW_BESIDE_GOOD = (
    "You place this low, and 1 of the 2 measures that can be put beside those of peers is better. Perhaps you are "
    "strict with yourselves, or something else does the work; either is worth telling others."
)


def new(*themes: dict[str, object], **more: object) -> Framework:
    return framework(*themes, version="2", **more)


def kettle(given: str) -> ThemeScore:
    return score_framework(OLD, answers("kettle", KEYS, given))[0]


@pytest.mark.parametrize(
    ("before", "after", "direction", "change"),
    [("ynn", "yyy", "up", 2), ("yyn", "nnn", "down", -2), ("ynn", "nny", "same", 0)],
)
def test_a_score_moves_up_or_down_or_stays(before: str, after: str, direction: str, change: int) -> None:
    found = movement(kettle(before), kettle(after), SAME)

    assert found == Movement("kettle", direction, change)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (None, "yyy", "It was not assessed in the earlier round."),
        ("y--", "yyy", "It was not complete in the earlier round."),
        ("yyy", "yy-", "It is not complete yet."),
    ],
)
def test_what_is_not_complete_is_not_compared_and_says_which(before: str | None, after: str, why: str) -> None:
    found = movement(None if before is None else kettle(before), kettle(after), SAME)

    assert (found.direction, found.change, found.why) == ("not comparable", None, why)


def test_a_ladder_moves_by_its_steps_even_when_its_rung_stays() -> None:
    tea = ladders(theme("mug", "rim", "handle"))
    before, after = (score_framework(tea, answers("mug", ("rim", "handle"), given))[0] for given in ("12", "13"))

    found = movement(before, after, matches(tea, tea)["mug"])

    assert (before.level, after.level) == ("None", "None")
    assert (found.direction, found.change) == ("up", 0.5)


def test_an_agreed_level_moves_by_levels() -> None:
    tea = framework(agreed("biscuits"))
    before, after = (score_framework(tea, {}, {"biscuits": level})[0] for level in ("Hot", "Warm"))

    assert movement(before, after, matches(tea, tea)["biscuits"]) == Movement("biscuits", "down", -1)


def test_a_new_version_that_asks_the_same_can_be_compared() -> None:
    to = new(theme("pot", question("filled", "Is water there?", was=["kettle/water"]), "heat", "lid", was=["kettle"]))

    assert matches(OLD, to) == {"pot": Match("pot", "kettle")}


@pytest.mark.parametrize(
    ("to", "note"),
    [
        (
            new(theme("kettle", question("water", "Enough water?"), "heat", "lid")),
            "1 question is worded anew in version 2.",
        ),
        (
            new(theme("kettle", question("water", "Enough water?"), question("heat", "Enough heat?"), "lid")),
            "2 questions are worded anew in version 2.",
        ),
    ],
)
def test_questions_that_are_worded_anew_are_compared_with_a_note(to: Framework, note: str) -> None:
    match = matches(OLD, to)["kettle"]

    assert match == Match("kettle", "kettle", note=note)
    assert movement(kettle("nnn"), kettle("yyy"), match).why == note


@pytest.mark.parametrize(
    ("to", "was", "why"),
    [
        (
            new(theme("kettle", "water", "heat", "spout")),
            "kettle",
            "Its questions are not the same in version 2: 1 is new and 1 is no longer asked.",
        ),
        (
            new(theme("kettle", *KEYS, "spout", "base")),
            "kettle",
            "Its questions are not the same in version 2: 2 are new.",
        ),
        (
            new(
                theme("kettle", question("ready", was=["kettle/water", "kettle/heat"]), "lid"),
                levels={"all": [{"name": "Any", "lowest": 0}]},
            ),
            "kettle",
            "Questions were put together or taken apart in version 2.",
        ),
        (
            new(theme("kettle", *KEYS, question("simmer", was=["kettle/heat"]))),
            "kettle",
            "Questions were put together or taken apart in version 2.",
        ),
        (new(theme("mug", *KEYS)), "", "Mug was not asked about in version 1."),
        (new(agreed("kettle")), "kettle", "It is now agreed and not scored; it was answered by yes or no."),
    ],
)
def test_a_theme_that_asks_something_else_cannot_be_compared_and_says_why(to: Framework, was: str, why: str) -> None:
    (match,) = matches(OLD, to).values()

    assert (match.was, match.why) == (was, why)
    assert movement(kettle("nnn"), kettle("yyy"), match).why == why


def test_two_themes_that_became_one_cannot_be_compared() -> None:
    old = framework(agreed("biscuits"), agreed("cakes"))
    to = new(agreed("sweets", was=["biscuits", "cakes"]))

    assert matches(old, to)["sweets"].why == "Biscuits and Cakes have become one."


def test_agreed_levels_can_be_compared_while_their_names_are_the_same() -> None:
    old = framework(agreed("biscuits", "crisp"))
    other_levels = {"all": [{"name": "Bad", "lowest": 0}, {"name": "Good", "lowest": 1}]}

    assert matches(old, new(agreed("biscuits", "wet")))["biscuits"].why == ""
    assert matches(old, new(agreed("biscuits"), levels=other_levels))["biscuits"].why == (
        "The levels have changed: Bad, Good."
    )


def test_ladders_with_other_rungs_cannot_be_compared() -> None:
    old = ladders(theme("mug", "rim", "handle"))
    own = [{"number": one["number"], "name": f"Own {one['name']}"} for one in RUNGS]
    to = ladders(theme("mug", question("rim", rungs=own), "handle"), version="2")

    assert matches(old, to)["mug"].why == "Its ladders have other rungs in version 2."
    assert matches(old, old)["mug"] == Match("mug", "mug")


def test_two_frameworks_cannot_be_compared() -> None:
    with pytest.raises(OtherFramework, match="“Tea” and “Coffee” are two frameworks"):
        matches(OLD, framework(key="coffee", title="Coffee"))


@pytest.mark.parametrize(
    ("share", "standing", "verdict"),
    [
        (0.75, Standing(worse=1, alike=1), "score high, measures poor"),
        (0.75, Standing(worse=2, better=2), "agree"),
        (0.75, Standing(worse=1, alike=2), "agree"),
        (0.74, Standing(worse=4), "agree"),
        (1.0, Standing(better=4), "agree"),
        (0.25, Standing(better=2, worse=1), "score low, measures good"),
        (0.25, Standing(better=2, worse=2), "agree"),
        (0.26, Standing(better=4), "agree"),
        (0.0, Standing(worse=4), "agree"),
        (None, Standing(worse=4), "cannot say"),
        (1.0, Standing(worse=1, unknown=5), "cannot say"),
        (1.0, Standing(unknown=5), "cannot say"),
        (1.0, Standing(), "cannot say"),
    ],
)
def test_a_score_beside_its_measures(share: float | None, standing: Standing, verdict: str) -> None:
    assert beside_measures(share, standing).verdict == verdict


@pytest.mark.parametrize(
    ("share", "standing", "sentence"),
    [
        (
            1.0,
            Standing(worse=3, alike=1),
            HIGH_BESIDE_POOR,
        ),
        (
            0.0,
            Standing(better=1, alike=1),
            LOW_BESIDE_GOOD,
        ),
        (0.5, Standing(better=2), "The score and the measures do not contradict one another."),
        (None, Standing(), "Not every question has an answer yet."),
        (0.5, Standing(), "No measure is tied to it."),
        (0.5, Standing(unknown=2), "None of its measures can be put beside those of peers."),
        (
            0.5,
            Standing(better=1),
            "Only one of its measures can be put beside those of peers, which is too little to say anything.",
        ),
    ],
)
def test_it_is_said_politely(share: float | None, standing: Standing, sentence: str) -> None:
    assert beside_measures(share, standing).sentence == sentence

"""What a before and after says to somebody with ten seconds."""

from dataclasses import replace
from datetime import date

import pytest

from everyweek.effects import BeforeAfter, Detectable, before_after_in_words

FOUND = BeforeAfter(
    outcome="moved for the better",
    changed=date(2024, 4, 1),
    better="up",
    level=0.95,
    before=(date(2024, 1, 1),) * 24,
    after=(date(2024, 4, 1),) * 8,
    effect=0.052,
    lower=0.011,
    upper=0.093,
    p=3 / 130,
    placebos=129,
    smallest_detectable=Detectable(0.041, 0.056),
    peers=tuple(range(10)),
    fit_before=0.021,
    assumptions=("An assumption.",),
    cautions=("A caution.",),
)
NO_PROOF = "Beyond chance is not proof: it does not say why. Something else may have changed here at the same time."


def test_a_change_that_was_found() -> None:
    said = before_after_in_words(FOUND, "share")

    assert said.headline == "It moved for the better, by more than chance does"
    assert said.shows == (
        "From 1 April 2024 on its figures were 5.2 percentage points higher than if it had kept its place beside the "
        "10 organisations that had moved most like it."
    )
    assert said.how_sure == (
        "Of 130 organisations 3, this one among them, moved as far or farther at that time, each measured by its own "
        "usual ups and downs. The true change is most likely between 1.1 and 9.3 percentage points higher (95% "
        "interval)."
    )
    assert said.could_have_shown == (
        "The smallest change that this could have shown, more likely than not, is 4.1 percentage points; one of 5.6 "
        "percentage points it would show four times in five. A smaller one may well be there without showing."
    )
    assert said.fit == (
        "In the 24 periods before, its figures were usually within 2.1 percentage points of the line that its peers "
        "give."
    )
    assert said.assumed == ("An assumption.",)
    assert said.beside == ("A caution.", NO_PROOF)


def test_nobody_else_moved_as_far() -> None:
    said = before_after_in_words(replace(FOUND, p=1 / 130), "share")

    assert said.how_sure.startswith(
        "Of 130 organisations no other moved as far at that time, each measured by its own usual ups and downs."
    )


def test_what_chance_does_as_well_is_called_so() -> None:
    result = replace(
        FOUND, outcome="not to be told from chance", effect=-75.0, lower=-300.0, upper=150.0, p=0.4, better="down"
    )

    said = before_after_in_words(result, "seconds")

    assert said.headline == "Not to be told from chance"
    assert "1 min 15 s lower" in said.shows
    assert said.how_sure == (
        "Of 130 organisations 52, this one among them, moved as far or farther at that time, each measured by its own "
        "usual ups and downs. Chance does as much here. The true change is most likely between 5 min 00 s lower and "
        "2 min 30 s higher (95% interval)."
    )


def test_too_few_organisations_give_no_interval_and_say_why_first() -> None:
    result = replace(
        FOUND,
        outcome="cannot be said",
        why="Only 11 others.",
        lower=None,
        upper=None,
        smallest_detectable=None,
        placebos=11,
        p=1.0,
    )

    said = before_after_in_words(result, "count")

    assert said.how_sure.endswith("That is too few organisations to say how far chance goes.")
    assert said.could_have_shown == ""
    assert said.beside[0] == "Only 11 others."


@pytest.mark.parametrize(
    ("outcome", "headline"), [("too early", "Too early to say"), ("cannot be said", "Cannot be said")]
)
def test_what_was_not_worked_out_gives_its_reason_only(outcome, headline) -> None:
    result = BeforeAfter(outcome, date(2024, 4, 1), "up", 0.95, why="No period has a figure.")

    said = before_after_in_words(result, "share")

    assert (said.headline, said.shows, said.how_sure, said.beside) == (headline, "No period has a figure.", "", ())


def test_no_sentence_speaks_of_significance() -> None:
    for outcome in ("moved for the better", "moved for the worse", "not to be told from chance"):
        assert "significant" not in repr(before_after_in_words(replace(FOUND, outcome=outcome), "share"))

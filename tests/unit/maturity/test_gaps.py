"""How far it still is: for one place to its target, and for a system."""

import pytest
from support.small_frameworks import agreed, answers, framework, ladders, theme

from everyweek.maturity.gaps import Gap, gap, system_gap, target_for
from everyweek.maturity.scoring import ThemeScore, score_framework, score_theme

KEYS = ("water", "heat", "lid")


def kettle(given: str) -> ThemeScore:
    tea = framework()
    return score_theme(tea.themes[0], tea, answers("kettle", KEYS, given))


def test_a_gap_is_the_points_between_today_and_the_target() -> None:
    assert gap(kettle("ynn"), 3) == Gap(now=1, target=3, missing=2, share=2 / 3)


def test_a_target_that_is_passed_is_met() -> None:
    found = gap(kettle("yyy"), 2)

    assert found is not None
    assert (found.missing, found.is_met) == (0, True)


def test_questions_that_are_open_count_as_missing_and_that_is_said() -> None:
    found = gap(kettle("y-n"), 2)

    assert found == Gap(now=1, target=2, missing=1, share=1 / 3, is_complete=False)
    assert not found.is_met


def test_the_gap_of_a_ladder_is_counted_in_rungs() -> None:
    tea = ladders(theme("mug", "rim", "handle"))
    score = score_theme(tea.themes[0], tea, {"mug/rim": "2", "mug/handle": "2"})

    assert gap(score, target_for("All", tea.themes[0], tea)) == Gap(now=2, target=4, missing=2, share=2 / 3)


def test_the_gap_of_an_agreed_theme_is_counted_in_levels() -> None:
    tea = framework(agreed("biscuits"))
    (cold,) = score_framework(tea, {}, {"biscuits": "Cold"})
    (none,) = score_framework(tea, {})

    assert gap(cold, target_for("Hot", tea.themes[0], tea)) == Gap(now=1, target=3, missing=2, share=1)
    assert gap(none, 3) is None


def test_where_there_is_only_one_level_there_is_no_gap() -> None:
    tea = framework(agreed("biscuits"), levels={"all": [{"name": "Some", "lowest": 0}]})
    (found,) = score_framework(tea, {}, {"biscuits": "Some"})

    assert gap(found, 1) is None


@pytest.mark.parametrize(("level", "target"), [("Cold", 0), ("Warm", 2), ("Hot", 3), ("", 0)])
def test_to_aim_at_a_level_is_to_aim_at_its_lowest_score(level: str, target: int) -> None:
    tea = framework()

    assert target_for(level, tea.themes[0], tea) == target


def test_what_a_system_misses_is_counted_over_its_places_and_the_widest_gap_is_named() -> None:
    found = system_gap([kettle(given) for given in ("yyy", "nnn", "y--", "yyn")])

    # missing: 0, 3 and 1 of 3 points each; the third place is not complete
    assert found is not None
    assert found.share == pytest.approx(4 / 9)
    assert (found.widest, found.at, found.places, found.left_out) == (1, (1,), 3, 1)


def test_a_system_without_a_complete_place_has_no_gap_that_is_known() -> None:
    assert system_gap([kettle("y--")]) is None

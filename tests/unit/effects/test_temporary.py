"""A change of some days: during it, after it, beside other organisations or other weeks."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.regression.linear_model import GLS
from support.perfect_weeks import Days, ordinary_days

from everyweek.effects import UnusableFigures, perfect_week, perfect_week_in_words
from everyweek.effects.placebo import ALIKE, placebo_p
from everyweek.variation import UnknownImprovement

AMONG = ordinary_days(np.random.default_rng(1), organisations=30, length=120)
ALONE = ordinary_days(np.random.default_rng(3), organisations=0, length=500, begins=300)


def design_of(offsets, weekdays, length=7):
    steps = [(offsets >= 0) & (offsets < length), offsets >= length]
    return np.column_stack([*steps, *(weekdays == one for one in range(7))]).astype(float)


def test_among_other_organisations_the_result_is_that_of_a_slow_sum() -> None:
    offsets = np.arange(-56, 35)
    figures = AMONG.figures[:, AMONG.begins + offsets]
    design = design_of(offsets, (AMONG.begins + offsets) % 7)
    found = AMONG.judged()
    together = found.autocorrelation ** np.abs(offsets[:, None] - offsets)
    without_own = [np.delete(figures[1:], at, axis=0).mean(axis=0) for at in range(30)]
    own = GLS(figures[0] - figures[1:].mean(axis=0), design, sigma=together).fit()
    others = [GLS(figures[1 + at] - without_own[at], design, sigma=together).fit() for at in range(30)]

    assert (found.against, found.placebos, found.peers) == ("other organisations", 30, 30)
    assert (found.days_before, found.days_during, found.days_after) == (56, 7, 28)
    for shift, at in ((found.during, 0), (found.after, 1)):
        others_t = np.array([one.tvalues[at] for one in others])
        assert shift.effect == pytest.approx(own.params[at], rel=1e-7)
        assert shift.p == placebo_p(own.tvalues[at], others_t)
        edge = np.abs(others_t).max() * (1 + ALIKE) * own.bse[at]  # of 31, one may be called unusual
        assert (shift.lower, shift.upper) == pytest.approx((shift.effect - edge, shift.effect + edge), rel=1e-6)


def test_a_week_that_was_better_and_did_not_last() -> None:
    found = AMONG.with_effect(15).judged()

    assert found.outcome == "moved for the better"
    assert found.after.outcome == "not to be told from chance"
    words = perfect_week_in_words(found, "count")
    assert words.headline == "It moved for the better, by more than chance does"
    assert words.shows.startswith("From 28 March 2023 to 3 April 2023 its figures were ")
    assert "higher than on the same weekdays before, beside other organisations." in words.shows
    assert "Of 31 organisations on the same days no other lay as far off." in words.shows
    assert "(95% interval)" in words.shows
    assert words.lasted.startswith("In the 28 days after its figures were ")
    assert ", this one among them, lay as far off or farther. Chance does as much here." in words.lasted
    assert words.could_have_shown.startswith("The smallest change that this could have shown")
    assert words.assumed == found.assumptions
    assert words.beside[-1].startswith("Beyond chance is not proof")


def test_a_week_that_lasted_is_so_after_as_well() -> None:
    found = AMONG.with_effect(-15, after=-12).judged()

    assert (found.outcome, found.after.outcome) == ("moved for the worse", "moved for the worse")
    assert AMONG.with_effect(-15, after=-12).judged(better="down").after.outcome == "moved for the better"


def test_alone_it_is_ranked_among_its_own_other_weeks_none_of_which_touches_it() -> None:
    found = ALONE.judged(with_peers=False)

    # Days 0 to 499, the week begins on day 300. Another begins on 300 - 7 k: its window of 56 days before and 34 after
    # must end before day 300, so k is 5 to 34 (day 62; day 55 lacks a day before); or begin after day 334: 300 + 7 k -
    # 56 > 334 and 300 + 7 k + 34 < 500, so k is 13 to 23.
    assert (found.against, found.placebos, found.peers) == ("other weeks", 30 + 11, 0)
    assert any("what happened to everybody" in one for one in found.cautions)
    assert "Of 42 such weeks here" in perfect_week_in_words(found, "share").shows
    assert "beside other organisations" not in perfect_week_in_words(found, "share").shows


def test_alone_the_result_is_that_of_a_slow_sum_with_a_slope() -> None:
    offsets = np.arange(-56, 35)
    design = np.column_stack([design_of(offsets, (300 + offsets) % 7), offsets])
    found = ALONE.judged(with_peers=False)
    together = found.autocorrelation ** np.abs(offsets[:, None] - offsets)
    weeks = [300 - 7 * k for k in range(5, 35)] + [300 + 7 * k for k in range(13, 24)]
    own, *others = [GLS(ALONE.figures[0, at + offsets], design, sigma=together).fit() for at in (300, *weeks)]

    for shift, at in ((found.during, 0), (found.after, 1)):
        others_t = np.array([one.tvalues[at] for one in others])
        assert shift.effect == pytest.approx(own.params[at], rel=1e-6)
        assert shift.p == placebo_p(own.tvalues[at], others_t)
        edge = np.sort(np.abs(others_t))[-2] * (1 + ALIKE) * own.bse[at]  # of 42, two may be called unusual
        assert shift.upper == pytest.approx(shift.effect + edge, rel=1e-6)


def test_a_lasting_effect_alone_is_found_in_both() -> None:
    found = ALONE.with_effect(20, after=20).judged(with_peers=False)

    assert (found.outcome, found.after.outcome) == ("moved for the better", "moved for the better")
    assert found.during.effect == pytest.approx(ALONE.judged(with_peers=False).during.effect + 20)


def test_with_a_few_other_organisations_their_mean_is_taken_off_and_other_weeks_are_the_measure() -> None:
    days = ordinary_days(np.random.default_rng(3), organisations=4, length=400)
    figures = days.figures.copy()
    figures[2, days.begins + 3] = np.nan

    found = replace(days, figures=figures).judged()

    assert (found.against, found.peers) == ("other weeks", 3)
    assert "1 of the other organisations was left out, for want of a figure on one of these days." in found.cautions


def test_others_of_whom_too_few_have_these_days_and_other_weeks_do_not_keep_it_from_its_own_other_weeks() -> None:
    days = ordinary_days(np.random.default_rng(3), organisations=20, length=500, begins=300)
    figures = days.figures.copy()
    figures[1:, :240] = figures[1:, 340:] = np.nan  # of the others only the days around the change are loaded
    figures[1:6, 303] = np.nan

    found = replace(days, figures=figures).judged()

    assert (found.against, found.peers, found.placebos) == ("other weeks", 0, 30 + 11)
    assert found == replace(replace(days, figures=figures).judged(with_peers=False), cautions=found.cautions)
    assert found.cautions[-1].startswith("No other organisation stands beside it")


def test_a_day_without_a_figure_is_left_out_for_everybody() -> None:
    figures = AMONG.figures.copy()
    figures[0, [AMONG.begins - 3, AMONG.begins + 2]] = np.nan

    found = replace(AMONG, figures=figures).judged()

    assert (found.days_before, found.days_during, found.placebos) == (55, 6, 30)
    assert "Only 55 of the 56 days before have a figure." in found.cautions
    assert "Only 6 of the days of the change have a figure." in found.cautions


def test_days_in_any_order_give_the_same() -> None:
    order = np.random.default_rng(4).permutation(120)

    found = perfect_week(
        [AMONG.days[at] for at in order],
        AMONG.figures[0, order],
        start=AMONG.days[85],
        end=AMONG.days[91],
        better="up",
        peers=AMONG.figures[1:, order],
    )

    assert found == AMONG.judged()


def test_a_series_of_working_days_only_is_judged_on_working_days() -> None:
    figures = ALONE.figures.copy()
    figures[0, [at for at in range(500) if at % 7 in (5, 6)]] = np.nan

    found = replace(ALONE, figures=figures).judged(with_peers=False)

    assert (found.outcome, found.days_during) == ("not to be told from chance", 5)


def test_soon_after_only_the_days_themselves_are_judged() -> None:
    days = ordinary_days(np.random.default_rng(5), organisations=30, length=100, begins=90)

    found = days.judged()

    assert found.after is None
    assert found.days_after == 3
    assert "There are too few days since then to say whether it lasted." in found.cautions
    assert perfect_week_in_words(found, "count").lasted == ""


@pytest.mark.parametrize(
    ("days", "outcome", "why"),
    [
        (replace(AMONG, begins=20), "cannot be said", "Only 20 of the 56 days before have a figure, and 28 are needed"),
        (
            replace(AMONG, figures=np.full((31, 120), np.nan)),
            "cannot be said",
            "No figure of this organisation is there around these days.",
        ),
    ],
)
def test_what_cannot_be_judged_says_why(days: Days, outcome, why) -> None:
    found = days.judged()

    assert (found.outcome, found.during) == (outcome, None)
    assert found.why.startswith(why)
    assert perfect_week_in_words(found, "count").shows == found.why


def test_a_week_that_is_not_over_is_too_early() -> None:
    found = AMONG.judged(start=AMONG.days[115], end=AMONG.days[115] + timedelta(6))

    assert (found.outcome, found.why) == (
        "too early",
        "There are no figures up to the last day of the change yet.",
    )


def test_too_many_days_of_the_change_without_a_figure() -> None:
    figures = AMONG.figures.copy()
    figures[0, AMONG.begins + 1 : AMONG.begins + 5] = np.nan

    assert replace(AMONG, figures=figures).judged().why == "Only 3 of the 7 days of the change have a figure."


def test_too_little_to_rank_among_gives_an_effect_and_no_interval() -> None:
    short = ordinary_days(np.random.default_rng(6), organisations=0, length=100)

    found = short.judged(with_peers=False)

    assert (found.outcome, found.placebos) == ("cannot be said", 0)
    assert found.why.startswith("There are only 0 other weeks with all their days to rank it among, and it takes 19")
    assert found.during.lower is None
    words = perfect_week_in_words(found, "count")
    assert "interval" not in words.shows
    assert words.beside[0] == found.why
    assert words.could_have_shown == ""


def test_of_a_measure_without_a_better_way_the_effect_is_given_and_no_verdict() -> None:
    found = AMONG.judged(better="neither")

    assert (found.outcome, found.why) == ("cannot be said", "Of this measure neither more nor less is better.")
    assert found.during.lower is not None


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"end": date(2022, 1, 1)}, "lasts from 1 to 28 days"),
        ({"end": AMONG.days[85] + timedelta(28)}, "and this one 29"),
        ({"peers": AMONG.figures[1:, 1:]}, "do not fit 120 days"),
        ({"peers": AMONG.figures[1]}, "do not fit 120 days"),
        ({"peers": np.full((3, 120), np.inf)}, "A figure is infinite"),
        ({"level": 1.0}, "An interval cannot be sure to 1.0"),
    ],
)
def test_a_question_without_an_answer_is_refused_in_a_sentence(more, message) -> None:
    with pytest.raises(UnusableFigures, match=message):
        AMONG.judged(**more)


def test_figures_that_do_not_fit_their_days_are_refused() -> None:
    asked = {"start": AMONG.days[85], "end": AMONG.days[91], "better": "up"}

    with pytest.raises(UnusableFigures, match="do not fit 0 days"):
        perfect_week([], np.zeros(0), **asked)
    with pytest.raises(UnusableFigures, match="A day is there twice"):
        perfect_week([AMONG.days[0], AMONG.days[0]], np.zeros(2), **asked)
    with pytest.raises(UnknownImprovement):
        AMONG.judged(better="sideways")


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32 - 1), st.floats(-20, 20), st.floats(0.1, 50), st.floats(-100, 100))
def test_effects_add_and_units_scale(seed, effect, scale, shift) -> None:
    days = ordinary_days(np.random.default_rng(seed), organisations=20, length=110, begins=70)
    before = days.judged().during

    added = days.with_effect(effect).judged().during
    scaled = replace(days, figures=days.figures * scale + shift).judged().during

    assert (added.effect, added.lower) == pytest.approx((before.effect + effect, before.lower + effect), abs=1e-6)
    assert (scaled.effect, scaled.upper) == pytest.approx((before.effect * scale, before.upper * scale), rel=1e-6)
    assert scaled.p == before.p

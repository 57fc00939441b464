"""Whether an organisation moved away from its peers when it changed something."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.regression.linear_model import GLS
from support.changed_worlds import Changed, Kind, changed_world

from everyweek.effects import BeforeAfter, UnusableFigures, before_after, nearest_in_shape
from everyweek.effects.months import month_after
from everyweek.effects.placebo import ALIKE, placebo_p
from everyweek.variation import UnknownImprovement

WORLD = changed_world(np.random.default_rng(4), Kind(organisations=40))
QUIET = changed_world(np.random.default_rng(5), Kind(organisations=40, after=12))


def slowly(world: Changed, row: int, peers: int = 10) -> tuple[float, float, list[float]]:
    """Effect, standard error and statistics of the others, one organisation at a time, with plain matrices."""
    begins = world.months.index(world.changed)
    times = np.arange(len(world.months)) - begins
    design = np.column_stack([times >= 0, np.ones(len(times)), times]).astype(float)
    differences = []
    for one in [row, *(other for other in range(len(world.figures)) if other != row)]:
        apart = world.figures[one] - world.figures
        away = (apart[:, :begins] - apart[:, :begins].mean(axis=1, keepdims=True)) ** 2
        order = [at for at in np.argsort(away.sum(axis=1), kind="stable") if at not in (one, row)]
        differences.append(apart[order[:peers]].mean(axis=0))
    alike = world.judged(row).autocorrelation
    fits = [GLS(one, design, sigma=alike ** np.abs(times[:, None] - times)).fit() for one in differences]
    return fits[0].params[0], fits[0].bse[0], [one.tvalues[0] for one in fits[1:]]


def test_the_result_is_that_of_a_slow_sum_one_organisation_at_a_time() -> None:
    effect, error, others = slowly(WORLD, 3)

    found = WORLD.judged(3)

    assert found.effect == pytest.approx(effect, rel=1e-8)
    assert found.placebo_effects == pytest.approx(np.array(others) * error, rel=1e-7)
    assert found.p == placebo_p(effect / error, np.array(others))
    # Of 40, two may be called unusual: the interval ends at the second largest, a tie with it included.
    edge = sorted(np.abs(others))[-2] * (1 + ALIKE) * error
    assert (found.lower, found.upper) == pytest.approx((effect - edge, effect + edge), rel=1e-7)
    assert found.smallest_detectable is not None
    assert found.smallest_detectable.likelier_than_not == pytest.approx(edge, rel=1e-7)
    assert found.placebos == 39
    assert found.peers == nearest_in_shape(WORLD.figures, 3, 24)


@pytest.mark.parametrize(
    ("effect", "better", "outcome"),
    [
        (15, "up", "moved for the better"),
        (15, "down", "moved for the worse"),
        (-15, "up", "moved for the worse"),
        (-15, "down", "moved for the better"),
        (0, "up", "not to be told from chance"),
    ],
)
def test_a_large_change_is_found_and_none_is_not(effect, better, outcome) -> None:
    world = QUIET.with_effect(effect, row=2)

    found = before_after(world.months, world.figures, 2, changed=world.changed, better=better)

    assert found.outcome == outcome
    assert found.lower < effect < found.upper
    assert (found.lower <= 0 <= found.upper) == (outcome == "not to be told from chance")
    assert found.why == ""
    assert len(found.assumptions) == 5


def test_a_picture_gets_its_lines_and_the_placebos_that_p_counts() -> None:
    found = QUIET.with_effect(12, row=2).judged(2)

    lines = found.lines
    assert lines is not None
    assert lines.periods == (*found.before, *found.after) == QUIET.months
    assert lines.own == tuple(QUIET.with_effect(12, row=2).figures[2])
    assert lines.peers == pytest.approx(QUIET.figures[list(found.peers)].mean(axis=0))
    after = np.array(lines.own)[24:] - np.array(lines.counterfactual)[24:]
    assert after.mean() == pytest.approx(found.effect, abs=1.5)  # means of the fit's errors after: near 0, not 0
    before = np.array(lines.own)[:24] - np.array(lines.counterfactual)[:24]
    assert found.fit_before == pytest.approx(np.sqrt((before**2).mean()))
    as_far = sum(abs(one) >= abs(found.effect) for one in found.placebo_effects)
    assert found.p == (1 + as_far) / 40


def test_a_season_that_all_share_is_no_change() -> None:
    rng = np.random.default_rng(8)
    calm = [changed_world(rng, Kind(organisations=25, season=0.0, season_apart=0.0)) for _ in range(5)]

    for world in calm:
        at = np.arange(32)
        winter = Changed(world.months, world.figures + 12 * np.cos(2 * np.pi * at / 12), world.changed)

        assert winter.judged().effect == pytest.approx(world.judged().effect, abs=1e-9)
        assert winter.judged().lower == pytest.approx(world.judged().lower, abs=1e-9)


def test_registered_peers_are_used_whatever_is_nearest_now() -> None:
    found = WORLD.judged(0, peer_rows=[5, 9, 30, 7])

    assert found.peers == (5, 9, 30, 7)
    assert found.lines is not None
    assert found.lines.peers == pytest.approx(WORLD.figures[[5, 9, 30, 7]].mean(axis=0))
    assert not any("registered peer" in one for one in found.cautions)


def test_registered_peers_without_a_figure_are_left_out_and_said() -> None:
    figures = WORLD.figures.copy()
    figures[9, 28] = np.nan

    found = Changed(WORLD.months, figures, WORLD.changed).judged(0, peer_rows=[5, 9, 30, 7])

    assert found.peers == (5, 30, 7)
    assert found.placebos == 38
    assert "1 registered peer was left out, for want of a figure in one of these periods." in found.cautions
    assert "1 organisation was left out, for want of a figure in one of these periods." in found.cautions
    figures[[5, 30], 28] = np.nan
    found = Changed(WORLD.months, figures, WORLD.changed).judged(0, peer_rows=[5, 9, 30, 7])
    assert (found.outcome, found.effect) == ("cannot be said", None)
    assert found.why == (
        "Only 1 of the peers that were registered has a figure in each of these periods, and 3 are needed."
    )
    assert "3 organisations were left out, for want of a figure in one of these periods." in (
        Changed(WORLD.months, figures, WORLD.changed).judged(0).cautions
    )


def test_months_that_the_organisation_lacks_are_left_out_for_everybody() -> None:
    figures = WORLD.figures.copy()
    figures[0, [3, 26]] = np.nan

    found = Changed(WORLD.months, figures, WORLD.changed).judged(0)

    assert found.outcome == "not to be told from chance"
    assert len(found.before) == 23
    assert len(found.after) == 7
    assert found.placebos == 39
    assert "Only 23 of the 24 periods before the change have a figure." in found.cautions
    assert "Only 7 of the 12 periods after the change have a figure." in found.cautions


def test_a_direction_that_was_registered_decides_where_neither_is_better() -> None:
    world = QUIET.with_effect(-15, row=2)

    def said(better, registered) -> BeforeAfter:
        return before_after(
            world.months, world.figures, 2, changed=world.changed, better=better, registered_direction=registered
        )

    assert said("neither", "down").outcome == "moved for the better"
    assert said("neither", "down").better == "down"
    assert said("neither", "neither").outcome == "cannot be said"
    assert said("neither", "neither").why.startswith("Of this measure neither more nor less is better")
    assert said("neither", "neither").effect == said("up", "neither").effect
    contrary = said("up", "up")
    assert contrary.outcome == "moved for the worse"
    assert contrary.cautions[0] == "The plan expected these figures to go up; beside their peers' they fell."
    odd = said("up", "down")
    assert odd.cautions[0] == "The plan expected these figures to go down, and of this measure up is better."


def test_a_rise_against_the_plan_is_said() -> None:
    world = QUIET.with_effect(15, row=2)

    found = before_after(
        world.months, world.figures, 2, changed=world.changed, better="down", registered_direction="down"
    )

    assert found.cautions[0] == "The plan expected these figures to go down; beside their peers' they rose."


def test_a_poor_fit_before_and_a_close_run_of_figures_are_said() -> None:
    rng = np.random.default_rng(9)
    world = changed_world(rng, Kind(organisations=30, noise=(0.5, 0.1), season=0.0, alike=(0.8, 0.8)))
    figures = world.figures.copy()
    figures[0, :24] += rng.normal(0, 8, 24)

    found = Changed(world.months, figures, world.changed).judged()

    said = " ".join(found.cautions)
    assert "Its peers were no close picture of it before the change" in said
    assert "so a slow drift looks much like a change." in said
    assert "drifting" not in said


def test_a_drift_before_is_said() -> None:
    figures = WORLD.figures.copy()
    figures[0] += np.arange(32) * 1.5

    found = Changed(WORLD.months, figures, WORLD.changed).judged()

    assert any(one.startswith("It was drifting away from its peers") for one in found.cautions)


def test_a_change_of_all_at_the_same_time_is_said_beside_one_that_was_found() -> None:
    figures = QUIET.with_effect(15, row=2).figures - np.where(np.arange(36) >= 24, 40.0, 0.0)

    found = Changed(QUIET.months, figures, QUIET.changed).judged(2)

    assert found.outcome == "moved for the better"
    assert any(one.startswith("Its peers' figures changed at that time as well") for one in found.cautions)


@pytest.mark.parametrize(
    ("changed", "outcome", "why"),
    [
        (-1, "cannot be said", "No period has a figure before the change, and 12 are needed."),
        (1, "cannot be said", "Only 1 period has a figure before the change, and 12 are needed."),
        (11, "cannot be said", "Only 11 periods have a figure before the change, and 12 are needed."),
        (27, "too early", "Only 5 periods have a figure since the change so far, and 6 are needed."),
        (31, "too early", "Only 1 period has a figure since the change so far, and 6 are needed."),
        (40, "too early", "No period has a figure since the change so far, and 6 are needed."),
    ],
)
def test_a_change_near_the_ends_of_the_figures_or_outside_cannot_be_judged(changed, outcome, why) -> None:
    day = month_after(WORLD.months[0], changed)

    found = before_after(WORLD.months, WORLD.figures, 0, changed=day, better="up")

    assert (found.outcome, found.why, found.effect) == (outcome, why, None)


def test_gaps_after_that_will_not_fill_cannot_be_judged() -> None:
    figures = QUIET.figures.copy()
    figures[0, 27:] = np.nan

    found = Changed(QUIET.months, figures, QUIET.changed).judged()

    assert (found.outcome, found.why) == (
        "cannot be said",
        "Only 3 periods have a figure since the change, and 6 are needed.",
    )


def test_no_figure_at_all_cannot_be_judged() -> None:
    found = Changed(WORLD.months, np.full((30, 32), np.nan), WORLD.changed).judged()

    assert (found.outcome, found.why) == ("cannot be said", "No figure of this organisation is there.")


@pytest.mark.parametrize(
    ("organisations", "why"),
    [
        (1, "No other organisation has a figure in each of these periods, and 3 are needed."),
        (2, "Only 1 other organisation has a figure in each of these periods, and 3 are needed."),
        (3, "Only 2 other organisations have a figure in each of these periods, and 3 are needed."),
    ],
)
def test_an_organisation_with_hardly_any_other_beside_it_cannot_be_judged(organisations, why) -> None:
    found = Changed(WORLD.months, WORLD.figures[:organisations], WORLD.changed).judged()

    assert (found.outcome, found.why, found.effect) == ("cannot be said", why, None)


def test_too_few_organisations_give_an_effect_and_no_interval() -> None:
    found = Changed(WORLD.months, WORLD.figures[:12], WORLD.changed).judged()

    assert found.outcome == "cannot be said"
    assert found.why == (
        "Only 11 other organisations have all these figures, and it takes 19 to know how far chance goes."
    )
    assert found.effect is not None
    assert (found.lower, found.upper, found.smallest_detectable) == (None, None, None)


def test_of_registered_peers_none_may_be_left() -> None:
    figures = WORLD.figures.copy()
    figures[[1, 2, 3], 0] = np.nan

    found = Changed(WORLD.months, figures, WORLD.changed).judged(0, peer_rows=[1, 2, 3])

    assert (
        found.why == "None of the peers that were registered has a figure in each of these periods, and 3 are needed."
    )


def test_figures_that_never_vary_are_not_told_from_chance() -> None:
    found = Changed(WORLD.months, np.full((30, 32), 7.0), WORLD.changed).judged()

    assert (found.outcome, found.effect, found.p) == ("not to be told from chance", pytest.approx(0), 1.0)
    assert not any("no close picture" in one for one in found.cautions)


def test_figures_that_never_vary_are_not_told_from_chance_by_the_last_bits_of_their_means() -> None:
    levels = np.random.default_rng(1).uniform(0, 1, (30, 1))

    for row in range(3):
        found = Changed(WORLD.months, np.repeat(levels, 32, axis=1), WORLD.changed).judged(row)

        assert (found.outcome, found.p) == ("not to be told from chance", 1.0)


def test_one_patient_in_one_month_at_several_organisations_is_a_tie() -> None:
    figures = np.zeros((40, 36))
    figures[[0, 5, 9, 11], 30] = 1

    found = Changed(QUIET.months, figures, QUIET.changed).judged()

    # Peers of the others had that patient, too: beside them the others fell, by as many of their own standard errors.
    assert (found.outcome, found.p) == ("not to be told from chance", 1.0)


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"row": 40}, "There is no row 40 among 40 organisations"),
        ({"row": -1}, "There is no row -1"),
        ({"peer_rows": [0, 1, 2]}, "Peers must be rows of other organisations"),
        ({"peer_rows": [1, 1, 2]}, "Peers must be rows of other organisations"),
        ({"peer_rows": [1, 2, 40]}, "Peers must be rows of other organisations"),
        ({"level": 1.0}, "An interval cannot be sure to 1.0"),
        ({"level": 0.1}, "An interval cannot be sure to 0.1"),
        ({"peers": 2}, "It takes at least 3 peers, 12 periods before and 6 after"),
        ({"window_before": 11}, "It takes at least 3 peers"),
        ({"window_after": 5}, "It takes at least 3 peers"),
        ({"values": WORLD.figures[:, :-1]}, "do not fit 32 periods"),
        ({"values": WORLD.figures[0]}, "do not fit 32 periods"),
        ({"values": np.where(WORLD.figures > 90, np.inf, WORLD.figures)}, "A figure is infinite"),
    ],
)
def test_a_question_without_an_answer_is_refused_in_a_sentence(more, message) -> None:
    asked = {"periods": WORLD.months, "values": WORLD.figures, "row": 0, "changed": WORLD.changed, "better": "up"}

    with pytest.raises(UnusableFigures, match=message):
        before_after(**{**asked, **more})


@pytest.mark.parametrize("which", ["better", "registered_direction"])
def test_a_direction_that_is_none_is_refused(which) -> None:
    asked = {"better": "up", which: "sideways"}

    with pytest.raises(UnknownImprovement):
        before_after(WORLD.months, WORLD.figures, 0, changed=WORLD.changed, **asked)


SEEDS = st.integers(0, 2**32 - 1)


def drawn(seed: int) -> Changed:
    return changed_world(np.random.default_rng(seed), Kind(organisations=22, before=14, after=6))


def close(found: BeforeAfter, effect: float, lower: float, upper: float) -> None:
    assert (found.effect, found.lower, found.upper) == pytest.approx((effect, lower, upper), rel=1e-6, abs=1e-6)


@settings(max_examples=25, deadline=None)
@given(SEEDS, st.floats(-30, 30))
def test_an_effect_that_is_added_is_found_on_top_and_nothing_else_moves(seed, effect) -> None:
    world = drawn(seed)
    before, found = world.judged(), world.with_effect(effect).judged()

    close(found, before.effect + effect, before.lower + effect, before.upper + effect)
    assert found.peers == before.peers
    assert found.placebo_effects == pytest.approx(before.placebo_effects, rel=1e-6, abs=1e-6)


@settings(max_examples=25, deadline=None)
@given(SEEDS, st.floats(0.01, 1000), st.floats(-500, 500))
def test_another_unit_or_zero_changes_only_the_unit(seed, scale, shift) -> None:
    world = drawn(seed)
    before = world.judged()

    found = Changed(world.months, world.figures * scale + shift, world.changed).judged()

    close(found, before.effect * scale, before.lower * scale, before.upper * scale)
    assert (found.outcome, found.p) == (before.outcome, before.p)


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_upside_down_the_effect_is_upside_down(seed) -> None:
    world = drawn(seed)
    before = world.judged()

    found = before_after(world.months, -world.figures, 0, changed=world.changed, better="down")

    close(found, -before.effect, -before.upper, -before.lower)
    assert (found.outcome, found.p) == (before.outcome, before.p)


@settings(max_examples=25, deadline=None)
@given(SEEDS, st.randoms(use_true_random=False))
def test_the_order_of_the_other_organisations_means_nothing(seed, shuffler) -> None:
    world = drawn(seed)
    before = world.judged()
    order = list(range(1, 22))
    shuffler.shuffle(order)

    found = Changed(world.months, world.figures[[0, *order]], world.changed).judged()

    close(found, before.effect, before.lower, before.upper)
    assert (found.outcome, found.p) == (before.outcome, before.p)
    assert {order[one - 1] for one in found.peers} == set(before.peers)


def test_a_change_on_a_day_inside_a_month_leaves_that_month_out() -> None:
    day = date(WORLD.changed.year, WORLD.changed.month, 14)

    found = before_after(WORLD.months, WORLD.figures, 0, changed=day, better="up")

    assert WORLD.changed not in (*found.before, *found.after)
    assert len(found.after) == 7

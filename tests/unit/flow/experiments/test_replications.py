"""How many replications are enough: by hand, and by a slower way. Against sim-tools: tests/validation."""

from functools import partial

import numpy as np
import pytest
from scipy import stats
from support.flow_experiments import OCCUPANCY, SERVED, WAIT, WAITING, by_hand, department

from everyweek.flow.experiments.asked import Asked
from everyweek.flow.experiments.estimating import estimate_of
from everyweek.flow.experiments.figures import Figure
from everyweek.flow.experiments.outcome import Block, Outcomes, joined, outcomes_of
from everyweek.flow.experiments.replications import (
    Wanted,
    as_they_came,
    enough_replications,
    first_that_stays,
    running_means,
)

RNG = np.random.default_rng(20_261_122)


def test_means_and_half_widths_after_each_replication_are_students() -> None:
    values = 1e9 + RNG.normal(0, 1e4, (60, 2))

    means, half_widths = running_means(values, np.ones((60, 2)))

    for number in (2, 3, 17, 60):
        there = values[:number]
        slow = stats.t.ppf(0.975, number - 1) * stats.sem(there)
        np.testing.assert_allclose(means[number - 1], there.mean(axis=0), rtol=1e-14)
        np.testing.assert_allclose(half_widths[number - 1], slow, rtol=1e-9)


def test_a_ratio_is_followed_as_it_is_estimated_at_the_end() -> None:
    patients = RNG.poisson(30, 50).astype(np.float64)
    patients[[3, 20]] = 0.0
    waits = np.where(patients > 0, RNG.gamma(2, 10, 50), np.nan)

    for number in (5, 21, 50):
        upto = by_hand({WAIT: waits[:number], SERVED: patients[:number]})
        means, half_widths = as_they_came(upto, [WAIT])
        there = estimate_of(upto, WAIT)

        assert means[-1, 0] == pytest.approx(there.mean, rel=1e-12)
        assert half_widths[-1, 0] == pytest.approx(there.half_width, rel=1e-9)


def test_one_replication_and_no_patient_have_no_half_width() -> None:
    means, half_widths = running_means(np.array([[np.nan], [4.0], [6.0]]), np.array([[0.0], [1.0], [1.0]]))

    np.testing.assert_allclose(means[:, 0], [np.nan, 4.0, 5.0])
    assert np.isnan(half_widths[:2, 0]).all()
    assert half_widths[2, 0] == pytest.approx(12.7062 * np.sqrt(2) / np.sqrt(2), rel=1e-5)


def test_a_width_that_grows_again_within_the_look_ahead_does_not_count() -> None:
    widths = np.array([9.0, 9.0, 1.0, 1.0, 3.0, 1.0, 1.0, 1.0])

    assert first_that_stays(widths, np.full(8, 2.0), look_ahead=1) == 3
    assert first_that_stays(widths, np.full(8, 2.0), look_ahead=2) == 6
    assert first_that_stays(widths, np.full(8, 2.0), look_ahead=3) is None


def test_two_figures_of_a_model_in_batches_stop_at_the_same_number_as_one_by_one() -> None:
    asked = Asked(department(), minutes=4_320.0, seed=5)
    wanted = [
        Wanted(Figure("occupancy", "cubicles", unit="share"), 0.02),
        Wanted(Figure("mean", "time in the department", unit="minutes"), 0.05, relative=True),
    ]

    in_batches = enough_replications(partial(outcomes_of, asked), wanted)
    one_by_one = enough_replications(partial(outcomes_of, asked), wanted, batch=1)

    numbers = [one.number for one in in_batches.reached]
    assert numbers == [one.number for one in one_by_one.reached]
    assert not in_batches.unmet
    assert len(in_batches.outcomes) % 16 == 0
    assert len(one_by_one.outcomes) == max(number for number in numbers if number) + 5
    assert joined([in_batches.outcomes]).same_as(in_batches.outcomes)
    assert in_batches.reached[0].found.half_width <= 0.02
    assert in_batches.reached[0].would_need is None
    assert in_batches.reached[0].sentence == (
        f"cubicles: occupancy, share: {numbers[0]} replications bring it to ± 0.02."
    )


def test_what_was_not_reached_is_said_with_how_many_it_would_need() -> None:
    values = RNG.normal(50, 10, 20)

    found = enough_replications(_known({WAITING: values}), [Wanted(WAITING, 0.01, relative=True)], at_most=20)

    reached = found.unmet[0]
    half = float(reached.found.half_width)
    assert reached.would_need == pytest.approx(20 * (half / (0.01 * values.mean())) ** 2, abs=1)
    assert reached.sentence == (
        "beds: mean waiting, patients: ± 0.01 of its mean was not reached with 20 replications, which brought "
        f"± {half:.3g}; some {reached.would_need:,} would be needed."
    )


def test_a_width_that_was_reached_at_the_last_is_not_said_to_be_missed_nor_met() -> None:
    values = np.array([40.0, 60.0, 48.0, 52.0, 50.0, 50.0, 50.0, 50.0])

    last = enough_replications(_known({WAITING: values}), [Wanted(WAITING, 5.0)], at_most=8).unmet[0]

    assert last.found.half_width < 5.0
    assert last.would_need == 13
    assert last.sentence == (
        "beds: mean waiting, patients: ± 5 was reached only at the end of 8 replications, which may be luck; "
        "with 13 it would be seen."
    )
    nought = enough_replications(_known({WAITING: np.zeros(4)}), [Wanted(WAITING, 0.1, relative=True)], at_most=4)
    assert nought.unmet[0].would_need == 9


def test_what_cannot_be_told_is_not_told() -> None:
    full = enough_replications(_known({OCCUPANCY: np.ones(8)}), [Wanted(OCCUPANCY, 0.1)], at_most=2)
    about_nought = _known({WAITING: np.array([-1.0, 1.0] * 4)})
    nobody = enough_replications(about_nought, [Wanted(WAITING, 0.1, relative=True)], at_most=8)

    assert full.unmet[0].sentence.endswith("was not reached with 2 replications, and they do not say how sure it is.")
    assert nobody.unmet[0].would_need is None
    assert nobody.unmet[0].sentence.endswith("which brought ± 0.894.")


def test_a_share_that_was_all_so_far_says_not_how_sure_it_is_and_does_not_stop_the_search() -> None:
    share = np.array([1.0] * 10 + [0.98, 0.99] * 10)

    found = enough_replications(_known({OCCUPANCY: share}), [Wanted(OCCUPANCY, 0.01)], at_most=30)
    never = enough_replications(_known({OCCUPANCY: np.ones(30)}), [Wanted(OCCUPANCY, 0.01)], at_most=30)

    number = found.reached[0].number
    assert number is not None
    assert number > 10  # of ten times 1 the spread is none
    assert never.unmet[0].sentence.endswith("was not reached with 30 replications, and they do not say how sure it is.")


def test_replications_that_do_not_have_a_figure_are_no_look_ahead() -> None:
    waits = np.full(40, np.nan)
    waits[[0, 1, 2, 20]] = [10.0, 10.1, 9.9, 30.0]
    some = {WAIT: waits, SERVED: np.where(np.isnan(waits), 0.0, 1.0)}

    found = enough_replications(_known(some), [Wanted(WAIT, 1.0)], at_most=40)
    later = np.concatenate([[np.nan] * 4, 10 + RNG.normal(0, 0.1, 16)])
    known = {WAIT: later, SERVED: np.where(np.isnan(later), 0.0, 1.0)}
    counted = enough_replications(_known(known), [Wanted(WAIT, 1.0)], at_most=20)

    assert found.reached[0].number is None  # 17 without the figure came after three alike
    assert counted.reached[0].number == 7  # the third that has it


def test_nothing_wanted_and_no_width_are_refused() -> None:
    with pytest.raises(ValueError, match="Nothing is wanted"):
        enough_replications(_known({}), [])
    with pytest.raises(ValueError, match="above nought"):
        Wanted(WAIT, 0.0)


def _known(values: dict[Figure, np.ndarray]):  # type: ignore[no-untyped-def]
    def run(block: Block) -> Outcomes:
        part = slice(block.first, block.first + block.number)
        return by_hand({figure: column[part] for figure, column in values.items()}, first=block.first)

    return run

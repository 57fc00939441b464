"""A ward that begins full, as it was counted, is in its steady state from the first day; others are not.

There is a bed for everybody, so that theory knows how many are in one at any time: those of the census who have not
left, and those who came since and have not. A mean over replications is within 3.5 standard errors of that.
"""

from dataclasses import replace

import numpy as np
from scipy import stats

from everyweek.flow.compiling.compile import compiled
from everyweek.flow.distributions import Lognormal, Sample
from everyweek.flow.experiments.census import Counted, inside_of
from everyweek.flow.model import Model
from everyweek.flow.pools import Pool
from everyweek.flow.quantities import Duration, days, per_day
from everyweek.flow.running import replicate
from everyweek.flow.steps import Delay, Inside, Leave, Pathway, Release, Seize
from everyweek.flow.streams import Poisson, Stream

A_DAY, STAY, SPREAD, RUNS, STANDARD_ERRORS = 30, 5.0, 6.0, 120, 3.5
BEDS = int(A_DAY * STAY)
"""In use on average: patients a day times days of a stay."""
LOGNORMAL = Lognormal(days(STAY), days(SPREAD))
STAYS = stats.lognorm(LOGNORMAL.sigma, scale=np.exp(LOGNORMAL.mu) / 1_440.0)
WARD = Model(
    "a ward",
    (Pool("beds", 400),),
    (Stream("admitted", Poisson(per_day(A_DAY)), "ward"),),
    (Pathway("ward", (Seize(("beds",)), Delay(LOGNORMAL, name="stay"), Release("beds"), Leave())),),
)
LOOKED = np.array([0, 1, 5, 20])


def in_use_on_those_days(inside: tuple[Inside, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Mean beds in use, and the standard error of it."""
    program = compiled(replace(WARD, inside=inside))
    runs = [replicate(program, minutes=20.1 * 1_440, seed=20_261_122, replication=number) for number in range(RUNS)]
    seen = np.array([run.looks.in_use[LOOKED * 24, 0] for run in runs])
    return seen.mean(axis=0), seen.std(axis=0, ddof=1) / np.sqrt(RUNS)


def of_those_who_come(day: float) -> float:
    """By theory (M/G/∞): the arrivals of each instant since, as far as they stay so long."""
    instants = np.linspace(0, day, 20_001)
    return float(A_DAY * np.trapezoid(STAYS.sf(instants), instants))


def met_under_way(number: int) -> np.ndarray:
    """How long patients have been there who are met in steady state: an even part of a stay drawn by its length."""
    rng = np.random.default_rng(8)
    by_length = stats.lognorm(LOGNORMAL.sigma, scale=np.exp(LOGNORMAL.mu + LOGNORMAL.sigma**2) / 1_440.0)
    return np.asarray(by_length.rvs(number, random_state=rng) * rng.uniform(size=number))


def test_a_census_without_stays_begins_in_steady_state() -> None:
    mean, error = in_use_on_those_days(inside_of(WARD, [Counted("ward", "stay", BEDS)]))

    assert mean[0] == BEDS
    assert (np.abs(mean - BEDS) <= STANDARD_ERRORS * error).all(), (mean, error)
    assert error[-1] < 0.01 * BEDS


def test_a_census_with_stays_so_far_goes_on_as_those_stays_do() -> None:
    so_far = met_under_way(BEDS)
    census = Counted("ward", "stay", BEDS, so_far=tuple(Duration(float(day) * 1_440) for day in so_far))
    theory = [(STAYS.sf(so_far + day) / STAYS.sf(so_far)).sum() + of_those_who_come(day) for day in LOOKED]

    mean, error = in_use_on_those_days(inside_of(WARD, [census]))

    assert (np.abs(mean - theory) <= STANDARD_ERRORS * error + 1e-9).all(), (mean, theory, error)


def test_a_ward_that_begins_empty_needs_weeks() -> None:
    mean, error = in_use_on_those_days(())

    theory = [of_those_who_come(day) for day in LOOKED]
    assert (np.abs(mean - theory) <= STANDARD_ERRORS * error).all()
    assert (BEDS - mean > STANDARD_ERRORS * error).all()


def test_rests_that_are_an_even_part_of_an_ordinary_stay_are_too_short() -> None:
    # as some published models have it: for each patient a stay is drawn, and from one day to it the rest
    rng = np.random.default_rng(8)
    rests = rng.uniform(1.0, np.maximum(STAYS.rvs(5_000, random_state=rng), 1.0))
    row = Inside("ward", "stay", BEDS, remaining=Sample(tuple(Duration(float(day) * 1_440) for day in rests)))

    mean, error = in_use_on_those_days((row,))

    theory = np.array([BEDS * np.mean(rests > day) + of_those_who_come(day) for day in LOOKED])
    assert (np.abs(mean - theory) <= STANDARD_ERRORS * error + 1e-9).all()
    assert (np.abs(mean - BEDS)[2:] > STANDARD_ERRORS * error[2:]).all(), (mean, error)


def test_several_wards_and_a_queue_are_taken_over_as_they_are() -> None:
    few = replace(WARD, pools=(Pool("beds", 100),))
    steps = (Seize(("beds",), name="wait"), *WARD.pathways[0].steps[1:])
    few = replace(few, pathways=(Pathway("ward", steps),))
    census = [Counted("ward", "stay", 100), Counted("ward", "wait", 7)]

    run = replicate(compiled(replace(few, inside=inside_of(few, census))), minutes=61.0, seed=1)

    assert (run.looks.in_use[0, 0], run.looks.waiting[0, 0]) == (100, 7)
    assert run.looks.in_use[1, 0] == 100

"""An interval that is said to hold the truth 95 times in a hundred does: over many experiments whose truth is known."""

from functools import cache
from math import exp, sqrt

import numpy as np
import pytest
from scipy import stats
from support.flow_models import queue
from support.queue_over_time import waiting_over_time

from everyweek.flow.distributions import Exponential
from everyweek.flow.experiments.asked import Asked
from everyweek.flow.experiments.estimating import Estimate, estimate, estimate_of
from everyweek.flow.experiments.figures import Figure
from everyweek.flow.experiments.outcome import Block, Outcomes, outcomes_of
from everyweek.flow.quantities import minutes

pytestmark = pytest.mark.slow
EXPERIMENTS, RUNS, LONG, SERVERS, LOAD = 500, 10, 3_000, 2, 1.2
CHANCE = 3.29 * sqrt(0.95 * 0.05 / EXPERIMENTS)
"""How far the share of so many experiments may lie from 95 %: once in a thousand further."""


@cache
def experiments(*, warm_up: float) -> tuple[Outcomes, ...]:
    """Each of ten replications of its own."""
    asked = Asked(queue(SERVERS, 60 * LOAD, Exponential(minutes(1))), float(LONG), warm_up, seed=20_261_122)
    every = outcomes_of(asked, Block(0, EXPERIMENTS * RUNS))
    parts = [slice(first, first + RUNS) for first in range(0, EXPERIMENTS * RUNS, RUNS)]
    return tuple(Outcomes(every.heading, every.replications[part], every.values[part]) for part in parts)


def holds(truth: float, found: list[Estimate]) -> float:
    """The share of intervals that hold the truth."""
    return float(np.mean([one.low <= truth <= one.high for one in found]))


def of_a_run_from_empty() -> tuple[float, float]:
    """By theory: patients waiting on average over a run, and those waiting at its end."""
    over_time = waiting_over_time(servers=SERVERS, load=LOAD, steps=4 * LONG, step=0.25, most=120)
    return float(np.trapezoid(over_time, dx=0.25) / LONG), float(over_time[-1])


def test_the_mean_of_a_short_run_from_empty() -> None:
    waiting, _ = of_a_run_from_empty()

    found = holds(waiting, [estimate_of(one, Figure("mean waiting", "servers")) for one in experiments(warm_up=0.0)])

    assert abs(found - 0.95) < CHANCE, found


def test_the_wait_of_a_patient_which_is_a_ratio() -> None:
    waiting, at_the_end = of_a_run_from_empty()
    wait = waiting * LONG / (LOAD * LONG - at_the_end)  # minutes of all who wait, over those who were served

    found = holds(
        wait, [estimate_of(one, Figure("mean wait", "servers", unit="minutes")) for one in experiments(warm_up=0.0)]
    )

    assert abs(found - 0.95) < CHANCE, found


def test_a_share_and_why_its_interval_is_not_wilsons() -> None:
    within = Figure("within", "wait", "", "share", 1.0)
    busy = LOAD / SERVERS
    waits = 2 * busy**2 / (1 + busy)  # Erlang's C of two servers
    truth = 1 - waits * exp(-(SERVERS - LOAD))

    found = holds(truth, [estimate_of(one, within) for one in experiments(warm_up=300.0)])
    by_patients = []
    for one in experiments(warm_up=300.0):
        number = one.column(Figure("number", "wait"))
        in_time = round(float((one.column(within) * number).sum()))
        interval = stats.binomtest(in_time, int(number.sum())).proportion_ci(method="wilson")
        by_patients.append(Estimate((interval.low + interval.high) / 2, (interval.high - interval.low) / 2))

    assert abs(found - 0.95) < CHANCE, found
    assert holds(truth, by_patients) < 0.85


def test_differences_between_scenarios_that_do_not_differ_are_told_one_time_in_twenty() -> None:
    figure = Figure("mean waiting", "servers")
    values = [one.column(figure) for one in experiments(warm_up=0.0)]
    found = holds(0.0, [estimate(two - one) for one, two in zip(values[::2], values[1::2], strict=True)])

    assert abs(found - 0.95) < CHANCE * sqrt(2), found

"""Bands by hour of the week against theory, of a ward that fills by day and empties by night."""

from math import exp

import numpy as np

from everyweek.flow.distributions import Exponential
from everyweek.flow.experiments.asked import Asked
from everyweek.flow.experiments.by_hour import bands_of
from everyweek.flow.experiments.outcome import Block, outcomes_of
from everyweek.flow.model import Model
from everyweek.flow.pools import Pool
from everyweek.flow.quantities import hours, per_hour
from everyweek.flow.steps import Delay, Leave, Pathway, Release, Seize
from everyweek.flow.streams import Poisson, Stream

RATES = [(10.0 if 8 <= hour % 24 < 20 else 2.0) * (0.6 if hour >= 120 else 1.0) for hour in range(168)]
MEAN, RUNS, STANDARD_ERRORS = 5.0, 80, 4.2
"""Hours; and 168 hours are looked at: one false alarm in 220 by a normal tail of 4.2."""


def in_use_by_theory() -> np.ndarray:
    """M(t)/M/∞ at each whole hour once every week is alike: within an hour it goes to rate · mean, by exp(-t)."""
    stays = exp(-1 / MEAN)
    now, found = 0.0, []
    for rate in RATES * 3:
        found.append(now)
        now = now * stays + rate * MEAN * (1 - stays)
    return np.array(found[-168:])


def test_the_mean_at_each_hour_is_that_of_theory_and_the_range_that_of_a_poisson_number() -> None:
    steps = (Seize(("beds",)), Delay(Exponential(hours(MEAN))), Release("beds"), Leave())
    stream = Stream("all", Poisson(tuple(map(per_hour, RATES))), "ward")
    model = Model("a ward", (Pool("beds", 400),), (stream,), (Pathway("ward", steps),))

    found = bands_of(outcomes_of(Asked(model, 2 * 10_080.0, 10_080.0, seed=20_261_122, by_hour=True), Block(0, RUNS)))

    beds = found[0]
    theory = in_use_by_theory()
    error = np.sqrt(theory / RUNS)  # how many are in use is Poisson
    assert (np.abs(beds.mean - theory) < STANDARD_ERRORS * error).all()
    # one week is counted of each replication, so its range is that of a Poisson number: 1.645 of its roots to each side
    middle = (beds.high - beds.low) / 2 / np.sqrt(theory)
    assert abs(middle.mean() - 1.645) < 0.1
    np.testing.assert_array_equal(found[1].mean, np.zeros(168))  # nobody waits

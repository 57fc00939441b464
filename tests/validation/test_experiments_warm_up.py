"""A warm-up that is found for a queue of which theory knows how it fills: what is left in is not what was asked for."""

import numpy as np
import pytest
from support.flow_models import queue
from support.queue_over_time import waiting_over_time

from everyweek.flow.distributions import Exponential
from everyweek.flow.experiments.warm_up import warm_up_of
from everyweek.flow.quantities import hours

DAYS, RUNS, LOAD = 100, 40, 0.85
STEADY = LOAD**2 / (1 - LOAD)
SEEDS = range(1, 9)


def test_what_the_beginning_still_adds_is_less_than_chance_does() -> None:
    model = queue(1, LOAD, Exponential(hours(1)))
    theory = waiting_over_time(servers=1, load=LOAD, steps=DAYS * 24)

    found = [warm_up_of(model, minutes=DAYS * 1_440.0, replications=RUNS, seed=seed) for seed in SEEDS]

    cuts = [round(one.minutes / 60) for one in found if one.minutes is not None]
    assert len(cuts) >= len(SEEDS) - 2  # now and then its rule says that it cannot tell, and is to be believed
    for one, cut in zip([one for one in found if one.minutes is not None], cuts, strict=True):
        waiting = next(series.values for series in one.series if series.name == "servers: waiting")
        # By theory the mean over a time T of M/M/1 has the variance 2 ρ (1 + ρ) / (1 - ρ)⁴ / T, times in services.
        chance = np.sqrt(2 * LOAD * (1 + LOAD) / (1 - LOAD) ** 4 / (DAYS * 24 - cut) / RUNS)
        assert 0 < STEADY - theory[cut:-1].mean() < chance
        assert abs(waiting[cut:].mean() - theory[cut:-1].mean()) < 3.5 * chance
        assert theory[cut] > 0.5 * STEADY
        assert cut < DAYS * 24 / 2


@pytest.mark.parametrize("seed", SEEDS)
def test_more_than_can_be_served_never_settles(seed: int) -> None:
    found = warm_up_of(queue(2, 2.3, Exponential(hours(1))), minutes=60 * 1_440.0, seed=seed)

    assert found.minutes is None
    assert "servers: waiting" in found.not_settled

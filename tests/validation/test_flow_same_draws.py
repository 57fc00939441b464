"""The waits of each patient, one by one: the engine beside a recursion over the very same arrivals and services.

A patient has the same luck in every model. So a model with servers for everybody tells the service times of the same
patients, and nothing here is left to chance.
"""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from support.flow_models import queue
from support.queueing_theory import waits_one_after_the_other

from everyweek.flow.compiling.compile import compiled
from everyweek.flow.distributions import Distribution, Exponential, Gamma, Lognormal, Triangular, Weibull
from everyweek.flow.model import Model
from everyweek.flow.pools import Pool
from everyweek.flow.quantities import Duration, minutes
from everyweek.flow.running import replicate
from everyweek.flow.streams import AtTimes, Stream

LONG = 2_000.0


def arrivals_and_waits(model: Model) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    rows = replicate(compiled(model), minutes=LONG, seed=20_261_122).rows
    return rows.arrived, rows.milestones[:, 0] - rows.arrived


def services(model: Model) -> NDArray[np.float64]:
    """Of the same patients, when nobody waits."""
    enough = replace(model, pools=(Pool("servers", 100_000),))
    rows = replicate(compiled(enough), minutes=100 * LONG, seed=20_261_122).rows
    return rows.left - rows.arrived


@pytest.mark.parametrize("servers", [1, 4])
@pytest.mark.parametrize(
    "service",
    [
        Exponential(minutes(1)),
        Gamma(minutes(1), minutes(2)),
        Lognormal(minutes(1), minutes(1)),
        Weibull(0.8, minutes(0.9)),
        Triangular(minutes(0), minutes(1), minutes(2)),
    ],
    ids=lambda service: type(service).__name__,
)
def test_each_patient_waits_as_long_as_the_recursion_says(service: Distribution, servers: int) -> None:
    model = queue(servers, 57.0 * servers, service)

    arrived, waits = arrivals_and_waits(model)

    expected = waits_one_after_the_other(arrived, services(model)[: len(arrived)], servers=servers)
    served = ~np.isnan(waits)
    assert len(arrived) > 1_500 * servers
    assert np.count_nonzero(expected > 0.1) > 500  # there was a queue
    np.testing.assert_allclose(waits[served], expected[served], atol=1e-7)
    assert np.all((arrived + expected)[~served] > LONG - 1e-7)  # who was not served by the end is not by the recursion


def test_who_comes_when_real_patients_did_waits_as_long_too() -> None:
    times = np.cumsum(np.random.default_rng(8).gamma(0.5, 2.1, size=1_500))
    model = queue(1, 60, Lognormal(minutes(1), minutes(1)))
    known = Stream("all", AtTimes(tuple(map(Duration, times.tolist()))), "queue")
    model = replace(model, streams=(known,))

    arrived, waits = arrivals_and_waits(model)

    expected = waits_one_after_the_other(arrived, services(model)[: len(arrived)], servers=1)
    served = ~np.isnan(waits)
    np.testing.assert_allclose(arrived, times[: len(arrived)], rtol=1e-12)
    np.testing.assert_allclose(waits[served], expected[served], atol=1e-7)

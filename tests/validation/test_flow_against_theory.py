"""Queues of which theory knows the answer: ours is within what chance allows at a fixed seed.

Each is run in replications of their own luck. The tolerance is derived: three and a half standard errors of the mean
over the replications (one false alarm in some two thousand), and nothing is tuned.
"""

import math
from collections.abc import Callable

import numpy as np
import pytest
from support.flow_models import queue

from everyweek.flow.compiling.compile import compiled
from everyweek.flow.conditions import PoolState
from everyweek.flow.distributions import Exponential, Fixed, Gamma, Lognormal
from everyweek.flow.model import Interval, Model
from everyweek.flow.pools import Pool
from everyweek.flow.quantities import minutes, per_hour
from everyweek.flow.replication import Replication
from everyweek.flow.running import replicate
from everyweek.flow.steps import Balk, Delay, Leave, Mark, Pathway, Release, Renege, Seize
from everyweek.flow.streams import Poisson, Stream

RUNS, STANDARD_ERRORS = 24, 3.5
LONG, WARM = 120_000.0, 20_000.0
"""Minutes."""


def runs_of(model: Model, seen: Callable[[Replication], float], *, long: float = LONG) -> tuple[float, float]:
    """The mean of a number over replications, and its standard error."""
    program = compiled(model)
    found = [
        seen(replicate(program, minutes=long, warm_up=WARM, seed=20_261_122, replication=one, keeps_rows=False))
        for one in range(RUNS)
    ]
    return float(np.mean(found)), float(np.std(found, ddof=1) / math.sqrt(RUNS))


def is_as_in_theory(model: Model, seen: Callable[[Replication], float], theory: float) -> None:
    ours, error = runs_of(model, seen)
    assert abs(ours - theory) < STANDARD_ERRORS * error, f"{ours:.4f} is not {theory:.4f}, standard error {error:.4f}"
    assert error < 0.05 * theory  # else nothing was shown


def mean_wait(run: Replication) -> float:
    return float(run.mean_wait[0])


def mean_waiting(run: Replication) -> float:
    return float(run.mean_waiting[0])


def erlang_c(servers: int, load: float) -> float:
    """The share of patients who wait in M/M/c. load : arrivals times service time."""
    terms = [load**number / math.factorial(number) for number in range(servers)]
    last = load**servers / math.factorial(servers) * servers / (servers - load)
    return last / (sum(terms) + last)


def test_one_server() -> None:
    is_as_in_theory(queue(1, 48, Exponential(minutes(1))), mean_wait, 0.8 / (1 - 0.8))


def test_several_servers() -> None:
    load = 4.0
    wait = erlang_c(5, load) / (5 - load)
    is_as_in_theory(queue(5, 240, Exponential(minutes(1))), mean_wait, wait)


@pytest.mark.parametrize(
    ("service", "squared_variation"),
    [
        (Fixed(minutes(1)), 0.0),
        (Gamma(minutes(1), minutes(0.5)), 0.25),
        (Lognormal(minutes(1), minutes(1.5)), 2.25),
    ],
    ids=["fixed", "gamma", "lognormal"],
)
def test_any_service_time_by_pollaczek_and_khinchine(service: object, squared_variation: float) -> None:
    busy = 0.7
    wait = busy * (1 + squared_variation) / (2 * (1 - busy))
    is_as_in_theory(queue(1, busy * 60, service), mean_wait, wait)


def test_little_in_a_queue_that_is_served_by_three() -> None:
    ours, error = runs_of(queue(3, 150, Exponential(minutes(1))), mean_waiting)
    load = 2.5
    assert abs(ours - erlang_c(3, load) * load / (3 - load)) < STANDARD_ERRORS * error


def test_no_room_for_more_than_eight() -> None:
    load, servers, room = 4.5, 4, 8
    weights = [
        load**n / (math.factorial(n) if n <= servers else math.factorial(servers) * servers ** (n - servers))
        for n in range(room + 1)
    ]
    full = Balk((PoolState("servers", "waiting", ">=", float(room - servers)),), (Leave("turned away"),))
    model = queue(servers, 60 * load, Exponential(minutes(1)), balk=full)

    def turned_away(run: Replication) -> float:
        return 1 - float(run.served[0]) / (load * (LONG - WARM))

    is_as_in_theory(model, turned_away, weights[-1] / sum(weights))


def test_who_loses_patience_by_erlang_a() -> None:
    load, servers, patience = 5.0, 5, 2.0
    weights = [1.0]
    for n in range(1, 200):
        leaving = min(n, servers) + max(n - servers, 0) / patience
        weights.append(weights[-1] * load / leaving)
    share = sum(weight * max(n - servers, 0) for n, weight in enumerate(weights)) / sum(weights) / patience / load
    gives_up = Renege(Exponential(minutes(patience)), (Leave("gave up"),))
    model = queue(servers, 60 * load, Exponential(minutes(1)), renege=gives_up)

    def gave_up(run: Replication) -> float:
        return run.mean_waiting[0] / patience / load

    is_as_in_theory(model, gave_up, share)


@pytest.mark.parametrize(("name", "number"), [("urgent", 0), ("routine", 1)])
def test_who_comes_first_waits_as_if_the_others_did_not(name: str, number: int) -> None:
    rate, servers = 1.2, 3
    steps = (
        Seize(("servers",), priority={"urgent": 0, "routine": 1}),
        Mark("served"),
        Delay(Exponential(minutes(1))),
        Release("servers"),
        Leave(),
    )
    stream = Stream("all", Poisson(per_hour(2 * 60 * rate)), "queue", {"urgent": 0.5, "routine": 0.5})
    model = Model(
        "priorities",
        (Pool("servers", servers),),
        (stream,),
        (Pathway("queue", steps),),
        classes=("urgent", "routine"),
        intervals=(Interval("wait", "arrival", "served"),),
    )
    of_urgent = erlang_c(servers, 2 * rate) / servers / (1 - rate / servers)
    theory = (of_urgent, of_urgent / (1 - 2 * rate / servers))[number]

    def wait(run: Replication) -> float:
        patients, total, _ = run.tallies[0, number]
        return float(total / patients)

    is_as_in_theory(model, wait, theory)


def test_two_in_a_row_are_each_as_if_alone() -> None:
    steps = []
    for name in ("first", "second"):
        steps += [Seize((name,)), Delay(Exponential(minutes(1))), Release(name)]
    model = Model(
        "tandem",
        (Pool("first", 1), Pool("second", 2)),
        (Stream("all", Poisson(per_hour(45)), "both"),),
        (Pathway("both", (*steps, Leave())),),
    )
    is_as_in_theory(model, mean_wait, 0.75 / 0.25)
    is_as_in_theory(model, lambda run: float(run.mean_wait[1]), erlang_c(2, 0.75) / (2 - 0.75))

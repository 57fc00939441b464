"""Single queues of which theory knows the answer. The mean service takes a minute."""

import numpy as np
from numpy.typing import NDArray
from support import queueing_theory as theory
from support.flow_comparisons import Case, Quantity
from support.flow_models import queue

from everyweek.flow.conditions import Chance, PoolState
from everyweek.flow.distributions import (
    Distribution,
    Exponential,
    Fixed,
    Gamma,
    Lognormal,
    Quantiles,
    Sample,
    Triangular,
    Weibull,
)
from everyweek.flow.model import Interval, Model
from everyweek.flow.pools import Pool
from everyweek.flow.quantities import minutes, per_hour
from everyweek.flow.replication import Replication
from everyweek.flow.steps import Ageing, Balk, Delay, Leave, Mark, Pathway, Release, Renege, Seize
from everyweek.flow.streams import Poisson, Stream

A_MINUTE = Exponential(minutes(1))
SERVICES: dict[str, tuple[Distribution, float]] = {
    "the same for all (M/D/1)": (Fixed(minutes(1)), 0.0),
    "gamma": (Gamma(minutes(1), minutes(0.5)), 0.25),
    "lognormal": (Lognormal(minutes(1), minutes(1.5)), 2.25),
    "Weibull, shape 2": (Weibull(2.0, minutes(2 / np.sqrt(np.pi))), 4 / np.pi - 1),
    "triangular": (Triangular(minutes(0.25), minutes(0.5), minutes(2.25)), 0.1979167),
    "a sample": (Sample((minutes(0.5), minutes(0.5), minutes(2))), 0.5),
    "quantiles": (Quantiles((0.0, 0.5, 1.0), (minutes(0), minutes(0.5), minutes(3))), 0.0),
}
"""Each with its variance over its squared mean; that of the last two is worked out below."""


def mean_wait(run: Replication) -> float:
    return float(run.mean_wait[0])


def mean_waiting(run: Replication) -> float:
    return float(run.mean_waiting[0])


def share_beyond(*edges: int) -> object:
    """The shares of patients who waited longer than each edge of the first interval, counted from 0."""

    def shares(run: Replication) -> NDArray[np.float64]:
        bins = run.bins[0].sum(axis=0)
        return np.array([1 - bins[: edge + 1].sum() / bins.sum() for edge in edges])

    return shares


def one_server() -> Case:
    return Case(
        "M/M/1, load 0.8",
        queue(1, 48, A_MINUTE),
        (
            Quantity("mean wait, minutes", 0.8 / (1 - 0.8), mean_wait),
            Quantity("mean number waiting", 0.8**2 / (1 - 0.8), mean_waiting),
            Quantity("in use", 0.8, lambda run: run.occupancy[0]),
            Quantity(
                "share who wait at all, over 1 and over 5 minutes",
                [0.8, 0.8 * np.exp(-0.2), 0.8 * np.exp(-1.0)],
                share_beyond(0, 1, 2),  # type: ignore[arg-type]
            ),
        ),
        80_000,
        5_000,
    )


def several_servers() -> Case:
    load = 4.0
    return Case(
        "M/M/5, load 4",
        queue(5, 240, A_MINUTE),
        (
            Quantity("mean wait, minutes", theory.wait_of_several(5, load), mean_wait),
            Quantity("mean number waiting", load * theory.wait_of_several(5, load), mean_waiting),
            Quantity("share who wait", theory.erlang_c(5, load), share_beyond(0)),  # type: ignore[arg-type]
        ),
        30_000,
        2_000,
    )


def any_service(name: str) -> Case:
    service, squared_variation = SERVICES[name]
    mean = service.mean
    if isinstance(service, Quantiles):  # two even parts: 0 to 0.5 and 0.5 to 3
        second_moment = ((0.5**2) / 3 + (0.5**2 + 0.5 * 3 + 3**2) / 3) / 2
        squared_variation = second_moment / mean**2 - 1
    wait = mean * theory.wait_of_any_service(0.7, squared_variation)
    return Case(
        f"M/G/1, load 0.7, service: {name}",
        queue(1, 0.7 * 60 / mean, service),
        (Quantity("mean wait, minutes", wait, mean_wait),),
        40_000,
        4_000,
    )


def little_room() -> Case:
    load, servers, room = 4.5, 4, 8
    shares = theory.shares_with_little_room(servers, load, room)
    full = Balk((PoolState("servers", "waiting", ">=", float(room - servers)),), (Leave("turned away"),))
    return Case(
        "M/M/4/8, load 4.5",
        queue(servers, 60 * load, A_MINUTE, balk=full),
        (
            Quantity("share turned away", shares[-1], lambda run: share_without(run)),
            Quantity("mean number waiting", sum(n * p for n, p in enumerate(shares[servers:])), mean_waiting),
        ),
        20_000,
        2_000,
    )


def share_without(run: Replication) -> float:
    """Of those who left, the share who had not been served."""
    served, left = run.tallies[1, :, 0].sum(), run.tallies[2, :, 0].sum()
    return float(1 - served / left)


def no_room(service: Distribution, name: str) -> Case:
    at_once = Balk((PoolState("servers", "waiting", ">=", 0.0),), (Leave("lost"),))
    return Case(
        f"Erlang B, 8 places, load 6, service: {name}",
        queue(8, 360, service, balk=at_once),
        (Quantity("share lost", theory.erlang_b(8, 6.0), share_without),),
        12_000,
        500,
    )


def some_do_not_join() -> Case:
    """Three in ten do not join a queue at all, and nobody joins one of three."""
    load, servers = 3.0, 3

    def births(n: int) -> float:
        return load if n < servers else 0.7 * load if n < servers + 3 else 0.0

    shares = theory.births_and_deaths(births, lambda n: float(min(n, servers)), most=servers + 3)
    full = Balk((PoolState("servers", "waiting", ">=", 3.0), Chance(0.3)), (Leave("did not join"),))
    return Case(
        "M/M/3 with balking by queue and by chance",
        queue(servers, 60 * load, A_MINUTE, balk=full),
        (
            Quantity("mean number waiting", float(shares[servers:] @ np.arange(4.0)), mean_waiting),
            Quantity(
                "share who do not join",
                1 - sum(births(n) * share for n, share in enumerate(shares)) / load,
                share_without,
            ),
        ),
        30_000,
        2_000,
    )


def lost_patience() -> Case:
    load, servers, patience = 5.0, 5, 2.0
    share = theory.share_that_gives_up(servers, load, patience)
    gives_up = Renege(Exponential(minutes(patience)), (Leave("gave up"),))
    return Case(
        "Erlang A: M/M/5+M, load 5, patience of 2 services",
        queue(servers, 60 * load, A_MINUTE, renege=gives_up),
        (
            Quantity("share who give up", share, share_without),
            Quantity("mean number waiting", share * load * patience, mean_waiting),
        ),
        20_000,
        2_000,
    )


def three_priorities(*, ages: bool = False) -> Case:
    """With ageing no formula gives each wait, but Kleinrock's law of conservation gives their mean.

    Source: Kleinrock, Queueing Systems, volume 2, 1976, ch. 3.4: an order of service that interrupts nobody, leaves
    nobody idle and does not look at service times changes who waits, and not how long all wait together.
    """
    loads, servers = (0.6, 1.2, 0.75), 3
    names = ("immediate", "urgent", "routine")
    ageing = (Ageing(minutes(2), 1), Ageing(minutes(4), 0)) if ages else ()
    steps = (
        Seize(("servers",), priority=dict(zip(names, (0, 1, 2), strict=True)), ageing=ageing),
        Mark("served"),
        Delay(A_MINUTE),
        Release("servers"),
        Leave(),
    )
    mix = {name: load / sum(loads) for name, load in zip(names, loads, strict=True)}
    model = Model(
        "priorities",
        (Pool("servers", servers),),
        (Stream("all", Poisson(per_hour(60 * sum(loads))), "queue", mix),),
        (Pathway("queue", steps),),
        classes=names,
        intervals=(Interval("wait", "arrival", "served"),),
    )
    of_all = Quantity("mean wait of all, minutes", theory.wait_of_several(servers, sum(loads)), mean_wait)

    def waits(run: Replication) -> NDArray[np.float64]:
        return np.asarray(run.tallies[0, :, 1] / run.tallies[0, :, 0])

    each = Quantity("mean wait of each class, minutes", theory.waits_by_priority(servers, loads), waits)
    name = "three priorities, M/M/3, load 2.55" + (", ageing after 2 and 4 minutes" if ages else "")
    return Case(name, model, (of_all,) if ages else (of_all, each), 50_000, 4_000)


def cases() -> list[Case]:
    return [
        one_server(),
        several_servers(),
        *map(any_service, SERVICES),
        little_room(),
        *(no_room(service, name) for name, (service, _) in list(SERVICES.items())[:3]),
        no_room(A_MINUTE, "exponential"),
        some_do_not_join(),
        lost_patience(),
        three_priorities(),
        three_priorities(ages=True),
    ]

"""What theory knows of queues, by formulae of textbooks, worked out without the engine that is held against them.

Unless it is said otherwise times are in units of the mean service time. load : arrivals in a mean service time, which
is the mean number in service (erlangs).

Source: Gross, Shortle, Thompson and Harris, Fundamentals of Queueing Theory, 4th edition, 2008 (chapters in brackets).
"""

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


def erlang_b(servers: int, load: float) -> float:
    """The share of patients who find all servers busy when nobody may wait: M/G/c/c, whatever the service (ch. 2.5).

    By the recursion B(c) = a B(c-1) / (c + a B(c-1)).
    """
    share = 1.0
    for number in range(1, servers + 1):
        share = load * share / (number + load * share)
    return share


def erlang_c(servers: int, load: float) -> float:
    """The share of patients who wait in M/M/c (ch. 2.3)."""
    terms = [load**number / math.factorial(number) for number in range(servers)]
    last = load**servers / math.factorial(servers) * servers / (servers - load)
    return last / (sum(terms) + last)


def wait_of_several(servers: int, load: float) -> float:
    """The mean wait in M/M/c (ch. 2.3)."""
    return erlang_c(servers, load) / (servers - load)


def wait_of_any_service(load: float, squared_variation: float) -> float:
    """The mean wait in M/G/1, by Pollaczek and Khinchine (ch. 5.1). squared_variation : variance over squared mean."""
    return load * (1 + squared_variation) / (2 * (1 - load))


def shares_with_little_room(servers: int, load: float, room: int) -> list[float]:
    """How often there are 0, 1, … room patients in M/M/c/K (ch. 2.4)."""

    def weight(n: int) -> float:
        return load**n / (math.factorial(n) if n <= servers else math.factorial(servers) * servers ** (n - servers))

    weights = [weight(n) for n in range(room + 1)]
    return [one / sum(weights) for one in weights]


def births_and_deaths(births: Callable[[int], float], deaths: Callable[[int], float], *, most: int) -> Numbers:
    """How often there are 0, 1, … most in a birth and death process (ch. 2.1)."""
    weights = [1.0]
    for n in range(1, most + 1):
        weights.append(weights[-1] * births(n - 1) / deaths(n))
    return np.array(weights) / sum(weights)


def share_that_gives_up(servers: int, load: float, patience: float) -> float:
    """The share who lose an exponential patience in M/M/c+M (Erlang A; ch. 2.10)."""
    shares = births_and_deaths(lambda n: load, lambda n: min(n, servers) + max(n - servers, 0) / patience, most=300)
    return float(sum(share * max(n - servers, 0) for n, share in enumerate(shares))) / patience / load


def waits_by_priority(servers: int, loads: Sequence[float]) -> list[float]:
    """The mean wait of each class in M/M/c, the first class first, nobody interrupted, one service for all.

    Source: ch. 3.4; Kella and Yechiali, Waiting times in the non-preemptive priority M/M/c queue, Stochastic Models
    1(2), 1985.
    """
    of_nobody = erlang_c(servers, sum(loads)) / servers
    waits = []
    before = 0.0
    for load in loads:
        after = before + load / servers
        waits.append(of_nobody / ((1 - before) * (1 - after)))
        before = after
    return waits


def flows_through(arrivals: Sequence[float], leads_to: Sequence[Sequence[float]]) -> Numbers:
    """How many pass each station of an open network, from the traffic equations (ch. 4.2).

    arrivals : from outside, (n,). leads_to : (n, n) shares that go from the first station to the second.
    """
    ways = np.array(leads_to, dtype=float)
    return np.linalg.solve(np.eye(len(ways)) - ways.T, np.array(arrivals, dtype=float))


def numbers_at_station(servers: int, load: float, *, most: int = 400) -> Numbers:
    """How often there are 0, 1, … at a station of a Jackson network, which is as if alone (ch. 4.2)."""
    return births_and_deaths(lambda n: load, lambda n: float(min(n, servers)), most=most)


def longer_than_exponential(mean: float) -> Callable[[Numbers], Numbers]:
    """The mean of the smaller of a stay and x, for an exponential stay: the integral of the share that stays longer."""
    return lambda x: mean * -np.expm1(-x / mean)


def longer_than_fixed(value: float) -> Callable[[Numbers], Numbers]:
    """The same for a stay that is the same for all."""
    return lambda x: np.minimum(x, value)


def longer_than_lognormal(mean: float, standard_deviation: float) -> Callable[[Numbers], Numbers]:
    """The same for a lognormal stay: its partial expectation and x times the share beyond."""
    from scipy.special import ndtr

    variance = math.log1p((standard_deviation / mean) ** 2)
    sigma, mu = math.sqrt(variance), math.log(mean) - variance / 2

    def found(x: Numbers) -> Numbers:
        logs = np.log(np.maximum(x, 1e-300))
        return mean * ndtr((logs - mu - variance) / sigma) + x * ndtr((mu - logs) / sigma)

    return found


def longer_than_gamma(mean: float, standard_deviation: float) -> Callable[[Numbers], Numbers]:
    """The same for a gamma stay."""
    from scipy.special import gammainc, gammaincc

    shape, scale = (mean / standard_deviation) ** 2, standard_deviation**2 / mean
    return lambda x: mean * gammainc(shape + 1, x / scale) + x * gammaincc(shape, x / scale)


def inside_by_hour(rates: Sequence[float], upto: Callable[[Numbers], Numbers], *, hours: int) -> Numbers:
    """The mean number inside at hours 0, 1, … hours, of an infinite-server queue that begins empty: M(t)/G/∞.

    It has a Poisson distribution with this mean, whatever the stay. Of those who come in an hour, the share that is
    inside at a later instant is an integral of the share of stays that are longer, so that hourly rates need no
    approximation.
    rates : patients an hour, for each hour, begun again when they are over. upto : see longer_than_…; in hours.

    Source: Eick, Massey and Whitt, The physics of the Mt/G/∞ queue, Operations Research 41(4), 1993, theorem 1.
    """
    ages = upto(np.arange(hours + 1.0))
    of_an_hour = np.diff(ages)  # [k] : hours spent inside by one an hour who came k to k + 1 hours ago
    rate = np.resize(np.array(rates, dtype=float), hours)
    return np.array([rate[:now] @ of_an_hour[:now][::-1] for now in range(hours + 1)])


def waits_one_after_the_other(arrived: Numbers, services: Numbers, *, servers: int) -> Numbers:
    """The wait of each patient, first come first served, from arrivals and services: no event in sight.

    Source: Kiefer and Wolfowitz, On the theory of queues with many servers, 1955; with one server it is Lindley's
    recursion, 1952.
    """
    free = [0.0] * servers
    waits = []
    for now, service in zip(arrived.tolist(), services.tolist(), strict=True):
        first = min(range(servers), key=free.__getitem__)
        begins = max(now, free[first])
        free[first] = begins + service
        waits.append(begins - now)
    return np.array(waits)

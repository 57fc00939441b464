"""Models that change with the hour, or begin with patients inside: theory knows them at every instant."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from support import queueing_theory as theory
from support.flow_comparisons import Case, Quantity
from support.markov_chains import Chain, after, chain

from everyweek.flow.distributions import Distribution, Exponential, Gamma, Lognormal
from everyweek.flow.model import Model
from everyweek.flow.pools import Pool
from everyweek.flow.quantities import HOURS_OF_A_WEEK, Rate, hours
from everyweek.flow.replication import Replication
from everyweek.flow.steps import Delay, Inside, Leave, Pathway, Release, Seize
from everyweek.flow.streams import Poisson, Stream

HOUR = 60.0
MANY = 100_000
"""Units of a pool that never runs out."""
STAYS: dict[str, tuple[Distribution, object]] = {
    "exponential": (Exponential(hours(6)), theory.longer_than_exponential(6.0)),
    "lognormal": (Lognormal(hours(6), hours(9)), theory.longer_than_lognormal(6.0, 9.0)),
}
Week = NDArray[np.float64]


def wave() -> Week:
    """Patients an hour: a sine over the day, and another over the week."""
    hour = np.arange(HOURS_OF_A_WEEK) + 0.5
    return np.asarray(5 + 3 * np.sin(2 * np.pi * (hour - 9) / 24) + 1.0 * np.sin(2 * np.pi * hour / HOURS_OF_A_WEEK))


def ward(
    stay: Distribution, rates: Week, *, units: int | tuple[int, ...] = MANY, inside: Inside | None = None
) -> Model:
    steps = (Seize(("beds",), name="wait"), Delay(stay, name="stay"), Release("beds"), Leave())
    streams = (Stream("all", Poisson(tuple(map(Rate, rates.tolist()))), "ward"),) if rates.any() else ()
    return Model("ward", (Pool("beds", units),), streams, (Pathway("ward", steps),), inside=(inside,) if inside else ())


def in_use(run: Replication) -> NDArray[np.float64]:
    return run.looks.in_use[:, 0].astype(float)


def there(run: Replication) -> NDArray[np.float64]:
    """Patients in beds and in the queue, at every whole hour."""
    return (run.looks.in_use[:, 0] + run.looks.waiting[:, 0]).astype(float)


def apart_from(mean: NDArray[np.float64], run: Replication) -> float:
    """The squared distance from the mean, of all hours together, over what a Poisson number has: one when it is one."""
    return float(np.sum((in_use(run) - mean) ** 2) / np.sum(mean))


def ward_through_the_week(name: str) -> Case:
    """M(t)/G/∞ from empty, two weeks: a Poisson number at every hour, so that its variance is its mean."""
    stay, upto = STAYS[name]
    rates, long = wave(), 2 * HOURS_OF_A_WEEK
    mean = theory.inside_by_hour(rates.tolist(), upto, hours=long - 1)  # type: ignore[arg-type]
    late = slice(HOURS_OF_A_WEEK, None)
    return Case(
        f"M(t)/G/∞, rates by hour of the week, stay: {name}",
        ward(stay, rates),
        (
            Quantity("mean number at each of 168 hours", mean[late], lambda run: in_use(run)[late]),
            Quantity("mean number over the week", mean[late].mean(), lambda run: in_use(run)[late].mean()),
            Quantity("variance over mean, all hours", 1.0, lambda run: apart_from(mean, run)),
        ),
        long * HOUR,
        runs=200,
        keeps_rows=True,
    )


def ward_with_patients_inside() -> Case:
    """M/M/∞ that begins with many: some of them are still there, and others came."""
    rate, stay, begun = 4.0, 10.0, 90
    after_hours = np.arange(1.0, 49.0)
    still = np.exp(-after_hours / stay)
    mean = begun * still + rate * stay * (1 - still)
    variance = begun * still * (1 - still) + rate * stay * (1 - still)
    model = ward(Exponential(hours(stay)), np.full(HOURS_OF_A_WEEK, rate), inside=Inside("ward", "stay", begun))

    def spread(run: Replication) -> float:
        return float(np.mean((in_use(run)[1:] - mean) ** 2 / variance))

    return Case(
        "M/M/∞ from 90 inside to 40",
        model,
        (
            Quantity("mean number at each of 48 hours", mean, lambda run: in_use(run)[1:]),
            Quantity("variance over that of theory, all hours", 1.0, spread),
        ),
        49 * HOUR,
        runs=1_000,
        keeps_rows=True,
    )


def rests(name: str) -> Case:
    """Who is met in a bed has longer to go than who comes: the rest has the density of the share that stays longer.

    With arrivals besides, as many as leave, the number stays as it is from the first hour on.
    """
    upto = {
        "lognormal": theory.longer_than_lognormal(30.0, 30.0),
        "gamma": theory.longer_than_gamma(30.0, 20.0),
    }[name]
    stay = {"lognormal": Lognormal(hours(30), hours(30)), "gamma": Gamma(hours(30), hours(20))}[name]
    after_hours = np.arange(4.0, 100.0, 4.0)
    mean = 60 * (1 - upto(after_hours) / 30.0)
    return Case(
        f"60 met under way, none follow, stay: {name}",
        ward(stay, np.zeros(HOURS_OF_A_WEEK), inside=Inside("ward", "stay", 60)),
        (Quantity("mean number at each of 24 instants", mean, lambda run: in_use(run)[4:100:4]),),
        100 * HOUR,
        runs=400,
        keeps_rows=True,
    )


def queue_that_clears() -> Case:
    """M/M/1 from a queue of 15, by uniformisation: it has not settled after two days."""
    arrivals, service, begun, most = 1.6, 2.0, 15, 150

    def leads(n: int) -> Iterator[tuple[int, float]]:
        if n < most:
            yield n + 1, arrivals
        if n:
            yield n - 1, service

    found = chain(0, leads)
    shares = np.zeros(len(found.states))
    shares[found.states.index(begun)] = 1.0
    mean, none = [], []
    for _ in range(47):
        shares = after(found, shares, 1.0)
        mean.append(found.expected(shares, float))
        none.append(shares[found.states.index(0)])
    model = ward(
        Exponential(hours(1 / service)),
        np.full(HOURS_OF_A_WEEK, arrivals),
        units=1,
        inside=Inside("ward", "wait", begun),
    )
    return Case(
        "M/M/1 from a queue of 15, 47 hours",
        model,
        (
            Quantity("mean number at each hour", mean, lambda run: there(run)[1:]),
            Quantity("share of hours with nobody", np.mean(none), lambda run: (there(run)[1:] == 0).mean()),
        ),
        48 * HOUR,
        runs=2_000,
        keeps_rows=True,
    )


DAY_RATES = (2, 1.5, 1, 1, 1, 1, 1.5, 3, 5, 7, 8, 8, 7.5, 7, 6.5, 6, 6, 6, 5.5, 5, 4.5, 4, 3, 2.5)
DAY_STAFF = (2, 2, 2, 2, 2, 2, 2, 3, 4, 5, 5, 5, 5, 5, 5, 5, 4, 4, 4, 4, 3, 3, 2, 2)
CARE = 0.7
"""Hours."""


def staffing_by_hour() -> Case:
    """M(t)/M/c(t): Kolmogorov's equations, hour by hour. Who is in service when staff go home is served to the end."""
    mean_there, mean_busy, waits = _through_three_days()
    staff = tuple(DAY_STAFF[hour % 24] for hour in range(HOURS_OF_A_WEEK))
    model = ward(Exponential(hours(CARE)), np.resize(np.array(DAY_RATES, dtype=float), HOURS_OF_A_WEEK), units=staff)
    return Case(
        "M(t)/M/c(t), staff by hour, three days from empty",
        model,
        (
            Quantity("mean number there at each of 71 hours", mean_there, lambda run: there(run)[1:]),
            Quantity("mean number waiting, all hours", waits, lambda run: run.looks.waiting[1:, 0].mean()),
            Quantity("mean staff busy, all hours", mean_busy, lambda run: in_use(run)[1:].mean()),
        ),
        72 * HOUR,
        runs=1_500,
        keeps_rows=True,
    )


def _through_three_days() -> tuple[list[float], float, float]:
    """A state is who waits and who is served, who may be more than the staff that are still there."""
    chains = {pair: _staffed(*pair) for pair in set(zip(DAY_RATES, DAY_STAFF, strict=True))}
    likely = {(0, 0): 1.0}
    there_, busy, waiting = [], [], []
    for hour in range(72):
        staff = DAY_STAFF[hour % 24]
        likely = _go_in(likely, staff)
        found = chains[DAY_RATES[hour % 24], staff]
        shares = np.array([likely.get(state, 0.0) for state in found.states])
        assert abs(shares.sum() - 1) < 1e-9, "no state is lost from one hour to the next"
        shares = after(found, shares, 1.0)
        likely = dict(zip(found.states, shares.tolist(), strict=True))
        looked = _go_in(likely, DAY_STAFF[(hour + 1) % 24])  # a look on the hour sees who was let in on the hour
        there_.append(sum(share * sum(state) for state, share in looked.items()))
        busy.append(sum(share * state[1] for state, share in looked.items()))
        waiting.append(sum(share * state[0] for state, share in looked.items()))
    return there_[:71], float(np.mean(busy[:71])), float(np.mean(waiting[:71]))


def _staffed(rate: float, staff: int) -> Chain:
    most = max(DAY_STAFF)

    def leads(state: tuple[int, int]) -> Iterator[tuple[tuple[int, int], float]]:
        waiting, served = state
        if served < staff:
            yield (0, served + 1), rate
        elif waiting < 80:
            yield (waiting + 1, served), rate
        if waiting and served <= staff:
            yield (waiting - 1, served), served / CARE
        elif served:
            yield (waiting, served - 1), served / CARE

    begin = [(waiting, served) for waiting in range(81) for served in range(most + 1) if served >= staff or not waiting]
    return chain(begin, leads)


def _go_in(likely: dict[tuple[int, int], float], staff: int) -> dict[tuple[int, int], float]:
    """Whoever finds somebody free when staff come is served at once."""
    found: dict[tuple[int, int], float] = {}
    for (waiting, served), share in likely.items():
        more = min(waiting, max(staff - served, 0))
        state = (waiting - more, served + more)
        found[state] = found.get(state, 0.0) + share
    return found


def cases() -> list[Case]:
    return [
        *map(ward_through_the_week, STAYS),
        ward_with_patients_inside(),
        rests("lognormal"),
        rests("gamma"),
        queue_that_clears(),
        staffing_by_hour(),
    ]

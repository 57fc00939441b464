"""Networks of which theory knows the answer: in product form, and with blocking as exact Markov chains."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from support import queueing_theory as theory
from support.flow_comparisons import Case, Quantity
from support.markov_chains import Chain, chain, in_the_long_run

from everyweek.flow.conditions import Chance, OfClass
from everyweek.flow.distributions import Exponential
from everyweek.flow.model import Interval, Model
from everyweek.flow.pools import Pool
from everyweek.flow.quantities import minutes, per_hour
from everyweek.flow.replication import Replication
from everyweek.flow.steps import Branch, Delay, GoTo, Leave, Mark, Pathway, Release, Seize, Step, Way
from everyweek.flow.streams import Poisson, Stream

STATIONS = ("reception", "triage", "doctors", "tests", "pharmacy")
SERVERS, SERVICE = (1, 2, 6, 2, 1), (0.5, 1.5, 4.0, 3.0, 1.5)
"""Units, and minutes on average."""
OUTSIDE = (0.9, 0.1, 0.0, 0.0, 0.05)
"""Patients a minute who come from outside."""
LEADS_TO = (
    (0.0, 1.0, 0.0, 0.0, 0.0),
    (0.0, 0.0, 0.8, 0.0, 0.0),
    (0.0, 0.0, 0.0, 0.45, 0.35),
    (0.0, 0.0, 0.7, 0.0, 0.0),
    (0.0, 0.0, 0.05, 0.0, 0.0),
)
"""Tests lead back to the doctors, and so does the pharmacy; the rest leave."""


def station(name: str, mean: float) -> tuple[Step, ...]:
    return (Seize((name,), name=f"wait for {name}"), Delay(Exponential(minutes(mean))), Release(name))


def jackson() -> Case:
    """Open, with feedback. Each station is as if alone: Jackson's product form."""
    comers = {name: rate for name, rate in zip(STATIONS, OUTSIDE, strict=True) if rate}
    to_their_own = [Way(OfClass((name,)), (GoTo(f"wait for {name}"),)) for name in comers]
    steps: list[Step] = [Branch(tuple(to_their_own), otherwise=())]
    for name, mean, ways in zip(STATIONS, SERVICE, LEADS_TO, strict=True):
        out = [Way(Chance(share), (GoTo(f"wait for {to}"),)) for to, share in zip(STATIONS, ways, strict=True) if share]
        steps += [*station(name, mean), Branch((*out, Way(Chance(1 - sum(ways)), (Leave(),))))]
    model = Model(
        "network",
        tuple(map(Pool, STATIONS, SERVERS)),
        tuple(Stream(name, Poisson(per_hour(60 * rate)), "network", {name: 1.0}) for name, rate in comers.items()),
        (Pathway("network", tuple(steps)),),
        classes=tuple(comers),
    )
    loads = theory.flows_through(OUTSIDE, LEADS_TO) * np.array(SERVICE)
    shares = [theory.numbers_at_station(*one) for one in zip(SERVERS, loads.tolist(), strict=True)]
    means = [float(share @ np.arange(len(share))) for share in shares]
    return Case(
        "Jackson network, 5 stations with feedback",
        model,
        (
            Quantity("mean number at each station", means, lambda run: run.mean_in_use + run.mean_waiting),
            Quantity("share of time with 0, 1, … 14 at the doctors", shares[2][:15], numbers_at_doctors),
        ),
        60_000,
        3_000,
        keeps_rows=True,
    )


def numbers_at_doctors(run: Replication) -> NDArray[np.float64]:
    looks = run.looks
    counted = looks.minutes >= run.warm_up
    at = looks.in_use[counted, 2] + looks.waiting[counted, 2]
    return np.bincount(np.minimum(at, 15), minlength=16)[:15] / len(at)


def two_in_a_row() -> Case:
    """Burke: what leaves M/M/1 comes to the next as if from outside."""
    steps = (*station("first", 1.0), *station("second", 1.0), Leave())
    model = Model(
        "tandem",
        (Pool("first", 1), Pool("second", 2)),
        (Stream("all", Poisson(per_hour(45)), "both"),),
        (Pathway("both", steps),),
    )
    waits = [theory.wait_of_several(1, 0.75), theory.wait_of_several(2, 0.75)]
    return Case(
        "M/M/1 then M/M/2, load 0.75 each",
        model,
        (Quantity("mean wait at each, minutes", waits, lambda run: run.mean_wait),),
        100_000,
        5_000,
    )


def blocked_tandem() -> Case:
    """M/M/1 → ·/M/1/3 with blocking after service: the first server keeps who finds no room behind.

    A state is who waits and is served at the first, whether the first is blocked, and who is at the second.
    """
    arrivals, first, second, room, most = 0.6, 1.0, 1 / 0.9, 3, 250

    def leads(state: tuple[int, int, int]) -> Iterator[tuple[tuple[int, int, int], float]]:
        here, blocked, behind = state
        if here + blocked < most:
            yield (here + 1, blocked, behind), arrivals
        if here and not blocked:
            yield ((here - 1, 0, behind + 1) if behind < room else (here - 1, 1, behind)), first
        if behind:
            yield ((here, 0, behind) if blocked else (here, 0, behind - 1)), second

    found = chain((0, 0, 0), leads)
    shares = in_the_long_run(found)
    steps = (
        Seize(("desk",)),
        Delay(Exponential(minutes(1 / first))),
        Mark("done"),
        Seize(("room",)),
        Mark("through"),
        Release("desk"),
        Seize(("couch",)),
        Delay(Exponential(minutes(1 / second))),
        Release("couch"),
        Release("room"),
        Leave(),
    )
    model = Model(
        "blocked",
        (Pool("desk", 1), Pool("room", room), Pool("couch", 1)),
        (Stream("all", Poisson(per_hour(60 * arrivals)), "both"),),
        (Pathway("both", steps),),
        intervals=(Interval("blocked", "done", "through", edges=(0.0,)),),
    )

    def mean(number: object) -> float:
        return found.expected(shares, number)  # type: ignore[arg-type]

    waiting = mean(lambda s: max(s[0] + s[1] - 1, 0))
    return Case(
        "M/M/1 → ·/M/1/3, blocking after service",
        model,
        (
            Quantity("mean wait for the first, minutes", waiting / arrivals, lambda run: run.mean_wait[0]),
            Quantity("share of time the first is blocked", mean(lambda s: s[1]), lambda run: run.mean_waiting[1]),
            Quantity("mean number at the second", mean(lambda s: s[2]), lambda run: run.mean_in_use[1]),
        ),
        60_000,
        3_000,
    )


def beds_and_cubicles() -> tuple[Chain, float, int, int]:
    """Cubicles that are kept by those who wait for a bed.

    A state is who waits for a cubicle, who is looked after there, who is there only for want of a bed, and the beds in
    use; nobody waits for what is free.
    """
    arrivals, care, admitted, stay, cubicles, beds, most = 1.2, 4.0, 0.3, 20.0, 8, 9, 160

    def leads(state: tuple[int, int, int, int]) -> Iterator[tuple[tuple[int, int, int, int], float]]:
        waiting, seen, boarding, lying = state
        if seen + boarding < cubicles:
            yield (waiting, seen + 1, boarding, lying), arrivals
        elif waiting < most:
            yield (waiting + 1, seen, boarding, lying), arrivals
        taken = (waiting - 1, seen) if waiting else (0, seen - 1)  # somebody leaves a cubicle, and it is taken
        yield (*taken, boarding, lying), seen / care * (1 - admitted)
        if seen and lying < beds:
            yield (*taken, boarding, lying + 1), seen / care * admitted
        elif seen:
            yield (waiting, seen - 1, boarding + 1, lying), seen / care * admitted
        if boarding:
            yield (
                ((waiting - 1, seen + 1, boarding - 1, lying) if waiting else (0, seen, boarding - 1, lying)),
                lying / stay,
            )
        elif lying:
            yield (waiting, seen, boarding, lying - 1), lying / stay

    return chain((0, 0, 0, 0), leads), arrivals, cubicles, beds


def blocked_by_beds() -> Case:
    found, arrivals, cubicles, beds = beds_and_cubicles()
    shares = in_the_long_run(found)
    steps = (
        Seize(("cubicles",)),
        Delay(Exponential(minutes(4))),
        Branch((Way(Chance(0.7), (Release("cubicles"), Leave("home"))),), otherwise=()),
        Seize(("beds",)),
        Release("cubicles"),
        Delay(Exponential(minutes(20))),
        Release("beds"),
        Leave("home from the ward"),
    )
    model = Model(
        "emergency department",
        (Pool("cubicles", cubicles), Pool("beds", beds)),
        (Stream("all", Poisson(per_hour(60 * arrivals)), "both"),),
        (Pathway("both", steps),),
    )

    def mean(number: object) -> float:
        return found.expected(shares, number)  # type: ignore[arg-type]

    return Case(
        "8 cubicles blocked by 9 beds",
        model,
        (
            Quantity("mean wait for a cubicle, minutes", mean(lambda s: s[0]) / arrivals, lambda run: run.mean_wait[0]),
            Quantity("mean number in cubicles", mean(lambda s: s[1] + s[2]), lambda run: run.mean_in_use[0]),
            Quantity("mean number waiting for a bed", mean(lambda s: s[2]), lambda run: run.mean_waiting[1]),
            Quantity("mean beds in use", mean(lambda s: s[3]), lambda run: run.mean_in_use[1]),
        ),
        150_000,
        5_000,
    )


def cases() -> list[Case]:
    return [jackson(), two_in_a_row(), blocked_tandem(), blocked_by_beds()]

"""Reports by hand: one pool whose hours are known, so that every number on a page can be worked out."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from support.flow_experiments import SERVED, WAIT, by_hand

from everyweek.flow.experiments.by_hour import Bands, What
from everyweek.flow.experiments.figures import Figure
from everyweek.flow.experiments.outcome import Outcomes
from everyweek.flow.model import Interval, Model
from everyweek.flow.pools import Pool
from everyweek.flow.quantities import HOURS_OF_A_WEEK, MINUTES_OF_A_WEEK
from everyweek.flow.reporting.report import Ran, Report

ALL, MAJOR = "time in the department", "major"
SHARE = Figure("within", ALL, "", "share", 240.0)


def a_band(what: What = "waiting", **numbers: Sequence[float] | float) -> Bands:
    """Ten at every hour, known to 2, and from 5 to 20 in nine of ten runs, but for what is said otherwise."""
    known = {"mean": 10.0, "half_width": 2.0, "low": 5.0, "high": 20.0, **numbers}
    each = {name: np.broadcast_to(np.asarray(number, dtype=np.float64), 168).copy() for name, number in known.items()}
    return Bands("beds", what, over="replications", **each)


def hours_of(*, in_use: Sequence[float], waiting: Sequence[float], capacity: float = 4.0) -> np.ndarray:
    """(n, 1, 168, 3): in each of n runs so many at all hours; so many more are in use on Wednesday at 15:00."""
    hours = np.empty((len(in_use), 1, HOURS_OF_A_WEEK, 3))
    for number, (used, queue) in enumerate(zip(in_use, waiting, strict=True)):
        hours[number, 0] = (used, queue, capacity)
        hours[number, 0, 2 * 24 + 15, 0] += 1.0
    return hours


def outcomes(runs: int = 3, *, weeks: float = 2.0, hours: np.ndarray | None = None, add: float = 0.0) -> Outcomes:
    """Runs in which patients wait 10, 20, 30, … minutes for a bed, and `add` more."""
    each = np.arange(1.0, runs + 1)
    pool = {
        WAIT: 10 * each + add,
        SERVED: np.full(runs, 100.0),
        Figure("mean waiting", "beds"): each,
        Figure("occupancy", "beds", unit="share"): each / 10,
        Figure("longest queue", "beds"): each + 4,
        Figure("mean in use", "beds", unit="units"): each,
    }
    times = {
        Figure("number", ALL): np.full(runs, 50.0),
        Figure("mean", ALL, unit="minutes"): 100 * each,
        SHARE: 0.9 + each / 100 - add / 1_000,
        Figure("number", ALL, MAJOR): np.full(runs, 20.0),
        Figure("mean", ALL, MAJOR, "minutes"): 200 * each,
        Figure("arrived"): np.full(runs, 60.0),
    }
    if hours is None:
        hours = hours_of(in_use=(each % 3).tolist(), waiting=each.tolist())
    return by_hand({**pool, **times}, run_minutes=weeks * MINUTES_OF_A_WEEK, hours=hours)


def a_model(name: str = "A ward", pool: str = "beds") -> Model:
    """It has facts and assumptions, and is never run."""
    return Model(
        name,
        (Pool(pool, 4),),
        (),
        (),
        intervals=(Interval(ALL, "arrival", "departure", (240.0,)),),
        about="Stays of a year <em>, as published & read.",
        assumed=("Nobody is turned away", 'Weekends are "like" others'),
    )


def ran(name: str = "A ward", **more: object) -> Ran:
    """A model and what came out of it."""
    return replace(Ran(name, a_model(name), outcomes()), **more)  # type: ignore[arg-type]


def a_report(*each: Ran, **more: object) -> Report:
    """A report of one model, or of several."""
    return Report(each or (ran(),), "9.9.9", **more)  # type: ignore[arg-type]

"""A small department and outcomes by hand, for tests of experiments."""

from collections.abc import Mapping, Sequence

import numpy as np

from everyweek.flow.conditions import Chance
from everyweek.flow.distributions import Exponential, Lognormal
from everyweek.flow.experiments.figures import Figure
from everyweek.flow.experiments.outcome import Heading, Outcomes
from everyweek.flow.model import Interval, Model
from everyweek.flow.pools import Pool
from everyweek.flow.quantities import days, minutes, per_hour
from everyweek.flow.steps import Branch, Delay, Leave, Mark, Pathway, Release, Seize, Way
from everyweek.flow.streams import Poisson, Stream

WAIT = Figure("mean wait", "beds", unit="minutes")
SERVED = Figure("served", "beds")
WAITING = Figure("mean waiting", "beds")
OCCUPANCY = Figure("occupancy", "beds", unit="share")


def department(*, beds: int = 60, patients_an_hour: float = 6.0, name: str = "a department") -> Model:
    """Patients who are seen in cubicles, and some of whom then need a bed; a cubicle is given up before the bed."""
    steps = (
        Seize(("cubicles",)),
        Mark("seen"),
        Delay(Exponential(minutes(60)), name="care"),
        Release("cubicles"),
        Mark("ready"),
        Branch((Way(Chance(0.25), (Seize(("beds",)), Delay(Lognormal(days(1.5), days(1.5)), name="stay"),
                                   Release("beds"))),), otherwise=()),
        Leave("home"),
    )  # fmt: skip
    stream = Stream("walk in", Poisson(per_hour(patients_an_hour)), "all", {"minor": 0.7, "major": 0.3})
    times = (
        Interval("time in the department", "arrival", "ready", edges=(60.0, 240.0)),
        Interval("time in hospital", "arrival", "departure"),
    )
    return Model(
        name,
        (Pool("cubicles", 8), Pool("beds", beds)),
        (stream,),
        (Pathway("all", steps),),
        classes=("minor", "major"),
        intervals=times,
    )


def by_hand(
    values: Mapping[Figure, Sequence[float]],
    *,
    seed: int = 1,
    first: int = 0,
    streams: tuple[str, ...] = ("walk in",),
    run_minutes: float = 1_440.0,
    hours: np.ndarray | None = None,
) -> Outcomes:
    """Outcomes with these numbers in replications from the first on."""
    number = len(next(iter(values.values())))
    heading = Heading("asked", "by hand", seed, run_minutes, 0.0, streams, ("beds",), tuple(values))
    columns = np.array([list(column) for column in values.values()], dtype=np.float64).T
    return Outcomes(heading, np.arange(first, first + number, dtype=np.int64), columns, hours)

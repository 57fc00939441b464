"""Which figures a replication comes to, each under a key that says what it is of."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from everyweek.flow.model import Model
from everyweek.flow.replication import Replication

Kind = Literal[
    "mean wait", "mean waiting", "mean in use", "occupancy", "longest queue", "served",
    "number", "mean", "within", "arrived", "left",
]  # fmt: skip
POOL_KINDS: tuple[tuple[Kind, str], ...] = (
    ("mean wait", "minutes"),
    ("mean waiting", "patients"),
    ("mean in use", "units"),
    ("occupancy", "share"),
    ("longest queue", "patients"),
    ("served", "patients"),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """What a number of a replication is.

    kind   : what was found. Of a pool: "mean wait" (all that was waited while it was counted, also by those who were
             not served, over who was served), "mean waiting" (patients in its queue over time), "mean in use",
             "occupancy", "longest queue", "served". Of a counted time: "number" of patients, "mean", "within" (the
             share who took at most `within` minutes). Of the run: "arrived", "left", which alone have the warm-up in
             them.
    of     : the name of the pool or of the counted time; "" of the run.
    group  : the class of patients; "" for all.
    unit   : "minutes", "patients", "units" or "share".
    within : minutes; only of a share within a limit.
    """

    kind: Kind
    of: str = ""
    group: str = ""
    unit: str = "patients"
    within: float | None = None

    @property
    def text(self) -> str:
        """It in words, each figure of a model in other ones.

        >>> Figure("mean wait", "beds", unit="minutes").text
        'beds: mean wait, minutes'
        >>> Figure("within", "time in the department", "major", "share", 240.0).text
        'time in the department, major: within 240 minutes, share'
        """
        what = f"within {self.within:g} minutes" if self.within is not None else self.kind
        of = f"{self.of}, {self.group}" if self.group else self.of
        return f"{of}: {what}, {self.unit}" if of else f"{what}, {self.unit}"

    @property
    def divided_by(self) -> "Figure | None":
        """The number of patients that a mean or a share was divided by, None for a figure that is no ratio.

        >>> Figure("mean wait", "beds", unit="minutes").divided_by
        Figure(kind='served', of='beds', group='', unit='patients', within=None)
        """
        if self.kind == "mean wait":
            return Figure("served", self.of)
        return Figure("number", self.of, self.group) if self.kind in ("mean", "within") else None


def figures_of(model: Model) -> tuple[Figure, ...]:
    """All figures of a model: of its pools, of its counted times (for all, then for each class), and of the run."""
    found = [Figure(kind, pool.name, unit=unit) for pool in model.pools for kind, unit in POOL_KINDS]
    for interval in model.intervals:
        for group in ("", *model.classes):
            found.append(Figure("number", interval.name, group))
            found.append(Figure("mean", interval.name, group, "minutes"))
            found += [Figure("within", interval.name, group, "share", edge) for edge in interval.edges]
    return (*found, Figure("arrived"), Figure("left"))


def values_of(run: Replication) -> NDArray[np.float64]:
    """The figures of a replication, in the order of `figures_of`: shape (n_figures,).

    Not a number for the mean or share of nobody, for the wait of a pool that served nobody, and for the occupancy of
    one that has no unit.
    """
    pools = np.column_stack(
        [run.mean_wait, run.mean_waiting, run.mean_in_use, run.occupancy, run.longest, run.served]
    ).ravel()
    pools = np.where(np.isinf(pools), np.nan, pools)  # some waited and nobody was served; some were there and no unit
    times = [_of_interval(run, number) for number in range(len(run.compiled.model.intervals))]
    return np.concatenate([pools.astype(np.float64), *times, [float(run.arrived), float(run.left)]])


def _of_interval(run: Replication, number: int) -> NDArray[np.float64]:
    model = run.compiled.model
    edges = len(model.intervals[number].edges)
    tallies, upto = run.tallies[number], np.cumsum(run.bins[number][:, :edges], axis=1)
    if model.classes:
        tallies, upto = (np.concatenate([each.sum(axis=0)[None], each]) for each in (tallies, upto))
    patients = tallies[:, :1]
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.concatenate([patients, tallies[:, 1:2] / patients, upto / patients], axis=1).ravel()

"""What came out of a replication, by name: who came and when they left, and how full the pools were."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from everyweek.flow.compiling.compile import Compiled
from everyweek.flow.kernel.packing import (
    ARRIVED,
    AT_BINS,
    AT_LOOK,
    AT_POOL,
    AT_ROW,
    EVENTS,
    IN_MARK,
    IN_POOL,
    IN_ROW,
    IN_TALLY,
    LEFT,
    O_AREA_IN_USE,
    O_AREA_THERE,
    O_AREA_WAITING,
    O_LONGEST,
    O_SERVED,
    O_WAITED,
    R_ARRIVED,
    R_CLASS,
    R_LEFT,
    R_NUMBER,
    R_OUTCOME,
    R_STREAM,
    ROW_NUMBERS,
    ROWS,
    Tables,
)
from everyweek.flow.schedule import first_look


@dataclass(frozen=True, slots=True)
class Rows:
    """Everybody who came in a replication, in the order in which they came; every array has a row for each.

    stream     : (n,) place in `Names.streams`; number : (n,) the how-manieth of the stream.
    group      : (n,) class at the end, place in `Names.classes`; outcome : (n,) place in `Names.outcomes`, -1 inside.
    arrived    : (n,) minutes after the start; left : (n,) the same, not a number for who is still inside.
    milestones : (n, n_milestones) minutes after the start, not a number for never, by `Names.milestones`.
    attributes : (n, n_attributes) at the end, not a number for never set, by `Names.attributes`. Of those who are still
                 inside, class and attributes are as they are at the end of the run.
    """

    stream: NDArray[np.int64]
    number: NDArray[np.int64]
    group: NDArray[np.int64]
    outcome: NDArray[np.int64]
    arrived: NDArray[np.float64]
    left: NDArray[np.float64]
    milestones: NDArray[np.float64]
    attributes: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Looks:
    """The pools at whole hours by the clock.

    minutes : (n_looks,) after the start. in_use, waiting, capacity : (n_looks, n_pools) units, patients, units.
    """

    minutes: NDArray[np.float64]
    in_use: NDArray[np.int64]
    waiting: NDArray[np.int64]
    capacity: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Replication:
    """What came out of a replication.

    minutes, warm_up : how long it ran, and from when on it was counted.
    state            : the kernel's tables, by their places in `kernel.packing`.
    """

    compiled: Compiled
    seed: int
    replication: int
    minutes: float
    warm_up: float
    state: Tables

    @property
    def arrived(self) -> int:
        """Patients who came, with those who were inside at the beginning; the warm-up included."""
        return int(self.state.M[ARRIVED])

    @property
    def left(self) -> int:
        """Patients who left, the warm-up included."""
        return int(self.state.M[LEFT])

    @property
    def events(self) -> int:
        """How many events the kernel took."""
        return int(self.state.M[EVENTS])

    @property
    def rows(self) -> Rows:
        """Everybody who came, the warm-up included. Empty when rows were not kept."""
        several = int(self.state.M[ROWS]) if len(self.state[AT_ROW]) else 0
        whole, numbers = self.state[AT_ROW][:several], self.state[IN_ROW][:several]
        return Rows(
            stream=whole[:, R_STREAM],
            number=whole[:, R_NUMBER],
            group=whole[:, R_CLASS],
            outcome=whole[:, R_OUTCOME],
            arrived=numbers[:, R_ARRIVED],
            left=numbers[:, R_LEFT],
            milestones=self.state[IN_MARK][:several],
            attributes=numbers[:, ROW_NUMBERS:],
        )

    @property
    def looks(self) -> Looks:
        """The pools at whole hours by the clock, the warm-up included. Empty when rows were not kept."""
        seen = self.state[AT_LOOK]
        minutes = np.arange(len(seen), dtype=np.float64) * 60.0 + first_look(self.compiled.model)
        return Looks(minutes, *np.moveaxis(seen, 2, 0))

    @property
    def mean_in_use(self) -> NDArray[np.float64]:
        """Units of each pool in use, on average over time: shape (n_pools,)."""
        return np.asarray(self.state[IN_POOL][:, O_AREA_IN_USE] / (self.minutes - self.warm_up))

    @property
    def occupancy(self) -> NDArray[np.float64]:
        """Units in use over those that are there, over time: shape (n_pools,); not a number for a pool of none."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(self.state[IN_POOL][:, O_AREA_IN_USE] / self.state[IN_POOL][:, O_AREA_THERE])

    @property
    def longest(self) -> NDArray[np.int64]:
        """The longest queue of each pool: shape (n_pools,)."""
        return np.asarray(self.state[AT_POOL][:, O_LONGEST])

    @property
    def served(self) -> NDArray[np.int64]:
        """How often each pool was seized: shape (n_pools,)."""
        return np.asarray(self.state[AT_POOL][:, O_SERVED])

    @property
    def tallies(self) -> NDArray[np.float64]:
        """Of the model's intervals: shape (n_intervals, n_classes, 3) patients, sum of minutes, sum of their squares.

        Of patients who came after the warm-up and left before the end.
        """
        return np.asarray(self.state[IN_TALLY][: len(self.compiled.model.intervals)])

    @property
    def bins(self) -> NDArray[np.int64]:
        """Of the model's intervals: shape (n_intervals, n_classes, n_bins) patients up to each edge.

        Each above the edge before; the last bin of an interval holds who took longer than all of them.
        """
        return np.asarray(self.state[AT_BINS][: len(self.compiled.model.intervals)])

    @property
    def mean_waiting(self) -> NDArray[np.float64]:
        """Patients in the queue of each pool, on average over time: shape (n_pools,)."""
        return np.asarray(self.state[IN_POOL][:, O_AREA_WAITING] / (self.minutes - self.warm_up))

    @property
    def mean_wait(self) -> NDArray[np.float64]:
        """Minutes in the queue of each pool, of all that were served: shape (n_pools,); not a number for none.

        Waits that ended without being served are in the sum too; with reneging, ask for an interval instead.
        """
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(self.state[IN_POOL][:, O_WAITED] / self.state[AT_POOL][:, O_SERVED])

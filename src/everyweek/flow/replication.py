"""What came out of a replication, by name: who came and when they left, and how full the pools were."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from everyweek.flow.compiling.compile import Compiled
from everyweek.flow.kernel.places import (
    ARRIVED,
    AT_LOOK,
    AT_POOL,
    AT_ROW,
    AT_TALLY,
    AT_TRACE,
    E_KIND,
    E_TIME,
    EVENTS,
    L_CAPACITY,
    L_IN_USE,
    L_WAITING,
    LEFT,
    N_ATTRIBUTES,
    O_AREA_IN_USE,
    O_AREA_THERE,
    O_AREA_WAITING,
    O_LONGEST,
    O_SERVED,
    O_WAITED,
    R_CLASS,
    R_MORE,
    R_NUMBER,
    R_OUTCOME,
    R_STREAM,
    ROWS,
    TRACED,
    Y_BINS,
    Y_NUMBER,
)
from everyweek.flow.kernel.room import Room
from everyweek.flow.schedule import first_look

TRACED_KINDS = ("wake", "renege", "age")
"""A time that has passed, a patience that has ended, a wait after which somebody comes before others."""


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
class Trace:
    """Events of patients in their order; every array has shape (n_events,).

    minutes : after the start. kinds : what it was, by its place in `TRACED_KINDS`. streams, numbers : whose, as in
    `Rows`. steps : at which step, by its place in `Names.places` (behind them those who were inside at the beginning).
    """

    minutes: NDArray[np.float64]
    kinds: NDArray[np.int64]
    streams: NDArray[np.int64]
    numbers: NDArray[np.int64]
    steps: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Replication:
    """What came out of a replication.

    minutes, warm_up : how long it ran, and from when on it was counted.
    state            : the kernel's tables, by their places in `kernel.places`.
    """

    compiled: Compiled
    seed: int
    replication: int
    minutes: float
    warm_up: float
    state: Room

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
        several, attributes = int(self.state.M[ROWS]), int(self.state.M[N_ATTRIBUTES])
        whole, numbers = self.state.whole(AT_ROW)[:several], self.state.numbers(AT_ROW)[:several]
        return Rows(
            stream=whole[:, R_STREAM],
            number=whole[:, R_NUMBER],
            group=whole[:, R_CLASS],
            outcome=whole[:, R_OUTCOME],
            arrived=numbers[:, R_MORE + attributes],
            left=numbers[:, -1],
            attributes=numbers[:, R_MORE : R_MORE + attributes],
            milestones=numbers[:, R_MORE + attributes + 1 : -1],
        )

    @property
    def trace(self) -> Trace:
        """The first events of patients, as many as were asked for."""
        several = int(self.state.M[TRACED])
        whole = self.state.whole(AT_TRACE)[:several]
        return Trace(self.state.numbers(AT_TRACE)[:several, E_TIME], *whole[:, E_KIND:].T)

    @property
    def looks(self) -> Looks:
        """The pools at whole hours by the clock, the warm-up included. Empty when rows were not kept."""
        seen = self.state.whole(AT_LOOK)
        minutes = np.arange(len(seen), dtype=np.float64) * 60.0 + first_look(self.compiled.model)
        return Looks(minutes, seen[..., L_IN_USE], seen[..., L_WAITING], seen[..., L_CAPACITY])

    @property
    def mean_in_use(self) -> NDArray[np.float64]:
        """Units of each pool in use, on average over time: shape (n_pools,)."""
        return np.asarray(self.state.numbers(AT_POOL)[:, O_AREA_IN_USE] / (self.minutes - self.warm_up))

    @property
    def occupancy(self) -> NDArray[np.float64]:
        """Units in use over those that are there, over time: shape (n_pools,); not a number for a pool of none."""
        pools = self.state.numbers(AT_POOL)
        return _over(pools[:, O_AREA_IN_USE], pools[:, O_AREA_THERE])

    @property
    def longest(self) -> NDArray[np.int64]:
        """The longest queue of each pool: shape (n_pools,)."""
        return np.asarray(self.state.whole(AT_POOL)[:, O_LONGEST])

    @property
    def served(self) -> NDArray[np.int64]:
        """How often each pool was seized: shape (n_pools,). Not counted is what somebody had when the run began."""
        return np.asarray(self.state.whole(AT_POOL)[:, O_SERVED])

    @property
    def tallies(self) -> NDArray[np.float64]:
        """Of the model's intervals: shape (n_intervals, n_classes, 3) patients, sum of minutes, sum of their squares.

        Of patients who came after the warm-up, and for whom the time was over before the end. Times since arrival are
        not counted of who was inside when the run began: nobody knows when they arrived.
        """
        return np.asarray(self.state.numbers(AT_TALLY)[..., Y_NUMBER:Y_BINS])

    @property
    def bins(self) -> NDArray[np.int64]:
        """Of the model's intervals: shape (n_intervals, n_classes, n_bins) patients up to each edge.

        Each above the edge before; the last bin of an interval holds who took longer than all of them.
        """
        return np.asarray(self.state.whole(AT_TALLY)[..., Y_BINS:])

    @property
    def mean_waiting(self) -> NDArray[np.float64]:
        """Patients in the queue of each pool, on average over time: shape (n_pools,)."""
        return np.asarray(self.state.numbers(AT_POOL)[:, O_AREA_WAITING] / (self.minutes - self.warm_up))

    @property
    def mean_wait(self) -> NDArray[np.float64]:
        """Minutes in the queue of each pool, of all that were served: shape (n_pools,); not a number for none.

        Waits that ended without being served are in the sum too; with reneging, ask for an interval instead.
        """
        return _over(self.state.numbers(AT_POOL)[:, O_WAITED], self.state.whole(AT_POOL)[:, O_SERVED])


def _over(ones: NDArray[Any], others: NDArray[Any]) -> NDArray[np.float64]:
    """One over the other, not a number where the other is nought."""
    return np.asarray(np.divide(ones, others, out=np.full(len(ones), np.nan), where=others != 0))

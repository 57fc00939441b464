"""A model whose answer theory knows, run in replications, and whether ours is within what chance allows.

The tolerance is derived and never tuned: it is the half width of an interval by Student's t over the replications, so
wide that a right engine falls outside in one of `FALSE_ALARMS` comparisons. There are some fifty, so that a false alarm
among all of them is to be expected for one seed in eighty; the seed is fixed, and was not chosen. Of a quantity with
several numbers (hours of the week, shares of a distribution) the worst counts, by Bonferroni's rule.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cached_property
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from everyweek.flow.compiling.compile import compiled
from everyweek.flow.model import Model
from everyweek.flow.quantities import Duration
from everyweek.flow.replication import Replication
from everyweek.flow.running import replicate

SEED = 20_261_122
FALSE_ALARMS = 4_000
RUNS = 24


@dataclass(frozen=True)
class Quantity:
    """Something that theory knows. of : takes it from a replication, as one number or as several."""

    name: str
    theory: ArrayLike
    of: Callable[[Replication], ArrayLike]


@dataclass(frozen=True)
class Case:
    """A model, what theory knows of it, and how it is run. slow : left to the slow proofs."""

    name: str
    model: Model
    quantities: tuple[Quantity, ...]
    minutes: float
    warm_up: float = 0.0
    runs: int = RUNS
    keeps_rows: bool = False
    slow: bool = False

    def found(self, model: Model | None = None) -> "tuple[Found, ...]":
        """Each quantity beside theory. model : another one to run instead, which is wrong on purpose."""
        program = compiled(model or self.model)
        ours: list[list[NDArray[np.float64]]] = [[] for _ in self.quantities]
        for one in range(self.runs):
            run = replicate(
                program,
                minutes=self.minutes,
                warm_up=self.warm_up,
                seed=SEED,
                replication=one,
                keeps_rows=self.keeps_rows,
            )
            for quantity, numbers in zip(self.quantities, ours, strict=True):
                numbers.append(np.atleast_1d(np.asarray(quantity.of(run), dtype=float)))
        return tuple(
            Found(
                f"{self.name}: {quantity.name}", np.atleast_1d(np.asarray(quantity.theory, dtype=float)), np.array(all_)
            )
            for quantity, all_ in zip(self.quantities, ours, strict=True)
        )


@dataclass(frozen=True)
class Found:
    """What came out beside theory. theory : (n,). ours : (n_runs, n)."""

    name: str
    theory: NDArray[np.float64]
    ours: NDArray[np.float64]

    @cached_property
    def mean(self) -> NDArray[np.float64]:
        return np.asarray(self.ours.mean(axis=0))

    @cached_property
    def error(self) -> NDArray[np.float64]:
        return np.asarray(self.ours.std(axis=0, ddof=1) / sqrt(len(self.ours)))

    @cached_property
    def tolerance(self) -> NDArray[np.float64]:
        """How far ours may be from theory."""
        return times_its_error(len(self.ours), among=len(self.theory)) * self.error

    @cached_property
    def worst(self) -> int:
        """Which of its numbers is farthest from theory, measured by what chance allows."""
        return int(np.argmax(np.abs(self.mean - self.theory) / self.tolerance))

    @property
    def is_as_in_theory(self) -> bool:
        return bool(np.all(np.abs(self.mean - self.theory) <= self.tolerance))

    @property
    def would_notice(self) -> float:
        """The least error, as a share of theory, that is noticed for certain; of several numbers the typical one."""
        return float(np.median(self.tolerance / np.abs(self.theory)))

    def __str__(self) -> str:
        at = f" [{self.worst}]" if len(self.theory) > 1 else ""
        return (
            f"{self.name}{at}: ours {self.mean[self.worst]:.5g}, theory {self.theory[self.worst]:.5g}, "
            f"tolerance {self.tolerance[self.worst]:.3g}"
        )


def times_its_error(runs: int, *, among: int = 1) -> float:
    """By how many standard errors chance may lead away from the truth, in one of `FALSE_ALARMS` comparisons."""
    from scipy.special import stdtrit

    return float(stdtrit(runs - 1, 1 - 0.5 / FALSE_ALARMS / among))


def slower(part: Any, by: float) -> Any:
    """A model, or part of one, in whose pathways every length of time is longer. by : a share, such as 0.05."""
    if isinstance(part, Model):
        return replace(part, pathways=slower(part.pathways, by))
    if isinstance(part, Duration):
        return Duration(part.minutes * (1 + by))
    if isinstance(part, tuple):
        return tuple(slower(one, by) for one in part)
    if isinstance(part, Mapping):
        return {key: slower(one, by) for key, one in part.items()}
    if is_dataclass(part) and not isinstance(part, type):
        return replace(part, **{field.name: slower(getattr(part, field.name), by) for field in fields(part)})
    return part

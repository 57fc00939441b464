"""How many replications are enough: as many as bring the intervals of some figures to a wanted width."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, isnan

import numpy as np
from numpy.typing import NDArray

from everyweek.flow.experiments.estimating import SURE, Estimate, estimate_of
from everyweek.flow.experiments.figures import Figure
from everyweek.flow.experiments.outcome import Block, Outcomes, joined

AT_LEAST = 3
"""Fewer say nothing about a spread."""
LOOK_AHEAD = 5
BATCH = 16
AT_MOST = 1_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """How sure a figure is to be.

    half_width : of its 95 % interval, at most; in its own unit, or, if relative, as a share of its mean.
    """

    figure: Figure
    half_width: float
    relative: bool = False

    def __post_init__(self) -> None:
        """Raises ValueError for a width that is none."""
        if not self.half_width > 0:
            raise ValueError(f"A half width of {self.half_width} cannot be reached. Give one above nought.")

    def at_most(self, mean: NDArray[np.float64]) -> NDArray[np.float64]:
        """The half width that is enough beside each mean."""
        return self.half_width * np.abs(mean) if self.relative else np.full(len(mean), self.half_width)


@dataclass(frozen=True, slots=True)
class Reached:
    """What became of a wish.

    number : of replications that were enough, None when none was; found : after all; run : how many were run.
    """

    wanted: Wanted
    number: int | None
    found: Estimate
    run: int

    @property
    def would_need(self) -> int | None:
        """About how many would be enough, from the width reached; None when those were, or when it cannot be told.

        Widths fall as the root of the number: for half the width four times as many.
        """
        enough = float(self.wanted.at_most(np.array([self.found.mean]))[0])
        if self.not_for_long:
            return max(self.run + LOOK_AHEAD, ceil(self.run / (1.0 - LOOK_AHEAD / 100)))  # of all, so many in a hundred
        if self.number is not None or isnan(self.found.half_width) or not enough:
            return None
        return max(self.run + 1, ceil(self.run * (self.found.half_width / enough) ** 2))

    @property
    def not_for_long(self) -> bool:
        """Whether the width was small enough at last, and no look-ahead was left to see whether it stays so."""
        enough = float(self.wanted.at_most(np.array([self.found.mean]))[0])
        return self.number is None and self.found.half_width <= enough

    @property
    def sentence(self) -> str:
        """What became of it, for a reader."""
        how = (
            f"{self.wanted.half_width:.3g}" if not self.wanted.relative else f"{self.wanted.half_width:.3g} of its mean"
        )
        if self.number is not None:
            return f"{self.wanted.figure.text}: {self.number} replications bring it to ± {how}."
        if self.not_for_long:
            return (
                f"{self.wanted.figure.text}: ± {how} was reached only at the end of {self.run} replications, which may "
                f"be luck; with {self.would_need:,} it would be seen."
            )
        said = f"{self.wanted.figure.text}: ± {how} was not reached with {self.run} replications"
        if isnan(self.found.half_width):
            return f"{said}, and they do not say how sure it is."
        return f"{said}, which brought ± {self.found.half_width:.3g}" + (
            f"; some {self.would_need:,} would be needed." if self.would_need else "."
        )


@dataclass(frozen=True, slots=True)
class Enough:
    """outcomes : of all replications that were run, also those of the look-ahead; reached : one for each wish."""

    outcomes: Outcomes
    reached: tuple[Reached, ...]

    @property
    def unmet(self) -> tuple[Reached, ...]:
        """The wishes that were not reached."""
        return tuple(one for one in self.reached if one.number is None)


def enough_replications(
    run: Callable[[Block], Outcomes],
    wanted: Sequence[Wanted],
    *,
    at_most: int = AT_MOST,
    batch: int = BATCH,
    look_ahead: int = LOOK_AHEAD,
) -> Enough:
    """Run batches of replications until every wanted width is reached and stays reached, or until so many were run.

    Widths are looked at after every single replication, so that the number does not depend on the batch. A width that
    is reached by luck of few replications grows again with the next; so it counts once it held for `look_ahead` more
    (of more than a hundred, for so many in a hundred). Each interval is a 95 % one by itself. Stopping because an
    interval is narrow makes it a little too narrow: with few replications expect somewhat less than 95 %.

    run : a block of replications to its outcomes, such as `partial(outcomes_of, asked)`, or a fan-out of it.
    Source: K. Hoad, S. Robinson and R. Davies, “Automated selection of the number of replications for a discrete-event
    simulation”, Journal of the Operational Research Society 61 (2010).
    Raises ValueError when nothing is wanted.
    """
    if not wanted:
        raise ValueError("Nothing is wanted. Name a figure and how sure it is to be.")
    parts: list[Outcomes] = []
    done = 0
    while True:
        number = min(batch, at_most - done)
        parts = [joined([*parts, run(Block(done, number))])]
        done += number
        means, half_widths = as_they_came(parts[0], [one.figure for one in wanted])
        found = [
            _enough_of(parts[0], one, means[:, place], half_widths[:, place], look_ahead=look_ahead)
            for place, one in enumerate(wanted)
        ]
        if None not in found or done >= at_most:
            break
    reached = [
        Reached(one, number, estimate_of(parts[0], one.figure), done) for one, number in zip(wanted, found, strict=True)
    ]
    return Enough(parts[0], tuple(reached))


def _enough_of(
    outcomes: Outcomes,
    wanted: Wanted,
    means: NDArray[np.float64],
    half_widths: NDArray[np.float64],
    *,
    look_ahead: int,
) -> int | None:
    """How many replications are enough; those that do not have the figure say nothing, and count for no look-ahead."""
    there = np.flatnonzero(~np.isnan(outcomes.column(wanted.figure)))
    place = first_that_stays(half_widths[there], wanted.at_most(means[there]), look_ahead=look_ahead)
    return None if place is None else int(there[place - 1]) + 1


def first_that_stays(
    half_widths: NDArray[np.float64], enough: NDArray[np.float64], *, look_ahead: int = LOOK_AHEAD
) -> int | None:
    """After how many replications a width was small enough, and stayed so for all of the look-ahead.

    half_widths, enough : (n,) after each replication. None when it was not, or not for long enough yet.

    >>> first_that_stays(np.array([9.0, 9.0, 1.0, 3.0, 2.0, 1.0, 1.0]), np.full(7, 2.0), look_ahead=2)
    5
    """
    streak = 0
    for number, fits in enumerate(half_widths <= enough, start=1):
        streak = streak + 1 if fits and number >= AT_LEAST else 0
        if streak > look_ahead * max(number, 100) // 100:
            return number - streak + 1
    return None


def as_they_came(outcomes: Outcomes, figures: Sequence[Figure]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The mean of each figure after every replication, and the half width of its interval: each (n, n_figures).

    As `estimate_of` has it: the half width is not a number while every share was exactly 0, or exactly 1.
    """
    numbers = np.ones((len(outcomes), len(figures)))
    values = np.array([outcomes.column(figure) for figure in figures]).T
    for place, figure in enumerate(figures):
        if figure.divided_by is not None:
            numbers[:, place] = outcomes.column(figure.divided_by)
    means, half_widths = running_means(values, numbers)
    for place, figure in enumerate(figures):
        if figure.unit == "share":
            least, most = (each.accumulate(values[:, place]) for each in (np.fmin, np.fmax))
            half_widths[(most == 0.0) | (least == 1.0), place] = np.nan
    return means, half_widths


def running_means(
    values: NDArray[np.float64], numbers: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Ratios of sums after every replication, and the half width of the 95 % interval of each.

    values  : (n, n_figures) the mean of each replication, not a number for nobody.
    numbers : (n, n_figures) of how many it is; ones for plain means.
    Returns twice (n, n_figures); half widths are not a number before there are two replications.
    Moments are brought up to date one replication at a time. Source: B. P. Welford, “Note on a method for calculating
    corrected sums of squares and products”, Technometrics 4 (1962).

    >>> running_means(np.array([[1.0], [2.0], [3.0]]), np.ones((3, 1)))[0].ravel()
    array([1. , 1.5, 2. ])
    """
    from scipy.special import stdtrit

    there = (numbers > 0) & ~np.isnan(values)
    numbers, values = np.where(there, numbers, 0.0), np.where(there, values, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        about = np.nan_to_num((values * numbers).sum(axis=0) / numbers.sum(axis=0))
    sums = (values - about) * numbers  # about the mean of all, so that differences of large numbers lose no digits
    seen, mean_sum, mean_number, of_sums, of_both, of_numbers = np.zeros((6, values.shape[1]))
    means, half_widths = np.full(values.shape, np.nan), np.full(values.shape, np.nan)
    with np.errstate(invalid="ignore", divide="ignore"):
        for place, (one, number, here) in enumerate(zip(sums, numbers, there, strict=True)):
            seen = seen + here
            by_sum, by_number = np.where(here, one - mean_sum, 0.0), np.where(here, number - mean_number, 0.0)
            share = np.where(here, 1.0 / seen, 0.0)
            mean_sum, mean_number = mean_sum + by_sum * share, mean_number + by_number * share
            of_sums = of_sums + by_sum * by_sum * (1.0 - share)
            of_both = of_both + by_sum * by_number * (1.0 - share)
            of_numbers = of_numbers + by_number * by_number * (1.0 - share)
            ratio = mean_sum / mean_number
            spread = np.maximum(of_sums - 2.0 * ratio * of_both + ratio**2 * of_numbers, 0.0)
            means[place] = about + ratio
            error = np.sqrt(spread / (seen - 1.0) / seen) / mean_number
            half_widths[place] = np.where(seen > 1, stdtrit(seen - 1.0, (1.0 + SURE) / 2.0) * error, np.nan)
    return means, half_widths

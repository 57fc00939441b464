"""A pool through the week in a few sentences, and how its pictures are to be read."""

from collections.abc import Iterator, Sequence
from math import isnan

import numpy as np
from numpy.typing import NDArray

from everyweek.flow.drawing.amounts import number
from everyweek.flow.experiments.by_hour import Bands
from everyweek.flow.experiments.estimating import Estimate
from everyweek.flow.experiments.outcome import Outcomes
from everyweek.flow.experiments.showing import shown
from everyweek.flow.quantities import HOURS_OF_A_WEEK, MINUTES_OF_A_WEEK
from everyweek.flow.reporting.report import Week
from everyweek.flow.reporting.week_picture import DAY_NAMES, has_bands

FEW = 21
"""Of fewer runs, the 5th percentile lies between the smallest and the next: 0.05 · (n - 1) is below one."""
MAY_BE_CHANCE = "Whether hours differ at all cannot be told from these runs."


def hour_named(hour: int) -> str:
    """An hour of the week. hour : 0 to 167.

    >>> hour_named(0), hour_named(167)
    ('Monday at 00:00', 'Sunday at 23:00')
    """
    return f"{DAY_NAMES[hour // 24]} at {hour % 24:02d}:00"


def hours_there(of: Bands) -> NDArray[np.int64]:
    """Which hours of the week came: (n,), from 0 to 167, rising."""
    return np.flatnonzero(~np.isnan(of.mean))


def mean_at(of: Bands, hour: int) -> str:
    """The mean at an hour, with half of its interval where there is one."""
    mean, half = float(of.mean[hour]), float(of.half_width[hour])
    return number(mean) if isnan(half) or not half else shown(Estimate(mean, half))


def range_at(of: Bands, hour: int) -> str:
    """Between which numbers nine of ten runs lie at an hour."""
    return f"{number(float(of.low[hour]))} to {number(float(of.high[hour]))}"


def said_of_use(week: Week) -> str:
    """When a pool is fullest and when it is quietest, by what is in use over what is there; at least one hour came."""
    if not np.nanmax(week.in_use.mean):
        return "Never in use at a whole hour."
    by = week.in_use if np.isnan(week.occupancy.mean).all() else week.occupancy
    fullest, quietest = int(np.nanargmax(by.mean)), int(np.nanargmin(by.mean))
    if by.mean[fullest] == by.mean[quietest]:
        return f"At all hours {_of_capacity(week, fullest)}."
    said = (
        f"Fullest on {hour_named(fullest)}: {_of_capacity(week, fullest)}. "
        f"Quietest on {hour_named(quietest)}: {_of_capacity(week, quietest)}."
    )
    return f"{said} {MAY_BE_CHANCE}" if not week.use_differs else said


def said_of_queue(week: Week) -> str:
    """When the queue of a pool is longest, and how much that differs between runs; at least one hour came."""
    if nobody_waits(week):
        return "Nobody waits at any whole hour of any run."
    waiting = week.waiting
    longest = int(np.nanargmax(waiting.mean))
    said = f"Longest queue on {hour_named(longest)}: {mean_at(waiting, longest)} waiting"
    said += f"; {range_at(waiting, longest)} in nine of ten runs." if has_bands(waiting) else "."
    return f"{said} {MAY_BE_CHANCE}" if not week.queue_differs else said


def nobody_waits(week: Week) -> bool:
    """Whether there is no queue to be drawn."""
    return not float(np.nanmax(week.waiting.mean))


def _of_capacity(week: Week, hour: int) -> str:
    return f"{mean_at(week.in_use, hour)} of {number(float(week.capacity.mean[hour]))} in use"


def how_to_read(outcomes: Outcomes, weeks: Sequence[Week]) -> Iterator[str]:
    """Sentences on what is drawn, for all pools of a model. weeks : at least one."""
    several, came = len(outcomes), len(hours_there(weeks[0].in_use))
    counted = (outcomes.heading.minutes - outcomes.heading.warm_up) / MINUTES_OF_A_WEEK
    over = f", over the {number(counted)} weeks of each run that are counted" if counted >= 1.05 else ""
    yield (
        f"Every pool is looked at on the hour{over}. In the pictures a day begins at an upright line, and the "
        "short mark beneath is noon."
    )
    if came < HOURS_OF_A_WEEK:
        yield f"Less than a week was counted: {came} of its {HOURS_OF_A_WEEK} hours came, and only these are shown."
    if several == 1:
        yield (
            "There are no bands: one run says neither how sure a mean is nor how much runs differ. Run several "
            "(--replications)."
        )
        return
    yield (
        "The pale band with a broken edge is ordinary variation: nine of ten runs lie in it (from the 5th to the 95th "
        "percentile), and more runs do not make it narrower. The dark band is how sure the mean is (its 95 % "
        "interval): more runs make it narrower, until the line hides it."
    )
    if counted > 1:
        yield "A run has the mean of its weeks at each hour; single weeks differ more than the pale band shows."
    if several < FEW:
        yield f"Of {several} runs nine of ten are nearly all: the pale band goes almost from the least to the most."
    if any(_is_raised(band) for week in weeks for band in (week.in_use, week.waiting)):
        yield "Where the line lies above the pale band, a few runs far above the others raise the mean."
    if _dark_is_wider(weeks):
        yield "With so few runs the dark band is often the wider one: how much runs differ is hardly known."


def _is_raised(band: Bands) -> bool:
    """Whether the mean lies above nine of ten runs at some hour, by more than adding up in another order changes."""
    return bool((band.mean > band.high * (1 + 1e-9)).any())


def _dark_is_wider(weeks: Sequence[Week]) -> bool:
    """Whether, over all hours and pools, the interval of the mean is mostly wider than the range."""
    each = [band for week in weeks for band in (week.in_use, week.waiting)]
    wider = np.concatenate([2 * band.half_width > band.high - band.low for band in each])
    differs = np.concatenate([band.high > band.low for band in each])
    return bool(differs.any() and wider[differs].mean() > 0.5)

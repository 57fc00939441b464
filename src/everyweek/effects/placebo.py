"""How far chance alone goes here: the same sum, done where nothing was changed.

Everywhere a statistic is an effect over its standard error, so that a quiet organisation and a noisy one can be ranked
together. An effect beyond what chance does is one that few placebos reach.
"""

import math
from dataclasses import dataclass

import numpy as np

from everyweek.variation.arrays import Numbers

ROUNDING = 1e-9
"""1 - 0.95 is a little more than 0.05 to a computer; an order of shares is not to hang on that."""

ALIKE = 1e-6
"""Two statistics no farther apart than this, in standard errors or as a share of them, are a tie. Of figures that never
vary, or of one patient in one month at several places, only the last bits differ, and no verdict may hang on those."""


@dataclass(frozen=True, slots=True)
class Detectable:
    """Changes, in the unit of the series, above 0, that this comparison would have found.

    likelier_than_not : with a true change of this size it is found in one of two cases.
    four_in_five      : with this one in four of five.
    """

    likelier_than_not: float
    four_in_five: float


def placebo_p(own: float, placebos: Numbers) -> float:
    """The share of organisations, this one counted in, whose statistic lies as far from 0 as its own, or farther.

    A tie counts against the change.

    >>> import numpy as np
    >>> placebo_p(2.5, np.array([0.5, -3.0, 1.0, -1.5]))
    0.4
    """
    return (1 + int((_sizes(placebos) >= abs(own)).sum())) / (1 + len(placebos))


def is_unusual(p: float, *, level: float) -> bool:
    """Whether so few of all lie as far off that, at this level, chance alone is not believed.

    >>> is_unusual(0.05, level=0.95), is_unusual(0.06, level=0.95)
    (True, False)
    """
    return p <= 1 - level + ROUNDING


def fewest_placebos(level: float) -> int:
    """How many it takes before the farthest of all can be called unusual.

    >>> fewest_placebos(0.95), fewest_placebos(0.99)
    (19, 99)
    """
    return math.ceil(1 / (1 - level) - ROUNDING) - 1


def reach(placebos: Numbers, *, level: float) -> float | None:
    """The statistic that an own one must pass to be unusual: half the interval's width in standard errors.

    It inverts `placebo_p`: the interval holds just the effects e for which (own effect - e) would not be unusual.
    None with too few placebos for that.
    """
    allowed = _allowed(len(placebos), level=level)
    return float(np.sort(_sizes(placebos))[-allowed]) if allowed else None


def held(number: int, *, level: float) -> float:
    """How often the interval really holds the truth: with few placebos a little more than the level asks for.

    >>> round(held(29, level=0.95), 4), held(59, level=0.95)
    (0.9667, 0.95)
    """
    return 1 - _allowed(number, level=level) / (number + 1)


def detectable(placebos: Numbers, *, error: float, level: float) -> Detectable | None:
    """What would have been found, given how far chance goes here and how exactly the organisation's series tells.

    Chance adds to a true change as often as it takes away, so a change as large as the interval's half width is found
    in half of the cases; for four of five it must be larger by what chance takes away in one of five.
    """
    edge = reach(placebos, level=level)
    if edge is None:
        return None
    taken_away = float(np.quantile(np.concatenate([placebos, -placebos]), 0.8))
    return Detectable(edge * error, (edge + taken_away) * error)


def _sizes(placebos: Numbers) -> Numbers:
    """How far each lies from 0, up to where an own one is still a tie with it."""
    sizes = np.abs(placebos)
    return np.asarray(sizes + ALIKE * np.maximum(sizes, 1), dtype=np.float64)


def _allowed(number: int, *, level: float) -> int:
    """How many of all statistics, the own among them, may be called unusual."""
    return math.floor((1 - level) * (number + 1) + ROUNDING)

"""Invented worlds in which an organisation changes something by a known effect, to hold before and after against."""

from dataclasses import dataclass, field
from datetime import date

import numpy as np

from everyweek.effects import BeforeAfter, before_after
from everyweek.effects.months import month_after
from everyweek.variation.arrays import Numbers

FIRST = date(2020, 1, 1)


@dataclass(frozen=True)
class Kind:
    """What a world is like, in percentage points. The defaults are near to 4-hour performance of type 1, 2016-19.

    alike        : correlation of an organisation's own chance in neighbouring months; a pair for lowest and highest.
    noise        : middle of the organisations' standard deviations, and the spread of their logarithms.
    drift        : standard deviation of the organisations' slopes, a month.
    season       : half of the way between summer and winter.
    season_apart : standard deviation of how strongly each has the season, and what happens to all, about 1.
    missing      : share of figures that are not there.
    tails        : degrees of freedom of Student's t, of which the chance is drawn; None for normal.
    """

    organisations: int = 130
    before: int = 24
    after: int = 8
    alike: tuple[float, float] = (0.3, 0.3)
    noise: tuple[float, float] = (2.6, 0.38)
    drift: float = 0.1
    season: float = 4.0
    season_apart: float = 0.3
    missing: float = 0.0
    tails: float | None = None


@dataclass(frozen=True)
class Changed:
    """Months, figures of shape (organisations, months), and the first month after the change; without an effect."""

    months: tuple[date, ...]
    figures: Numbers
    changed: date
    noise: Numbers = field(default_factory=lambda: np.zeros(0))
    alike: Numbers = field(default_factory=lambda: np.zeros(0))

    def with_effect(self, effect: float, row: int = 0) -> "Changed":
        """The same, with one row moved from the change on."""
        figures = self.figures.copy()
        figures[row, self.months.index(self.changed) :] += effect
        return Changed(self.months, figures, self.changed, self.noise, self.alike)

    def judged(self, row: int = 0, **more: object) -> BeforeAfter:
        """What is said of a row for which up is better."""
        return before_after(self.months, self.figures, row, changed=self.changed, better="up", **more)  # type: ignore[arg-type]


def changed_world(rng: np.random.Generator, kind: Kind) -> Changed:
    """A world in which nothing was changed; row 0 is like any other."""
    n, length = kind.organisations, kind.before + kind.after
    at = np.arange(length)
    alike = rng.uniform(*kind.alike, n)
    noise = kind.noise[0] * np.exp(rng.normal(0, kind.noise[1], n))
    own = autocorrelated(rng, alike, length, tails=kind.tails) * noise[:, None]
    to_all = autocorrelated(rng, np.array([0.6]), length)[0] * 1.5
    together = kind.season * np.cos(2 * np.pi * (at + rng.integers(12)) / 12) + to_all
    strength = 1 + rng.normal(0, kind.season_apart, n)
    level, slope = rng.normal(84, 7, n), rng.normal(0, kind.drift, n)
    figures = level[:, None] + slope[:, None] * at + strength[:, None] * together + own
    figures[rng.random(figures.shape) < kind.missing] = np.nan
    months = tuple(month_after(FIRST, int(one)) for one in at)
    return Changed(months, figures, months[kind.before], noise, alike)


def autocorrelated(rng: np.random.Generator, alike: Numbers, length: int, *, tails: float | None = None) -> Numbers:
    """Chance of shape (len(alike), length) with a standard deviation of 1, each like the one before by `alike`."""
    shape = (len(alike), length)
    normal = tails is None
    fresh = rng.standard_normal(shape) if normal else rng.standard_t(tails, shape) * np.sqrt((tails - 2) / tails)
    moves = fresh.copy()
    for month in range(1, length):
        moves[:, month] = alike * moves[:, month - 1] + np.sqrt(1 - alike**2) * fresh[:, month]
    return moves


EFFECTS = (3, 5, 8)


@dataclass(frozen=True)
class HowOften:
    """Of many worlds, the share in which the interval held the truth, and in which a change was found.

    holds        : whatever the true effect is, as an effect moves both ends of the interval by as much; so 1 - holds is
                   how often a change is seen where there is none.
    found        : by true effect.
    quiet, noisy : holds, of the third of the worlds in which the organisation's own chance is least, and largest.
    half_width   : of the interval, the middle one.
    """

    holds: float
    found: dict[int, float]
    quiet: float
    noisy: float
    half_width: float


def how_often(kind: Kind, *, worlds: int, seed: int = 20261122) -> HowOften:
    """Draws worlds without an effect, and counts."""
    rng = np.random.default_rng(seed)
    drawn = [changed_world(rng, kind) for _ in range(worlds)]
    told = [world.judged() for world in drawn]
    lower, upper = np.array([one.lower for one in told]), np.array([one.upper for one in told])
    noise = np.array([world.noise[0] for world in drawn])
    holds = (lower <= 0) & (upper >= 0)
    thirds = np.quantile(noise, [1 / 3, 2 / 3])
    return HowOften(
        holds=float(holds.mean()),
        found={one: float(((lower + one > 0) | (upper + one < 0)).mean()) for one in EFFECTS},
        quiet=float(holds[noise <= thirds[0]].mean()),
        noisy=float(holds[noise > thirds[1]].mean()),
        half_width=float(np.median(upper - lower)) / 2,
    )

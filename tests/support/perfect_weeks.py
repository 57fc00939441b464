"""Invented days in which a week is changed by a known effect."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
from support.changed_worlds import autocorrelated

from everyweek.effects import PerfectWeek, perfect_week
from everyweek.variation.arrays import Numbers

FIRST = date(2023, 1, 2)


@dataclass(frozen=True)
class Days:
    """Days, figures of shape (1 + organisations, days), the organisation itself first, and a week of them."""

    days: tuple[date, ...]
    figures: Numbers
    begins: int
    length: int = 7

    def with_effect(self, during: float, after: float = 0.0) -> "Days":
        """The same with the week moved, and what came after it."""
        figures = self.figures.copy()
        figures[0, self.begins : self.begins + self.length] += during
        figures[0, self.begins + self.length :] += after
        return replace(self, figures=figures)

    def judged(self, *, with_peers: bool = True, **more: object) -> PerfectWeek:
        """What is said of the week; up is better."""
        asked: dict[str, object] = {
            "start": self.days[self.begins],
            "end": self.days[self.begins + self.length - 1],
            "better": "up",
            "peers": self.figures[1:] if with_peers else None,
        }
        return perfect_week(self.days, self.figures[0], **(asked | more))  # type: ignore[arg-type]


def ordinary_days(
    rng: np.random.Generator,
    *,
    organisations: int,
    length: int,
    alike: float = 0.4,
    begins: int | None = None,
    season: float | None = None,
) -> Days:
    """Days with a rhythm of the week, a season and a common mood, in which nothing was changed.

    begins : number of the day on which the week begins; None for five weeks before the end.
    season : where in the year it begins, 0-1; 0 is the height of summer and 0.25 where the season changes fastest; None
             for anywhere.
    """
    n = organisations + 1
    weekday = np.arange(length) % 7
    begins = length - 35 if begins is None else begins
    turn = rng.uniform() if season is None else season - begins / 365
    summer = 4 * np.cos(2 * np.pi * (np.arange(length) / 365 + turn))
    together = autocorrelated(rng, np.array([0.7]), length)[0] * 2 + summer
    own = autocorrelated(rng, np.full(n, alike), length) * np.exp(rng.normal(1, 0.3, (n, 1)))
    rhythm = rng.normal(0, 3, 7)[weekday] + rng.normal(0, 1, (n, 7))[:, weekday]
    figures = rng.normal(70, 6, (n, 1)) + rhythm + together * rng.normal(1, 0.2, (n, 1)) + own
    days = tuple(FIRST + timedelta(at) for at in range(length))
    return Days(days, figures, begins)


@dataclass(frozen=True)
class HowOftenOfWeeks:
    """Of many worlds, the share in which the interval of the week, and of the time after it, held the truth.

    found    : a true effect of 5 in the week.
    placebos : how many it was ranked among.
    """

    during: float
    after: float
    found: float
    placebos: int


def how_often_of_weeks(
    *,
    organisations: int,
    length: int,
    alike: float,
    worlds: int,
    season: float | None = None,
    seed: int = 20261122,
) -> HowOftenOfWeeks:
    """Draws days without an effect, and counts."""
    rng = np.random.default_rng(seed)
    drawn = (
        ordinary_days(rng, organisations=organisations, length=length, alike=alike, season=season)
        for _ in range(worlds)
    )
    told = [one.judged(with_peers=organisations > 0) for one in drawn]
    during = np.array([[one.during.lower, one.during.upper] for one in told if one.during], dtype=np.float64)
    after = np.array([[one.after.lower, one.after.upper] for one in told if one.after], dtype=np.float64)
    return HowOftenOfWeeks(
        during=float(((during[:, 0] <= 0) & (during[:, 1] >= 0)).mean()),
        after=float(((after[:, 0] <= 0) & (after[:, 1] >= 0)).mean()),
        found=float(((during[:, 0] + 5 > 0) | (during[:, 1] + 5 < 0)).mean()),
        placebos=told[0].placebos,
    )

"""Invented trusts with figures in which a change of one of them is known: ZZ1 rises by CHANGE from CHANGED on."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from support.daily import Given, keep
from support.site import EMPTY, make_home

MEASURE, DAILY = "four_hour_performance", "general_and_acute_occupancy_daily"
QUARTERLY = "overnight_general_and_acute_occupancy"
CHANGED, CHANGE = date(2025, 4, 1), 0.15
FIRST_MONTH, MONTHS = date(2022, 4, 1), 48
WEEK = date(2026, 2, 2)
"""A Monday: from it on, ZZ1 has seven days of fewer beds in use."""
TRUSTS = tuple(f"ZZ{letter}" for letter in "1235GHIJKLMNOPQRSTUVZ")


def home_of_changed_trusts(folder: Path) -> Path:
    """An EVERYWEEK_HOME with four years of months, half a year of days and eight years of quarters, by a fixed seed."""
    home = make_home(folder, holding=EMPTY)
    rng = np.random.default_rng(7)
    months = [date(FIRST_MONTH.year + (at + 3) // 12, (at + 3) % 12 + 1, 1) for at in range(MONTHS)]
    days = [date(2025, 10, 1) + timedelta(days=at) for at in range(165)]
    given = []
    for at, code in enumerate(TRUSTS):
        rises = np.array([CHANGE if code == "ZZ1" and month >= CHANGED else 0.0 for month in months])
        given.append(Given(MEASURE, code, _shares(months, 0.55 + at / 100 + rises, rng)))
        better = np.array([-0.05 if code == "ZZ1" and WEEK <= day < WEEK + timedelta(days=7) else 0.0 for day in days])
        given.append(Given(DAILY, code, _shares(days, 0.85 + at / 300 + better, rng)))
    quarters = [date(2018 + at // 4, 3 * (at % 4) + 1, 1) for at in range(33)]
    given += [Given(QUARTERLY, code, _shares(quarters, np.full(33, 0.9), rng)) for code in TRUSTS]
    keep(home, *given)
    return home


def _shares(starts: list[date], level: np.ndarray, rng: np.random.Generator) -> Mapping[date, tuple[float, float]]:
    """Shares of 10,000 about a level, each a little like the one before, with a winter that all share."""
    noise = np.zeros(len(starts))
    for at in range(1, len(starts)):
        noise[at] = 0.4 * noise[at - 1] + rng.normal(0, 0.012)
    winter = np.array([0.02 * np.cos(2 * np.pi * (one.month - 7) / 12) for one in starts])
    shares = np.clip(level + noise + winter, 0.01, 0.99)
    return {start: (round(10_000 * float(share)), 10_000) for start, share in zip(starts, shares, strict=True)}

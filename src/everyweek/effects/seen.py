"""Do the figures before and after a change show it? Decided by the rules by which every chart is read.

Explained for readers in docs/explanation/effects.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from everyweek.effects.months import month_after, months_between
from everyweek.variation import Improvement, SeriesChart, xmr
from everyweek.variation.arrays import Numbers

WINDOW = 12
"""Months on either side: a whole year, so that each season is in both; `variation` fixes no baseline after fewer."""

FEWEST_AFTER = 7
"""Months with a figure: the length of the longest rules. With fewer, most kinds of change could not show yet."""

NEWEST = 7
"""The months that tell whether it lasts: as many on one side of a mean as make a run."""

Outcome = Literal["seen", "not seen", "too early", "cannot be seen"]
Why = Literal["", "no figures", "gap before", "gap after", "counted anew", "neither is better"]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the figures say of a change. Values are in the unit of the series.

    why            : of "cannot be seen"; "" for any other outcome.
    changed        : the month of the change, which counts neither as before nor as after.
    window         : months looked at on either side.
    recorded       : how many months since the change have a figure, up to the end of the window after.
    before, after  : means of the two windows; None where the window has no figure, or not enough of them.
    mean_is_better : the mean after is on the better side of the mean before.
    first_signal   : the first month after the change that shows a special cause for the better.
    rules          : names of the rules that say so, in the window after.
    was_moving     : the window before shows a special cause for the better already.
    got_worse      : the window after shows a special cause for the worse.
    sustained      : whether the newest seven months with a figure are all on the better side of the mean before; None
                     when that cannot be said: too few months, or they are counted in another way.
    newest         : the newest month with a figure; None without any.
    """

    outcome: Outcome
    changed: date
    window: int
    why: Why = ""
    recorded: int = 0
    before: float | None = None
    after: float | None = None
    mean_is_better: bool = False
    first_signal: date | None = None
    rules: tuple[str, ...] = ()
    was_moving: bool = False
    got_worse: bool = False
    sustained: bool | None = None
    newest: date | None = None

    @property
    def difference(self) -> float | None:
        """After less before."""
        return None if self.before is None or self.after is None else self.after - self.before


def look_for(
    months: Sequence[date],
    values: Sequence[float],
    *,
    changed: date,
    better: Improvement,
    window: int = WINDOW,
    breaks: Sequence[date] = (),
) -> Seen:
    """Whether a series of months shows a change that began in one of them.

    The mean and the limits are those of the window before. A change is seen when some month of the window after shows
    a special cause for the better, on the better side of that mean, and the mean after is better, too. The month of the
    change is left out, so that no run or trend reaches from before to after.

    >>> months = [date(2024 + n // 12, n % 12 + 1, 1) for n in range(24)]
    >>> before = [70, 72, 71, 69, 70, 71, 72, 70, 69, 71, 70, 72]
    >>> after = [75, 80, 81, 79, 80, 82, 81, 80, 79, 80, 81, 82]
    >>> found = look_for(months, [*before, *after], changed=date(2025, 1, 1), better="up")
    >>> found.outcome, found.sustained, found.first_signal
    ('seen', True, datetime.date(2025, 2, 1))

    months  : first days of months, in any order; one that is not there has no figure. If one is there twice, the last
              one counts.
    values  : one for each month; NaN where missing.
    changed : any day of the month of the change.
    better  : up, down or neither.
    window  : months on either side, at least 12.
    breaks  : months from which the figures are counted in another way or are another organisation's. One inside the two
              windows makes them incomparable.

    Raises  : ValueError when the two are not of one length, ShortBaseline for a window of fewer than 12 months,
              UnknownImprovement for a direction that is none of the three.
    """
    figures = {
        month.replace(day=1): float(value) for month, value in zip(months, values, strict=True) if not np.isnan(value)
    }
    changed = changed.replace(day=1)
    first, last = month_after(changed, -window), month_after(changed, window)
    newest = max(figures, default=None)
    chart = _chart(figures, first, changed, last, window=window, better=better)
    recorded = int((~np.isnan(chart.values[window + 1 :])).sum())

    def cannot(why: Why) -> Seen:
        return Seen("cannot be seen", changed, window, why=why, recorded=recorded, newest=newest)

    if better == "neither":
        return cannot("neither is better")
    if newest is None:
        return cannot("no figures")
    if any(first < day.replace(day=1) <= last for day in breaks if day.replace(day=1) <= newest):
        return cannot("counted anew")
    if np.isnan(chart.values[:window]).any():
        ends_before = first <= newest < changed and all(month in figures for month in months_between(first, newest))
        return Seen("too early", changed, window, newest=newest) if ends_before else cannot("gap before")
    if recorded < FEWEST_AFTER:
        if newest >= last:
            return cannot("gap after")
        return Seen("too early", changed, window, recorded=recorded, newest=newest)
    return _judged(chart, figures, changed, window=window, better=better, breaks=breaks)


def _chart(
    figures: dict[date, float], first: date, changed: date, last: date, *, window: int, better: Improvement
) -> SeriesChart:
    """Both windows with limits from the one before; the month of the change between them is missing."""
    around = [np.nan if month == changed else figures.get(month, np.nan) for month in months_between(first, last)]
    return xmr(around, improvement=better, fix_after=window).series()


def _judged(
    chart: SeriesChart,
    figures: dict[date, float],
    changed: date,
    *,
    window: int,
    better: Improvement,
    breaks: Sequence[date],
) -> Seen:
    sign = 1 if better == "up" else -1
    mean = float(chart.mean[0])
    after = float(np.nanmean(chart.values[window + 1 :]))
    improving = _points(chart, sign)
    signals = [at for at in improving if at > window and sign * (chart.values[at] - mean) > 0]
    mean_is_better = sign * (after - mean) > 0
    is_seen = bool(signals) and mean_is_better
    return Seen(
        "seen" if is_seen else "not seen",
        changed,
        window,
        recorded=int((~np.isnan(chart.values[window + 1 :])).sum()),
        before=mean,
        after=after,
        mean_is_better=mean_is_better,
        first_signal=month_after(changed, signals[0] - window) if is_seen else None,
        rules=_rules(chart, signals) if is_seen else (),
        was_moving=any(at < window for at in improving),
        got_worse=any(at > window for at in _points(chart, -sign)),
        sustained=_is_sustained(figures, changed, mean, sign=sign, breaks=breaks) if is_seen else None,
        newest=max(figures),
    )


def _points(chart: SeriesChart, sign: int) -> list[int]:
    """Where a special cause points that way."""
    return [at for at, direction in enumerate(chart.direction.tolist()) if direction == sign]


def _rules(chart: SeriesChart, signals: list[int]) -> tuple[str, ...]:
    shown = (chart.shown_rules[at] for at in signals)
    return tuple(dict.fromkeys(rule.name for rule in shown if rule is not None))


def _is_sustained(
    figures: dict[date, float], changed: date, mean: float, *, sign: int, breaks: Sequence[date]
) -> bool | None:
    """Whether the newest months are all on the better side; not said across a new way of counting."""
    if any(changed < day <= max(figures) for day in breaks):
        return None
    newest: Numbers = np.array([figures[month] for month in sorted(figures) if month > changed][-NEWEST:])
    return bool((sign * (newest - mean) > 0).all())

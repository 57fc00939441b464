"""Did a change of some days show while it lasted, and after? A Perfect Week: before, during and after, day by day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from everyweek.effects.asked import checked_level
from everyweek.effects.autocorrelated import common_autocorrelation, fit_all, fit_one
from everyweek.effects.before_after import Verdict
from everyweek.effects.days import LONGEST, Against, day_by_day, design_of, differences_of, on_days_known_before
from everyweek.effects.errors import UnusableFigures
from everyweek.effects.placebo import Detectable, detectable, fewest_placebos, is_unusual, placebo_p, reach
from everyweek.variation import Improvement
from everyweek.variation.arrays import Numbers, Positions
from everyweek.variation.improvement import sign_of

DAYS_BEFORE = 56
"""Eight of each day of the week."""

FEWEST_BEFORE = 28
"""Four of each: what an ordinary Monday is can be told from hardly fewer."""

DAYS_AFTER = 28
FEWEST_AFTER = 14
"""Two of each day of the week; with fewer days after, only the days of the change itself are judged."""

ASSUMPTIONS: dict[Against, tuple[str, ...]] = {
    "other organisations": (
        (
            "Without these days' change, the organisation would have kept its usual distance from the other "
            "organisations on each day of the week."
        ),
        "The other organisations did nothing of the kind on these days.",
        "What they did on the same days is a fair picture of what chance does here.",
    ),
    "other weeks": (
        "Without these days' change, each day of the week would have been as it usually is, the season apart.",
        (
            "The other weeks of this organisation are a fair picture of what chance does: no holiday, strike or heat "
            "fell on these days and not on others."
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Shift:
    """How far some days lay from the days before them, in the unit of the series.

    lower, upper : None where there is too little to rank among; so is smallest_detectable.
    p            : which share of all that it is ranked among, itself counted in, lay as far off or farther.
    """

    outcome: Verdict
    effect: float
    lower: float | None
    upper: float | None
    p: float
    smallest_detectable: Detectable | None


@dataclass(frozen=True, slots=True)
class PerfectWeek:
    """What can be said of a change of some days.

    outcome       : of the days themselves.
    why           : a sentence, of "too early" and "cannot be said"; "" for any other outcome.
    start, end    : its first and last day.
    during, after : how far the days of the change, and those that followed, lay from the days before; each day of the
                    week compared with its own. None where not worked out.
    against       : what it was ranked among: what other organisations did on the same days, or, where there are too few
                    of them, this organisation's own other weeks.
    placebos      : how many of them.
    days_before, days_during, days_after : days with a figure that were used.
    peers         : how many other organisations' mean was taken off each day; 0 where none.
    """

    outcome: Verdict
    start: date
    end: date
    level: float
    better: Improvement
    why: str = ""
    during: Shift | None = None
    after: Shift | None = None
    against: Against | None = None
    placebos: int = 0
    days_before: int = 0
    days_during: int = 0
    days_after: int = 0
    peers: int = 0
    autocorrelation: float | None = None
    assumptions: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()


def perfect_week(
    days: Sequence[date],
    values: Numbers,
    *,
    start: date,
    end: date,
    better: Improvement,
    peers: Numbers | None = None,
    level: float = 0.95,
) -> PerfectWeek:
    """Whether the days of a temporary change differed from other such days, and whether those after it did.

    The difference from the mean of other organisations on the same days, if there are any, is fitted by a level for
    each day of the week and a step during and after the change, with errors that follow on one another. Each step, in
    its standard errors, is ranked among the same step of the other organisations. Where there are too few of them it is
    ranked among other weeks, and the fit has a slope as well, for the season.

    days       : in any order; one that is not there has no figure.
    values     : shape (days,), NaN where missing.
    start, end : the first and the last day of the change, both within it.
    peers      : shape (organisations, days), of other organisations; one that lacks a figure is left out.
    Raises UnusableFigures when the question has no answer, UnknownImprovement for a direction that is none of three.
    """
    sign_of(better)
    length = (end - start).days + 1
    if not 1 <= length <= LONGEST:
        raise UnusableFigures(
            f"A temporary change lasts from 1 to {LONGEST} days, and this one {length}. Its last day comes after its "
            "first; look at a longer one as before and after."
        )
    grid, first = day_by_day(days, values, peers)
    begins = (start - first).days
    offsets = np.arange(grid.shape[1])[~np.isnan(grid[0])] - begins
    found = PerfectWeek("cannot be said", start, end, checked_level(level), better)
    if offsets.size and offsets.max() < length - 1:
        return replace(found, outcome="too early", why="There are no figures up to the last day of the change yet.")
    offsets = on_days_known_before(offsets[(offsets >= -DAYS_BEFORE) & (offsets < length + DAYS_AFTER)])
    found = replace(
        found,
        days_before=int((offsets < 0).sum()),
        days_during=int(((offsets >= 0) & (offsets < length)).sum()),
        days_after=int((offsets >= length).sum()),
    )
    if why := _why_not(found, length):
        return replace(found, why=why)
    return _ranked(found, grid, begins, offsets[offsets < length] if found.days_after < FEWEST_AFTER else offsets)


def _ranked(found: PerfectWeek, grid: Numbers, begins: int, offsets: Positions) -> PerfectWeek:
    """The steps of the days during and after, ranked among those where nothing was changed."""
    length = (found.end - found.start).days + 1
    differences, against, peers = differences_of(grid, begins, offsets, length, needed=fewest_placebos(found.level))
    times, design = offsets.astype(np.float64), design_of(offsets, found.start, length, against=against)
    autocorrelation = common_autocorrelation(differences, times, design)
    own = fit_one(differences[0], times, design, autocorrelation)
    others = fit_all(differences[1:], times, design, autocorrelation) if len(differences) > 1 else None
    shifts = [
        _shift(
            float(own.coefficients[0, at]),
            float(own.errors[0, at]),
            others.coefficients[:, at] / others.errors[:, at] if others else np.zeros(0),
            found,
        )
        for at in range(1 + bool((offsets >= length).any()))
    ]
    found = replace(
        found,
        outcome=shifts[0].outcome,
        during=shifts[0],
        after=shifts[1] if len(shifts) > 1 else None,
        against=against,
        placebos=len(differences) - 1,
        peers=peers,
        autocorrelation=autocorrelation,
        assumptions=ASSUMPTIONS[against],
    )
    why = _why_not_told(found)
    return replace(found, why=why, cautions=_cautions(found, left_out=len(grid) - 1 - peers))


def _shift(effect: float, error: float, placebos: Numbers, found: PerfectWeek) -> Shift:
    p, edge = placebo_p(effect / error, placebos), reach(placebos, level=found.level)
    outcome: Verdict = "not to be told from chance"
    if edge is None or found.better == "neither":
        outcome = "cannot be said"
    elif is_unusual(p, level=found.level):
        outcome = "moved for the better" if effect * sign_of(found.better) > 0 else "moved for the worse"
    return Shift(
        outcome,
        effect,
        None if edge is None else effect - edge * error,
        None if edge is None else effect + edge * error,
        p,
        detectable(placebos, error=error, level=found.level),
    )


def _why_not(found: PerfectWeek, length: int) -> str:
    if not found.days_before and not found.days_during and not found.days_after:
        return "No figure of this organisation is there around these days."
    if found.days_before < FEWEST_BEFORE:
        return (
            f"Only {found.days_before} of the {DAYS_BEFORE} days before have a figure, and {FEWEST_BEFORE} are needed "
            "to know an ordinary week."
        )
    if 2 * found.days_during <= length:
        return f"Only {found.days_during} of the {length} days of the change have a figure."
    return ""


def _why_not_told(found: PerfectWeek) -> str:
    needed = fewest_placebos(found.level)
    if found.placebos < needed:
        return (
            f"There are only {found.placebos} other weeks with all their days to rank it among, and it takes {needed}: "
            "load more of the past, or give the same days of other organisations."
        )
    return "Of this measure neither more nor less is better." if found.better == "neither" else ""


def _cautions(found: PerfectWeek, *, left_out: int) -> tuple[str, ...]:
    said = (
        (found.days_before < DAYS_BEFORE, f"Only {found.days_before} of the {DAYS_BEFORE} days before have a figure."),
        (
            found.days_during < (found.end - found.start).days + 1,
            f"Only {found.days_during} of the days of the change have a figure.",
        ),
        (found.after is None, "There are too few days since then to say whether it lasted."),
        (
            found.against == "other weeks",
            (
                "It was ranked among other weeks of the same organisation: what happened to everybody on these days is "
                "counted for the change."
            ),
        ),
        (left_out > 0, _left_out(left_out, found.peers)),
    )
    return tuple(sentence for holds, sentence in said if holds)


def _left_out(number: int, peers: int) -> str:
    if not peers:
        return (
            "No other organisation stands beside it: too few of them have figures on all of these days, or of enough "
            "other weeks."
        )
    were = "was" if number == 1 else "were"
    return f"{number} of the other organisations {were} left out, for want of a figure on one of these days."

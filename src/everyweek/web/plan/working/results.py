"""What the figures say of a registered change: worked out once for each state of the warehouse."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from everyweek.comparison.memory import remembered
from everyweek.measures import MEASURES, Measure
from everyweek.peers.errors import ImpossibleComparison
from everyweek.reference import UnknownOrganisation
from everyweek.web.people.organisations.known import warehouse
from everyweek.web.plan.working.figures import AroundChange, around_change, newest_day_of
from everyweek.web.plan.working.models import Registration
from everyweek.web.plan.working.warm_up import load_statistics

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from everyweek.effects import BeforeAfter, PerfectWeek
    from everyweek.web.measure.queries import Edition

DAYS_BEFORE, DAYS_AFTER = 56, 28
MONTHS_OF_SOURCES = 5
"""As many as the days before, during and after can touch: 56, 28 and 28."""
WEEKS_OF_ITS_OWN = 104
"""Two years: where too few others have daily figures, the organisation's own other weeks say what chance does."""
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Asked:
    """A registration as far as the figures are concerned: what a result is remembered by."""

    measure: str
    organisation: str
    better_is: str
    changed_on: date
    ends_on: date | None
    peers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a change. One of the two is there, unless `problem` says why neither can be.

    others_moved : how far the mean of all others changed between the months before and after; None when not known.
    peers_gone   : how many of the registered peers are not among the organisations of its class any more.
    own          : days and values of a daily measure around the change, for a picture.
    """

    measure: Measure
    problem: str = ""
    for_good: "BeforeAfter | None" = None
    for_days: "PerfectWeek | None" = None
    class_words: str = ""
    codes: tuple[str, ...] = ()
    others_moved: float | None = None
    peers_gone: int = 0
    own: tuple[tuple[date, float], ...] = ()
    until: date | None = None
    sources: tuple[str, ...] = ()


def result_of(registration: Registration) -> Result:
    """What the figures that are loaded now say."""
    from everyweek.web.measure.queries import edition

    asked = Asked(
        registration.measure,
        registration.organisation,
        registration.better_is,
        registration.changed_on,
        registration.ends_on,
        tuple(registration.peers),
    )
    return _result(asked, edition())


@remembered(maxsize=256)
def _result(asked: Asked, edition: "Edition") -> Result:
    measure = MEASURES.get(asked.measure)
    if measure is None:
        # A measure that was taken out of the catalogue since: what was registered stays in sight.
        gone = next(iter(MEASURES.values()))
        return Result(gone, problem=f"The measure {asked.measure} is not counted any more.")
    try:
        load_statistics()
        return _of_some_days(asked, measure) if asked.ends_on else _for_good(asked, measure)
    except (ImpossibleComparison, UnknownOrganisation) as problem:
        return Result(measure, problem=str(problem))


def _for_good(asked: Asked, measure: Measure) -> Result:
    from everyweek.effects import before_after

    around = around_change(warehouse(), measure, asked.organisation, changed_on=asked.changed_on)
    if around.until is None or len(around.periods) < 2:
        return _nothing(asked, measure, around)
    place = {code: row for row, code in enumerate(around.codes)}
    still_there = [place[code] for code in asked.peers if code in place]
    found = before_after(
        around.periods,
        around.values,
        around.row,
        changed=asked.changed_on,
        better=measure.polarity,
        registered_direction="up" if asked.better_is == "up" else "down",
        peer_rows=still_there if asked.peers else None,
        window_before=around.window[0],
        window_after=around.window[1],
        level=LEVEL,
    )
    return Result(
        measure,
        for_good=found,
        class_words=around.class_words,
        codes=around.codes,
        others_moved=_others_moved(around, found),
        peers_gone=len(asked.peers) - len(still_there),
        until=around.until,
        sources=around.sources,
    )


def _nothing(asked: Asked, measure: Measure, around: AroundChange) -> Result:
    return Result(
        measure,
        problem="No figure of this measure is loaded for this organisation, so nothing can be said of the change.",
        class_words=around.class_words,
    )


def _others_moved(around: AroundChange, found: "BeforeAfter") -> float | None:
    """How far the mean of all others moved, in those that have every figure."""
    import numpy as np

    if not found.before or not found.after:
        return None
    at = {period: column for column, period in enumerate(around.periods)}
    before, after = [at[one] for one in found.before], [at[one] for one in found.after]
    others = np.delete(around.values, around.row, axis=0)
    others = others[~np.isnan(others[:, before + after]).any(axis=1)]
    if not len(others):
        return None
    return float(others[:, after].mean() - others[:, before].mean())


def _of_some_days(asked: Asked, measure: Measure) -> Result:
    import numpy as np

    from everyweek.comparison.company import company_of
    from everyweek.effects import perfect_week

    assert asked.ends_on is not None
    known = warehouse()
    company = company_of(known, asked.organisation, measure.name)
    first = asked.changed_on - timedelta(weeks=WEEKS_OF_ITS_OWN)
    own = _days(measure, asked.organisation, first=first)
    if not own:
        return Result(
            measure,
            problem="No figure of this measure is loaded for this organisation around these days.",
            class_words=company.title,
        )
    near = asked.changed_on - timedelta(days=DAYS_BEFORE), asked.ends_on + timedelta(days=DAYS_AFTER)
    days = sorted(own)
    others = [_days(measure, code, first=near[0], last=near[1]) for code in company.codes if code != asked.organisation]
    found = perfect_week(
        days,
        np.array([own[day] for day in days]),
        start=asked.changed_on,
        end=asked.ends_on,
        # Where neither way is better the one that was registered counts as better, as in a before and after.
        better=measure.polarity if measure.polarity != "neither" else "up" if asked.better_is == "up" else "down",
        peers=_beside(days, others, near),
        level=LEVEL,
    )
    return Result(
        measure,
        for_days=found,
        class_words=company.title,
        codes=company.codes,
        own=tuple((day, own[day]) for day in days if near[0] <= day <= near[1]),
        until=newest_day_of(known, measure, asked.organisation),
        sources=_sources(measure, asked.organisation, last=near[1]),
    )


def _sources(measure: Measure, code: str, *, last: date) -> tuple[str, ...]:
    """The files of the months up to a day in which the picture lies, newest first."""
    from everyweek.comparison.panel import read_panel

    return read_panel(warehouse(), measure.name, (code,), months=MONTHS_OF_SOURCES, until=last).sources(warehouse())[:3]


def _beside(
    days: Sequence[date], others: Sequence[Mapping[date, float]], near: tuple[date, date]
) -> "NDArray[np.float64] | None":
    """The others' figures, a row for each; None where too few of them have a figure on each day around the change.

    Then the organisation's own other weeks are asked, in which those few could not stand beside it: their figures are
    read around the change alone.
    """
    import numpy as np

    from everyweek.effects.placebo import fewest_placebos

    around = [day for day in days if near[0] <= day <= near[1]]
    complete = sum(all(day in one for day in around) for one in others)
    if complete < fewest_placebos(LEVEL):
        return None
    return np.array([[one.get(day, np.nan) for day in days] for one in others if one])


def _days(measure: Measure, code: str, *, first: date, last: date | None = None) -> dict[date, float]:
    """Days with a figure, from one day on and up to another."""
    rows = warehouse().series(measure.name, code, period_from=first, rolled_up=True).observations
    return {
        one.period_start: one.value
        for one in rows
        if one.value is not None and (last is None or one.period_start <= last)
    }

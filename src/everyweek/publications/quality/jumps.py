"""Jumps: figures far outside what an organisation's own history would lead one to expect."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from everyweek.measures import Measure
from everyweek.publications.quality.panel import Flags, Floats, Panel, Whole, Worked

FEWEST_EARLIER_POINTS = 12
LONGEST_HISTORY = 24
"""Points: two years of months, half a year of Mondays. A level of ten years ago says nothing about this month."""
SIGMAS = 5.0
SIGMA_OF_MEAN_MOVING_RANGE = 2.66 / 3
"""An XmR chart's limits lie 2.66 mean moving ranges from the mean, and that is three sigma."""
LONGEST_STEP = {"day": 7, "week": 7, "month": 31, "quarter": 92}
"""Days from one point to the next of an unbroken series; a day is followed by the same day of the next week."""
FLOOR = {"day": 30.0, "week": 60.0, "month": 100.0, "quarter": 100.0}
SHARE_OF_ALL = 0.1
FEWEST_OF_ALL = 5
"""When so many organisations jump the same way in one period, something happened to all of them (a pandemic, a bank
holiday, another definition), and that is said once."""


@dataclass(frozen=True, slots=True)
class Jump:
    """One figure, or several in a row, far from what the same organisation had before.

    starts, last : first days of the first and the last of the periods.
    value        : of the first period.
    usual        : mean of the earlier points; sigma from their mean moving range, but at least what chance alone gives.
    points       : how many earlier points there were.
    times        : how many periods in a row.
    """

    measure: Measure
    code: str
    file: int
    start: date
    last: date
    value: float
    usual: float
    sigma: float
    points: int
    times: int


@dataclass(frozen=True, slots=True)
class CommonJump:
    """A period in which many organisations jumped the same way in one measure."""

    measure: Measure
    file: int
    start: date
    is_up: bool
    organisations: int
    of: int


@dataclass(frozen=True)
class Compared:
    """A measure's points, each beside its own earlier points; arrays of shape (n,), in the order of their series.

    line     : which line of the panel it is.
    series   : which series it belongs to.
    before   : the organisation's figure of the period before, whatever the weekday; NaN when that is missing.
    usual, sigma, points : of the earlier points of its series; NaN and 0 where there are too few.
    """

    line: Whole
    series: Whole
    value: Floats
    before: Floats
    usual: Floats
    sigma: Floats
    points: Whole


def find_jumps(
    panel: Panel, *, breaks: Callable[[str], tuple[date, ...]]
) -> tuple[tuple[Jump, ...], tuple[CommonJump, ...]]:
    """Every jump among the lines that the load brought.

    breaks : the days from which a code's figures are another organisation's; history begins anew there.
    Daily figures are compared with the same weekday, because weekends differ from weekdays in every measure.
    """
    series = series_of(panel, breaks=breaks)
    order = np.lexsort((panel.period, series))
    alone: list[Jump] = []
    common: list[CommonJump] = []
    for measure, worked in panel.measures.items():
        compared = compare(panel, worked, series=series, order=order, measure=measure)
        jumped = has_jumped(measure, worked, compared) & panel.is_incoming[compared.line]
        if not jumped.any():
            continue
        together, everyone = split_common(panel, measure, compared, jumped)
        common += everyone
        alone += in_a_row(panel, measure, compared, jumped & ~together)
    return tuple(alone), tuple(common)


def series_of(panel: Panel, *, breaks: Callable[[str], tuple[date, ...]]) -> Whole:
    """A number for each line: the same for lines that may be compared, namely one organisation between two breaks."""
    segment = np.zeros(len(panel.period), dtype=np.int64)
    firsts = np.searchsorted(panel.organisation, np.arange(len(panel.codes) + 1))
    for number, code in enumerate(panel.codes):
        days = sorted(day.toordinal() for day in breaks(code))
        if days:
            own = slice(firsts[number], firsts[number + 1])
            segment[own] = np.searchsorted(days, panel.period[own], side="right")
    series = panel.organisation * (int(segment.max(initial=0)) + 1) + segment
    return series * 7 + panel.period % 7 if panel.dataset.every == "day" else series


def compare(panel: Panel, worked: Worked, *, series: Whole, order: Whole, measure: Measure) -> Compared:
    """Every point of a measure beside the mean and the spread of up to LONGEST_HISTORY points before it."""
    line = order[~np.isnan(worked.value[order])]
    own, value, period = series[line], worked.value[line], panel.period[line]
    here = np.arange(len(line))
    is_first = np.ones(len(line), dtype=bool)
    is_first[1:] = own[1:] != own[:-1]
    begins = np.maximum.accumulate(np.where(is_first, here, 0))
    oldest = np.maximum(begins, here - LONGEST_HISTORY)
    points = here - oldest
    follows = np.zeros(len(line), dtype=bool)
    follows[1:] = ~is_first[1:] & (period[1:] - period[:-1] <= LONGEST_STEP[panel.dataset.every])
    ranges = np.zeros(len(line))
    ranges[1:] = np.where(follows[1:], np.abs(np.diff(value)), 0.0)
    usual = sum_between(value, oldest, here) / np.maximum(points, 1)
    first_range = np.minimum(oldest + 1, here)
    counted = sum_between(follows.astype(np.float64), first_range, here)
    mean_range = sum_between(ranges, first_range, here) / np.maximum(counted, 1)
    enough = (points >= FEWEST_EARLIER_POINTS) & (counted >= FEWEST_EARLIER_POINTS / 2) & (mean_range > 0)
    sigma = np.maximum(mean_range * SIGMA_OF_MEAN_MOVING_RANGE, chance(measure, usual, worked.denominator[line]))
    return Compared(
        line=line,
        series=own,
        value=value,
        before=period_before(panel, worked.value)[line],
        usual=np.where(enough, usual, np.nan),
        sigma=np.where(enough, sigma, np.nan),
        points=points,
    )


def period_before(panel: Panel, value: Floats) -> Floats:
    """For every line of the panel the same organisation's figure of the period before it; NaN when there is none."""
    before = np.full(len(value), np.nan)
    next_to = (panel.organisation[1:] == panel.organisation[:-1]) & (
        panel.period[1:] - panel.period[:-1] <= LONGEST_STEP[panel.dataset.every]
    )
    before[1:] = np.where(next_to, value[:-1], np.nan)
    return before


def sum_between(numbers: Floats, first: Whole, end: Whole) -> Floats:
    """The sum of numbers[first:end] for every pair of first and end."""
    sums: Floats = np.concatenate([[0.0], np.cumsum(numbers)])
    between: Floats = sums[end] - sums[first]
    return between


def chance(measure: Measure, usual: Floats, denominator: Floats) -> Floats:
    """The spread that chance alone gives: Poisson for a count, binomial for a share, 2 % for a time."""
    if measure.kind == "count":
        return np.sqrt(np.maximum(usual, 0.0))
    if measure.kind == "share":
        inside = np.clip(usual, 0.01, 0.99)
        return np.sqrt(inside * (1 - inside) / np.where(denominator > 0, denominator, 1.0))
    return 0.02 * np.abs(usual)


def has_jumped(measure: Measure, worked: Worked, compared: Compared) -> Flags:
    """Which points lie beyond SIGMAS, by an amount that matters in practice as well."""
    from_usual, from_before = np.abs(compared.value - compared.usual), np.abs(compared.value - compared.before)
    distance = np.minimum(from_usual, from_before)  # NaN, and so no jump, where either is missing
    with np.errstate(invalid="ignore"):
        far = distance > SIGMAS * compared.sigma
        return far & matters(measure, compared, distance, worked.denominator[compared.line])


def matters(measure: Measure, compared: Compared, distance: Floats, denominator: Floats) -> Flags:
    """Whether a difference is large enough to look at.

    A count: half of what is usual, and 30; a share: 15 percentage points, of at least 30; a time: half, and 5 minutes.
    """
    if measure.kind == "count":
        return distance > np.maximum(FLOOR[measure.every], 0.5 * np.abs(compared.usual))
    if measure.kind == "share":
        return (distance > 0.15) & (denominator >= 30)
    return distance > np.maximum(300.0, 0.5 * np.abs(compared.usual))


def split_common(
    panel: Panel, measure: Measure, compared: Compared, jumped: Flags
) -> tuple[Flags, tuple[CommonJump, ...]]:
    """Which jumps are of a period in which many organisations jumped the same way, and those periods."""
    periods, when = np.unique(panel.period[compared.line], return_inverse=True)
    could = np.bincount(when[~np.isnan(compared.sigma)], minlength=len(periods))
    together = np.zeros(len(jumped), dtype=bool)
    found = []
    for is_up in (True, False):
        same_way = jumped & ((compared.value > compared.usual) == is_up)
        number = np.bincount(when[same_way], minlength=len(periods))
        is_common = number >= np.maximum(FEWEST_OF_ALL, SHARE_OF_ALL * could)
        together |= same_way & is_common[when]
        for at in np.flatnonzero(is_common).tolist():
            lines = compared.line[same_way & (when == at)]
            found.append(
                CommonJump(
                    measure=measure,
                    file=int(panel.file[lines[0]]),
                    start=date.fromordinal(int(periods[at])),
                    is_up=is_up,
                    organisations=int(number[at]),
                    of=int(could[at]),
                )
            )
    return together, tuple(found)


def in_a_row(panel: Panel, measure: Measure, compared: Compared, jumped: Flags) -> Iterator[Jump]:
    """Jumps the same way in successive points of a series as one, told by the first of them."""
    is_up = compared.value > compared.usual
    goes_on = np.zeros(len(jumped), dtype=bool)
    goes_on[1:] = jumped[1:] & jumped[:-1] & (compared.series[1:] == compared.series[:-1]) & (is_up[1:] == is_up[:-1])
    firsts = np.flatnonzero(jumped & ~goes_on)
    run = np.cumsum(jumped & ~goes_on)[jumped]
    times = np.bincount(run, minlength=len(firsts) + 1)[1:]
    for at, number in zip(firsts.tolist(), times.tolist(), strict=True):
        line, last = int(compared.line[at]), int(compared.line[at + number - 1])
        yield Jump(
            measure=measure,
            code=panel.codes[panel.organisation[line]],
            file=int(panel.file[line]),
            start=date.fromordinal(int(panel.period[line])),
            last=date.fromordinal(int(panel.period[last])),
            value=float(compared.value[at]),
            usual=float(compared.usual[at]),
            sigma=float(compared.sigma[at]),
            points=int(compared.points[at]),
            times=number,
        )

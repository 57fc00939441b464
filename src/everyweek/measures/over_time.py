"""A series brought to longer periods: days to weeks, months or quarters, months to quarters."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from everyweek.measures.measure import Measure
from everyweek.tables import Every, MissingBecause, Observation, begins_with, period_end

FITS_INTO: dict[Every, tuple[Every, ...]] = {
    "day": ("week", "month", "quarter"),
    "week": (),  # a week lies in two months whenever a month ends within it
    "month": ("quarter",),
    "quarter": (),
}


def over_time(observations: Sequence[Observation], *, measure: Measure, every: Every) -> tuple[Observation, ...]:
    """The same measure of the same organisation by longer periods, oldest first.

    A share or a mean is the sum of the numerators over the sum of the denominators, never a mean of shares. A count
    that adds up (attendances) is a sum, and there is one only when every day of the period has a figure. A count that
    averages (beds occupied) is the mean of the days that have one. Shares, means and averages need a figure on more
    than half of the period's days; with fewer the period is missing, because TOO_FEW_DAYS.

    observations : of one organisation, oldest first, with the periods of the measure.
    every        : the period wanted; the measure's own gives the observations back.
    Returns      : a period without any observation is left out. One in which every observation is missing takes the
                   reason most of them have. `contributing` is the smallest and `left_out` the largest of its days, so
                   that a week does not look more complete than its worst day; source and release are the last day's.
    Raises       : ValueError when the periods do not fit into the wanted ones, or when the measure is a centile,
                   which cannot be made from the centiles of shorter periods.
    """
    if every == measure.every:
        return tuple(observations)
    if every not in FITS_INTO[measure.every] or not measure.aggregates:
        raise ValueError(f"{measure.name} is given by the {measure.every} and cannot be brought to the {every}.")
    by_period = groupby(observations, key=lambda row: begins_with(row.period_start, every))
    return tuple(_together(tuple(rows), start, measure=measure, every=every) for start, rows in by_period)


def recorded_days(observations: Sequence[Observation], *, every: Every) -> dict[date, int]:
    """How many of the observations in each longer period have a figure, by the start of the period.

    A period in which none has one counts 0; a period without any observation is not there.
    """
    counted: Counter[date] = Counter()
    for row in observations:
        counted[begins_with(row.period_start, every)] += row.value is not None
    return dict(counted)


def _together(rows: tuple[Observation, ...], start: date, *, measure: Measure, every: Every) -> Observation:
    recorded = [row for row in rows if _is_usable(row, measure)]
    whole = _periods_within(start, period_end(start, every), measure.every)
    together = replace(
        (recorded or rows)[-1],
        period_start=start,
        period_end=period_end(start, every),
        contributing=min(row.contributing for row in recorded or rows),
        left_out=max(row.left_out for row in recorded or rows),
    )
    needed = whole if measure.kind == "count" and measure.over_time == "adds" else whole // 2 + 1
    if len(recorded) < needed:
        reason = MissingBecause.TOO_FEW_DAYS if recorded else _most_frequent_reason(rows)
        return replace(together, numerator=None, denominator=None, value=None, missing_because=reason)
    numerator, denominator, value = _figures(recorded, measure)
    return replace(together, numerator=numerator, denominator=denominator, value=value, missing_because=None)


def _is_usable(row: Observation, measure: Measure) -> bool:
    """Whether a figure can be added to others: a share that was published without its counts cannot."""
    return row.value is not None and (measure.kind == "count" or None not in (row.numerator, row.denominator))


def _figures(recorded: Sequence[Observation], measure: Measure) -> tuple[float, float | None, float]:
    """Numerator, denominator and value of the observations together."""
    if measure.kind == "count":
        total = sum(row.value or 0.0 for row in recorded)
        shown = total if measure.over_time == "adds" else total / len(recorded)
        return shown, None, shown
    numerator = sum(row.numerator or 0.0 for row in recorded)
    denominator = sum(row.denominator or 0.0 for row in recorded)
    return numerator, denominator, numerator / denominator


def _periods_within(start: date, end: date, every: Every) -> int:
    count = 0
    while start < end:
        start, count = period_end(start, every), count + 1
    return count


def _most_frequent_reason(rows: Sequence[Observation]) -> MissingBecause | None:
    return Counter(row.missing_because for row in rows).most_common(1)[0][0]

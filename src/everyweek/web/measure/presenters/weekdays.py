"""The rhythm of the week: what a daily figure mostly is on a Monday, a Tuesday and so on."""

from collections.abc import Sequence
from dataclasses import dataclass

from everyweek.measures import Measure
from everyweek.tables import Observation
from everyweek.web.design import wording
from everyweek.web.measure.queries import Reading

NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WIDTH = 200
"""Of the longest bar, in the units of its drawing."""


@dataclass(frozen=True, slots=True)
class Weekday:
    """One day of the week. bar : its length, of WIDTH; 0 when no such day has a figure."""

    name: str
    value: str
    days: str
    bar: float


@dataclass(frozen=True, slots=True)
class Weekdays:
    """All seven, and over which time."""

    span: str
    rows: tuple[Weekday, ...]
    width: int = WIDTH


def weekdays(reading: Reading) -> Weekdays | None:
    """The mean of each day of the week over the shown span; None when the measure is not of days."""
    recorded = [row for row in reading.days if row.value is not None]
    if not recorded or not reading.measure.aggregates:
        return None
    by_day = [[row for row in recorded if row.period_start.weekday() == number] for number in range(len(NAMES))]
    means = [_mean(rows, reading.measure) for rows in by_day]
    longest = max((mean for mean in means if mean is not None), default=0) or 1
    return Weekdays(
        span=wording.period(recorded[0].period_start, recorded[-1].period_end),
        rows=tuple(
            Weekday(
                name=name,
                value="–" if mean is None else wording.amount(mean, reading.measure.unit),
                days=wording.several(len(rows), "day"),
                # Bars begin at nought, so that a small difference looks small.
                bar=0 if mean is None else round(max(mean, 0) / longest * WIDTH, 1),
            )
            for name, rows, mean in zip(NAMES, by_day, means, strict=True)
        ),
    )


def _mean(rows: Sequence[Observation], measure: Measure) -> float | None:
    """Of shares and means, the sum of numerators over the sum of denominators; of counts, the mean."""
    if measure.kind == "count":
        return sum(row.value or 0.0 for row in rows) / len(rows) if rows else None
    counted = [row for row in rows if row.numerator is not None and row.denominator]
    below = sum(row.denominator or 0.0 for row in counted)
    return sum(row.numerator or 0.0 for row in counted) / below if below else None

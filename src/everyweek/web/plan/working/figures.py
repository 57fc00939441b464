"""The figures around a change: a measure of all organisations of a class, period by period."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from everyweek.measures import Measure

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from everyweek.warehouse import Warehouse

BEFORE, AFTER = 24, 12
"""Months looked at on either side."""
QUARTERS_BEFORE, QUARTERS_AFTER = 12, 6
"""The fewest that the comparison takes; a longer time would be another organisation."""
SPARE = 2
"""Months more: of the change itself, and of the month in which the window begins."""


@dataclass(frozen=True, slots=True)
class AroundChange:
    """A measure of all organisations of a class around a day.

    periods : first days, oldest first; values : shape (organisations, periods), NaN where missing.
    row     : of the organisation itself. until : its newest day with a figure; None without any.
    window  : periods looked at before and after. class_words : who the others are: "trusts with …".
    sources : the newest files that the figures are from, as sentences.
    """

    measure: Measure
    codes: tuple[str, ...]
    periods: tuple[date, ...]
    values: "NDArray[np.float64]"
    row: int
    until: date | None
    window: tuple[int, int]
    class_words: str
    sources: tuple[str, ...]


def around_change(warehouse: "Warehouse", measure: Measure, code: str, *, changed_on: date) -> AroundChange:
    """The figures; remembered nowhere. Raises ImpossibleComparison for England, which there is only one of."""
    import numpy as np

    from everyweek.comparison.company import company_of
    from everyweek.comparison.panel import read_panel
    from everyweek.warehouse.columns import newest_period

    company = company_of(warehouse, code, measure.name)
    is_quarterly = measure.every == "quarter"
    window = (QUARTERS_BEFORE, QUARTERS_AFTER) if is_quarterly else (BEFORE, AFTER)
    before, after = (3 * window[0], 3 * window[1]) if is_quarterly else window
    newest = newest_period(warehouse.engine, measure) or changed_on
    last = last_wanted(newest, months_after(changed_on, after + SPARE), months=3 if is_quarterly else 1)
    first = months_after(min(changed_on, newest), -before - SPARE)
    months = max(1, (last.year - first.year) * 12 + last.month - first.month + 1)
    panel = read_panel(warehouse, measure.name, company.codes, months=months, until=last)
    row = company.codes.index(code)
    return AroundChange(
        measure=measure,
        codes=company.codes,
        periods=panel.months,
        values=np.asarray(panel.value, dtype=np.float64),
        row=row,
        until=newest_day_of(warehouse, measure, code),
        window=window,
        class_words=company.title,
        sources=panel.rows((code,)).sources(warehouse)[:3],
    )


def newest_day_of(warehouse: "Warehouse", measure: Measure, code: str) -> date | None:
    """The last day that any loaded figure of a measure of an organisation tells of; None when there is no figure."""
    found = [one for one in warehouse.series(measure.name, code, rolled_up=True).observations if one.value is not None]
    return max(one.period_end for one in found) - timedelta(days=1) if found else None


def last_wanted(newest: date, enough: date, *, months: int) -> date:
    """The first period of so many months that begins on a day or later; the newest where none does.

    It lies whole periods before the newest: a quarter counted from any other month would have no figure.

    >>> last_wanted(date(2026, 1, 1), date(2025, 6, 1), months=3)
    datetime.date(2025, 7, 1)
    """
    too_many = max(0, (newest.year - enough.year) * 12 + newest.month - enough.month)
    return months_after(newest, -(too_many // months) * months)


def months_after(day: date, months: int) -> date:
    """The first day of the month so many months after the one that a day lies in."""
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)

"""Figures side by side, made by hand, as the checks at the end of a load get them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from everyweek.measures import Measure, find_measure
from everyweek.publications.publication import Dataset
from everyweek.publications.quality.panel import EARLIER, Panel, Part, Worked, put_together
from everyweek.tables import Every, period_end

ATTENDANCES = find_measure("attendances")
PERFORMANCE = find_measure("four_hour_performance")
CATEGORY_2 = find_measure("category_2_mean")
START = date(2020, 1, 1)


def daily(measure: Measure) -> Measure:
    """The same measure, of days."""
    return replace(measure, every="day")


def starts(number: int, *, every: Every = "month", first: date = START) -> list[date]:
    """So many periods in a row."""
    found = [first]
    while len(found) < number:
        found.append(period_end(found[-1], every))
    return found[:number]


def panel(
    series: Mapping[str, Sequence[float | None]],
    *,
    measure: Measure = ATTENDANCES,
    every: Every = "month",
    first: date = START,
    denominator: float = np.nan,
    earlier: int = 0,
) -> Panel:
    """One measure of some organisations; None is a period without a figure.

    earlier : so many of the periods were there before the load.
    """
    return panel_of_measures({measure: series}, every=every, first=first, denominator=denominator, earlier=earlier)


def panel_of_measures(
    measures: Mapping[Measure, Mapping[str, Sequence[float | None]]],
    *,
    every: Every = "month",
    first: date = START,
    denominator: float = np.nan,
    earlier: int = 0,
) -> Panel:
    """Several measures of the same organisations and periods."""
    lengths = {code: len(values) for code, values in next(iter(measures.values())).items()}
    days = starts(max(lengths.values()), every=every, first=first)
    lines = [(code, number) for code, length in lengths.items() for number in range(length)]
    parts = []
    for file, chosen in (
        (EARLIER, [one for one in lines if one[1] < earlier]),
        (0, [o for o in lines if o[1] >= earlier]),
    ):
        worked = {}
        for measure, series in measures.items():
            values = np.array([series[code][number] for code, number in chosen], dtype=np.float64)
            worked[measure] = Worked(values, np.where(np.isnan(values), np.nan, denominator), values)
        if chosen:
            ordinals = np.array([days[number].toordinal() for _, number in chosen], dtype=np.int64)
            parts.append(Part([code for code, _ in chosen], ordinals, file, worked))
    return put_together(Dataset("a_table", "A table", every), parts, files=("new.csv",))

"""A chart as rows: what the definition needs to draw one measure of one organisation."""

import textwrap
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from everyweek.measures import Measure
from everyweek.reference import Standard
from everyweek.web.design import wording
from everyweek.web.design.icons import POINT_WORDS
from everyweek.web.measure.analysis import Analysis, Point
from everyweek.web.measure.chart_structures import structure
from everyweek.web.measure.shape import SIZES, Shape, Size

TITLE_COLUMNS = {"wide": 110, "narrow": 36}
SUBTITLE_COLUMNS = {"wide": 150, "narrow": 50}
ROOM_FOR_WORDS = {"wide": 0.2, "narrow": 0.15, "small": 0.0}
"""The share of the width that the words of a standard may take."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened on a day: a vertical line with its words."""

    on: date
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything one chart shows.

    title, subtitle : above it, also in a downloaded picture.
    description     : the chart in words, for those who do not see it.
    """

    measure: Measure
    title: str
    subtitle: str
    description: str
    analysis: Analysis
    standards: tuple[Standard, ...] = ()
    marks: tuple[Mark, ...] = ()


def vega(chart: Chart, size: Size) -> dict[str, Any]:
    """The Vega specification of a chart, rows included."""
    specification = copy(structure(_shape(chart.measure, size)))
    rows = {"points": _points(chart), "standards": _standards(chart, size), "marks": _marks(chart)}
    specification["data"] = [
        {**table, "values": rows[table["name"]]} if table["name"] in rows else table for table in specification["data"]
    ]
    specification["description"] = chart.description
    if size != "small":
        heading = {
            "text": textwrap.wrap(chart.title, TITLE_COLUMNS[size]),
            "subtitle": textwrap.wrap(chart.subtitle, SUBTITLE_COLUMNS[size]),
        }
        specification["title"] = {**specification["title"], **heading}
    return specification


def prepare(measures: Iterable[Measure]) -> None:
    """Compile the structure of every chart these measures need."""
    for measure in measures:
        for size in SIZES:
            structure(_shape(measure, size))


def _shape(measure: Measure, size: Size) -> Shape:
    axis = {"seconds": "minutes"}.get(measure.unit, measure.unit)
    return Shape(size=size, axis=axis, judged=measure.polarity != "neither")


def _shown(value: float | None, unit: str) -> float | None:
    """A value on the axis: times are drawn in minutes."""
    return value / 60 if value is not None and unit == "seconds" else value


def _points(chart: Chart) -> list[dict[str, Any]]:
    unit = chart.measure.unit
    return [
        {
            "when": point.observation.period_start.isoformat(),
            "shown": _shown(point.observation.value, unit),
            "mean": _shown(point.mean, unit),
            "lower": _shown(point.lower, unit),
            "upper": _shown(point.upper, unit),
            "kind": point.point_type,
            "segment": point.segment,
            "stretch": point.stretch,
            "trial": point.trial,
            "says": point_in_words(point, unit),
        }
        for point in chart.analysis.points
    ]


def point_in_words(point: Point, unit: str) -> str:
    """What hovering over a point says; the first line is its heading."""
    observation = point.observation
    value = wording.amount(observation.value, unit)
    lines = [
        f"{wording.period(observation.period_start, observation.period_end)}: {value}",
        *limits_in_words(point, unit),
        *([f"{POINT_WORDS[point.point_type]}: {'; '.join(point.sentences)}"] if point.rules else []),
    ]
    return "\n".join(lines)


def limits_in_words(point: Point, unit: str) -> tuple[str, ...]:
    """The mean and the limits at a point, as far as there are any."""
    mean = () if point.mean is None else (f"Mean {wording.amount(point.mean, unit)}",)
    if point.lower is None or point.upper is None:
        return mean
    lower, upper = wording.amount(point.lower, unit), wording.amount(point.upper, unit)
    return (*mean, f"Limits {lower} to {upper}{', on trial' if point.trial else ''}")


def _standards(chart: Chart, size: Size) -> list[dict[str, Any]]:
    periods = [point.observation for point in chart.analysis.points]
    first, last = periods[0].period_start, periods[-1].period_start
    # Words end where their line ends, but never so far to the left that they would leave the chart.
    leftmost = first + (last - first) * ROOM_FOR_WORDS[size]
    in_view = [row for row in chart.standards if row.in_force_from < last and (row.due_by or last) > first]
    return [
        {
            "begins": max(first, standard.in_force_from).isoformat(),
            "ends": min(last, standard.due_by or last).isoformat(),
            "label_at": max(leftmost, min(last, standard.due_by or last)).isoformat(),
            "shown": _shown(standard.value, chart.measure.unit),
            "label": standard.label if size == "wide" else _briefly(standard, chart.measure.unit),
        }
        for standard in _joined(in_view)
    ]


def _briefly(standard: Standard, unit: str) -> str:
    return wording.amount(standard.value, unit).replace(".0%", "%").replace(" 00 s", "")


def _joined(standards: Sequence[Standard]) -> list[Standard]:
    """Steps of one height that follow one another, as one line with the words of the last."""
    joined: list[Standard] = []
    for here in standards:
        before = next((row for row in joined if row.value == here.value and row.due_by is not None), None)
        if before is None or before.due_by is None or here.in_force_from - before.due_by > timedelta(days=1):
            joined.append(here)
        else:
            joined[joined.index(before)] = replace(here, in_force_from=before.in_force_from)
    return joined


def _marks(chart: Chart) -> list[dict[str, Any]]:
    return [{"when": mark.on.isoformat(), "label": mark.label} for mark in chart.marks]

"""A chart as rows: what the definition needs to draw one measure of one organisation."""

import textwrap
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from everyweek.measures import Measure
from everyweek.reference import Standard
from everyweek.tables import Every
from everyweek.web.design import wording
from everyweek.web.design.icons import POINT_WORDS
from everyweek.web.measure.analysis import Analysis, Point
from everyweek.web.measure.chart_structures import structure
from everyweek.web.measure.shape import SIZES, Shape, Size, Time
from everyweek.web.measure.time_axis import TimeAxis

TITLE_COLUMNS = {"wide": 110, "narrow": 36}
SUBTITLE_COLUMNS = {"wide": 150, "narrow": 50}
ROOM_FOR_WORDS = {"wide": 0.2, "narrow": 0.15, "small": 0.0}
"""The share of the width that the words of a standard may take."""
ROOM_FOR_A_MARK = 0.25
"""The share of the width that the words of a mark may take: marks nearer than that have their words on two levels."""
BROKEN_TICKS = {"wide": 12, "narrow": 4, "small": 3}
FEW_SECONDS = 180
"""Below three minutes a time is drawn in seconds: 7 s would be 0.12 on an axis of minutes."""
DATED_BY_DAY = 200
"""Days; a chart that spans no more has days on its axis, because the names of its months would be too few."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened on a day: a vertical line with its words.

    number : what a narrow chart shows in their place, as the list under the chart does; empty for none.
    """

    on: date
    label: str
    number: str = ""


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
    axis = TimeAxis([point.observation for point in chart.analysis.points])
    specification = copy(
        structure(
            _shape(
                chart.measure, size, _time(axis, chart.analysis.every), unit=unit_drawn(chart.measure, chart.analysis)
            )
        )
    )
    rows = {
        "points": _points(chart, axis),
        "standards": _standards(chart, axis, size),
        "marks": _marks(chart, axis, size),
        "holes": _holes(axis),
    }
    specification["data"] = [
        {**table, "values": rows[table["name"]]} if table["name"] in rows else table for table in specification["data"]
    ]
    if axis.is_broken:
        specification["axes"] = [_dated(one, axis, size) for one in specification["axes"]]
    specification["description"] = chart.description
    if size != "small":
        heading = {
            "text": textwrap.wrap(chart.title, TITLE_COLUMNS[size]),
            "subtitle": textwrap.wrap(chart.subtitle, SUBTITLE_COLUMNS[size]),
        }
        specification["title"] = {**specification["title"], **heading}
    return specification


def prepare(measures: Iterable[Measure]) -> None:
    """Compile the structure of every chart these measures need while they have no hole."""
    for measure in measures:
        for size in SIZES:
            for unit in ("seconds", "minutes") if measure.unit == "seconds" else (measure.unit,):
                structure(_shape(measure, size, "months", unit=unit))
                if measure.every == "day":
                    structure(_shape(measure, size, "days", unit=unit))


def unit_drawn(measure: Measure, analysis: Analysis) -> str:
    """The unit of the axis: times are drawn in minutes, unless all of them are a few seconds."""
    if measure.unit != "seconds":
        return measure.unit
    longest = max((point.observation.value or 0 for point in analysis.points), default=0)
    return "seconds" if longest < FEW_SECONDS else "minutes"


def _shape(measure: Measure, size: Size, time: Time, *, unit: str) -> Shape:
    return Shape(size=size, axis=unit, judged=measure.polarity != "neither", time=time)


def _time(axis: TimeAxis, every: Every) -> Time:
    if axis.is_broken:
        return "broken"
    (begin, end), *_ = axis.stretches
    return "days" if every in ("day", "week") and (end - begin).days <= DATED_BY_DAY else "months"


def _at(day: date, axis: TimeAxis) -> str | float:
    """Where a day stands on the axis: its date, or its place when the axis has holes."""
    return axis.place(day) if axis.is_broken else day.isoformat()


def _dated(definition: dict[str, Any], axis: TimeAxis, size: Size) -> dict[str, Any]:
    """The axis of time with its dates; any other axis as it is."""
    if definition["scale"] != "x":
        return definition
    ticks = axis.ticks(BROKEN_TICKS[size])
    words = " : ".join(f"datum.value == {tick.place} ? '{tick.label}'" for tick in ticks) + " : ''"
    labels = {"labels": {"update": {"text": {"signal": words}}}}
    return {**definition, "values": [tick.place for tick in ticks], "encode": labels}


def _holes(axis: TimeAxis) -> list[dict[str, Any]]:
    ends = [(before[1], here[0]) for before, here in pairwise(axis.stretches)]
    return [
        {
            "begins": axis.place(begin),
            "ends": axis.place(end),
            "middle": (axis.place(begin) + axis.place(end)) / 2,
            "label": hole.words,
        }
        for hole, (begin, end) in zip(axis.holes, ends, strict=True)
    ]


def _shown(value: float | None, unit: str) -> float | None:
    """A value in the unit of the axis."""
    return value / 60 if value is not None and unit == "minutes" else value


def _points(chart: Chart, axis: TimeAxis) -> list[dict[str, Any]]:
    unit, drawn = chart.measure.unit, unit_drawn(chart.measure, chart.analysis)
    return [
        {
            "when": _at(point.observation.period_start, axis),
            "shown": _shown(point.observation.value, drawn),
            "mean": _shown(point.mean, drawn),
            "lower": _shown(point.lower, drawn),
            "upper": _shown(point.upper, drawn),
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
        f"{wording.capitalised(wording.period(observation.period_start, observation.period_end))}: {value}",
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


def _standards(chart: Chart, axis: TimeAxis, size: Size) -> list[dict[str, Any]]:
    periods = [point.observation for point in chart.analysis.points]
    first, last = periods[0].period_start, periods[-1].period_start
    # Words end where their line ends, but never so far to the left that they would leave the chart.
    leftmost = first + (last - first) * ROOM_FOR_WORDS[size]
    in_view = [row for row in chart.standards if row.in_force_from < last and (row.due_by or last) > first]
    return [
        {
            "begins": _at(max(first, standard.in_force_from), axis),
            "ends": _at(min(last, standard.due_by or last), axis),
            "label_at": _at(max(leftmost, min(last, standard.due_by or last)), axis),
            "shown": _shown(standard.value, unit_drawn(chart.measure, chart.analysis)),
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


def _marks(chart: Chart, axis: TimeAxis, size: Size) -> list[dict[str, Any]]:
    width = axis.place(axis.stretches[-1][1])
    rows: list[dict[str, Any]] = []
    ends_at = [-width]  # where the words of each level end, from the left
    for mark in sorted(chart.marks, key=lambda mark: mark.on):
        place = axis.place(mark.on)
        leftward = place > (1 - ROOM_FOR_A_MARK) * width
        reach = (place - ROOM_FOR_A_MARK * width, place) if leftward else (place, place + ROOM_FOR_A_MARK * width)
        level = next((at for at, end in enumerate(ends_at) if end <= reach[0]), len(ends_at))
        ends_at[level : level + 1] = [reach[1]]
        words = mark.label if size == "wide" or not mark.number else mark.number
        rows.append({"when": _at(mark.on, axis), "label": words, "leftward": leftward, "level": level})
    return rows

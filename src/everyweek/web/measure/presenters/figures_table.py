"""The table under a chart: every month with its figures, limits and what the rules say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from everyweek.measures import Measure
from everyweek.web.design import wording
from everyweek.web.design.icons import POINT_WORDS
from everyweek.web.measure.analysis import Analysis, Point


@dataclass(frozen=True, slots=True)
class Head:
    """A column's heading."""

    text: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One month."""

    period: str
    numbers: tuple[str, ...]
    says: str
    file: str


@dataclass(frozen=True, slots=True)
class FiguresTable:
    """Headings and rows, newest month first."""

    heads: tuple[Head, ...]
    rows: tuple[Row, ...]


def figures_table(analysis: Analysis, measure: Measure, *, files: Mapping[int, str]) -> FiguresTable:
    """The points of a chart as a table; months without a figure that follow one another make one row.

    files : names of files by the release they are.
    """
    counts = [("Numerator", "numerator"), ("Denominator", "denominator")] if measure.denominator else []
    numbers = [measure.short_title, *(text for text, _ in counts), "Mean", "Lower limit", "Upper limit"]
    heads = (
        Head("Month", is_number=False),
        *(Head(text, is_number=True) for text in numbers),
        Head("What the rules say", is_number=False),
        Head("File", is_number=False),
    )
    rows: list[Row] = []
    for reason, points in groupby(reversed(analysis.points), key=_reason):
        if reason:
            rows.append(_missing_row(list(points), reason, columns=len(numbers)))
        else:
            rows += [_row(point, measure, [name for _, name in counts], files) for point in points]
    return FiguresTable(heads, tuple(rows))


def _reason(point: Point) -> str:
    """Why a point has no value; empty when it has one."""
    if point.observation.value is not None:
        return ""
    return str(point.observation.missing_because or wording.NOTHING)


def _missing_row(points: Sequence[Point], reason: str, *, columns: int) -> Row:
    newest, oldest = points[0].observation, points[-1].observation
    return Row(
        period=wording.period(oldest.period_start, newest.period_end),
        numbers=("–", *[""] * (columns - 1)),
        says=reason.capitalize(),
        file="",
    )


def _row(point: Point, measure: Measure, counts: Sequence[str], files: Mapping[int, str]) -> Row:
    observation, unit = point.observation, measure.unit
    limits = (point.mean, point.lower, point.upper)
    return Row(
        period=wording.period(observation.period_start, observation.period_end),
        numbers=(
            wording.amount(observation.value, unit),
            *(wording.count(getattr(observation, name)) for name in counts),
            *("" if limit is None else wording.amount(limit, unit) for limit in limits),
        ),
        says=_says(point),
        file=files.get(observation.release_id, ""),
    )


def _says(point: Point) -> str:
    if not point.rules:
        return ""
    return f"{POINT_WORDS[point.point_type]} ({'; '.join(point.sentences)})"

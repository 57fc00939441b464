"""The table under a chart: every period with its figures, limits and what the rules say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from everyweek.measures import Measure
from everyweek.web.design import wording
from everyweek.web.design.icons import POINT_WORDS
from everyweek.web.measure.analysis import Analysis, Point
from everyweek.web.measure.presenters.checks import Checks


@dataclass(frozen=True, slots=True)
class Head:
    """A column's heading."""

    text: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One period; checks : numbers of the findings that are about it, as the list under the table has them."""

    period: str
    numbers: tuple[str, ...]
    says: str
    file: str
    checks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FiguresTable:
    """Headings and rows, newest first.

    left_out : how many older rows only the downloaded table has.
    """

    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    left_out: int = 0


MOST_ROWS = 400
"""A year of days and a month; four years of them would make a page of a megabyte."""


def figures_table(analysis: Analysis, measure: Measure, *, files: Mapping[int, str], checks: Checks) -> FiguresTable:
    """The points of a chart as a table; periods without a figure that follow one another make one row.

    files  : names of files by the release they are.
    checks : what was found in the figures.
    """
    counts = [("Numerator", "numerator"), ("Denominator", "denominator")] if measure.denominator else []
    made_of = ["Made of"] if _is_made_of_several(analysis) else []
    numbers = [measure.short_title, *(text for text, _ in counts), *made_of, "Mean", "Lower limit", "Upper limit"]
    heads = (
        Head(wording.capitalised(analysis.every), is_number=False),
        *(Head(text, is_number=True) for text in numbers),
        Head("What the rules say", is_number=False),
        Head("File", is_number=False),
    )
    rows: list[Row] = []
    for (reason, _), points in groupby(reversed(analysis.points), key=lambda point: (_reason(point), point.segment)):
        if reason:
            rows.append(_missing_row(list(points), reason, columns=len(numbers), checks=checks))
        else:
            names = [name for _, name in counts]
            rows += [_row(point, measure, names, files, checks, tells_made_of=bool(made_of)) for point in points]
    return FiguresTable(heads, tuple(rows[:MOST_ROWS]), left_out=max(0, len(rows) - MOST_ROWS))


def _reason(point: Point) -> str:
    """Why a point has no value; empty when it has one."""
    if point.observation.value is not None:
        return ""
    return str(point.observation.missing_because or wording.NOTHING)


def _missing_row(points: Sequence[Point], reason: str, *, columns: int, checks: Checks) -> Row:
    newest, oldest = points[0].observation, points[-1].observation
    return Row(
        period=wording.capitalised(wording.period(oldest.period_start, newest.period_end)),
        numbers=("–", *[""] * (columns - 1)),
        says=wording.capitalised(reason),
        file="",
        checks=checks.between(oldest.period_start, newest.period_end),
    )


def _is_made_of_several(analysis: Analysis) -> bool:
    """Whether the figures are a group's, so that a reader should know how many organisations they are made of."""
    return any(point.observation.contributing + point.observation.left_out > 1 for point in analysis.points)


def made_of(point: Point) -> str:
    """How many organisations a figure is made of, and of how many that should be in it."""
    inside, outside = point.observation.contributing, point.observation.left_out
    return f"{inside} of {inside + outside}" if outside else str(inside)


def _row(
    point: Point,
    measure: Measure,
    counts: Sequence[str],
    files: Mapping[int, str],
    checks: Checks,
    *,
    tells_made_of: bool,
) -> Row:
    observation, unit = point.observation, measure.unit
    limits = (point.mean, point.lower, point.upper)
    return Row(
        period=wording.capitalised(wording.period(observation.period_start, observation.period_end)),
        numbers=(
            wording.amount(observation.value, unit),
            *(wording.count(getattr(observation, name)) for name in counts),
            *((made_of(point),) if tells_made_of else ()),
            *("" if limit is None else wording.amount(limit, unit) for limit in limits),
        ),
        says=_says(point),
        file=files.get(observation.release_id, ""),
        checks=checks.between(observation.period_start, observation.period_end),
    )


def _says(point: Point) -> str:
    if not point.rules:
        return ""
    return f"{POINT_WORDS[point.point_type]} ({'; '.join(point.sentences)})"

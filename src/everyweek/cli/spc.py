"""everyweek spc: an XmR chart of any CSV file, point by point, to hold against another implementation."""

import csv
import io
import json
import math
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from everyweek.variation import Chart

LINES = {"value": "values", "mean": "mean", "lower": "lower", "upper": "upper", "moving_range": "moving_range"}
COLUMNS = ("group", "date", *LINES, "rules", "point_type", "variation_icon", "assurance_icon")

MISSING = {"", "NA", "N/A", "NAN", "-", ".", "*"}

GROUPS_AT_ONCE = 2000
"""Groups in one matrix; bounds what is padded where one group is much longer than the others."""

Row = tuple[str | float | None, ...]
"""One line of output: a cell for each of COLUMNS, None where a number is missing."""


class SeveralDates(click.Command):
    """A command whose --rebase takes several dates in a row, as well as being repeated."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        joined: list[str] = []
        for argument in args:
            if joined[-2:-1] == ["--rebase"] and re.fullmatch(r"[\d/-]+", argument):
                joined[-1] += f",{argument}"
            else:
                joined.append(argument)
        return super().parse_args(ctx, joined)


def _as_dates(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> list[date]:
    try:
        return [read_date(part) for text in given for part in text.split(",")]
    except ValueError as problem:
        raise click.BadParameter(str(problem)) from None


@click.command(cls=SeveralDates)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option("--date", "date_column", metavar="COLUMN", required=True, help="Column with the date of each point.")
@click.option("--value", "value_column", metavar="COLUMN", required=True, help="Column with the value of each point.")
@click.option("--group", "group_column", metavar="COLUMN", help="Column that says which series a row belongs to.")
@click.option(
    "--rules",
    type=click.Choice(["plotthedots", "mdc-workbook"]),
    default="plotthedots",
    show_default=True,
    help="Rule set that judges the points.",
)
@click.option("--improvement", type=click.Choice(["up", "down", "neither"]), required=True, help="Which way is better.")
@click.option("--target", type=float, help="Target to hold the limits against, in the unit of the values.")
@click.option(
    "--fix-after",
    type=click.IntRange(min=12),
    metavar="N",
    help="Draw the limits from the first N points of each segment; at least 12.",
)
@click.option(
    "--rebase",
    multiple=True,
    metavar="DATE...",
    callback=_as_dates,
    help="Dates on which a new segment starts, with its own limits.",
)
@click.option("--no-screen", is_flag=True, help="Keep extreme moving ranges in the limits.")
@click.option("--format", "form", type=click.Choice(["csv", "table", "json"]), default="csv", show_default=True)
def spc(
    file: str,
    date_column: str,
    value_column: str,
    group_column: str | None,
    rebase: list[date],
    form: str,
    **options: Any,
) -> None:
    """Judge every point of FILE (a CSV file; - for standard input): is this change real?

    Prints one line for each point with its mean, limits, moving range, every rule that holds, what the point says,
    and the icons of its series. Dates are 2024-04-01, 01/04/2024 (day first) or 2024-04. Values that are empty, NA,
    N/A, NaN, -, . or * are missing.
    """
    groups = read_groups(file, date_column=date_column, value_column=value_column, group_column=group_column)
    check_rebase(groups, rebase)
    on_trial: list[str] = []
    WRITERS[form](judged_rows(groups, rebase=rebase, on_trial=on_trial, **options))
    if on_trial:
        named = f", first {on_trial[0]!r}" if on_trial[0] else ""
        click.echo(
            f"Limits are on trial in {len(on_trial)} of {len(groups)} series{named}: too few points for firm ones.",
            err=True,
        )


@dataclass(frozen=True, slots=True)
class Group:
    """One series of the file, in order of date; `written` is each date as the file has it, NaN is a missing value."""

    name: str
    dates: list[date]
    written: list[str]
    values: list[float]

    def rebased_at(self, rebase: Sequence[date]) -> list[date]:
        """The rebase dates that concern the group: not those before its first point or after its last."""
        return [day for day in rebase if self.dates[0] <= day <= self.dates[-1]]


def read_groups(file: str, *, date_column: str, value_column: str, group_column: str | None) -> list[Group]:
    """The groups of a CSV file, in order of appearance. Raises ClickException that names what is wrong and where."""
    shown = "standard input" if file == "-" else file
    first, *rows = _read_csv(file)
    header = [name.strip() for name in first]
    at_date, at_value = (_find(name, header, shown) for name in (date_column, value_column))
    at_group = None if group_column is None else _find(group_column, header, shown)

    groups: dict[str, dict[date, tuple[str, float]]] = {}
    for number, cells in enumerate(rows, start=2):
        if not any(cells):
            continue
        cells += [""] * (len(header) - len(cells))
        points = groups.setdefault("" if at_group is None else cells[at_group].strip(), {})
        column = date_column
        try:
            day = read_date(cells[at_date])
            if day in points:
                raise ValueError(
                    f"{cells[at_date]!r} is there twice. Keep one row for each date, or say with --group which column "
                    "tells the series apart."
                )
            column = value_column
            points[day] = cells[at_date].strip(), read_value(cells[at_value])
        except ValueError as problem:
            raise click.ClickException(f"{shown}, row {number}, column {column!r}: {problem}") from None
    if not groups:
        raise click.ClickException(f"{shown} has no rows under its header. Give it one row for each point.")
    return [_in_order(name, points) for name, points in groups.items()]


def _in_order(name: str, points: dict[date, tuple[str, float]]) -> Group:
    dates = sorted(points)
    return Group(name, dates, [points[day][0] for day in dates], [points[day][1] for day in dates])


def _read_csv(file: str) -> list[list[str]]:
    data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    try:
        return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))) or [[]]
    except (UnicodeDecodeError, csv.Error) as problem:
        raise click.ClickException(f"{file} is not a CSV file in UTF-8: {problem}. Save it as CSV UTF-8.") from None


def _find(column: str, header: Sequence[str], shown: str) -> int:
    if header.count(column) != 1:
        problem = "is there more than once" if column in header else "is not there"
        found = ", ".join(header) or "nothing"
        raise click.ClickException(f"{shown}, row 1: column {column!r} {problem}. Name one of: {found}.")
    return header.index(column)


@lru_cache(maxsize=10_000)  # many series share few dates
def read_date(text: str) -> date:
    """2024-04-01, 01/04/2024 (day first) or 2024-04 (its first day). Raises ValueError that says so."""
    text = text.strip()
    try:
        if re.fullmatch(r"\d{4}-\d{2}", text):
            return date.fromisoformat(f"{text}-01")
        if british := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text):
            day, month, year = map(int, british.groups())
            return date(year, month, day)
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is not a date. Write 2024-04-01, 01/04/2024 or 2024-04.") from None


def read_value(text: str) -> float:
    """A number, or NaN where the cell says that it is missing. Raises ValueError that says so."""
    text = text.strip()
    if text.upper() in MISSING:
        return math.nan
    try:
        # Commas only between thousands: 1,234 is 1234, but 1,5 may be meant as one and a half.
        value = float(text.replace(",", "") if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", text) else text)
    except ValueError:
        value = math.inf
    if math.isinf(value):
        raise ValueError(
            f"{text!r} is not a number. Write 0.95 or 1234.5, or leave the cell empty where it is missing."
        )
    return value


def check_rebase(groups: Sequence[Group], rebase: Sequence[date]) -> None:
    """Refuses a rebase on a date that no group has, or that a group has points on both sides of but none on."""
    from everyweek.variation import UnknownRebase, rebase_points

    every_date = sorted({day for group in groups for day in group.dates} if rebase else ())
    concerned = [("", every_date, rebase), *((group.name, group.dates, group.rebased_at(rebase)) for group in groups)]
    for name, dates, days in concerned:
        try:
            rebase_points(dates, days)
        except UnknownRebase as problem:
            raise click.ClickException(f"{name}: {problem}" if name else str(problem)) from None


def judged_rows(
    groups: Iterable[Group], *, rebase: Sequence[date], on_trial: list[str], no_screen: bool, **options: Any
) -> Iterator[Row]:
    """One row for each point, group by group, each in order of date; notes the names of the groups on trial."""
    import numpy as np

    from everyweek.variation import rebase_points, xmr

    remaining = iter(groups)
    while some := list(islice(remaining, GROUPS_AT_ONCE)):
        shape = len(some), max(len(group.dates) for group in some)
        values, starts = np.full(shape, np.nan), np.zeros(shape, dtype=np.bool_)
        for place, group in enumerate(some):
            values[place, : len(group.values)] = group.values
            if days := group.rebased_at(rebase):
                starts[place, : len(group.dates)] = rebase_points(group.dates, days)
        chart = xmr(values, rebase=starts if rebase else None, screen=False if no_screen else None, **options)
        for place, group in enumerate(some):
            yield from _rows_of(group, chart, place)
            if chart.trial[place, chart.last[place]]:
                on_trial.append(group.name)


def _rows_of(group: Group, chart: "Chart", place: int) -> Iterator[Row]:
    series = chart.series(place)
    numbers = [getattr(series, attribute).tolist() for attribute in LINES.values()]
    lines = [[None if math.isnan(number) else number for number in line] for line in numbers]
    icons = series.variation_icon.word, series.assurance_icon.word
    for point, written in enumerate(group.written):
        says = ";".join(series.rules[point]), series.point_types[point].word
        yield group.name, written, *(line[point] for line in lines), *says, *icons


def _write_csv(rows: Iterable[Row]) -> None:
    output = csv.writer(sys.stdout, lineterminator="\n")  # writes a float by its repr and None as nothing
    output.writerow(COLUMNS)
    output.writerows(rows)


def _write_json(rows: Iterable[Row]) -> None:
    click.echo(json.dumps([dict(zip(COLUMNS, row, strict=True)) for row in rows], indent=2, ensure_ascii=False))


def _write_table(rows: Iterable[Row]) -> None:
    table = [COLUMNS, *(tuple(_short(cell) for cell in row) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for line in table:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def _short(cell: str | float | None) -> str:
    return f"{cell:.6g}" if isinstance(cell, float) else cell or ""


WRITERS: dict[str, Callable[[Iterable[Row]], None]] = {"csv": _write_csv, "json": _write_json, "table": _write_table}

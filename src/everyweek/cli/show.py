"""everyweek show: one measure of one organisation over time."""

import json
from datetime import date, datetime, timedelta

import click

from everyweek.cli.trouble import in_plain_words
from everyweek.tables import Observation, Series, period_end

FIELDS = (
    "measure",
    "organisation",
    "period_start",
    "period_end",
    "numerator",
    "denominator",
    "value",
    "unit",
    "source",
)


class Month(click.ParamType[date]):
    """A month or day: 2024-04 or 2024-04-01.

    ends : whether a month means its last day rather than its first, so that `--to 2024-04` holds the days of April.
    """

    name = "YYYY-MM[-DD]"

    def __init__(self, *, ends: bool = False) -> None:
        self.ends = ends

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The first or last day of the month, or the day itself."""
        for pattern in ("%Y-%m", "%Y-%m-%d"):
            try:
                day = datetime.strptime(str(value), pattern).date()  # noqa: DTZ007
            except ValueError:
                continue
            return period_end(day, "month") - timedelta(days=1) if self.ends and pattern == "%Y-%m" else day
        self.fail(f"'{value}' is not a month or a day. Write it as 2024-04 or 2024-04-01.", param, ctx)


@click.command()
@click.argument("measure")
@click.option("--organisation", required=True, help="A code such as RJ1, a region (Y56), a board (QMJ), or england.")
@click.option("--from", "period_from", type=Month(), help="First month or day.")
@click.option("--to", "period_to", type=Month(ends=True), help="Last month or day.")
@click.option("--as-first-published", is_flag=True, help="Figures as first published, not as revised since.")
@click.option("--rolled-up", is_flag=True, help="Rolled up to today's organisations, mergers followed.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
@in_plain_words
def show(
    measure: str,
    organisation: str,
    period_from: date | None,
    period_to: date | None,
    as_first_published: bool,
    rolled_up: bool,
    form: str,
) -> None:
    """Show one MEASURE of one organisation, region, integrated care board or England, period by period.

    Shares are 0 to 1, times are seconds, and what is missing is missing, never zero.
    """
    from everyweek.warehouse import open_warehouse

    series = open_warehouse().series(
        measure,
        organisation,
        vintage="first" if as_first_published else "latest",
        rolled_up=rolled_up,
        period_from=period_from,
        period_to=period_to,
    )
    for note in series.notes:
        click.echo(f"Note: {note}", err=True)
    if not series.observations:
        click.echo(f"Note: there is no figure of {series.measure} for {series.organisation} in that time.", err=True)
    click.echo(rendered(series, form), nl=False)


def rendered(series: Series, form: str) -> str:
    """The series as text in one of the three forms."""
    from everyweek.cli.tables import aligned, csv_text

    rows = [
        (
            one.measure,
            series.organisation,
            one.period_start.isoformat(),
            one.period_end.isoformat(),
            whole(one.numerator),
            whole(one.denominator),
            whole(one.value) if series.unit == "count" else one.value,
            series.unit,
            one.source,
        )
        for one in series.observations
    ]
    if form == "json":
        return json.dumps([dict(zip(FIELDS, row, strict=True)) for row in rows], ensure_ascii=False, indent=2) + "\n"
    if form == "csv":
        return csv_text(FIELDS, rows)
    shown = [
        (
            when(one),
            in_unit(one.value, series.unit) or f"– {one.missing_because or ''}",
            "" if one.numerator is None else f"{one.numerator:,.0f}",
            "" if one.denominator is None else f"{one.denominator:,.0f}",
            f"{one.left_out} left out" if one.left_out else "",
            one.source,
        )
        for one in series.observations
    ]
    return aligned(("period", "value", "numerator", "denominator", "", "source"), shown)


def when(one: Observation) -> str:
    """A period as short as can be: Apr 2024, Apr-Jun 2024, 4 Mar 2019, or a week by its first day."""
    start, last = one.period_start, one.period_end - timedelta(days=1)
    if start.day == one.period_end.day == 1:
        return f"{start:%b %Y}" if start.month == last.month else f"{start:%b}-{last:%b %Y}"
    day = f"{start.day} {start:%b %Y}"
    return day if last == start else f"week of {day}"


def whole(number: float | None) -> float | int | None:
    """A count without a decimal point."""
    return int(number) if number is not None and number == int(number) else number


def in_unit(value: float | None, unit: str) -> str:
    """A value as people say it; empty when it is missing."""
    if value is None:
        return ""
    if unit == "share":
        return f"{value:.2%}"
    if unit == "seconds":
        hours, rest = divmod(round(value), 3600)
        return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"
    return f"{value:,.0f}"

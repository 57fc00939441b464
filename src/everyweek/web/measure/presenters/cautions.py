"""What a reader must know before believing a chart: trial limits, holes, missing periods, organisations left out."""

from collections.abc import Sequence

from everyweek.measures.over_time import recorded_days
from everyweek.tables import MissingBecause, Observation
from everyweek.web.design import wording
from everyweek.web.measure.analysis import Analysis
from everyweek.web.measure.presenters.cards import period_of
from everyweek.web.measure.queries import Reading
from everyweek.web.measure.time_axis import TimeAxis

DAYS_OF_THE_WEEK_DIFFER = (
    "Days of the week differ, so by day a weekend or a Monday may look like a real change when nothing has changed. "
    "Charted by week, that rhythm is out of the picture."
)
OF_DAYS = (
    "the sum of its days’ counts over the sum of what they are counted of, and is missing with fewer than four days"
)


def cautions(reading: Reading) -> tuple[str, ...]:
    """Sentences to stand under the chart."""
    analysis = reading.analysis
    if analysis is None:
        return ()
    found = list(reading.series.notes)
    if analysis.trial:
        found.append(_on_trial(analysis))
    if analysis.every == "day":
        found.append(DAYS_OF_THE_WEEK_DIFFER)
    elif reading.days:
        found += _made_of_days(reading, analysis)
    if analysis.holes:
        found.append(_holes(analysis))
    return (*found, *_left_out(analysis))


def _on_trial(analysis: Analysis) -> str:
    several = f"{analysis.every}s"
    return (
        f"These limits are on trial: they rest on fewer than 13 {several}, are drawn dotted, and will move as more "
        f"{several} are added."
    )


def _holes(analysis: Analysis) -> str:
    axis = TimeAxis([point.observation for point in analysis.points])
    drawn = " A grey band stands for each, drawn narrow." if axis.is_broken else ""
    verb = "There is" if analysis.holes == 1 else "There are"
    return (
        f"{verb} {wording.several(analysis.holes, 'long gap')} without figures.{drawn} No line and no limit runs "
        f"across a gap: what lies between two of them is judged by its own {analysis.every}s."
    )


def _made_of_days(reading: Reading, analysis: Analysis) -> list[str]:
    """How a week is made of its days, and which weeks are made of fewer than seven."""
    how = {
        "count": "the sum of its seven days, and is missing when one of them is"
        if reading.measure.over_time == "adds"
        else "the mean of the days that have a figure, and is missing when there are fewer than four",
    }.get(
        reading.measure.kind,
        "the sum of its days’ counts over the sum of what they are counted of, of four days or more",
    )
    days = recorded_days(reading.days, every="week")
    weeks = [point.observation for point in analysis.points if point.observation.value is not None]
    short = [week for week in weeks if days.get(week.period_start, wording.DAYS_OF_A_WEEK) < wording.DAYS_OF_A_WEEK]
    told = [f"Each week, Monday to Sunday, is {how}."]
    if short:
        fewest = min(days[week.period_start] for week in short)
        told.append(
            f"{len(short)} of {wording.several(len(weeks), 'week')} rest on fewer than seven days, at least {fewest}."
        )
    return [" ".join(told)]


def _left_out(analysis: Analysis) -> list[str]:
    """That some periods are made of fewer organisations than they should be, and which."""
    recorded = [point.observation for point in analysis.points if point.observation.value is not None]
    short = [row for row in recorded if row.left_out]
    if not short:
        return []
    most = max(row.left_out for row in short)
    between = wording.period(short[0].period_start, short[-1].period_end)
    several = f"up to {most} organisations are" if most > 1 else "1 organisation is"
    every = analysis.every
    told = f"In {len(short)} of {wording.several(len(recorded), every)} ({between}) {several} left out"
    return [f"{told}, for want of a figure. The table says how many each {every} is made of."]


def missing_in_words(analysis: Analysis) -> str:
    """Which periods have no figure, and why; empty when all have one."""
    missing = [point.observation for point in analysis.points if point.observation.value is None]
    axis = TimeAxis([point.observation for point in analysis.points])
    reasons: dict[MissingBecause | None, list[Observation]] = {}
    for row in missing:
        reasons.setdefault(row.missing_because, []).append(row)
    parts = [f"{_shortened(rows, analysis.every)}: {reason or wording.NOTHING}" for reason, rows in reasons.items()]
    parts += [f"{hole.first:%B %Y} to {hole.last:%B %Y}: {wording.NOTHING}" for hole in axis.holes]
    return f"{wording.capitalised(analysis.every)}s without a figure. {'; '.join(parts)}." if parts else ""


def _shortened(rows: Sequence[Observation], every: str) -> str:
    if len(rows) <= 3:
        return ", ".join(period_of(row) for row in rows)
    return f"{period_of(rows[0])} to {period_of(rows[-1])} ({wording.several(len(rows), every)})"

"""An organisation's own chart with days of a plan on it; its limits frozen at the change, where there is one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from markupsafe import Markup

from everyweek.measures import Measure
from everyweek.reference import UnknownOrganisation
from everyweek.tables.in_words import amount
from everyweek.web.design.wording import day_in_words, period
from everyweek.web.measure.analysis import FEWEST_FOR_LIMITS, Analysis, analyse
from everyweek.web.measure.charts import Chart, Mark, vega
from everyweek.web.measure.drawings import drawings_in
from everyweek.web.measure.queries import edition, read_measure
from everyweek.web.measure.shape import Size
from everyweek.web.measure.switches import Switches
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.plan.working.figures import months_after

YEARS_BEFORE = 3
SWITCHES = Switches(span="all")
BY_DAY = Switches(span="all", by="day")


@dataclass(frozen=True, slots=True)
class DrawnChart:
    """A chart to stand in a page.

    wide    : for a wide screen; empty where only the narrow one was asked for.
    words   : what it shows, for those who do not see it. verdict : of the newest figures.
    marks   : what the numbers on the narrow chart stand for.
    latest  : the newest figure with its period, in words; "" without one.
    limits  : which figures its limits are from, where they were to be held at a day; "" otherwise.
    """

    wide: Markup
    narrow: Markup
    words: str
    verdict: str
    marks: tuple[str, ...]
    latest: str
    limits: str


def chart_with_days(
    measure: Measure,
    code: str,
    days: Sequence[tuple[date, str]],
    *,
    frozen_on: date | None = None,
    by_day: bool = False,
    only_narrow: bool = False,
) -> DrawnChart | None:
    """The chart of the last years with days marked on it; None when there is nothing to draw.

    days        : each with its words. frozen_on : limits come from the figures before it, when there are enough.
    only_narrow : for a page with many of them.
    """
    try:
        analysis = _analysis(measure, code, frozen_on=frozen_on, by_day=by_day)
    except UnknownOrganisation:  # it was in a list that is not loaded any more
        return None
    if analysis is None:
        return None
    first, last = analysis.points[0].observation.period_start, analysis.points[-1].observation.period_end
    marks = tuple(Mark(day, words, str(at)) for at, (day, words) in enumerate(days, start=1) if first <= day <= last)
    name = name_of(code, directory())
    limits = _limits(analysis, frozen_on)
    held = f" {limits}" if limits else ""
    listed = "; ".join(f"{mark.label} on {day_in_words(mark.on)}" for mark in marks)
    words = f"Chart of {measure.title}, {name}. {analysis.variation_words}{held}"
    words += f" Marked on it: {listed}." if listed else ""
    chart = Chart(
        measure=measure,
        title=f"{measure.title}: {name}",
        subtitle=f"Grey line: the mean. Dashed: the limits of ordinary variation.{held}",
        description=words,
        analysis=analysis,
        marks=marks,
    )
    return DrawnChart(
        Markup() if only_narrow else _drawn(chart, code, frozen_on, "wide"),
        _drawn(chart, code, frozen_on, "narrow"),
        words,
        analysis.variation_words,
        tuple(f"{mark.number}: {mark.label}, {day_in_words(mark.on)}" for mark in marks),
        _latest(analysis, measure),
        limits,
    )


def _limits(analysis: Analysis, frozen_on: date | None) -> str:
    if frozen_on is None:
        return ""
    before = sum(point.observation.period_start < frozen_on for point in analysis.points)
    if before < FEWEST_FOR_LIMITS:
        return (
            f"Limits are those of all figures: there are too few before {day_in_words(frozen_on)} to hold them there."
        )
    return f"Limits are those of the time before {day_in_words(frozen_on)}."


def _latest(analysis: Analysis, measure: Measure) -> str:
    newest = analysis.latest
    if newest is None:
        return ""
    return f"{amount(newest.value, measure.unit)} ({period(newest.period_start, newest.period_end)})"


def _analysis(measure: Measure, code: str, *, frozen_on: date | None, by_day: bool) -> Analysis | None:
    reading = read_measure(measure, code, BY_DAY if by_day else SWITCHES)
    if frozen_on is None:
        return read_measure(measure, code, Switches()).analysis
    first = months_after(frozen_on, -12 * YEARS_BEFORE)
    rows = tuple(one for one in reading.series.observations if one.period_start >= first)
    if sum(one.period_start < frozen_on for one in rows) < FEWEST_FOR_LIMITS:
        rows = tuple(reading.series.observations)
    return analyse(
        replace(reading.series, observations=rows),
        measure=measure,
        every=reading.every,
        standard=None,
        rules=SWITCHES.rules,
        limits_until=frozen_on,
    )


def _drawn(chart: Chart, code: str, frozen_on: date | None, size: Size) -> Markup:
    drawings = drawings_in(settings.EVERYWEEK_HOME / "cache" / "charts")
    key = (edition(), "plan", chart.measure.name, code, frozen_on, chart.analysis.every, chart.marks, size)
    known = drawings.remembered(key) or drawings.draw(key, vega(chart, size), "svg")
    return Markup(known.decode())

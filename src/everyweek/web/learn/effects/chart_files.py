"""An organisation's own chart with the month of a change on it, as a file."""

from dataclasses import replace
from datetime import date

from django.conf import settings

from everyweek.measures import Measure
from everyweek.web.design.wording import month
from everyweek.web.measure.charts import Chart, Mark, vega
from everyweek.web.measure.drawings import drawings_in
from everyweek.web.measure.presenters.measure_page import chart_of
from everyweek.web.measure.queries import changes_of, edition, read_measure
from everyweek.web.measure.shape import Size
from everyweek.web.measure.switches import Switches

WHOLE = Switches(span="all")
"""A change may lie many years back."""


def chart_with_change(measure: Measure, code: str, began: date, *, size: Size) -> bytes | None:
    """The chart as SVG; None when there is nothing to draw."""
    drawings = drawings_in(settings.EVERYWEEK_HOME / "cache" / "charts")
    key = (edition(), "effect", measure.name, code, began, size)
    known = drawings.remembered(key)
    if known is not None:
        return known
    reading = read_measure(measure, code, WHOLE)
    if reading.analysis is None:
        return None
    return drawings.draw(key, vega(_marked(chart_of(reading, changes_of(code)), began), size), "svg")


def _marked(chart: Chart, began: date) -> Chart:
    """The chart with the change on it, if it is in view."""
    points = chart.analysis.points
    if not points[0].observation.period_start <= began <= points[-1].observation.period_start:
        return chart
    mark = Mark(began, f"The change: {month(began)}", "The change")
    return replace(chart, marks=(*chart.marks, mark))

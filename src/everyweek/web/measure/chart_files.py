"""The chart of one measure of one organisation as a file, in any form and size."""

from functools import cache
from pathlib import Path

from django.conf import settings
from markupsafe import Markup

from everyweek.measures import Measure
from everyweek.web.measure.charts import vega
from everyweek.web.measure.drawings import Drawings, Form
from everyweek.web.measure.presenters.measure_page import chart_of
from everyweek.web.measure.queries import Reading, changes_of, edition, read_measure
from everyweek.web.measure.shape import Size
from everyweek.web.measure.switches import Switches


@cache
def _drawings(folder: Path) -> Drawings:
    return Drawings(folder)


def chart_file(measure: Measure, code: str, switches: Switches, *, size: Size, form: Form) -> bytes | None:
    """The chart as bytes; None when there is nothing to draw."""
    drawings = _drawings(settings.EVERYWEEK_HOME / "cache" / "charts")
    key = (edition(), measure.name, code, switches, size, form)
    known = drawings.remembered(key)
    if known is not None:
        return known
    reading = read_measure(measure, code, switches)
    if reading.analysis is None:
        return None
    return drawings.draw(key, vega(chart_of(reading, changes_of(code)), size), form)


def pictures(reading: Reading, switches: Switches) -> tuple[Markup, Markup] | None:
    """The wide and the narrow SVG to be put into a page; None when there is nothing to draw."""
    code = reading.organisation.code
    wide = chart_file(reading.measure, code, switches, size="wide", form="svg")
    narrow = chart_file(reading.measure, code, switches, size="narrow", form="svg")
    if wide is None or narrow is None:
        return None
    return Markup(wide.decode()), Markup(narrow.decode())

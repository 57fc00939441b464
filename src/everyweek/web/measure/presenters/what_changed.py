"""What happened in the span of a chart, to the organisation or to the counting: as marks, and as a list under it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from everyweek.reference import Change, MethodChange
from everyweek.web.design import wording
from everyweek.web.measure.analysis import Analysis
from everyweek.web.measure.charts import Mark
from everyweek.web.measure.queries import Reading
from everyweek.web.measure.switches import Switches

CHANGE_WORDS = {"merged": "merged", "formed": "formed", "took_over_part": "took over work", "renamed": "renamed"}


@dataclass(frozen=True, slots=True)
class WhatChanged:
    """One change in how a measure is counted. number : as on a narrow chart."""

    number: str
    on: str
    sentence: str
    limits: str
    unsure: str


def marks(reading: Reading, changes: Sequence[Change]) -> tuple[Mark, ...]:
    """Upright lines for everything that happened between the first and the last point."""
    assert reading.analysis is not None  # a chart of nothing has no marks
    first, last = _span(reading.analysis)
    merged = [change for change in changes if first < change.figures_from <= last]
    return (
        *(Mark(row.figures_from, CHANGE_WORDS.get(row.kind, row.kind.replace("_", " "))) for row in merged),
        *(Mark(row.on, row.title, str(number)) for number, row in enumerate(_in_view(reading), start=1)),
    )


def what_changed(reading: Reading, switches: Switches) -> tuple[WhatChanged, ...]:
    """The changes in how it is counted that the chart marks, oldest first."""
    anew = "Limits begin anew here." if switches.limits == "after-changes" else ""
    return tuple(
        WhatChanged(
            number=str(number),
            on=wording.day_in_words(row.on),
            sentence=row.sentence,
            limits=anew if row.breaks_the_series else "",
            unsure="" if row.confidence == "seen" else "Taken from general knowledge; not checked against the source.",
        )
        for number, row in enumerate(_in_view(reading), start=1)
    )


def _in_view(reading: Reading) -> list[MethodChange]:
    if reading.analysis is None:
        return []
    first, last = _span(reading.analysis)
    return [change for change in reading.method_changes if first < change.on <= last]


def _span(analysis: Analysis) -> tuple[date, date]:
    return analysis.points[0].observation.period_start, analysis.points[-1].observation.period_start

"""The figures of a cycle as an XmR chart, drawn as every other chart; and what it says, in words."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from markupsafe import Markup

from everyweek.measures import Measure
from everyweek.tables import Observation
from everyweek.web.design.wording import count, several
from everyweek.web.plan.cycles.models import Cycle, CyclePoint

if TYPE_CHECKING:
    from everyweek.variation import SeriesChart
    from everyweek.web.measure.analysis import Analysis

FEWEST_TO_DRAW = 2
FEWEST_FOR_LIMITS = 12
"""From so many figures before the change on, limits are drawn from those alone, and the test is held against them."""


@dataclass(frozen=True, slots=True)
class CycleChart:
    """The chart in two sizes, and what it says."""

    wide: Markup
    narrow: Markup
    words: str
    says: tuple[str, ...]


def chart_of_cycle(cycle: Cycle) -> CycleChart | None:
    """The chart; None while there are too few figures to draw."""
    points = list(cycle.points.all())
    if len(points) < FEWEST_TO_DRAW:
        return None
    from everyweek.web.measure.charts import Chart, Mark, vega
    from everyweek.web.measure.drawings import drawings_in

    measure, before = _measure(cycle), _before(points)
    analysis = _analysis(points, before)
    says = _says(points, analysis, before)
    first_of_test = next((one.day for one in points if not one.baseline), None)
    has_both = first_of_test is not None and points[0].baseline
    chart = Chart(
        measure=measure,
        title=measure.title,
        subtitle=says[0],
        description=f"Chart of {measure.title}, by day. {' '.join(says)}",
        analysis=analysis,
        marks=(Mark(first_of_test, "The test begins"),) if has_both and first_of_test else (),
    )
    drawings = drawings_in(settings.EVERYWEEK_HOME / "cache" / "charts")
    wide, narrow = (
        Markup(drawings.draw(("cycle", cycle.pk, size, repr(chart)), vega(chart, size), "svg").decode())
        for size in ("wide", "narrow")
    )
    return CycleChart(wide, narrow, chart.description, says)


def _measure(cycle: Cycle) -> Measure:
    """What is counted, as the charts want it: neither more nor less of it is better in itself, as nobody said."""
    title = cycle.what_is_counted or cycle.title
    return Measure(
        name="counted_in_a_cycle",
        title=title,
        short_title=title,
        meaning="",
        why="",
        caveats=(),
        polarity="neither",
        unit="count",
        kind="count",
        link="beds",
        publication="",
        every="day",
    )


def _before(points: list[CyclePoint]) -> int:
    """How many figures were counted before the first one of the test."""
    return next((at for at, one in enumerate(points) if not one.baseline), len(points))


def _analysis(points: list[CyclePoint], before: int) -> "Analysis":
    from everyweek.web.measure.analysis import Analysis

    drawn = _drawn(points, before)
    return Analysis(
        points=tuple(_point(points[at], drawn, at, trial=drawn.trial) for at in range(len(points))),
        every="day",
        variation_icon=drawn.variation_icon.word,
        variation_words="",
        assurance_icon="",
        assurance_words="",
        rule_set=drawn.rule_set.full_name,
        trial=drawn.trial and before < FEWEST_FOR_LIMITS,
        holes=0,
    )


def _drawn(points: list[CyclePoint], before: int) -> "SeriesChart":
    """The chart, with limits from the figures before the change when there are enough."""
    from everyweek.variation import xmr

    fixed = before if FEWEST_FOR_LIMITS <= before < len(points) else None
    return xmr([one.value for one in points], improvement="neither", fix_after=fixed).series(0)


def _point(point: CyclePoint, drawn: "SeriesChart", at: int, *, trial: bool) -> object:
    from everyweek.web.design.wording import RULE_WORDS
    from everyweek.web.measure.analysis import Point

    observation = Observation(
        measure="counted_in_a_cycle",
        organisation="",
        period_start=point.day,
        period_end=point.day + timedelta(days=1),
        numerator=None,
        denominator=None,
        value=point.value,
        source="typed into the plan",
    )
    mean, lower, upper = (float(line[at]) for line in (drawn.mean, drawn.lower, drawn.upper))
    return Point(
        observation=observation,
        mean=mean,
        lower=lower if lower == lower else None,  # NaN where there are none
        upper=upper if upper == upper else None,
        point_type=drawn.point_types[at].word,
        rules=drawn.rules[at],
        sentences=tuple(RULE_WORDS.get(rule, rule) for rule in drawn.rules[at]),
        segment=0,
        stretch=0,
        trial=trial,
    )


def _says(points: list[CyclePoint], analysis: "Analysis", before: int) -> tuple[str, ...]:
    """What the chart says: the rules it follows, and whether the test shows more than ordinary variation."""
    signals = [row for row, one in zip(analysis.points, points, strict=True) if row.rules and not one.baseline]
    if analysis.trial:
        few = f"{several(len(points), 'figure')}: the limits are on trial until there are 13."
        return (few, "A pattern may be chance. Go on counting before you decide.")
    rests = f"Limits from the {several(before, 'figure')} before the change." if FEWEST_FOR_LIMITS <= before < len(
        points
    ) else f"Limits from all {several(len(points), 'figure')}."  # fmt: skip
    if before == len(points):
        return (rests, "The test has no figure yet: this is what it will be held against.")
    if not signals:
        return (
            rests,
            "Every figure of the test lies within ordinary variation: nothing shows that it changed anything.",
        )
    newest = signals[-1]
    return (
        rests,
        f"{several(len(signals), 'figure')} of the test shows more than ordinary variation, the last one "
        f"{count(newest.observation.value)}: {'; '.join(newest.sentences)}.".replace(
            "figures of the test shows", "figures of the test show"
        ),
    )

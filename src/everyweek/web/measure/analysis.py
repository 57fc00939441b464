"""A series and what variation says about it, point by point."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from everyweek.measures import Measure
from everyweek.reference import Standard
from everyweek.tables import Every, Observation, Series
from everyweek.variation import SeriesChart, explain_assurance, sentence, xmr
from everyweek.web.design.wording import RULE_WORDS
from everyweek.web.measure.spans import after_holes, reaches, within, without_gaps
from everyweek.web.measure.switches import Span

FEWEST_FOR_LIMITS = 12
"""Periods that limits can be frozen from."""


@dataclass(frozen=True, slots=True)
class Point:
    """One observation on its chart.

    mean, lower, upper : in the unit of the measure; None where there are none, and in a hole.
    point_type         : a word of `variation.PointType`.
    rules              : names of every rule that holds here.
    sentences          : the same in plain words.
    segment            : 0, and 1 more after each rebase or hole.
    stretch            : 0, and 1 more after each missing value, rebase or hole: lines are drawn only within one.
    trial              : the limits come from too few points to be firm.
    """

    observation: Observation
    mean: float | None
    lower: float | None
    upper: float | None
    point_type: str
    rules: tuple[str, ...]
    sentences: tuple[str, ...]
    segment: int
    stretch: int
    trial: bool


@dataclass(frozen=True, slots=True)
class Analysis:
    """All points, oldest first, and the two verdicts on the latest.

    every                           : how long a point's period is.
    assurance_icon, assurance_words : empty when there is no standard to be held against.
    rule_set                        : name and version of the rules that spoke.
    holes                           : how many holes are too long to be drawn across.
    """

    points: tuple[Point, ...]
    every: Every
    variation_icon: str
    variation_words: str
    assurance_icon: str
    assurance_words: str
    rule_set: str
    trial: bool
    holes: int

    @property
    def latest(self) -> Observation | None:
        """The newest observation that has a value."""
        return next((point.observation for point in reversed(self.points) if point.observation.value is not None), None)


def analyse(
    series: Series,
    *,
    measure: Measure,
    every: Every,
    standard: Standard | None,
    rules: str,
    span: Span = "all",
    rebase_on: Sequence[date] = (),
    limits_until: date | None = None,
) -> Analysis | None:
    """The chart of one series; None when there is no value to draw.

    every     : how long the periods of the series are; a daily measure may be charted by week.
    standard  : what the limits are held against.
    span      : how far back.
    rebase_on : days on which the organisation or the way of counting changed; the first period from each on starts a
                new segment. After a hole one always starts.
    limits_until : a day, so that the limits of each segment are those of its periods before it, when those are enough.
    """
    periods = reaches(series.observations, every=every)[span].periods
    observations = without_gaps(within(series.observations, every=every, periods=periods), every=every)
    if all(observation.value is None for observation in observations):
        return None
    holes = after_holes(observations, every=every)
    starts = sorted(holes | _starts(observations, rebase_on))
    chart = xmr(
        [np.nan if observation.value is None else observation.value for observation in observations],
        rules=rules,
        improvement=measure.polarity,
        target=None if standard is None else standard.value,
        rebase=starts or None,
        fix_after=_periods_before(observations, limits_until),
    )
    drawn = chart.series(0)
    return Analysis(
        points=tuple(_points(observations, drawn, trial=chart.trial[0].tolist(), holes=holes)),
        every=every,
        variation_icon=drawn.variation_icon.word,
        variation_words=_full_stop(sentence(drawn, period=every)),
        # With limits on trial it is too early to say what to expect of them.
        assurance_icon="" if drawn.trial else drawn.assurance_icon.word,
        assurance_words="" if drawn.trial else _full_stop(explain_assurance(drawn.assurance_icon)),
        rule_set=drawn.rule_set.full_name,
        trial=drawn.trial,
        holes=len(holes),
    )


def _starts(observations: Sequence[Observation], rebase_on: Sequence[date]) -> set[int]:
    """The position of the first observation from each day on; a day with no figure before or after it cuts nothing."""
    recorded = [at for at, observation in enumerate(observations) if observation.value is not None]
    starts = [observation.period_start for observation in observations]
    found = {next((at for at, start in enumerate(starts) if start >= day), 0) for day in rebase_on}
    return {at for at in found if recorded[0] < at <= recorded[-1]}


def _periods_before(observations: Sequence[Observation], day: date | None) -> int | None:
    """How many periods lie before a day; None for no day, or with too few of them for limits."""
    number = 0 if day is None else sum(observation.period_start < day for observation in observations)
    return number if number >= FEWEST_FOR_LIMITS else None


def _in_holes(observations: Sequence[Observation], holes: frozenset[int]) -> set[int]:
    """The positions of the missing observations that lie in a hole."""
    inside = set()
    for end in holes:
        at = end - 1
        while at >= 0 and observations[at].value is None:
            inside.add(at)
            at -= 1
    return inside


def _points(
    observations: Sequence[Observation], chart: SeriesChart, *, trial: list[bool], holes: frozenset[int]
) -> list[Point]:
    points: list[Point] = []
    stretch = 0
    in_holes = _in_holes(observations, holes)
    for at, observation in enumerate(observations):
        segment = int(chart.segment[at])
        if observation.value is None or (points and points[-1].segment != segment):
            stretch += 1
        in_hole = at in in_holes
        points.append(
            Point(
                observation=observation,
                mean=None if in_hole else _number(chart.mean[at]),
                lower=None if in_hole else _number(chart.lower[at]),
                upper=None if in_hole else _number(chart.upper[at]),
                point_type=chart.point_types[at].word,
                rules=chart.rules[at],
                sentences=tuple(RULE_WORDS.get(rule, rule) for rule in chart.rules[at]),
                segment=segment,
                stretch=stretch,
                trial=bool(trial[at]),
            )
        )
    return points


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _full_stop(words: str) -> str:
    return f"{words.rstrip('.')}." if words else ""

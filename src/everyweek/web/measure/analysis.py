"""A series and what variation says about it, point by point."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

import numpy as np

from everyweek.measures import Measure
from everyweek.reference import Standard
from everyweek.tables import Observation, Series
from everyweek.variation import SeriesChart, explain_assurance, rebase_points, sentence, xmr
from everyweek.web.design.wording import RULE_WORDS


@dataclass(frozen=True, slots=True)
class Point:
    """One observation on its chart.

    mean, lower, upper : in the unit of the measure; None where there are none.
    point_type         : a word of `variation.PointType`.
    rules              : names of every rule that holds here.
    sentences          : the same in plain words.
    segment            : 0, and 1 more after each rebase.
    stretch            : 0, and 1 more after each missing value or rebase: lines are drawn only within one.
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

    assurance_icon, assurance_words : empty when there is no standard to be held against.
    rule_set                        : name and version of the rules that spoke.
    """

    points: tuple[Point, ...]
    variation_icon: str
    variation_words: str
    assurance_icon: str
    assurance_words: str
    rule_set: str
    trial: bool

    @property
    def latest(self) -> Observation | None:
        """The newest observation that has a value."""
        return next((point.observation for point in reversed(self.points) if point.observation.value is not None), None)


def analyse(
    series: Series,
    *,
    measure: Measure,
    standard: Standard | None,
    rules: str,
    months: int | None = None,
    rebase_on: Sequence[date] = (),
) -> Analysis | None:
    """The chart of one series; None when there is no value to draw.

    standard  : what the limits are held against.
    months    : only the last so many; None for all.
    rebase_on : days on which the organisation changed; the first period from each on starts a new segment.
    """
    observations = without_gaps(series.observations)[-(months or 0) :]
    if all(observation.value is None for observation in observations):
        return None
    chart = xmr(
        [np.nan if observation.value is None else observation.value for observation in observations],
        rules=rules,
        improvement=measure.polarity,
        target=None if standard is None else standard.value,
        rebase=_starts(observations, rebase_on),
    )
    return _analysis(observations, chart.series(0), trial=chart.trial[0].tolist())


def without_gaps(observations: Sequence[Observation]) -> list[Observation]:
    """The observations with a missing one put in for each month between them that no loaded file holds."""
    filled = list(observations[:1])
    for before, here in pairwise(observations):
        start = before.period_end
        while start < here.period_start:
            end = date(start.year + start.month // 12, start.month % 12 + 1, 1)
            filled.append(_missing(before, start, end))
            start = end
        filled.append(here)
    return filled


def _missing(like: Observation, start: date, end: date) -> Observation:
    return replace(
        like,
        period_start=start,
        period_end=end,
        numerator=None,
        denominator=None,
        value=None,
        source="",
        missing_because=None,
        release_id=0,
    )


def _starts(observations: Sequence[Observation], rebase_on: Sequence[date]) -> np.ndarray | None:
    starts = [observation.period_start for observation in observations]
    chosen = {min(after) for day in rebase_on if (after := [start for start in starts if start >= day])}
    return rebase_points(starts, sorted(chosen - {starts[0]})) if chosen - {starts[0]} else None


def _analysis(observations: Sequence[Observation], chart: SeriesChart, *, trial: list[bool]) -> Analysis:
    return Analysis(
        points=tuple(_points(observations, chart, trial)),
        variation_icon=chart.variation_icon.word,
        variation_words=_full_stop(sentence(chart)),
        # With limits on trial it is too early to say what to expect of them.
        assurance_icon="" if chart.trial else chart.assurance_icon.word,
        assurance_words="" if chart.trial else _full_stop(explain_assurance(chart.assurance_icon)),
        rule_set=chart.rule_set.full_name,
        trial=chart.trial,
    )


def _points(observations: Sequence[Observation], chart: SeriesChart, trial: list[bool]) -> list[Point]:
    points: list[Point] = []
    stretch = 0
    for at, observation in enumerate(observations):
        segment = int(chart.segment[at])
        if observation.value is None or (points and points[-1].segment != segment):
            stretch += 1
        points.append(
            Point(
                observation=observation,
                mean=_number(chart.mean[at]),
                lower=_number(chart.lower[at]),
                upper=_number(chart.upper[at]),
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

"""Series whose limits anyone can work out in their head."""

from everyweek.variation import SeriesChart, xmr

SIX_FOUR = (6.0, 4.0) * 6
"""Mean 5, every moving range 2: limits 5 -+ 5.32 (-0.32 and 10.32), near limits 5 -+ 3.5467 (1.4533 and 8.5467)."""


def chart_after_six_four(*after: float, improvement="up", **options) -> SeriesChart:
    """The chart of SIX_FOUR, which alone makes the limits, followed by these points."""
    return xmr([*SIX_FOUR, *after], improvement=improvement, fix_after=12, **options).series()


def points_with(rule: str, chart: SeriesChart) -> list[int]:
    """The points at which a rule holds, counted from the first point after SIX_FOUR (so -1 is its last)."""
    return [place - len(SIX_FOUR) for place, names in enumerate(chart.rules) if rule in names]


def shown_after_six_four(chart: SeriesChart) -> list[str]:
    """The rule shown at each point after SIX_FOUR; empty where none is."""
    return [rule.name if rule else "" for rule in chart.shown_rules[len(SIX_FOUR) :]]


def types_after_six_four(chart: SeriesChart) -> list[str]:
    """What each point after SIX_FOUR says, without the words every type starts with."""
    return [point_type.word.removeprefix("special_cause_") for point_type in chart.point_types[len(SIX_FOUR) :]]

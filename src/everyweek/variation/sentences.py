"""What a chart says, in plain words for somebody who has half a minute."""

import numpy as np

from everyweek.variation.arrays import Numbers
from everyweek.variation.chart import SeriesChart
from everyweek.variation.icons import AssuranceIcon, PointType, VariationIcon
from everyweek.variation.limits import TIE
from everyweek.variation.primitives import MOutOfN, Run, Trend
from everyweek.variation.rule_sets import Rule

_VARIATION = {
    VariationIcon.COMMON_CAUSE: "No real change: the ups and downs are ordinary variation",
    VariationIcon.IMPROVEMENT_HIGH: "A real change for the better: up, and up is better",
    VariationIcon.IMPROVEMENT_LOW: "A real change for the better: down, and down is better",
    VariationIcon.CONCERN_HIGH: "A real change for the worse: up, and down is better",
    VariationIcon.CONCERN_LOW: "A real change for the worse: down, and up is better",
    VariationIcon.NEUTRAL_HIGH: "A real change upwards, which is neither better nor worse in itself",
    VariationIcon.NEUTRAL_LOW: "A real change downwards, which is neither better nor worse in itself",
}

_ASSURANCE = {
    AssuranceIcon.NONE: "",
    AssuranceIcon.PASS: "Expect to meet the target every time, unless something changes",
    AssuranceIcon.FAIL: "Expect to miss the target every time, unless something changes",
    AssuranceIcon.INCONSISTENT: "Expect to meet the target at some times and miss it at others, by ordinary variation",
}

_OPENINGS = {
    PointType.SPECIAL_CAUSE_IMPROVEMENT: "Getting better",
    PointType.SPECIAL_CAUSE_CONCERN: "Getting worse",
    PointType.SPECIAL_CAUSE_NEUTRAL: "Something has changed",
}


def explain_variation(icon: VariationIcon) -> str:
    """The sentence that goes with a variation icon."""
    return _VARIATION[icon]


def explain_assurance(icon: AssuranceIcon) -> str:
    """The sentence that goes with an assurance icon; empty where there is none."""
    return _ASSURANCE[icon]


def sentence(chart: SeriesChart, *, period: str = "month") -> str:
    """What the last recorded point says of the whole series, without a full stop.

    "Getting better: the last 8 months are all above the mean".

    period : one step of time, in the singular: month, week, day.
    """
    if chart.last is None:
        return "Nothing recorded yet"
    recorded = _recorded_in_last_segment(chart)
    so_far = f"only {_counted(len(recorded), period)} so far"
    rule = chart.shown_rules[chart.last]
    if rule is not None:
        doubt = f" ({so_far}, so the limits are on trial)" if chart.trial else ""
        return f"{_OPENINGS[chart.point_types[chart.last]]}: {_reason(chart, chart.last, rule, period)}{doubt}"
    if chart.trial:
        return f"Too early to say: {so_far}, and {chart.rule_set.limits.points_for_firm_limits} are needed"
    if np.ptp(recorded) <= TIE * np.abs(recorded).max():
        return f"No change: the last {_counted(len(recorded), period)} are all the same"
    return _VARIATION[VariationIcon.COMMON_CAUSE]


def _reason(chart: SeriesChart, last: int, rule: Rule, period: str) -> str:
    high = chart.direction[last] > 0
    limit = "upper limit" if high else "lower limit"
    match rule.pattern:
        case Run():
            length = _counted(_length_of_run(chart, last, rule), period)
            return f"the last {length} are all {'above' if high else 'below'} the mean"
        case Trend():
            steps = _counted(_steps_of_trend(chart, last, rule), period)
            return f"it has gone {'up' if high else 'down'} {steps} in a row"
        case MOutOfN(m=m, n=n, counts_outside=counts_outside):
            or_beyond = " or beyond it" if counts_outside else ""
            return f"{m} of the last {_counted(n, period)} are close to the {limit}{or_beyond}"
        case _:
            beyond = f"the last {period} is {'above' if high else 'below'} the {limit}"
            # A label names one rule; a reader is better told of the run that the point ends, too.
            runs = (other for other in chart.rule_set.rules if isinstance(other.pattern, Run))
            run = next((other for other in runs if other.name in chart.rules[last]), None)
            return beyond if run is None else f"{beyond}, and {_reason(chart, last, run, period)}"


def _length_of_run(chart: SeriesChart, last: int, rule: Rule) -> int:
    """How many points up to the last one form the run that the rule marks."""
    length = 0
    while length <= last:
        point = last - length
        on_side = np.sign(chart.values[point] - chart.mean[point]) == chart.direction[last]
        if not (on_side and rule.name in chart.rules[point] and chart.segment[point] == chart.segment[last]):
            break
        length += 1
    return length


def _steps_of_trend(chart: SeriesChart, last: int, rule: Rule) -> int:
    """How many steps up to the last point go the way of the trend that the rule marks."""
    steps = 0
    while steps < last:
        point = last - steps
        goes_on = np.sign(chart.values[point] - chart.values[point - 1]) == chart.direction[last]
        if not (goes_on and rule.name in chart.rules[point - 1] and chart.segment[point - 1] == chart.segment[last]):
            break
        steps += 1
    return steps


def _recorded_in_last_segment(chart: SeriesChart) -> Numbers:
    """The recorded values of the segment that the last recorded point is in."""
    recorded: Numbers = chart.values[(chart.segment == chart.segment[chart.last]) & ~np.isnan(chart.values)]
    return recorded


def _counted(number: int, period: str) -> str:
    return f"{number} {period}" if number == 1 else f"{number} {period}s"

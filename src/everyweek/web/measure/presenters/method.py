"""How a figure is worked out, and which files it comes from."""

from collections.abc import Sequence

from everyweek.measures import MEASURES, Measure
from everyweek.variation import find_rule_set
from everyweek.warehouse import ReleaseRecord
from everyweek.web.design import wording
from everyweek.web.measure.analysis import Analysis
from everyweek.web.measure.queries import Reading
from everyweek.web.measure.switches import Switches

KIND_WORDS = {
    "share": "A share: the numerator over the denominator. A group’s share is the sum of its members’ numerators over "
    "the sum of their denominators.",
    "mean": "A mean: total time over the number of incidents. A group’s mean is its total time over its incidents, "
    "never a mean of means.",
    "count": "A count. A group’s count is the sum of its members’.",
    "centile": "A centile, as published. Centiles cannot be added up, so a group has one only where one was published.",
}


def limits_in_words(analysis: Analysis) -> str:
    """Whose rules, and what the limits rest on."""
    first, last = analysis.points[0].observation, analysis.points[-1].observation
    recorded = sum(point.observation.value is not None for point in analysis.points)
    trial = ", on trial" if analysis.trial else ""
    span = wording.period(first.period_start, last.period_end)
    pieces = analysis.points[-1].segment + 1
    anew = f", begun anew {pieces - 1} time{'s' * (pieces > 2)}" if pieces > 1 else ""
    return f"Rules: {analysis.rule_set}. Limits from {wording.several(recorded, analysis.every)}, {span}{anew}{trial}."


def method(measure: Measure, analysis: Analysis | None, switches: Switches) -> tuple[str, ...]:
    """How the figure and its limits are made."""
    rule_set = find_rule_set(switches.rules)
    every = measure.every if analysis is None else analysis.every
    return (
        KIND_WORDS[measure.kind],
        _made_of(measure),
        f"Source: {measure.source}.",
        f"Limits are the mean plus and minus {rule_set.limits.factor} times the mean change from {every} to {every}.",
        f"Rule set {rule_set.full_name}, after {rule_set.source}.",
        *(() if analysis is None else (limits_in_words(analysis),)),
    )


def _made_of(measure: Measure) -> str:
    if measure.made_of:
        first, second = (MEASURES[name].title for name in measure.made_of)
        between = "over" if measure.ratio_of else "less"
        return f"Made of two measures, each brought to the {measure.every}: {first}, {between} {second}."
    top = " + ".join(measure.numerator).replace("+ -", "− ")
    columns = f"({top}) / ({' + '.join(measure.denominator)})" if measure.denominator else top
    return f"Published columns: {columns}."


def provenance(reading: Reading, releases: Sequence[ReleaseRecord]) -> tuple[str, ...]:
    """The files behind the figures, newest first."""
    rows = reading.days or reading.series.observations
    used = {row.release_id for row in rows if row.value is not None}
    newest = sorted((row for row in releases if row.id in used), key=lambda row: row.period_end, reverse=True)
    return tuple(f"{row.source}; loaded {wording.moment(row.loaded_at)}." for row in newest)

"""How models differ, as tables for a page: paired run by run, with what can be told."""

from collections.abc import Iterator, Sequence

from everyweek.flow.drawing.markup import element, words
from everyweek.flow.experiments.comparing import ComparisonTable, Difference
from everyweek.flow.experiments.estimating import Estimate
from everyweek.flow.experiments.showing import CHANCE, shown
from everyweek.flow.reporting.tables import group, head, row, table

OF_THE_RUN = "the whole run, its warm-up included"


def section_of_differences(found: ComparisonTable, *, streams_differ: bool) -> str:
    """Every scenario beside the first. streams_differ : whether patients come by streams that not all models have."""
    parts = [element("h2", "What differs"), *(element("p", words(one)) for one in _said(found, streams_differ))]
    for scenario in found.scenarios:
        rows = [one for one in found.rows if one.scenario == scenario]
        title = f"{scenario}, beside {found.baseline}"
        parts.append(_table(title, found.baseline, [one for one in rows if not one.figure.group]))
        if classes := [one for one in rows if one.figure.group]:
            title = f"{title}: by class of patients"
            summary = element("summary", words(title))
            parts.append(element("details", summary + _table(title, found.baseline, classes)))
    return "\n".join(parts)


def _table(title: str, baseline: str, rows: Sequence[Difference]) -> str:
    names = dict.fromkeys(_of(one) for one in rows)
    groups = (group(name, [_row(one) for one in rows if _of(one) == name], columns=5) for name in names)
    return table(
        title, head(("figure", baseline, rows[0].scenario, "difference", "what can be told")) + "".join(groups)
    )


def _of(found: Difference) -> str:
    """What a figure is of: a pool, a counted time, or the run."""
    figure = found.figure
    return (f"{figure.of}, {figure.group}" if figure.group else figure.of) or OF_THE_RUN


def _row(found: Difference) -> str:
    """Shares in per cent, and their difference in points of it."""
    is_share = found.figure.unit == "share"
    text = found.figure.text.removeprefix(f"{_of(found)}: ")
    difference = Estimate(found.difference, found.half_width_together)
    numbers = [_number(one, 100.0 if is_share else 1.0) for one in (found.baseline, found.scenario_is, difference)]
    cells = (f"{text.removesuffix('share')}%" if is_share else text, *numbers, found.told)
    return row(cells, "ew-differs" if found.told in ("more", "less") else None)


def _number(found: Estimate, times: float) -> str:
    return shown(Estimate(times * found.mean, times * found.half_width)).replace("-", "\u2212")


def _said(found: ComparisonTable, streams_differ: bool) -> Iterator[str]:
    several = len(found.scenarios)
    yield (
        "Models meet the same patients with the same luck, and differences are taken run by run: mostly they are surer "
        "than either figure. Rows in bold differ by more than chance."
    )
    if streams_differ:
        yield "Not all models have the same streams: patients who come by those that differ are not the same people."
    if several > 1:
        yield f"Intervals of differences hold for all {several} scenarios at once with 95 % (Bonferroni)."
    if len({one.figure for one in found.rows}) > 1:
        yield CHANCE
    if found.not_compared:
        yield f"Not compared, as not all have them, or not from and until the same: {'; '.join(found.not_compared)}."

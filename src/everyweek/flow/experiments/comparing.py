"""Scenarios beside a baseline, with the same patients and the same luck in each pair of replications."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf, isnan, sqrt
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from everyweek.flow.errors import FlowError
from everyweek.flow.experiments.estimating import (
    SURE,
    Estimate,
    as_means,
    estimate_of,
    half_width_of,
    students_t,
)
from everyweek.flow.experiments.figures import Figure
from everyweek.flow.experiments.outcome import Heading, Outcomes

Told = Literal[
    "more", "less", "no difference can be told", "exactly the same", "too few replications", "not in any pair"
]


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure of a scenario beside the same of the baseline.

    baseline, scenario_is : each by itself, with its own 95 % interval.
    difference            : scenario less baseline; half_width : of its 95 % interval, replication by replication.
    half_width_together   : of the interval that holds for all scenarios at once (Bonferroni); what is told goes by it.
    half_width_if_independent : as if the scenario had been run with other luck.
    pairing_is_worth      : how many times as many replications of other luck would be as sure: the variance of their
                            difference over that of the pairs. Infinite where every pair differs by the same.
    pairs                 : replications in which both have the figure.
    """

    scenario: str
    figure: Figure
    baseline: Estimate
    scenario_is: Estimate
    difference: float
    half_width: float
    half_width_together: float
    half_width_if_independent: float
    pairing_is_worth: float
    pairs: int

    @property
    def told(self) -> Told:
        """What can be said: with several scenarios, 95 % sure of all that is told of this figure."""
        if not self.pairs:
            return "not in any pair"
        if isnan(self.half_width_together):
            return "too few replications"
        if not self.difference and not self.half_width:
            return "exactly the same"
        if abs(self.difference) <= self.half_width_together:
            return "no difference can be told"
        return "more" if self.difference > 0 else "less"


@dataclass(frozen=True, slots=True)
class ComparisonTable:
    """Every figure of every scenario beside the baseline's.

    scenarios    : their names, in the order in which they were given; replications : of each.
    not_compared : the figures, in words, that not all of them have, or that are of other times under one name.
    """

    baseline: str
    scenarios: tuple[str, ...]
    replications: int
    rows: tuple[Difference, ...]
    not_compared: tuple[str, ...]

    def row(self, figure: Figure, scenario: str) -> Difference:
        """The one of a figure and a scenario. Raises KeyError."""
        return {(row.figure, row.scenario): row for row in self.rows}[figure, scenario]


def compare(
    baseline: Outcomes,
    scenarios: Mapping[str, Outcomes],
    *,
    baseline_name: str = "as it is",
    figures: Sequence[Figure] | None = None,
    although_streams_differ: bool = False,
) -> ComparisonTable:
    """Scenarios beside a baseline, by their differences in each replication.

    Replications of the same number meet the same patients with the same luck, so their differences vary less than they
    do themselves. With several scenarios, some would differ from the baseline by chance: with k of them, each interval
    of `half_width_together` is one of 1 - 0.05 / k, so that all hold at once with 95 %. It is Bonferroni's and not
    Holm's, which would find a little more, because Holm has no intervals, and what is told is to agree with the
    interval beside it. Figures are not corrected for one another: name those that matter before looking.

    figures : which, in their order; all that every outcome has when None.
    although_streams_differ : pair them also when streams of other names bring the patients.
    Raises FlowError when they cannot be paired.
    """
    for name, outcomes in scenarios.items():
        check_can_be_paired(baseline, outcomes, name, although_streams_differ=although_streams_differ)
    headings = [outcomes.heading for outcomes in (baseline, *scenarios.values())]
    every = list(dict.fromkeys(figure for each in headings for figure in each.figures))
    shared = [figure for figure in every if _all_have(headings, figure)]
    wanted = shared if figures is None else list(figures)
    if missing := [figure.text for figure in wanted if figure not in shared]:
        raise FlowError(
            f"Not all scenarios have “{missing[0]}”, with the same beginning and end. Leave it out, or compare those "
            "that have it."
        )
    rows = [
        _difference(baseline, outcomes, figure, name, of=len(scenarios))
        for figure in wanted
        for name, outcomes in scenarios.items()
    ]
    not_compared = tuple(figure.text for figure in every if figure not in shared)
    return ComparisonTable(baseline_name, tuple(scenarios), len(baseline), tuple(rows), not_compared)


def _all_have(headings: Sequence[Heading], figure: Figure) -> bool:
    """Whether all have a figure; and not by chance of its name, with a time that begins or ends elsewhere."""
    return all(figure in each.figures for each in headings) and len({each.span_of(figure) for each in headings}) == 1


def check_can_be_paired(
    baseline: Outcomes, other: Outcomes, name: str, *, although_streams_differ: bool = False
) -> None:
    """Raises FlowError, with what is not shared, for outcomes whose replications do not belong together."""
    one, two = baseline.heading, other.heading
    said = f"“{name}” cannot be compared with the baseline replication by replication: "
    if one.seed != two.seed:
        raise FlowError(
            f"{said}it was run with seed {two.seed}, and the baseline with {one.seed}. Run both with one seed."
        )
    if not np.array_equal(baseline.replications, other.replications):
        raise FlowError(
            f"{said}it has {_words(other.replications)}, and the baseline {_words(baseline.replications)}. "
            "Run the same ones of both."
        )
    if (one.minutes, one.warm_up) != (two.minutes, two.warm_up):
        raise FlowError(
            f"{said}it ran for {two.minutes:g} minutes with a warm-up of {two.warm_up:g}, and the baseline for "
            f"{one.minutes:g} with {one.warm_up:g}. Run both for the same time."
        )
    alone = set(one.streams) ^ set(two.streams)
    if alone and not although_streams_differ:
        which = ", ".join(
            f"“{stream}” ({name if stream in two.streams else 'baseline'} only)" for stream in sorted(alone)
        )
        raise FlowError(
            f"{said}patients come by other streams: {which}. The name of a stream gives its patients their luck, so "
            "those of these streams are not the same people. Give streams that are the same the same name; or, if the "
            "change is that somebody else comes, say that it is to be compared although its streams differ."
        )


def _difference(baseline: Outcomes, other: Outcomes, figure: Figure, scenario: str, *, of: int) -> Difference:
    before, after = _paired(baseline, other, figure)
    differences, pairs = after - before, len(before)
    return Difference(
        scenario,
        figure,
        baseline=estimate_of(baseline, figure),
        scenario_is=estimate_of(other, figure),
        difference=float(differences.mean()) if pairs else np.nan,
        half_width=half_width_of(differences),
        half_width_together=half_width_of(differences, sure=1.0 - (1.0 - SURE) / of),
        half_width_if_independent=_if_independent(before, after),
        pairing_is_worth=_worth(before, after),
        pairs=pairs,
    )


def _paired(baseline: Outcomes, other: Outcomes, figure: Figure) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The numbers of both, of those replications in which both have the figure."""
    columns = [outcomes.column(figure) for outcomes in (baseline, other)]
    there = ~np.isnan(columns[0]) & ~np.isnan(columns[1])
    if figure.divided_by is None:
        return columns[0][there], columns[1][there]
    numbers = [outcomes.column(figure.divided_by)[there] for outcomes in (baseline, other)]
    return as_means(columns[0][there], numbers[0]), as_means(columns[1][there], numbers[1])


def _if_independent(before: NDArray[np.float64], after: NDArray[np.float64]) -> float:
    """Half of Welch's interval of the difference of two independent means."""
    pairs = len(before)
    if pairs < 2:
        return np.nan
    parts = [float(each.var(ddof=1)) / pairs for each in (before, after)]
    both = sum(parts)
    if not both:
        return 0.0
    return students_t(both**2 * (pairs - 1) / sum(part**2 for part in parts)) * sqrt(both)


def _worth(before: NDArray[np.float64], after: NDArray[np.float64]) -> float:
    if len(before) < 2:
        return np.nan
    paired = float((after - before).var(ddof=1))
    return float(before.var(ddof=1) + after.var(ddof=1)) / paired if paired else inf


def _words(replications: NDArray[np.int64]) -> str:
    if not len(replications):
        return "no replication"
    return f"{len(replications)} replications ({replications.min()} to {replications.max()})"

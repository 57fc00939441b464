"""What several replications say together: means and shares, and how sure they are."""

from collections.abc import Sequence
from dataclasses import dataclass

from everyweek.flow.experiments.estimating import Estimate, estimate, estimate_of
from everyweek.flow.experiments.figures import Figure
from everyweek.flow.experiments.outcome import Outcomes, outcomes_of_runs
from everyweek.flow.replication import Replication

__all__ = ["Estimate", "IntervalSummary", "PoolSummary", "ShareWithin", "estimate", "intervals_of", "pools_of"]


@dataclass(frozen=True, slots=True)
class PoolSummary:
    """A pool.

    wait    : minutes that were waited, over patients who were served; waiting : patients.
    longest : patients, in any replication; in_use : units; occupancy : in use over what is there.
    """

    name: str
    wait: Estimate
    waiting: Estimate
    occupancy: Estimate
    longest: int
    in_use: Estimate


@dataclass(frozen=True, slots=True)
class ShareWithin:
    """The share of patients, from 0 to 1, who took at most so many minutes."""

    minutes: float
    share: Estimate


@dataclass(frozen=True, slots=True)
class IntervalSummary:
    """A counted time of a class, "" for all.

    number : patients in all replications; minutes : their mean; within : the share within each edge of the interval.
    """

    name: str
    group: str
    number: int
    minutes: Estimate
    within: tuple[ShareWithin, ...] = ()


def pools_of(found: Outcomes | Sequence[Replication]) -> tuple[PoolSummary, ...]:
    """Each pool over replications of one model, at least one; or over what came out of them elsewhere."""
    outcomes = found if isinstance(found, Outcomes) else outcomes_of_runs(found)
    return tuple(
        PoolSummary(
            name,
            wait=estimate_of(outcomes, Figure("mean wait", name, unit="minutes")),
            waiting=estimate_of(outcomes, Figure("mean waiting", name)),
            occupancy=estimate_of(outcomes, Figure("occupancy", name, unit="share")),
            longest=int(outcomes.column(Figure("longest queue", name)).max()),
            in_use=estimate_of(outcomes, Figure("mean in use", name, unit="units")),
        )
        for name in outcomes.heading.pools
    )


def intervals_of(found: Outcomes | Sequence[Replication]) -> tuple[IntervalSummary, ...]:
    """Each counted time, of all patients and, with several classes, of each class."""
    outcomes = found if isinstance(found, Outcomes) else outcomes_of_runs(found)
    figures = outcomes.heading.figures
    summaries = []
    for mean in (figure for figure in figures if figure.kind == "mean"):
        limits = [one for one in figures if (one.kind, one.of, one.group) == ("within", mean.of, mean.group)]
        summaries.append(
            IntervalSummary(
                mean.of,
                mean.group,
                number=int(outcomes.column(Figure("number", mean.of, mean.group)).sum()),
                minutes=estimate_of(outcomes, mean),
                within=tuple(ShareWithin(one.within or 0.0, estimate_of(outcomes, one)) for one in limits),
            )
        )
    return tuple(summaries)

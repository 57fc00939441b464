"""What came out of a model in words: the same in a plain table and on a page."""

from collections.abc import Iterator
from dataclasses import replace

from everyweek.flow.experiments.estimating import Estimate
from everyweek.flow.experiments.outcome import Outcomes
from everyweek.flow.experiments.showing import shown
from everyweek.flow.quantities import MINUTES_OF_A_DAY
from everyweek.flow.summary import IntervalSummary, PoolSummary

Cells = tuple[str, ...]
POOLS: Cells = ("pool", "wait, minutes", "waiting", "in use", "longest queue")
INTERVALS: Cells = ("interval", "patients in all", "minutes")


def what_was_run(found: Outcomes) -> Iterator[str]:
    """How often, how long and from when on it was run, and how its figures are to be read."""
    yield f"{found.heading.model}: {runs_of(found)}, seed {found.heading.seed}"
    yield not_counted(found)
    yield how_sure(found)


def runs_of(found: Outcomes) -> str:
    """How often and how long it was run."""
    several = len(found)
    return f"{'1 run' if several == 1 else f'{several:,} runs'} of {long(found.heading.minutes)}"


def not_counted(found: Outcomes) -> str:
    """From when on it was counted."""
    if found.heading.warm_up:
        return f"The first {long(found.heading.warm_up)} of each run are not counted."
    return "Counted from the beginning of each run, without a warm-up."


def how_sure(found: Outcomes) -> str:
    """What ± means."""
    if len(found) == 1:
        return "One run does not say how sure its figures are; run several."
    return "± is half of a 95 % interval over runs; without it, no run gave another figure."


def of_pool(one: PoolSummary) -> Cells:
    """A row under POOLS."""
    return one.name, shown(one.wait), shown(one.waiting), share(one.occupancy), f"{one.longest:,}"


def of_interval(one: IntervalSummary) -> Cells:
    """A row under INTERVALS."""
    return (f"{one.name}, {one.group}" if one.group else one.name), f"{one.number:,}", shown(one.minutes)


def within(one: IntervalSummary) -> tuple[Cells, ...]:
    """Rows that belong beneath that of a counted time: which share took at most so long."""
    limits = one.within if one.number else ()
    return tuple((f"within {long(limit.minutes)}", "", share(limit.share)) for limit in limits)


def share(found: Estimate) -> str:
    """A share in per cent.

    >>> share(Estimate(0.92431, 0.0234)), share(Estimate(1.0, float("nan")))
    ('92.4 ± 2.3 %', '100 %')
    """
    words = shown(replace(found, mean=100 * found.mean, half_width=100 * found.half_width))
    return words if words == "none" else f"{words} %"


def long(minutes: float) -> str:
    """How long something is, in days or hours where these are whole numbers and at least two.

    >>> long(40_320.0), long(240.0), long(60.0), long(90.0), long(28.8)
    ('28 days', '4 hours', '60 minutes', '90 minutes', '28.8 minutes')
    """
    for unit, name in ((MINUTES_OF_A_DAY, "days"), (60.0, "hours")):
        if minutes >= 2 * unit and not minutes % unit:
            return f"{minutes / unit:,.0f} {name}"
    return f"{minutes:g} minutes"

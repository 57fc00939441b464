"""1,000 replications of a year of an emergency department: on one core, and over all cores of this machine.

Efficiency is the time on one core over the time on n cores, over n: 100 % would be n times as fast. The processes load
the engine first, which a long run pays once; both times of many processes are shown, with it and without. Then the same
by Python's own pool of processes, with a task for each replication, beside blocks of a second. All must come to the
same numbers to the last bit. Prints times and ratios; never fails for being slow. `REPLICATIONS` and `PROCESSES` in the
environment change how many.
"""

import os
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from time import perf_counter

import click
import numpy as np

from everyweek.flow.conditions import Chance
from everyweek.flow.distributions import Lognormal
from everyweek.flow.experiments.blocks import Local, block_size_for, run_blocks
from everyweek.flow.experiments.local import cores
from everyweek.flow.experiments.outcome import Asked, Block, Outcomes, blocks_of, outcomes_of
from everyweek.flow.model import Interval, Model
from everyweek.flow.pools import Pool
from everyweek.flow.quantities import MINUTES_OF_A_DAY, days, hours, minutes, per_hour
from everyweek.flow.steps import Branch, Delay, Leave, Mark, Pathway, Release, Seize, Way
from everyweek.flow.streams import Poisson, Stream

YEAR = 365 * MINUTES_OF_A_DAY
CLASSES = ("resuscitation", "major", "minor")
SHARE_OF_HOUR = (
    0.026, 0.021, 0.018, 0.016, 0.015, 0.016, 0.020, 0.029, 0.043, 0.055, 0.061, 0.062,
    0.061, 0.059, 0.058, 0.057, 0.058, 0.058, 0.057, 0.054, 0.049, 0.043, 0.036, 0.028,
)  # fmt: skip
"""Invented: a quiet night and a busy day; made to add up to 1 below."""


def department() -> Model:
    """300 arrivals a day in three priorities; triage, cubicles, and 28 % to 450 beds, for which cubicles wait."""
    rates = tuple(per_hour(300 * share / sum(SHARE_OF_HOUR)) for share in SHARE_OF_HOUR) * 7
    priority = {"resuscitation": 0, "major": 1, "minor": 2}
    steps = (
        Seize(("triage nurses",), priority=priority),
        Delay(Lognormal(minutes(6), minutes(3))),
        Release("triage nurses"),
        Seize(("cubicles",), priority=priority),
        Mark("seen"),
        Delay(Lognormal(minutes(130), minutes(80))),
        Branch(
            (
                Way(
                    Chance(0.28),
                    (Seize(("beds",)), Mark("bed"), Release("cubicles"), Delay(Lognormal(days(5), days(6))),
                     Release("beds"), Leave("discharged")),
                ),
            ),
            otherwise=(),
        ),
        Release("cubicles"),
        Leave("home"),
    )  # fmt: skip
    mix = {"resuscitation": 0.05, "major": 0.45, "minor": 0.5}
    return Model(
        "an emergency department",
        (Pool("triage nurses", 4), Pool("cubicles", 55), Pool("beds", 450)),
        (Stream("arrivals", Poisson(rates), "department", mix),),
        (Pathway("department", steps),),
        classes=CLASSES,
        intervals=(Interval("wait to be seen", "arrival", "seen", (hours(1).minutes, hours(4).minutes)),),
    )


def timed(run) -> tuple[float, bytes]:
    """Seconds, and the numbers that it came to: bit by bit, whatever their headings say."""
    started = perf_counter()
    found = run()
    return perf_counter() - started, np.concatenate([part.values for part in found]).tobytes()


def single(asked: Asked, number: int) -> Outcomes:
    """One replication as a task of its own."""
    return outcomes_of(asked, Block(number, 1))


def with_a_task_each(asked: Asked, replications: int, processes: int) -> list[Outcomes]:
    """Python's own pool."""
    with ProcessPoolExecutor(processes) as pool:
        return list(pool.map(partial(single, asked), range(replications)))


def main() -> None:
    """Print the times and the ratios."""
    replications = int(os.environ.get("REPLICATIONS", "1000"))
    processes = int(os.environ.get("PROCESSES", cores()))
    asked = Asked(department(), minutes=YEAR)
    fn = partial(outcomes_of, asked)
    fn(Block(0, 1))  # the engine is compiled, or loaded
    one_takes, _ = timed(lambda: [fn(Block(0, 4))])
    blocks = blocks_of(replications, block_size_for(replications, seconds_of_one=one_takes / 4, processes=processes))

    alone, first = timed(lambda: run_blocks(fn, blocks, on=Local(processes=1)))
    cold, second = timed(lambda: run_blocks(fn, blocks, on=Local(processes=processes)))
    warm, third = timed(lambda: run_blocks(fn, blocks, on=Local(processes=processes)))
    each, fourth = timed(lambda: with_a_task_each(asked, replications, processes))
    same = first == second == third == fourth

    click.echo(f"{replications:,} replications of a year of an emergency department, {len(blocks)} blocks")
    click.echo(f"  {'one process':36}{alone:>8.1f} s   ({1000 * alone / replications:.1f} ms each)")
    for what, seconds in (
        (f"{processes} processes, begun for it", cold),
        (f"{processes} processes that are there already", warm),
        ("Python's pool, a task each", each),
    ):
        click.echo(f"  {what:36}{seconds:>8.1f} s   efficiency {alone / seconds / processes:.0%}")
    if sys.dont_write_bytecode:
        click.echo("  Python is told to keep no bytecode here: each process compiles the source of what it loads anew")
    click.echo(f"  all come to the same numbers to the last bit: {'yes' if same else 'NO'}")


if __name__ == "__main__":
    main()

"""From models and options to what is shown: warm-up, replications, stopping, and going on."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from everyweek.cli.simulation.engine import make_ready
from everyweek.cli.simulation.files import CannotWrite, outcomes_with_tables, workshop, write
from everyweek.cli.simulation.options import MINUTES_OF_A_DAY, Options
from everyweek.cli.simulation.report import report_of, write_report
from everyweek.cli.simulation.scenario import Scenario

if TYPE_CHECKING:
    from everyweek.flow.experiments.comparing import ComparisonTable
    from everyweek.flow.experiments.keeping import Folder
    from everyweek.flow.experiments.outcome import Asked, Outcomes
    from everyweek.flow.experiments.replications import Reached
    from everyweek.flow.experiments.warm_up import WarmUp
    from everyweek.flow.model import Model

STOPPED = 130
"""The exit status of a command that Ctrl-C ended: 128 and the number of the signal."""


def run(models: "Mapping[str, Model]", options: Options) -> None:
    """Run one model, or several beside the first, and say what came out."""
    first = next(iter(models.values()))
    make_ready(first)
    warm_ups = _found_warm_ups(models, options) if options.warm_up is None else {}
    with workshop(options.output) if options.output else nullcontext() as shop:
        _run(models, options, warm_ups, shop)


def _run(models: "Mapping[str, Model]", options: Options, warm_ups: "Mapping[str, WarmUp]", shop: Path | None) -> None:
    """warm_ups : of each model, where they were looked for.

    shop : where event tables are left until they are put together; None when they are not asked for.
    """
    from everyweek.flow.experiments.local import WorkerDied

    found = [one.minutes or 0.0 for one in warm_ups.values()]
    warm_up = max(found) / MINUTES_OF_A_DAY if found else options.warm_up or 0.0

    several = options.replications * len(models)
    scenarios = [_scenario(model, name, options, warm_up, shop) for name, model in models.items()]
    with _bar("Running, at most" if options.precision else "Running", several) as tick:
        reached: Sequence[Reached] = ()
        ended: BaseException | None = None
        try:
            for scenario in scenarios:
                scenario.tick = tick
                reached = _replicate(scenario, options)
        except (KeyboardInterrupt, WorkerDied) as stopped:
            ended = stopped
    if ended is not None:
        _stop(scenarios, options, ended, several)
    _finish(scenarios, options, reached, warm_ups=warm_ups, shop=shop)


def _found_warm_ups(models: "Mapping[str, Model]", options: Options) -> "dict[str, WarmUp]":
    """What each of the models needs; it is said with its reason."""
    from everyweek.flow.experiments.warm_up import warm_up_of

    each = {}
    _say("Looking for the warm-up …")
    for name, model in models.items():
        found = warm_up_of(model, minutes=options.minutes, seed=options.seed)
        _say(f"{name}: {found.sentence}" if len(models) > 1 else found.sentence)
        if found.minutes is None:
            raise click.ClickException("No warm-up was found. Run longer, or give one in days: --warm-up DAYS.")
        each[name] = found
    return each


def _scenario(model: "Model", name: str, options: Options, warm_up: float, shop: Path | None) -> Scenario:
    from everyweek.flow.experiments.outcome import Asked

    asked = Asked(
        model,
        minutes=options.minutes,
        warm_up=warm_up * MINUTES_OF_A_DAY,
        seed=options.seed,
        by_hour=options.report is not None,
    )
    folder = _default_folder() if options.resume else options.keep
    keep = _folder(folder, asked) if folder else None
    if keep:
        _say_what_is_kept(keep, name, options)
    work = partial(outcomes_with_tables, asked, shop) if shop else None
    return Scenario(asked, name, processes=options.processes, keep=keep, work=work)


def _say_what_is_kept(keep: "Folder", name: str, options: Options) -> None:
    from everyweek.flow.experiments.outcome import Block

    every = keep.blocks(Block(0, options.replications), options.replications)
    several = sum(block.number for block in every if keep.has(block))
    if several:
        _say(f"{name}: {several:,} replications are finished already.")
    elif options.resume:
        _say(f"{name}: nothing is kept of this model with these options by this version; it begins anew.")


def _replicate(scenario: Scenario, options: Options) -> "Sequence[Reached]":
    """Run all replications, or as many as a precision needs; what became of that."""
    from everyweek.cli.simulation.wishes import wanted_of
    from everyweek.flow.experiments.outcome import Block
    from everyweek.flow.experiments.replications import enough_replications

    if not options.precision:
        scenario(Block(0, options.replications))
        return ()
    wanted = wanted_of(options.precision, scenario.asked.model)
    return enough_replications(scenario, wanted, at_most=options.replications).reached


def _stop(scenarios: Sequence[Scenario], options: Options, ended: BaseException, several: int) -> None:
    """Say what is finished, keep it, show it, and end."""
    from everyweek.cli.simulation.showing import as_json, as_table

    finished = sum(len(part) for scenario in scenarios for part in scenario.done.values())
    by_hand = isinstance(ended, KeyboardInterrupt)
    _say(f"Stopped: {finished:,} of {several:,} replications." if by_hand else f"everyweek: {ended}")
    if finished:
        _say(_kept(scenarios, options))
    if options.report:
        _say(f"{options.report} is not written: a report is of a whole run.")
    found = scenarios[0].found()
    if found is not None and len(scenarios) == 1 and options.form != "parquet":
        click.echo(as_json(found, stopped=True) if options.form == "json" else as_table(found))
    sys.exit(STOPPED if by_hand else 1)


def _kept(scenarios: Sequence[Scenario], options: Options) -> str:
    """Keep what is not kept yet; how to go on."""
    if options.keep:
        return f"What is finished is kept in {options.keep}, and the same command goes on from there."
    for scenario in scenarios:
        keep = _folder(_default_folder(), scenario.asked)
        for block, part in scenario.done.items():
            keep.keep(block, part)
    return "What is finished is kept. To go on from there, give the same command with --resume."


def _finish(
    scenarios: Sequence[Scenario],
    options: Options,
    reached: "Sequence[Reached]",
    *,
    warm_ups: "Mapping[str, WarmUp]",
    shop: Path | None,
) -> None:
    each = {scenario.name: found for scenario in scenarios if (found := scenario.found()) is not None}
    table = _compared(each, options) if len(each) > 1 else None
    if options.output and shop:
        with _kept_if_it_cannot_be_written(scenarios, options):
            _write(options.output, shop, scenarios[0])
    elif table is not None:
        _show_comparison(each, table, options)
    else:
        _show(next(iter(each.values())), options, reached)
    if options.report:
        models = {scenario.name: scenario.asked.model for scenario in scenarios}
        with _kept_if_it_cannot_be_written(scenarios, options):
            report = report_of(models, each, warm_ups, comparison=table, reached=reached)
            write_report(options.report, report, overwrite=options.overwrite)
        _say(f"{options.report} shows {', beside '.join(models)}.")
    if options.resume:
        for scenario in scenarios:
            if scenario.keep:
                scenario.keep.throw_away()


@contextmanager
def _kept_if_it_cannot_be_written(scenarios: Sequence[Scenario], options: Options) -> Iterator[None]:
    try:
        yield
    except (KeyboardInterrupt, CannotWrite):
        _say(_kept(scenarios, options))
        raise


def _show(found: "Outcomes", options: Options, reached: "Sequence[Reached]") -> None:
    from everyweek.cli.simulation.showing import as_json, as_table

    if options.form == "json":
        click.echo(as_json(found, stopped=False, reached=reached))
        return
    click.echo(as_table(found))
    if reached:
        click.echo("\n" + "\n".join(one.sentence for one in reached))


def _compared(each: "Mapping[str, Outcomes]", options: Options) -> "ComparisonTable":
    """The first beside all others."""
    from everyweek.flow.experiments.comparing import compare

    (name, baseline), *others = each.items()
    return compare(baseline, dict(others), baseline_name=name, although_streams_differ=options.although_streams_differ)


def _show_comparison(each: "Mapping[str, Outcomes]", table: "ComparisonTable", options: Options) -> None:
    from everyweek.cli.simulation.showing import comparison_as_json
    from everyweek.flow.experiments.showing import as_text
    from everyweek.flow.reporting.figures import what_was_run

    if options.form == "json":
        click.echo(comparison_as_json(each, table))
    else:
        click.echo("\n".join([*what_was_run(each[table.baseline]), "", as_text(table)]))


def _write(folder: Path, shop: Path, scenario: Scenario) -> None:
    found = scenario.found()
    assert found is not None
    with _bar("Writing", len(found)) as tick:
        names = write(folder, shop, found, scenario.asked, tick=tick)
    _say(f"{folder}: {', '.join(names)}")


def _folder(folder: Path, asked: "Asked") -> "Folder":
    from everyweek.flow.experiments.keeping import Folder

    return Folder(folder, asked, say=_say)


def _default_folder() -> Path:
    from everyweek.warehouse.home import home

    return home() / "unfinished"


@contextmanager
def _bar(label: str, length: int) -> Iterator[Callable[[int], None]]:
    """A bar on standard error, moved by how many more are done."""
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield bar.update


def _say(sentence: str) -> None:
    click.echo(sentence, err=True)

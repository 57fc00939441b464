"""The engine for patient flow beside SimPy, Ciw, salabim and C++: two textbook queues, and a year of a department.

Every engine runs the same three models of `flow/figures.py` with luck of its own. They must agree on what they count,
within intervals; where they do not, this fails. Nothing fails for being slow: each ratio stands beside what is asked.

Seconds are of processor, of one core, and the least of several runs: others were disturbed. Runs of the engines take
turns, so that a disturbance meets all of them. The slow ones run fewer patients, and are compared by patients a second.
With --full also a hundred million events, in memory that does not grow. Many cores: `bench_flow_fan_out.py`.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time

import click
from flow import beginnings, figures, in_cpp, ours, peers_ciw, peers_salabim, peers_simpy
from flow.agreement import disagreements
from flow.counted import Counted

from everyweek.flow.running import replicate

DAY, SEED = 1_440.0, 20_261_123
CUSTOMERS = {ours.NAME: 1_000_000, in_cpp.NAME: 1_000_000, peers_simpy.NAME: 200_000, peers_ciw.NAME: 100_000}
CUSTOMERS[peers_salabim.NAME] = 10_000
DAYS = {ours.NAME: figures.DAYS, in_cpp.NAME: figures.DAYS, peers_simpy.NAME: figures.DAYS, peers_ciw.NAME: 120}
DAYS[peers_salabim.NAME] = 28
TURNS = {ours.NAME: 12, in_cpp.NAME: 12, peers_simpy.NAME: 2, peers_ciw.NAME: 2, peers_salabim.NAME: 1}
YEARS_A_TURN = 4
TO_COMPARE = 40
"""Runs of ours over the same time as a peer's, from which the spread between runs is known."""
ASKED_OF_QUEUES = {peers_simpy.NAME: 80.0, peers_ciw.NAME: 150.0}
ASKED_OF_A_YEAR = {in_cpp.NAME: 1.0}
WAITS_BY_THEORY = {1: 9.0, 5: 1.525}
"""Of M/M/1 and M/M/5 at 90 %, in the unit of a service (Erlang's C formula)."""

Run = Callable[[float, int], list[Counted]]
"""Runs over so many minutes with a seed."""


@dataclass
class Engine:
    """An engine with one of the models. run : over so many minutes; ran : what came of it, in turn."""

    name: str
    run: Run
    minutes: float
    turns: int
    ran: list[Counted] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """The least of a run."""
        return min(one.seconds for one in self.ran)

    @property
    def speed(self) -> float:
        """Patients a second, at its best."""
        return max(one.arrived / one.seconds for one in self.ran)


def main() -> None:
    """Print all speeds, and end with an error where engines disagree."""
    full = "--full" in sys.argv[1:]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["EVERYWEEK_CACHE"] = name  # before the engine is loaded
        peer = in_cpp.compiled_peer(folder)
        if peer is None:
            click.echo("There is no compiler for C++ on this machine: its column is missing.")
        _beginnings(folder)
        faults = [fault for servers in (1, 5) for fault in _queues(servers, peer)] + _department(peer)
        _tables()
        if full:
            _many_events(folder)
    if faults:
        raise SystemExit("The engines do not agree:\n" + "\n".join(faults))
    click.echo("All engines agree on what they counted, within intervals.")


def _queues(servers: int, peer: in_cpp.Peer | None) -> list[str]:
    model = ours.textbook_queue(servers)
    rate = figures.UTILISATION * servers / figures.SERVICE_MINUTES
    runs: dict[str, Run] = {
        ours.NAME: lambda minutes, seed: [ours.run_queue(model, minutes=minutes, seed=SEED, replication=seed)],
        peers_simpy.NAME: lambda minutes, seed: [peers_simpy.textbook_queue(servers, minutes=minutes, seed=seed)],
        peers_ciw.NAME: lambda minutes, seed: [peers_ciw.textbook_queue(servers, minutes=minutes, seed=seed)],
        peers_salabim.NAME: lambda minutes, seed: [peers_salabim.textbook_queue(servers, minutes=minutes, seed=seed)],
    }
    if peer is not None:
        runs[in_cpp.NAME] = lambda minutes, seed: [peer.queue(servers, minutes=minutes, seed=seed)]
    engines = _in_turn(runs, {name: customers / rate for name, customers in CUSTOMERS.items()})
    click.echo(
        f"\nM/M/{servers} at {figures.UTILISATION:.0%}, a million customers; wait by theory {WAITS_BY_THEORY[servers]}"
    )
    _print(engines, ASKED_OF_QUEUES, shown={"wait": "wait"})
    return _faults(f"M/M/{servers}", engines)


def _department(peer: in_cpp.Peer | None) -> list[str]:
    model = ours.compiled(ours.department())

    def run_ours(minutes: float, seed: int) -> list[Counted]:
        numbers = range(seed * YEARS_A_TURN, (seed + 1) * YEARS_A_TURN)
        return [ours.run_department(model, minutes=minutes, seed=SEED, replication=number) for number in numbers]

    runs: dict[str, Run] = {
        ours.NAME: run_ours,
        peers_simpy.NAME: lambda minutes, seed: [peers_simpy.department(minutes=minutes, seed=seed)],
        peers_ciw.NAME: lambda minutes, seed: [peers_ciw.department(minutes=minutes, seed=seed)],
        peers_salabim.NAME: lambda minutes, seed: [peers_salabim.department(minutes=minutes, seed=seed)],
    }
    if peer is not None:
        runs[in_cpp.NAME] = lambda minutes, seed: peer.department(
            days=minutes / DAY, replications=YEARS_A_TURN, seed=seed
        )
    engines = _in_turn(runs, {name: days * DAY for name, days in DAYS.items()})
    year = next(one for one in engines if one.name == ours.NAME)
    click.echo(
        f"\nA year of an emergency department, {year.ran[0].arrived:,} patients: {1_000 * year.seconds:.1f} ms "
        f"(asked: at most 50; {_said(year.seconds <= 0.050)})"
    )
    shown = {"triage wait, immediate": "triage 1", "triage wait, standard": "triage 3", "within four hours": "in 4 h"}
    _print(engines, ASKED_OF_A_YEAR, shown=shown | {"bed wait": "bed wait"})
    return _faults("The department", engines)


def _in_turn(runs: dict[str, Run], minutes: dict[str, float]) -> list[Engine]:
    engines = [Engine(name, run, minutes[name], TURNS[name]) for name, run in runs.items()]
    for turn in range(max(TURNS.values())):
        for engine in engines:
            if turn < engine.turns:
                engine.ran += engine.run(engine.minutes, turn + 1)
    return engines


def _faults(model: str, engines: list[Engine]) -> list[str]:
    """What the others count otherwise than ours does over the same time."""
    mine = next(one for one in engines if one.name == ours.NAME)
    found = []
    for engine in engines:
        if engine is mine:
            continue
        as_long = mine.ran if engine.minutes == mine.minutes else _ran_for(mine, engine.minutes)
        found += [f"{model}, {engine.name}: {fault}" for fault in disagreements(as_long, engine.ran)]
    return found


def _ran_for(engine: Engine, minutes: float) -> list[Counted]:
    found: list[Counted] = []
    while len(found) < TO_COMPARE:
        found += engine.run(minutes, 100 + len(found))
    return found


def _print(engines: list[Engine], asked: dict[str, float], *, shown: dict[str, str]) -> None:
    mine = next(one for one in engines if one.name == ours.NAME)
    heads = "".join(f"{word:>10}" for word in shown.values())
    click.echo(f"  {'':26}{'patients':>10}{'seconds':>10}{'a second':>13}{'ours is':>11}  {'asked':20}{heads}")
    for engine in engines:
        patients = engine.ran[0].arrived
        seen = "".join(f"{sum(one.seen[name] for one in engine.ran) / len(engine.ran):10.3f}" for name in shown)
        ratio, wanted = mine.speed / engine.speed, asked.get(engine.name)
        words = "" if wanted is None else f"{wanted:g} x, {_said(ratio >= wanted)}"
        times = "" if engine is mine else f"{ratio:,.{0 if ratio >= 10 else 2}f} x"
        click.echo(
            f"  {engine.name:26}{patients:10,}{engine.seconds:10.4f}{engine.speed:13,.0f}{times:>11}  {words:20}{seen}"
        )


def _said(reached: bool) -> str:
    return "reached" if reached else "not reached"


def _beginnings(folder: Path) -> None:
    first = beginnings.in_a_fresh_process(beginnings.FIRST_RUN, cache=folder)[0]
    again = min(beginnings.in_a_fresh_process(beginnings.FIRST_RUN, cache=folder)[0] for _ in range(3))
    checks = [beginnings.in_a_fresh_process(beginnings.CHECKING, cache=folder) for _ in range(3)]
    checking = min(seconds for seconds, _ in checks)
    without = "without Numba" if not any(loaded for _, loaded in checks) else "WITH NUMBA"
    run, tables = beginnings.in_a_fresh_process(beginnings.MEMORY_OF_A_YEAR, cache=folder)
    click.echo("Processes of their own, seconds of processor")
    click.echo(f"  importing, and checking a model   {checking:6.2f} s  asked 0.3, {_said(checking < 0.3)}; {without}")
    click.echo(f"  first run, with compiling         {first:6.2f} s  asked 20, {_said(first < 20)}")
    click.echo(f"  first run, from the cache         {again:6.2f} s  asked 1, {_said(again < 1)}; with importing Numba")
    click.echo(f"  memory of a year with its rows    {run:6.0f} MB asked 300, {_said(run < 300)}")
    click.echo(f"    and with its event tables       {tables:6.0f} MB")


def _tables() -> None:
    """A year with its event tables, and the share within four hours as it is measured of a real trust's."""
    from everyweek.flow.emitting.event_tables import event_tables
    from everyweek.measures.events.catalogue import find_event_measures
    from everyweek.warehouse.engines.duckdb import observations_of

    model, measures = ours.compiled(ours.department()), find_event_measures("four_hour_performance")
    whole, asked = [], []
    for number in range(6):
        began = process_time()
        found = replicate(model, minutes=figures.DAYS * DAY, seed=SEED, replication=number)
        tables = event_tables(found)
        whole.append(process_time() - began)
        began = process_time()
        months = observations_of(tables, measures)
        asked.append(process_time() - began)
        within, of = (sum(getattr(one, name) for one in months) for name in ("numerator", "denominator"))
        took = found.rows.milestones[:, found.compiled.names.milestones.index("departed")] - found.rows.arrived
        expected = ((took <= figures.WITHIN).sum(), (took >= 0.0).sum())
        if abs(within - expected[0]) > 1 or of != expected[1]:  # one may lie within half a millisecond of four hours
            raise SystemExit(f"The event tables say {within} of {of} within four hours, the rows say {expected}.")
    rows = sum(table.num_rows for table in tables.values())
    seconds, more = min(whole), 1_000 * min(asked)
    click.echo(f"\nA year with its event tables, {rows:,} rows: {1_000 * seconds:.1f} ms", nl=False)
    click.echo(f" (asked: at most 120; {_said(seconds <= 0.120)})")
    click.echo(f"  and the share within four hours of each month, by DuckDB from the table: {more:.1f} ms more")


def _many_events(folder: Path) -> None:
    few, little, many, much = beginnings.in_a_fresh_process(beginnings.MEMORY_OF_EVENTS, cache=folder)
    click.echo(f"Memory after {few:,.0f} events {little:.1f} MB, after {many:,.0f} events {much:.1f} MB")


if __name__ == "__main__":
    main()

"""everyweek simulate in this process, of a model of a few lines, and stopped when a test wishes."""

import signal
from pathlib import Path

import pytest
from click.testing import Result
from support import flow_runs

from everyweek.cli.simulation import scenario
from everyweek.flow.experiments import outcome
from everyweek.flow.experiments.outcome import Block, Outcomes

GOOD = """
name: A door
classes: [minor, major]
pools: {nurses: 2, chairs: 1}
streams: {all: {pathway: door, rate: 4 per hour, classes: {minor: 50%, major: 50%}}}
pathways:
  door:
    - {seize: nurses, priority: {minor: 1, major: 0}}
    - mark: seen
    - delay: {exponential: 20 minutes}
    - release: nurses
    - leave
intervals: {wait: {since: arrival, until: seen}}
"""
BUSIER = flow_runs.DOOR.replace("A door", "A busier door").replace("4 per hour", "5 per hour")


def simulate(folder: Path, *options: str, model: str = GOOD) -> Result:
    """The command for a model, which is written into the folder."""
    return flow_runs.simulate(flow_runs.door(folder, model), *options)


def stop_after(blocks: int, monkeypatch: pytest.MonkeyPatch, number: signal.Signals = signal.SIGINT) -> None:
    """Ctrl-C while so many blocks of a replication each are finished."""
    finished = []
    original = outcome.outcomes_of

    def one(asked: object, block: Block) -> Outcomes:
        finished.append(block)
        if len(finished) > blocks:
            signal.raise_signal(number)
        return original(asked, block)  # type: ignore[arg-type]

    monkeypatch.setattr(outcome, "outcomes_of", one)
    monkeypatch.setattr(scenario, "MOST_IN_A_BLOCK", 1)

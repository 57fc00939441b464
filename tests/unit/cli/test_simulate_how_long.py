"""How long and how often everyweek simulate runs a model: warm-up, precision, and other processes that help."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.flow_runs import DOOR
from support.simulating import simulate

from everyweek.cli.simulation import scenario
from everyweek.flow.experiments import local


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many processes each batch was to have, on a machine with seven cores; all run in this one."""
    found: list[int] = []
    original = local.Local.run

    def run(self: local.Local, fn: Any, blocks: Any, *, stopped: Callable[[], bool]) -> Any:
        found.append(self.processes or 0)
        return original(local.Local(processes=1), fn, blocks, stopped=stopped)

    monkeypatch.setattr(local.Local, "run", run)
    monkeypatch.setattr(local, "cores", lambda: 7)
    return found


def test_a_warm_up_that_is_found_is_said_with_its_reason(tmp_path: Path) -> None:
    done = simulate(
        tmp_path, "--warm-up", "auto", "--days", "20", "--replications", "2", "--format", "json", model=DOOR
    )

    assert done.exit_code == 0, done.output
    assert "A warm-up of " in done.stderr
    assert "needs longest." in done.stderr
    assert 0.0 < json.loads(done.stdout)["warm_up_days"] < 10.0


def test_a_model_that_never_settles_is_said_to_and_not_run(tmp_path: Path) -> None:
    growing = DOOR.replace("4 per hour", "9 per hour")

    done = simulate(tmp_path, "--warm-up", "auto", "--days", "20", model=growing)

    assert done.exit_code == 1
    assert "did not settle" in done.stderr
    assert "No warm-up was found. Run longer, or give one in days: --warm-up DAYS." in done.stderr


def test_replications_are_run_until_a_figure_is_known_closely_enough(tmp_path: Path) -> None:
    wish = ("--precision", "nurses: mean wait = 20%", "--precision", "NURSES: OCC = 0.02")

    shown = simulate(tmp_path, *wish, model=DOOR)
    found = json.loads(simulate(tmp_path, *wish, "--format", "json", model=DOOR).stdout)

    assert shown.exit_code == 0, shown.output
    assert "nurses: mean wait, minutes: " in shown.stdout.splitlines()[-2]
    assert "nurses: occupancy, share: " in shown.stdout.splitlines()[-1]
    assert [one["reached"] for one in found["precision"]] == [True, True]
    wait = found["pools"][0]["wait"]
    assert wait["half_width"] <= 0.2 * wait["mean"]
    assert found["replications"] < 1_000


def test_a_precision_that_cannot_be_had_with_so_many_says_what_it_would_need(tmp_path: Path) -> None:
    done = simulate(tmp_path, "--precision", "nurses: mean wait = 0.001", "--replications", "20", model=DOOR)

    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("A door: 20 runs")
    assert "was not reached with 20 replications" in done.stdout


def test_other_processes_are_begun_where_that_is_worth_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begun: list[int]
) -> None:
    simulate(tmp_path, "--replications", "3", model=DOOR)
    monkeypatch.setattr(scenario, "WORTH_OTHERS", 0.0)
    simulate(tmp_path, "--replications", "3", model=DOOR)
    simulate(tmp_path, "--replications", "3", "--processes", "2", model=DOOR)

    assert begun == [1, 1, 1, 7, 1, 2]


def test_what_is_kept_says_nothing_of_how_long_the_others_take(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("--keep", str(tmp_path / "kept"), "--replications")
    simulate(tmp_path, *words, "3", model=DOOR)
    sizes: list[tuple[int, float]] = []

    def size(replications: int, *, seconds_of_one: float, processes: int) -> int:
        sizes.append((replications, seconds_of_one))
        return 2

    monkeypatch.setattr("everyweek.flow.experiments.blocks.block_size_for", size)
    monkeypatch.setattr(scenario, "perf_counter", iter([100.0, 107.0]).__next__)
    monkeypatch.setattr(local, "cores", lambda: 1)
    done = simulate(tmp_path, *words, "6", model=DOOR)

    assert done.exit_code == 0, done.output
    assert sizes == [(2, 7.0)]


def test_batches_for_a_precision_count_together_before_others_are_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begun: list[int]
) -> None:
    monkeypatch.setattr(scenario, "perf_counter", iter([0.0, 0.2]).__next__)

    simulate(tmp_path, "--precision", "nurses: mean wait = 0.001", "--replications", "48", model=DOOR)

    assert begun == [1, 1, 7, 7]  # one, 15 of 0.2 seconds, and with the next 16 it is more than five seconds

"""What everyweek simulate keeps when it is stopped, and how it goes on from there."""

import json
import signal
from pathlib import Path
from typing import Any

import pytest
from support.flow_runs import DOOR
from support.simulating import simulate, stop_after

from everyweek.flow.experiments import local


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopped_it_shows_what_is_finished_and_goes_on_with_resume(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    words = ("--replications", "6", "--format", "json", "--processes", "1")
    undisturbed = simulate(tmp_path, *words, model=DOOR).stdout
    with monkeypatch.context() as patched:
        stop_after(2, patched, number)

        stopped = simulate(tmp_path, *words, model=DOOR)

    assert stopped.exit_code == 130
    assert "Stopped: 3 of 6 replications." in stopped.stderr
    assert "What is finished is kept. To go on from there, give the same command with --resume." in stopped.stderr
    found = json.loads(stopped.stdout)
    assert (found["replications"], found["stopped"]) == (3, True)
    assert len(list((home / "unfinished").rglob("*.parquet"))) == 3
    finished = simulate(tmp_path, *words, "--resume", model=DOOR)
    assert (finished.exit_code, finished.stdout) == (0, undisturbed)
    assert "A door: 3 replications are finished already." in finished.stderr
    anew = simulate(tmp_path, *words, "--resume", model=DOOR)
    assert "A door: nothing is kept of this model with these options by this version; it begins anew." in anew.stderr
    assert list((home / "unfinished").iterdir()) == []


def test_stopped_before_anything_is_finished_nothing_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*given: object, **others: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("everyweek.flow.experiments.blocks.run_blocks", stop)

    during = simulate(tmp_path)
    monkeypatch.setattr("everyweek.flow.reading.model.read_model", lambda path: signal.raise_signal(signal.SIGTERM))
    before = simulate(tmp_path)

    assert (during.exit_code, during.stdout) == (before.exit_code, before.stdout) == (130, "")
    assert "Stopped: 0 of 10 replications." in during.stderr
    assert "Stopped." in before.stderr


def test_a_worker_that_dies_leaves_what_is_finished(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*given: object) -> Any:
        raise local.WorkerDied("A process was ended.")

    monkeypatch.setattr(local, "_in_processes", dies)

    done = simulate(tmp_path, "--processes", "2", model=DOOR)

    assert done.exit_code == 1
    assert "everyweek: A process was ended." in done.stderr
    assert "give the same command with --resume" in done.stderr
    assert done.stdout.startswith("A door: 1 run")


def test_ctrl_c_in_the_only_block_of_a_batch_stops_too(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop_after(0, monkeypatch)

    stopped = simulate(tmp_path, "--replications", "5", model=DOOR)

    assert (stopped.exit_code, "Stopped: 1 of 5 replications." in stopped.stderr) == (130, True)


def test_going_on_with_all_that_is_kept_runs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("--replications", "5", "--keep", str(tmp_path / "kept"))
    first = simulate(tmp_path, *words, model=DOOR).stdout
    monkeypatch.setattr("everyweek.flow.experiments.outcome.outcomes_of", lambda *given: 1 / 0)

    assert simulate(tmp_path, *words, model=DOOR).stdout == first


def test_what_is_set_aside_is_said_and_standard_output_stays_json(tmp_path: Path) -> None:
    words = ("--replications", "5", "--keep", str(tmp_path / "kept"), "--format", "json")
    first = simulate(tmp_path, *words, model=DOOR).stdout
    for path in (tmp_path / "kept").rglob("*.parquet"):
        path.write_bytes(b"rubbish")

    again = simulate(tmp_path, *words, model=DOOR)

    assert again.stderr.count("was set aside: it is damaged or not wholly written") >= 1
    assert again.stdout == first


def test_a_folder_in_which_nothing_can_be_kept_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("taken")

    done = simulate(tmp_path, "--keep", str(tmp_path / "file"), model=DOOR)

    assert (done.exit_code, "everyweek: Finished replications cannot be kept in" in done.stderr) == (1, True)

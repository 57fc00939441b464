"""Models beside one another in everyweek simulate: the same patients, and what differs."""

import json
from pathlib import Path

import pytest
from support.flow_runs import DOOR
from support.simulating import BUSIER, simulate, stop_after


def test_models_beside_one_another_meet_the_same_patients(tmp_path: Path) -> None:
    other = tmp_path / "busier.yaml"
    other.write_text(DOOR.replace("A door", "More nurses").replace("nurses: 2", "nurses: 3"))
    words = ("--beside", str(other), "--replications", "6")

    shown = simulate(tmp_path, *words, model=DOOR)
    found = json.loads(simulate(tmp_path, *words, "--format", "json", model=DOOR).stdout)

    assert shown.exit_code == 0, shown.output
    assert shown.stdout.startswith("A door: 6 runs of 28 days, seed 1\nCounted from the beginning")
    assert "More nurses, beside A door: 6 pairs of replications" in shown.stdout
    rows = {row["figure"]["text"]: row for row in found["comparison"]["rows"]}
    assert rows["arrived, patients"]["told"] == "exactly the same"
    assert rows["nurses: mean wait, minutes"]["told"] == "less"
    assert list(found["scenarios"]) == ["A door", "More nurses"]


def test_the_warm_up_of_several_models_is_the_longest(tmp_path: Path) -> None:
    other = tmp_path / "busier.yaml"
    other.write_text(BUSIER)
    words = ("--beside", str(other), "--replications", "2", "--warm-up", "auto", "--format", "json", "--days", "40")

    done = simulate(tmp_path, *words, model=DOOR)

    assert done.exit_code == 0, done.output
    assert "A door: A warm-up of" in done.stderr
    assert "A busier door: A warm-up of" in done.stderr
    days = {each["warm_up_days"] for each in json.loads(done.stdout)["scenarios"].values()}
    assert len(days) == 1


def test_models_of_one_name_are_told_apart_by_their_files_and_one_file_is_not_put_beside_itself(tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(DOOR)

    by_file = simulate(tmp_path, "--beside", str(other), "--replications", "2", model=DOOR)
    twice = simulate(tmp_path, "--beside", str(tmp_path / "door.yaml"), model=DOOR)

    assert "other, beside door: 2 pairs of replications" in by_file.stdout
    assert (twice.exit_code, "The same file is named twice." in twice.stderr) == (2, True)


def test_other_streams_are_compared_only_when_that_is_meant(tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(DOOR.replace("all:", "everyone:").replace("A door", "Another"))
    words = ("--beside", str(other), "--replications", "2")

    refused = simulate(tmp_path, *words, model=DOOR)
    meant = simulate(tmp_path, *words, "--although-streams-differ", model=DOOR)

    assert (refused.exit_code, "patients come by other streams" in refused.stderr) == (1, True)
    assert meant.exit_code == 0, meant.output


def test_several_models_that_are_stopped_are_kept_and_not_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "busier.yaml"
    other.write_text(BUSIER)
    words = ("--beside", str(other), "--replications", "4", "--processes", "1", "--keep", str(tmp_path / "kept"))
    undisturbed = simulate(tmp_path, *words[:-2], model=DOOR).stdout
    with monkeypatch.context() as patched:
        stop_after(5, patched)

        stopped = simulate(tmp_path, *words, model=DOOR)

    assert (stopped.exit_code, stopped.stdout) == (130, "")
    assert "Stopped: 6 of 8 replications." in stopped.stderr
    assert (
        f"What is finished is kept in {tmp_path / 'kept'}, and the same command goes on from there." in stopped.stderr
    )
    assert simulate(tmp_path, *words, model=DOOR).stdout == undisturbed

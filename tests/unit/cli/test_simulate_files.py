"""Figures and event tables that everyweek simulate writes as Parquet files, or cannot."""

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from support.flow_runs import DOOR
from support.simulating import simulate

from everyweek.flow import running
from everyweek.flow.experiments.outcome import Outcomes


def test_parquet_holds_the_figures_and_the_event_tables_of_every_replication(tmp_path: Path) -> None:
    emits = "emits: [{table: attendance, since: arrival, columns: {department_type: type 1, arrived_at: arrival}}]\n"
    words = ("--format", "parquet", "--replications", "3", "--warm-up", "2")

    done = simulate(tmp_path, *words, "--output", str(tmp_path / "a" / "out"), model=DOOR + emits)
    again = simulate(tmp_path, *words, "--output", str(tmp_path / "a" / "out"), model=DOOR + emits)

    assert done.exit_code == 0, done.output
    assert done.stdout == ""
    assert "out: attendance.parquet, figures.parquet, occupancy.parquet" in done.stderr
    folder = tmp_path / "a" / "out"
    figures = Outcomes.from_table(pq.read_table(folder / "figures.parquet"))
    attendances = pq.read_table(folder / "attendance.parquet")
    assert figures.replications.tolist() == [0, 1, 2]
    assert attendances["replication"].unique().to_pylist() == [0, 1, 2]
    assert pq.read_table(folder / "occupancy.parquet").num_rows == 3 * 26 * 24
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["out"]
    assert (again.exit_code, "is there already, and is not written over" in again.stderr) == (2, True)


def test_an_empty_folder_is_written_into_and_one_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("taken")
    words = ("--format", "parquet", "--replications", "1", "--days", "1")

    empty = simulate(tmp_path, *words, "--output", str(tmp_path / "empty"), model=DOOR)
    below = simulate(tmp_path, *words, "--output", str(tmp_path / "file" / "below" / "out"), model=DOOR)

    assert (empty.exit_code, (tmp_path / "empty" / "figures.parquet").exists()) == (0, True)
    assert (below.exit_code, "cannot be made: " in below.stderr) == (2, True)


def test_tables_come_out_of_the_run_of_the_figures_and_those_of_kept_figures_out_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[int] = []
    original = running.replicate

    def replicate(program: Any, *, replication: int = 0, **others: Any) -> Any:
        ran.append(replication)
        return original(program, replication=replication, **others)

    monkeypatch.setattr(running, "replicate", replicate)
    words = ("--format", "parquet", "--days", "3", "--keep", str(tmp_path / "kept"), "--replications", "4")

    at_once = simulate(tmp_path, *words, "--output", str(tmp_path / "one"), model=DOOR)
    once = ran[1:]  # the first is a minute, by which the engine is loaded
    again = simulate(tmp_path, *words, "--output", str(tmp_path / "two"), model=DOOR)

    assert (at_once.exit_code, again.exit_code) == (0, 0), at_once.output + again.output
    assert (once, ran[6:]) == ([0, 1, 2, 3], [0, 1, 2, 3])
    for name in ("figures.parquet", "occupancy.parquet"):
        one, two = (pq.read_table(tmp_path / folder / name) for folder in ("one", "two"))
        assert one.equals(two, check_metadata=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["door.yaml", "kept", "one", "two"]


@pytest.mark.parametrize("where", ["pyarrow.feather.write_feather", "long name"])
def test_tables_for_which_there_is_no_room_are_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def full(*given: object, **others: object) -> None:
        raise OSError(28, "No space left on device")

    if where != "long name":
        monkeypatch.setattr(where, full)
    out = tmp_path / ("out" if where != "long name" else 250 * "x")

    done = simulate(tmp_path, "--format", "parquet", "--output", str(out), "--replications", "2", model=DOOR)

    assert (done.exit_code, "cannot be written: " in done.stderr) == (1, True)
    assert done.stderr.splitlines()[-1].endswith("Make room, or name another folder.")
    assert [path.name for path in tmp_path.iterdir()] == ["door.yaml"]


def test_files_that_cannot_be_written_leave_nothing_but_the_figures_for_another_time(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = tmp_path / "model"
    model.mkdir()
    undisturbed = simulate(model, "--replications", "3", "--format", "json").stdout

    def full(*given: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("everyweek.cli.simulation.files._write_all", full)
        done = simulate(model, "--format", "parquet", "--output", str(model / "out"), "--replications", "3")

    assert (done.exit_code, "out cannot be written: No space left on device. Make room" in done.stderr) == (1, True)
    assert [path.name for path in model.iterdir()] == ["door.yaml"]
    assert "What is finished is kept. To go on from there, give the same command with --resume." in done.stderr
    monkeypatch.setattr("everyweek.flow.experiments.outcome.outcomes_of", lambda *given: 1 / 0)
    assert simulate(model, "--replications", "3", "--format", "json", "--resume").stdout == undisturbed

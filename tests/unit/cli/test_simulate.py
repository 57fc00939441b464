"""everyweek simulate, as somebody types it."""

import json
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result
from support.flow_runs import DOOR

from everyweek.cli.main import main
from everyweek.cli.simulation import scenario
from everyweek.flow import running
from everyweek.flow.experiments import local
from everyweek.flow.experiments.outcome import Block, Outcomes

MODEL = """
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
    - branch: [{class: tiny, steps: []}]
      otherwise: []
    - leave
intervals: {wait: {since: arrival, until: seen}}
"""
GOOD = MODEL.replace("    - branch: [{class: tiny, steps: []}]\n      otherwise: []\n", "")
BUSIER = DOOR.replace("A door", "A busier door").replace("4 per hour", "5 per hour")
OVERRUN = GOOD.replace("4 per hour", "2000 per hour")


def simulate(tmp_path: Path, *options: str, model: str = GOOD) -> Result:
    (tmp_path / "door.yaml").write_text(model)
    return CliRunner().invoke(main, ["simulate", str(tmp_path / "door.yaml"), *options])


def stop_after(blocks: int, monkeypatch: pytest.MonkeyPatch, number: signal.Signals = signal.SIGINT) -> None:
    """Ctrl-C while so many blocks of a replication each are finished."""
    finished = []

    def one(asked: object, block: Block) -> Outcomes:
        finished.append(block)
        if len(finished) > blocks:
            signal.raise_signal(number)
        return original(asked, block)  # type: ignore[arg-type]

    from everyweek.flow.experiments import outcome

    original = outcome.outcomes_of
    monkeypatch.setattr(outcome, "outcomes_of", one)
    monkeypatch.setattr(scenario, "MOST_IN_A_BLOCK", 1)


def test_a_table_says_what_pools_and_intervals_come_to_and_how_sure(tmp_path: Path) -> None:
    done = simulate(tmp_path, "--days", "60", "--replications", "8", "--warm-up", "5")

    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert lines[:3] == [
        "A door: 8 runs of 60 days, seed 1",
        "The first 5 days of each run are not counted.",
        "± is half of a 95 % interval over runs; without it, no run gave another figure.",
    ]
    # M/M/2 with a load of 4/3: theory says 16 minutes of waiting, and two thirds in use.
    nurses = next(line for line in lines if line.startswith("nurses"))
    wait, half = (float(word) for word in nurses.split()[1:4:2])
    assert abs(wait - 16.0) < 1.5 * half
    assert "66." in nurses
    assert next(line for line in lines if line.startswith("chairs")).split()[1:3] == ["none", "0"]
    assert [line.split("  ")[0] for line in lines if line.startswith("wait")] == ["wait", "wait, minor", "wait, major"]


def test_json_says_the_same_and_the_same_seed_gives_the_same(tmp_path: Path) -> None:
    first, again, other = (
        simulate(tmp_path, "--format", "json", "--replications", "2", "--seed", seed).stdout for seed in ("1", "1", "2")
    )

    assert first == again != other
    found = json.loads(first)
    assert (found["model"], found["replications"], found["pools"][1]["wait"]["mean"]) == ("A door", 2, None)
    assert (found["days"], found["warm_up_days"], found["stopped"]) == (28.0, 0.0, False)
    assert found["confidence"] == 0.95
    assert found["intervals"][0]["number"] == sum(one["number"] for one in found["intervals"][1:])


def test_one_run_has_no_interval_and_a_model_without_intervals_no_second_table(tmp_path: Path) -> None:
    without = DOOR.partition("intervals:")[0]

    done = simulate(tmp_path, "--replications", "1", model=without)

    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("A door: 1 run of 28 days, seed 1\nCounted from the beginning of each run, without a")
    assert "One run does not say how sure its figures are; run several." in done.stdout
    assert "±" not in done.stdout
    assert "interval" not in done.stdout


def test_shares_within_the_edges_of_an_interval_stand_below_it(tmp_path: Path) -> None:
    shown = simulate(tmp_path, "--replications", "3", model=DOOR).stdout
    found = json.loads(simulate(tmp_path, "--replications", "3", "--format", "json", model=DOOR).stdout)

    share = found["intervals"][0]["within"][0]["share"]["mean"]
    row = next(line for line in shown.splitlines() if line.startswith("  within 60 minutes "))
    assert row.split()[3:5] == [f"{share * 100:.1f}", "±"]
    assert row.endswith(" %")


def test_a_model_without_pools_has_no_table_of_them(tmp_path: Path) -> None:
    walk = (
        "name: A walk\nstreams: {all: {pathway: walk, rate: 4 per hour}}\npathways: {walk: [{delay: 5 minutes}, leave]}"
    )

    done = simulate(tmp_path, "--replications", "2", model=walk)

    assert (done.exit_code, len(done.stdout.splitlines())) == (0, 3)


def test_a_table_fits_a_screen_of_80_columns_and_says_long_times_in_days(tmp_path: Path) -> None:
    nobody = "wait: {since: arrival, until: seen, edges: [90 minutes, 4 hours, 28 days]}"
    classes = "classes: [seen, unseen]\n"
    model = DOOR.replace("wait: {since: arrival, until: seen, edges: [1 hour]}", nobody).replace(
        "name: A", f"{classes}name: A"
    )
    model = model.replace("rate: 4 per hour", "rate: 4 per hour, classes: {seen: 1}")

    lines = simulate(tmp_path, "--replications", "3", model=model).stdout.splitlines()

    assert max(map(len, lines)) <= 80
    assert [line.strip().partition("  ")[0] for line in lines if "within" in line] == [
        "within 90 minutes", "within 4 hours", "within 28 days",
    ] * 2  # fmt: skip
    assert next(line for line in lines if line.startswith("wait, unseen")).split()[-2:] == ["0", "none"]


@pytest.mark.parametrize(
    ("options", "model", "code", "said"),
    [
        ((), MODEL, 1, "everyweek: The model cannot run: one thing is wrong with it.\n- pathway “door”, step 5"),
        (("--warm-up", "30"), GOOD, 2, "The warm-up must be shorter than the run."),
        (("--days", "nan"), GOOD, 2, "“nan” is no number of days."),
        (("--days", "inf"), GOOD, 2, "is not in the range 0<x<=400000.0"),
        (("--seed", str(2**63)), GOOD, 2, "is not in the range 0<=x<=9223372036854775807"),
        (("--warm-up", "soon"), GOOD, 2, "“soon” is neither “auto” nor a number of days that is not negative."),
        (("--warm-up", "-1"), GOOD, 2, "“-1” is neither “auto” nor a number of days"),
        (("--days", "2000"), OVERRUN, 1, "everyweek: In replication 0: The run was stopped on day"),
        (("--days", "2000"), OVERRUN, 1, "waiting for “nurses”"),
        (("--format", "parquet"), GOOD, 2, "--format parquet and --output FOLDER belong together."),
        (("--output", "x"), GOOD, 2, "--format parquet and --output FOLDER belong together."),
        (("--keep", "x", "--resume"), GOOD, 2, "leave --resume out"),
        (("--precision", "beds=5"), GOOD, 2, "“A door” has no figure “beds”. It has: “nurses: mean wait, minutes”; “"),
        (("--precision", "=5"), GOOD, 2, "“A door” has no figure “”."),
        (("--precision", "nurses: mean wait"), GOOD, 2, "“nurses: mean wait” is no precision."),
        (("--precision", "nurses: mean wait=little"), GOOD, 2, "is no precision. Write a figure and how far it may"),
        (("--precision", "nurses: mean wait=0%"), GOOD, 2, "is no precision."),
        (("--precision", "nurses=5", "--beside", "x"), GOOD, 2, "--beside goes neither with"),
    ],
)
def test_what_is_wrong_is_a_sentence(
    tmp_path: Path, options: tuple[str, ...], model: str, code: int, said: str
) -> None:
    done = simulate(tmp_path, *options, model=model)

    assert (done.exit_code, said in done.stderr) == (code, True), done.stderr


def test_a_mistake_of_ours_is_a_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(asked: object, block: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("everyweek.flow.experiments.outcome.outcomes_of", broken)

    done = simulate(tmp_path)

    assert isinstance(done.exception, RuntimeError)
    assert "ZeroDivisionError" in str(done.exception)


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


def test_other_processes_are_begun_where_that_is_worth_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []
    original = local.Local.run

    def run(self: local.Local, fn: Any, blocks: Any, *, stopped: Callable[[], bool]) -> Any:
        begun.append(self.processes or 0)
        return original(local.Local(processes=1), fn, blocks, stopped=stopped)

    monkeypatch.setattr(local.Local, "run", run)
    monkeypatch.setattr(local, "cores", lambda: 7)
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
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[int] = []
    original = local.Local.run

    def run(self: local.Local, fn: Any, blocks: Any, *, stopped: Callable[[], bool]) -> Any:
        begun.append(self.processes or 0)
        return original(local.Local(processes=1), fn, blocks, stopped=stopped)

    monkeypatch.setattr(local.Local, "run", run)
    monkeypatch.setattr(local, "cores", lambda: 7)
    monkeypatch.setattr(scenario, "perf_counter", iter([0.0, 0.2]).__next__)
    simulate(tmp_path, "--precision", "nurses: mean wait = 0.001", "--replications", "48", model=DOOR)

    assert begun == [1, 1, 7, 7]  # one, 15 of 0.2 seconds, and with the next 16 it is more than five seconds


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


def test_the_first_run_of_a_version_says_that_it_compiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = "Compiling the engine once for this version (some 15 seconds) …"
    ready = simulate(tmp_path, "--replications", "1", model=DOOR)
    monkeypatch.setattr("everyweek.flow.kernel.cache.is_compiled", lambda: False)

    first = simulate(tmp_path, "--replications", "1", "--format", "json", model=DOOR)

    assert said not in ready.stderr
    assert first.stderr.splitlines()[0] == said
    assert json.loads(first.stdout)["replications"] == 1


def test_outside_the_main_thread_it_runs_too(tmp_path: Path) -> None:
    found: list[Result] = []
    thread = threading.Thread(target=lambda: found.append(simulate(tmp_path, "--replications", "1", model=DOOR)))

    thread.start()
    thread.join()

    assert found[0].exit_code == 0, found[0].output

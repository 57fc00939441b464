"""everyweek simulate, as somebody types it: what it shows of a run, and what it says is wrong."""

import json
import threading
from pathlib import Path

import pytest
from click.testing import Result
from support.flow_runs import DOOR
from support.simulating import GOOD, simulate

FAULTY = GOOD.replace("    - leave", "    - branch: [{class: tiny, steps: []}]\n      otherwise: []\n    - leave")
OVERRUN = GOOD.replace("4 per hour", "2000 per hour")


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
        ((), FAULTY, 1, "everyweek: The model cannot run: one thing is wrong with it.\n- pathway “door”, step 5"),
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

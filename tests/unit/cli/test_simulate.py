"""everyweek simulate, as somebody types it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from everyweek.cli.main import main

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


def simulate(tmp_path: Path, *options: str, model: str = GOOD) -> Result:
    (tmp_path / "door.yaml").write_text(model)
    return CliRunner().invoke(main, ["simulate", str(tmp_path / "door.yaml"), *options])


def test_a_table_says_what_pools_and_intervals_come_to_and_how_sure(tmp_path: Path) -> None:
    done = simulate(tmp_path, "--days", "60", "--replications", "8", "--warm-up", "5")

    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert lines[0] == "A door: 8 runs, seed 1"
    # M/M/2 with a load of 4/3: theory says 16 minutes of waiting, and two thirds in use.
    nurses = next(line for line in lines if line.startswith("nurses"))
    wait, half = (float(word) for word in nurses.split()[1:4:2])
    assert abs(wait - 16.0) < 1.5 * half
    assert "66." in nurses
    assert next(line for line in lines if line.startswith("chairs")).split()[1:3] == ["none", "0.00"]
    assert [line.split("  ")[0] for line in lines if line.startswith("wait")] == ["wait", "wait, minor", "wait, major"]


def test_json_says_the_same_and_the_same_seed_gives_the_same(tmp_path: Path) -> None:
    first, again, other = (
        simulate(tmp_path, "--format", "json", "--replications", "2", "--seed", seed).stdout for seed in ("1", "1", "2")
    )

    assert first == again != other
    found = json.loads(first)
    assert (found["model"], found["replications"], found["pools"][1]["wait"]["mean"]) == ("A door", 2, None)
    assert found["intervals"][0]["number"] == sum(one["number"] for one in found["intervals"][1:])


def test_one_run_has_no_interval_and_a_model_without_intervals_no_second_table(tmp_path: Path) -> None:
    without = GOOD.partition("intervals:")[0].replace("classes: [minor, major]\n", "")
    without = without.replace(", classes: {minor: 50%, major: 50%}", "").replace(", priority: {minor: 1, major: 0}", "")

    done = simulate(tmp_path, "--replications", "1", model=without)

    assert done.exit_code == 0, done.output
    assert "±" not in done.stdout
    assert "interval" not in done.stdout


@pytest.mark.parametrize(
    ("options", "model", "code", "said"),
    [
        ((), MODEL, 1, "everyweek: The model cannot run: one thing is wrong with it.\n- pathway “door”, step 5"),
        (("--warm-up", "30"), GOOD, 2, "The warm-up must be shorter than the run."),
        (("--days", "2000"), GOOD.replace("4 per hour", "2000 per hour"), 1, "waiting for “nurses”"),
    ],
)
def test_what_is_wrong_is_a_sentence(
    tmp_path: Path, options: tuple[str, ...], model: str, code: int, said: str
) -> None:
    done = simulate(tmp_path, *options, model=model)

    assert (done.exit_code, said in done.stderr) == (code, True), done.stderr

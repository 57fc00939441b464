"""everyweek model, as somebody types it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from everyweek.cli.main import main
from everyweek.flow.reading.model import read_model
from everyweek.flow.schema.model_schema import model_schema

DOOR = """
name: A door
about: Invented.
assumed: [That one door is enough]
classes: [minor, major]
pools: {nurses: 2, chairs: 1}
streams: {all: {pathway: door, rate: 4 per hour, classes: {minor: 50%, major: 50%}}}
pathways:
  door:
    - {seize: nurses, priority: {minor: 1, major: 0}}
    - mark: seen
    - {delay: {exponential: 20 minutes}, name: care}
    - release: nurses
    - leave
inside: {pathway: door, step: care, number: 2, classes: {minor: 1}}
intervals: {wait: {since: arrival, until: seen}}
"""


def model(*words: str) -> Result:
    return CliRunner().invoke(main, ["model", *words])


@pytest.fixture
def door(tmp_path: Path) -> Path:
    (tmp_path / "door.yaml").write_text(DOOR)
    return tmp_path / "door.yaml"


def test_a_model_that_may_run_is_told_in_a_few_lines(door: Path) -> None:
    done = model("check", str(door))

    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "A door: nothing is wrong with it.",
        "",
        "Invented.",
        "",
        "classes        2  minor, major",
        "pools          2  nurses, chairs",
        "streams        1  all",
        "pathways       1  door",
        "intervals      1  wait",
        "steps          5",
        "inside         2  at “care” of “door”",
        "assumed           That one door is enough",
    ]


def test_everything_that_is_wrong_is_said_at_once(door: Path) -> None:
    door.write_text(DOOR.replace("seize: nurses", "seize: doctors").replace("{minor: 50%, major: 50%}", "{minor: 50%}"))

    done = model("check", str(door))

    assert (done.exit_code, done.stdout) == (1, "")
    assert "The model cannot run: 3 things are wrong with it." in done.stderr
    assert "pathway “door”, step 1 (seize): There is no pool “doctors”." in done.stderr


def test_a_model_is_rewritten_in_the_other_form_and_stays_the_same(door: Path) -> None:
    toml = door.with_suffix(".toml")
    toml.write_text(model("rewrite", str(door), "--to", "toml").stdout)

    assert "[pathways]\ndoor = [\n" in toml.read_text()
    assert read_model(toml) == read_model(door)
    assert model("rewrite", str(toml)).stdout == model("rewrite", str(door)).stdout


def test_the_schema_is_printed() -> None:
    assert json.loads(model("schema").stdout) == model_schema()


def test_a_model_is_checked_without_loading_what_runs_one(door: Path) -> None:
    code = (
        "import sys\nfrom everyweek.cli.main import main\n"
        f"main(['model', 'check', {str(door)!r}], standalone_mode=False)\n"
        "print([name for name in ('numba', 'pyarrow', 'scipy', 'duckdb', 'pandas', 'django') if name in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1] == "[]"

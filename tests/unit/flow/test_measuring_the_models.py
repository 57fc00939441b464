"""Measures of real hospitals on the models of the documentation: what the how-to prints, and what models count."""

import json
import os
import re
from pathlib import Path
from shutil import copy

import numpy as np
import pytest
from click.testing import CliRunner

from everyweek.cli.main import main
from everyweek.flow.compiling.compile import compiled
from everyweek.flow.emitting.event_tables import event_tables
from everyweek.flow.reading.model import read_model
from everyweek.flow.running import replicate
from everyweek.measures.events.catalogue import find_event_measures
from everyweek.tables.check_table import check_table
from everyweek.warehouse.engines.duckdb import observations_of

DOCS = Path(__file__).resolve().parents[3] / "docs"
PAGE = DOCS / "how-to" / "measure-a-simulated-hospital.md"
A_DAY = 1_440.0


def blocks(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def simulated(command: str, *more: str) -> str:
    done = CliRunner().invoke(main, [*command.removeprefix("$ everyweek ").split(), *more], catch_exceptions=False)
    return done.stdout


def test_the_how_to_prints_what_it_says_and_the_measure_is_what_the_model_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With EVERYWEEK_WRITE_TUTORIALS=1 the page is given what is printed now instead."""
    monkeypatch.chdir(tmp_path)
    copy(DOCS / "models" / "treatment-centre.yaml", tmp_path)
    [commands], [code], [said] = blocks("console"), blocks("python"), blocks("text")
    figures, files = commands.splitlines()

    counted = json.loads(simulated(figures, "--format", "json", "--processes", "1"))["intervals"][0]
    simulated(files, "--processes", "1")
    exec(compile(code, "the page", "exec"), {})
    printed = capsys.readouterr().out
    if os.environ.get("EVERYWEEK_WRITE_TUTORIALS"):
        PAGE.write_text(PAGE.read_text(encoding="utf-8").replace(said, printed), encoding="utf-8")

    assert printed == said
    share, came, inside = re.findall(r"[0-9,.]+%?$", printed, re.MULTILINE)
    [within] = [one["share"]["mean"] for one in counted["within"] if one["minutes"] == 240.0]
    assert share == f"{within:.2%}"
    assert whole(came) - whole(inside) == counted["number"]
    assert blocks("yaml")[0] in (DOCS / "models" / "treatment-centre.yaml").read_text(encoding="utf-8")


def whole(text: str) -> int:
    return int(text.replace(",", ""))


@pytest.mark.parametrize(
    ("name", "emitted"),
    [
        ("ambulance-handover", {"incident", "attendance", "stay", "occupancy"}),
        ("treatment-centre", {"attendance", "occupancy"}),
        ("ward", {"stay", "occupancy"}),
    ],
)
def test_a_model_of_the_documentation_emits_tables_that_are_what_they_promise(name: str, emitted: set[str]) -> None:
    found = replicate(compiled(read_model(DOCS / "models" / f"{name}.yaml")), minutes=20 * A_DAY, seed=1)

    tables = event_tables(found)

    assert set(tables) == emitted
    for one, table in tables.items():
        check_table(one, table)
        assert table.num_rows > 20


def test_handovers_responses_and_hours_in_the_department_are_what_the_ambulance_model_counts_itself() -> None:
    """The intervals of the model are counted by the engine while it runs, the measures from rows afterwards."""
    run = replicate(
        compiled(read_model(DOCS / "models" / "ambulance-handover.yaml")),
        minutes=20 * A_DAY, warm_up=5 * A_DAY, seed=1,
    )  # fmt: skip
    names = find_event_measures("handovers_within_30_minutes_share", "category_2_mean", "four_hour_performance")
    response, handover = run.tallies[0], run.bins[1].sum(axis=0)
    c2 = run.compiled.names.classes.index("C2")
    at = run.compiled.names.milestones.index
    rows = run.rows
    asked, bed = rows.milestones[:, at("asks for a cubicle")], rows.milestones[:, at("has a bed")]
    stay = np.where(np.isnan(bed), rows.left, bed) - asked
    came = (rows.arrived >= run.warm_up) & (rows.stream < 2)

    within_30, mean, four_hours = observations_of(event_tables(run), names, by="quarter")

    assert (within_30.numerator, within_30.denominator) == (handover[:2].sum(), handover.sum())
    assert mean.denominator == response[c2, 0]
    assert mean.value == pytest.approx(response[c2, 1] / response[c2, 0] * 60.0, abs=0.001)
    counted = stay[came & ~np.isnan(stay)]
    assert (four_hours.numerator, four_hours.denominator) == ((counted <= 240.0).sum(), len(counted))

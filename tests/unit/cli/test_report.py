"""everyweek simulate --report, as somebody types it: a page beside the figures, written whole or not at all."""

import json
import re
import xml.etree.ElementTree as ET
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from support.flow_runs import DOOR
from support.simulating import simulate, stop_after

from everyweek.cli.simulation import report
from everyweek.flow.experiments import outcome

BUSIER = DOOR.replace("A door", "A busier door").replace("4 per hour", "5 per hour")
WALK = "name: A walk\nstreams: {all: {pathway: walk, rate: 4 per hour}}\npathways: {walk: [{delay: 5 minutes}, leave]}"
FEW = ("--replications", "3", "--days", "10", "--processes", "1")


def page_in(file: Path) -> ET.Element:
    return ET.fromstring(file.read_bytes().removeprefix(b"<!doctype html>\n"))


def text_of(file: Path) -> str:
    return " ".join("".join(page_in(file).itertext()).split())


def full(*given: object, **others: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_page_is_written_beside_the_table_which_stays_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "door.html"
    alone = simulate(tmp_path, *FEW, model=DOOR)

    done = simulate(tmp_path, *FEW, "--report", str(file), model=DOOR)

    assert (done.exit_code, done.stdout) == (0, alone.stdout), done.output
    assert done.stderr.endswith(f"{file} shows A door.\n")
    page = text_of(file)
    assert "3 runs of 10 days, each of other luck" in page
    assert f"everyweek {version('everyweek')};" in page
    rows = [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in page_in(file).iter("tr")]
    for line in done.stdout.splitlines()[4:]:
        assert not line or [cell.strip() for cell in re.split(" {3,}", line.strip())] in [
            [cell for cell in row if cell] for row in rows
        ]
    assert "nurses at each whole hour of the week" in page
    assert sorted(path.name for path in tmp_path.iterdir()) == ["door.html", "door.yaml"]


def test_json_stays_json_and_the_same_command_gives_the_same_page(tmp_path: Path) -> None:
    one, two = tmp_path / "one.html", tmp_path / "two.HTML"

    plain, first, second = (
        simulate(tmp_path, *FEW, "--format", "json", *more, model=DOOR)
        for more in ((), ("--report", str(one)), ("--report", str(two)))
    )

    assert plain.stdout == first.stdout == second.stdout
    assert json.loads(first.stdout)["replications"] == 3
    assert one.read_bytes() == two.read_bytes()


def test_a_warm_up_that_is_found_is_shown_with_its_picture(tmp_path: Path) -> None:
    file = tmp_path / "door.html"

    done = simulate(tmp_path, "--replications", "3", "--warm-up", "auto", "--report", str(file), model=DOOR)

    assert done.exit_code == 0, done.output
    assert "How the warm-up was found" in text_of(file)
    said = next(line for line in done.stderr.splitlines() if "20 runs of 28 days" in line)
    assert said in text_of(file)


def test_models_beside_one_another_are_on_one_page(tmp_path: Path) -> None:
    (tmp_path / "busier.yaml").write_text(BUSIER)
    file = tmp_path / "both.html"
    words = (*FEW, "--beside", str(tmp_path / "busier.yaml"), "--although-streams-differ", "--report", str(file))

    done = simulate(tmp_path, *words, model=DOOR)

    assert done.exit_code == 0, done.output
    assert done.stderr.endswith(f"{file} shows A door, beside A busier door.\n")
    page = text_of(file)
    assert "A busier door, beside A door" in page
    assert "nurses (A door) at each whole hour" in page
    assert "nurses (A busier door) at each whole hour" in page


def test_what_became_of_a_precision_is_on_the_page(tmp_path: Path) -> None:
    file = tmp_path / "door.html"

    done = simulate(tmp_path, "--precision", "nurses: mean wait = 50%", "--report", str(file), model=DOOR)

    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines()[-1].startswith("nurses: mean wait, minutes: ")
    assert done.stdout.splitlines()[-1] in text_of(file)


@pytest.mark.parametrize("options", [(), ("--keep",)])
def test_a_model_without_pools_has_a_page_and_can_be_kept(tmp_path: Path, options: tuple[str, ...]) -> None:
    file = tmp_path / "walk.html"
    more = (*options, str(tmp_path / "kept")) if options else ()

    done = simulate(tmp_path, *FEW, *more, "--report", str(file), model=WALK)

    assert done.exit_code == 0, done.output
    assert "hour by hour" not in text_of(file)


def test_parquet_has_its_page_and_the_same_files(tmp_path: Path) -> None:
    words = (*FEW, "--format", "parquet", "--keep", str(tmp_path / "kept"))
    plain = simulate(tmp_path, *FEW, "--format", "parquet", "--output", str(tmp_path / "plain"), model=DOOR)

    one, two = (
        simulate(tmp_path, *words, "--output", str(tmp_path / name), "--report", str(tmp_path / f"{name}.html"),
                 model=DOOR)
        for name in ("one", "two")
    )  # fmt: skip

    assert (plain.exit_code, one.exit_code, two.exit_code) == (0, 0, 0), one.output + two.output
    assert "A door: 3 replications are finished already." in two.stderr
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()
    for name in ("figures.parquet", "occupancy.parquet"):
        tables = [pq.read_table(tmp_path / folder / name) for folder in ("plain", "one", "two")]
        assert tables[0].equals(tables[1])
        assert tables[1].equals(tables[2])


def test_what_is_kept_holds_the_hours_and_going_on_runs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = (*FEW, "--keep", str(tmp_path / "kept"), "--report")
    first = simulate(tmp_path, *words, str(tmp_path / "one.html"), model=DOOR)
    monkeypatch.setattr(outcome, "outcomes_of", lambda *given: 1 / 0)

    again = simulate(tmp_path, *words, str(tmp_path / "two.html"), model=DOOR)

    assert (again.exit_code, again.stdout) == (0, first.stdout), again.output
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


def test_stopped_there_is_no_page_which_is_said_and_the_same_command_with_resume_writes_it(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, undisturbed = tmp_path / "door.html", tmp_path / "undisturbed.html"
    simulate(tmp_path, *FEW, "--report", str(undisturbed), model=DOOR)
    with monkeypatch.context() as patched:
        stop_after(1, patched)
        stopped = simulate(tmp_path, *FEW, "--report", str(file), model=DOOR)

    finished = simulate(tmp_path, *FEW, "--report", str(file), "--resume", model=DOOR)

    assert stopped.exit_code == 130
    assert f"{file} is not written: a report is of a whole run." in stopped.stderr
    assert "A door: 2 replications are finished already." in finished.stderr
    assert file.read_bytes() == undisturbed.read_bytes()
    assert list((home / "unfinished").iterdir()) == []


def test_stopped_an_earlier_page_stays_as_it_is(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "door.html"
    file.write_text("an earlier one")
    stop_after(1, monkeypatch)

    stopped = simulate(tmp_path, *FEW, "--report", str(file), "--overwrite", model=DOOR)

    assert (stopped.exit_code, file.read_text()) == (130, "an earlier one")


def test_stopped_while_it_is_drawn_everything_is_kept_for_another_time(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*given: object) -> str:
        raise KeyboardInterrupt

    file = tmp_path / "door.html"
    with monkeypatch.context() as patched:
        patched.setattr("everyweek.flow.reporting.page.page_of", stop)
        stopped = simulate(tmp_path, *FEW, "--report", str(file), model=DOOR)
    monkeypatch.setattr(outcome, "outcomes_of", lambda *given: 1 / 0)

    finished = simulate(tmp_path, *FEW, "--report", str(file), "--resume", model=DOOR)

    assert (stopped.exit_code, stopped.stdout) == (130, finished.stdout)
    assert "give the same command with --resume" in stopped.stderr
    assert (finished.exit_code, file.exists()) == (0, True)


def test_a_page_that_finds_no_room_leaves_the_earlier_one_whole(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "door.html"
    file.write_text("an earlier one")
    monkeypatch.setattr(report.shutil, "copymode", full)

    done = simulate(tmp_path, *FEW, "--report", str(file), "--overwrite", model=DOOR)

    assert done.exit_code == 1
    assert f"everyweek: {file} cannot be written: No space left on device. Choose another place." in done.stderr
    assert "What is finished is kept." in done.stderr
    assert done.stdout.startswith("A door: 3 runs")
    assert file.read_text() == "an earlier one"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["door.html", "door.yaml"]


def test_a_file_that_appears_while_it_runs_is_not_written_over(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "door.html"
    original = outcome.outcomes_of

    def meanwhile(*given: Any) -> Any:
        file.write_text("somebody else's")
        return original(*given)

    monkeypatch.setattr(outcome, "outcomes_of", meanwhile)

    done = simulate(tmp_path, *FEW, "--report", str(file), model=DOOR)

    assert (done.exit_code, file.read_text()) == (1, "somebody else's")
    assert "is there already. Choose another name, or write over it with --overwrite." in done.stderr

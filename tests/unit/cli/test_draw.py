"""everyweek draw, as somebody types it."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from everyweek.cli.main import main

MODEL = """
name: A door
pools: {nurses: 2}
streams: {all: {pathway: door, rate: 4 per hour}}
pathways:
  door:
    - {seize: nurses}
    - delay: {exponential: 20 minutes}
    - release: nurses
    - leave
"""


def draw(folder: Path, *words: str, model: str = MODEL) -> Result:
    (folder / "door.yaml").write_text(model)
    return CliRunner().invoke(main, ["draw", str(folder / "door.yaml"), *words])


def drawn(folder: Path, name: str, *words: str) -> str:
    done = draw(folder, "-o", str(folder / name), *words)
    assert done.exit_code == 0, done.output
    return (folder / name).read_text(encoding="utf-8")


def test_the_file_s_name_says_whether_it_is_a_picture_a_page_or_words(tmp_path: Path) -> None:
    wide, tall = drawn(tmp_path, "wide.svg"), drawn(tmp_path, "tall.svg", "--tall")

    assert 'viewBox="0 0 1200 ' in wide
    assert 'viewBox="0 0 366 ' in tall
    assert drawn(tmp_path, "door.html").startswith("<!doctype html>")
    assert "1. Waits for nurses, then takes one\n" in drawn(tmp_path, "door.TXT")


def test_a_day_of_a_run_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    first, again = drawn(tmp_path, "one.svg", "--day", "3"), drawn(tmp_path, "two.svg", "--day", "3")
    other = drawn(tmp_path, "three.svg", "--day", "3", "--seed", "2")

    assert first == again != other
    assert "A door: Wednesday 8 April 2026" in first
    assert 'class="ew-day"' in drawn(tmp_path, "day.html", "--day", "1")
    assert "Means over 2 runs of day 1" in drawn(tmp_path, "mean.svg", "--day", "1", "--replications", "2")


def test_it_says_what_it_wrote(tmp_path: Path) -> None:
    done = draw(tmp_path, "-o", str(tmp_path / "day.svg"), "--day", "2")

    assert done.stdout == f"{tmp_path / 'day.svg'} shows A door, day 2.\n"


def test_a_file_that_is_there_is_left_alone_unless_it_may_be_written_over(tmp_path: Path) -> None:
    (tmp_path / "kept.svg").write_text("kept")

    refused = draw(tmp_path, "-o", str(tmp_path / "kept.svg"))
    kept = (tmp_path / "kept.svg").read_text()
    written = draw(tmp_path, "-o", str(tmp_path / "kept.svg"), "--overwrite")

    assert (refused.exit_code, written.exit_code) == (1, 0)
    assert "is there already. Choose another name, or write over it with --overwrite." in refused.stderr
    assert kept == "kept"
    assert (tmp_path / "kept.svg").read_text().startswith("<svg")


def test_a_file_that_comes_while_it_draws_is_left_alone_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kept.svg").write_text("kept")
    monkeypatch.setattr(Path, "exists", lambda _: False)

    done = draw(tmp_path, "-o", str(tmp_path / "kept.svg"))

    assert (done.exit_code, "is there already" in done.stderr) == (1, True)
    assert (tmp_path / "kept.svg").read_text() == "kept"


@pytest.mark.parametrize(
    ("words", "model", "code", "said"),
    [
        (("-o", "door.png"), MODEL, 2, "“door.png” must end in .svg or .html or .txt."),
        (("-o", "door.txt", "--day", "1"), MODEL, 2, "“door.txt” must end in .svg or .html."),
        (("-o", "nowhere/door.svg"), MODEL, 1, "cannot be written: No such file or directory. Choose another place."),
        (("-o", "door.svg"), MODEL.replace("nurses: 2", "doctors: 2"), 1, "everyweek: The model cannot run"),
    ],
)
def test_what_is_wrong_is_a_sentence(tmp_path: Path, words: tuple[str, ...], model: str, code: int, said: str) -> None:
    done = draw(tmp_path, "-o", str(tmp_path / words[1]), *words[2:], model=model)

    assert (done.exit_code, said in done.stderr) == (code, True), done.stderr

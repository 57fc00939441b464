"""Where everyweek simulate --report may write: what is there stays, and what cannot be is said before anything runs."""

import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.flow_runs import DOOR
from support.simulating import simulate

from everyweek.cli.simulation import report

FEW = ("--replications", "3", "--days", "10", "--processes", "1")


def test_an_earlier_page_is_written_over_when_that_is_said_and_who_may_read_it_stays(tmp_path: Path) -> None:
    file, link = tmp_path / "door.html", tmp_path / "link.html"
    file.write_text("an earlier one")
    file.chmod(0o640)
    link.symlink_to(file)

    done = simulate(tmp_path, *FEW, "--report", str(link), "--overwrite", model=DOOR)

    assert done.exit_code == 0, done.output
    assert link.is_symlink()
    assert file.read_text(encoding="utf-8").endswith("</html>\n")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def there_already(folder: Path) -> Path:
    (folder / "door.html").write_text("an earlier one")
    return folder / "door.html"


def a_folder(folder: Path) -> Path:
    (folder / "folder.html").mkdir()
    return folder / "folder.html"


def below_a_file(folder: Path) -> Path:
    (folder / "file").write_text("taken")
    return folder / "file" / "door.html"


@pytest.mark.parametrize(
    ("place", "options", "said"),
    [
        (there_already, (), "door.html is there already. Choose another name, or write over it with --overwrite."),
        (a_folder, ("--overwrite",), "folder.html is there already, and is no file. Choose another name."),
        (below_a_file, (), "door.html cannot be written: Not a directory. Choose another place."),
        (lambda folder: folder / "none" / "a.html", (), "cannot be written: No such file or directory. Choose another"),
        (lambda folder: folder / f"{300 * 'x'}.html", (), "cannot be written: File name too long. Choose another"),
        (lambda folder: folder / "report.pdf", (), "“report.pdf” must end in .html."),
    ],
)
def test_a_place_that_cannot_be_written_is_said_before_anything_runs(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    place: Callable[[Path], Path],
    options: tuple[str, ...],
    said: str,
) -> None:
    monkeypatch.setattr("everyweek.cli.simulation.run.run", lambda *given: 1 / 0)

    refused = simulate(tmp_path, "--report", str(place(tmp_path)), *options, model=DOOR)

    assert (refused.exit_code, refused.stdout) == (2, "")
    assert said in " ".join(refused.stderr.split())
    assert "Invalid value for --report" in refused.stderr
    earlier = tmp_path / "door.html"
    assert not earlier.exists() or earlier.read_text() == "an earlier one"


def test_a_file_and_a_folder_that_are_closed_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = Path.open

    def closed(path: Path, mode: str = "r", **others: Any) -> Any:
        if mode == "xb":  # who may do everything, as in a container, finds no folder closed
            raise PermissionError(13, "Permission denied")
        return original(path, mode, **others)

    file = there_already(tmp_path)
    monkeypatch.setattr(report.os, "access", lambda path, mode: mode != report.os.W_OK)
    monkeypatch.setattr(report.Path, "open", closed)

    one = simulate(tmp_path, "--report", str(file), "--overwrite")
    two = simulate(tmp_path, "--report", str(tmp_path / "new.html"))

    assert (one.exit_code, two.exit_code) == (2, 2)
    assert "is there already, and may not be written over. Choose another name." in " ".join(one.stderr.split())
    assert "new.html cannot be written: Permission denied. Choose another place." in " ".join(two.stderr.split())


def test_writing_over_without_a_report_is_a_misunderstanding(tmp_path: Path) -> None:
    refused = simulate(tmp_path, "--overwrite", model=DOOR)

    assert (refused.exit_code, "--overwrite is for a report: name its file with --report." in refused.stderr) == (
        2,
        True,
    )

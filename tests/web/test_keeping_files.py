"""Charts kept on disk: never half written, never too many, never a reason to fail."""

from pathlib import Path

import pytest

from everyweek.web.measure import drawings
from everyweek.web.measure.drawings import Drawings
from everyweek.web.measure.kept_file import keep_file

EMPTY = {"$schema": "https://vega.github.io/schema/vega/v6.json", "width": 10, "height": 10}


def test_a_folder_that_cannot_be_written_is_no_reason_to_fail(tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("in the way")

    keep_file(tmp_path / "a file" / "chart.svg.gz", b"content")

    assert Drawings(tmp_path / "a file").draw("key", EMPTY, "svg").startswith(b"<svg")


def test_the_oldest_files_go_when_there_are_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawings, "FILES_ON_DISK", 10)
    kept = Drawings(tmp_path)

    for width in range(1, 14):
        kept.draw(width, EMPTY | {"width": width}, "svg")

    assert len(list(tmp_path.glob("*.gz"))) <= 11


def test_memory_is_bounded_and_forgets_what_was_not_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Drawings(tmp_path)
    size = len(kept.draw("first", EMPTY, "json"))
    monkeypatch.setattr(drawings, "MEMORY_BYTES", 2 * size)

    kept.draw("second", EMPTY, "json")
    kept.remembered("first")
    kept.draw("third", EMPTY, "json")

    assert kept.remembered("second") is None
    assert kept.remembered("first")
    assert kept.remembered("third")

"""What is no file, too large, not there or not to be read: said at once, and the others still load."""

import os
from pathlib import Path

import pytest
from support.loading import load
from support.publications import provider_csv, write

from everyweek.publications.document import open_document
from everyweek.publications.errors import UnreadableFile
from everyweek.warehouse import Warehouse

TWO_GIGABYTES = 2 * 2**30


def test_a_sparse_file_of_two_gigabytes_is_refused_without_being_read(
    warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = write(tmp_path, "good.csv", provider_csv()).read_bytes()
    (tmp_path / "huge.csv").touch()
    os.truncate(tmp_path / "huge.csv", TWO_GIGABYTES)
    read: list[str] = []
    monkeypatch.setattr(Path, "read_bytes", lambda path: read.append(path.name) or good)

    report = load(warehouse, tmp_path)

    assert [one.outcome for one in report.outcomes] == ["loaded", "refused"]
    assert report.outcomes[1].message == "huge.csv: The file is far larger than any publication (2,048 MB)."
    assert read == ["good.csv"]


def test_a_pipe_is_refused_and_not_waited_for(warehouse: Warehouse, tmp_path: Path) -> None:
    write(tmp_path, "good.csv", provider_csv())
    os.mkfifo(tmp_path / "pipe.csv")

    report = load(warehouse, tmp_path)

    assert [one.outcome for one in report.outcomes] == ["loaded", "refused"]
    assert "pipe.csv: This is no ordinary file" in report.outcomes[1].message


def test_a_folder_in_place_of_a_file_is_refused_where_a_file_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "April.csv").mkdir()

    with pytest.raises(UnreadableFile, match=r"April\.csv: This is no ordinary file.*a file or a folder of files"):
        open_document(tmp_path / "April.csv")


def test_an_empty_folder_named_like_a_file_loads_nothing(warehouse: Warehouse, tmp_path: Path) -> None:
    (tmp_path / "April.csv").mkdir()

    assert load(warehouse, tmp_path / "April.csv").outcomes == ()


def test_a_file_that_disappears_while_a_folder_is_read_is_said_and_the_rest_loads(
    warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a.csv", provider_csv())
    gone = write(tmp_path, "b.csv", provider_csv(period="MAY-2024"))
    read_bytes = Path.read_bytes

    def vanishing(path: Path) -> bytes:
        if path == gone:
            path.unlink()
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", vanishing)

    report = load(warehouse, tmp_path)

    assert [one.outcome for one in report.outcomes] == ["loaded", "refused"]
    assert report.outcomes[1].message == "b.csv: The file cannot be read: No such file or directory."


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file, so that none can be withheld from it")
def test_a_file_that_may_not_be_read_is_refused(warehouse: Warehouse, tmp_path: Path) -> None:
    path = write(tmp_path, "secret.csv", provider_csv())
    path.chmod(0)

    (outcome,) = load(warehouse, path).outcomes

    assert outcome.message == "secret.csv: The file cannot be read: Permission denied."


def test_a_file_whose_reading_fails_is_refused(
    warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, "torn.csv", provider_csv())

    def fails(_: Path) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "read_bytes", fails)

    (outcome,) = load(warehouse, path).outcomes

    assert outcome.message == "torn.csv: The file cannot be read: Input/output error."

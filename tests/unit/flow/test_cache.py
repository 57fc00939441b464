"""Where the compiled engine is kept."""

import os
from pathlib import Path

import pytest

from everyweek.flow.kernel import cache


def test_a_version_has_a_folder_of_its_own_and_those_that_nobody_uses_any_more_are_thrown_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVERYWEEK_CACHE", str(tmp_path))
    old = tmp_path / "engine-0123456789abcdef"
    old.mkdir()
    os.utime(old, (0, 0))

    first = cache.folder_of_this_version()
    monkeypatch.setattr(cache, "ALSO", (*cache.ALSO, Path(__file__)))
    other = cache.folder_of_this_version()

    assert first.parent == other.parent == tmp_path
    assert first.name != other.name
    # The first is still used, perhaps by a program that runs at this moment.
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([first.name, other.name])


def test_a_version_that_is_used_is_not_thrown_away_by_another_one_however_old_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVERYWEEK_CACHE", str(tmp_path))
    first = cache.folder_of_this_version()
    os.utime(first, (0, 0))
    cache.folder_of_this_version()

    monkeypatch.setattr(cache, "ALSO", ())
    cache.folder_of_this_version()

    assert first.exists()


def test_a_temporary_folder_that_somebody_else_may_have_filled_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache.tempfile, "gettempdir", lambda: str(tmp_path))
    among_temporary = tmp_path / f"everyweek-{os.getuid()}"
    monkeypatch.setattr(cache, "_places", lambda: (among_temporary,))
    before = cache.is_compiled()
    kept = cache.folder_of_this_version() / "run.run-9.py311.nbi"
    kept.touch()
    usual = cache.is_compiled()

    among_temporary.chmod(0o777)

    assert (before, usual, cache.is_compiled()) == (False, True, False)
    assert among_temporary not in cache.folder_of_this_version().parents


def test_a_folder_that_another_program_throws_away_meanwhile_is_nobodys_fault(tmp_path: Path) -> None:
    assert cache._unused_for(tmp_path / "gone") == 0.0


def test_where_the_usual_place_cannot_be_written_another_one_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = tmp_path / "a file"
    taken.write_text("no folder")
    monkeypatch.delenv("EVERYWEEK_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(taken))
    monkeypatch.setattr(cache.tempfile, "gettempdir", lambda: str(tmp_path))

    assert cache.folder_of_this_version().parent.parent == tmp_path


def test_where_nothing_can_be_written_it_is_compiled_anew_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = tmp_path / "a file"
    taken.write_text("no folder")
    monkeypatch.setattr(cache, "_places", lambda: (taken,))

    assert cache.folder_of_this_version().name.startswith("everyweek-engine-")


def test_whether_the_engine_is_compiled_is_seen_without_making_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "_places", lambda: (tmp_path / "nowhere", tmp_path))
    before = cache.is_compiled()
    made = list(tmp_path.iterdir())
    for name in ("run._arrive-1.py311.nbi", "run.run-9.py311.1.nbc"):
        kept = cache.folder_of_this_version() / "kernel" / name
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.touch()
    half = cache.is_compiled()
    kept.with_name("run.run-9.py311.nbi").touch()

    assert (before, made, half, cache.is_compiled()) == (False, [], False, True)

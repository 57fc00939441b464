"""Where the compiled engine is kept."""

from pathlib import Path

import pytest

from everyweek.flow.kernel import cache


def test_a_version_has_a_folder_of_its_own_and_those_of_others_are_thrown_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVERYWEEK_CACHE", str(tmp_path))
    old = tmp_path / "engine-0123456789abcdef"
    old.mkdir()

    first = cache.folder_of_this_version()
    monkeypatch.setattr(cache, "ALSO", (*cache.ALSO, Path(__file__)))
    other = cache.folder_of_this_version()

    assert first.parent == other.parent == tmp_path
    assert first.name != other.name
    assert [path.name for path in tmp_path.iterdir()] == [other.name]


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

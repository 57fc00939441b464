"""everyweek library, search, index and archive, and restore of an archive."""

import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.library import published

from everyweek.cli import main
from everyweek.web.learn.library.models import Resource

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def index_of_the_test(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("everyweek.web.learn.finding.keeping_current.folder", lambda: tmp_path / "index")


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def test_the_resources_that_come_with_the_product_are_loaded_once() -> None:
    first, second = run("library", "load"), run("library", "load")

    assert first.output.startswith("The library’s own resources: ")
    assert first.output.endswith(" new.\n")
    assert second.output.endswith(" the same.\n")


def test_the_index_is_made_of_words_and_of_meaning(monkeypatch: pytest.MonkeyPatch) -> None:
    published("a", title="Ward rounds")
    published("b", title="Board rounds")

    both, words = run("index"), run("index", "--words-only")
    monkeypatch.setattr("everyweek.search.meaning.installed_embedder", lambda: None)
    without = run("index")

    assert both.stdout == (
        "2 resources can be found.\nThey are found by words and meaning; 2 texts were read for it now.\n"
    )
    assert "2 of 2 texts read for their meaning" in both.stderr
    assert words.output == "2 resources can be found.\nThey are found by their words.\n"
    assert without.output.endswith("They are found by their words. For meaning too, run: make meaning\n")


def test_the_search_of_an_empty_library_is_not_measured() -> None:
    told = run("evaluate-search", "tests/fixtures/search", "--library", "--mode", "words")

    assert told.exit_code == 1
    assert "The library is empty, so nothing can be found in it. Run: everyweek library load" in told.output


def test_the_library_is_searched_from_the_command_line() -> None:
    published("a", title="Ward rounds", kind="guide", summary="Every day.")
    published("b", title="Board rounds", kind="tool")

    table, only = run("search", "roudns"), run("search", "rounds", "--type", "tool", "--format", "json")

    assert table.output.startswith("Showing results for: rounds\n")
    assert "Ward rounds\n    Guide – /library/a/\n    Every day." in table.output
    assert table.output.endswith("2 found.\n")
    found = json.loads(only.output)
    assert [hit["key"] for hit in found["hits"]] == ["b"]
    assert (found["total"], found["instead"]) == (1, "")
    assert run("search", "zebra").output == "Nothing found. Fewer words find more: any one is enough.\n"


def test_a_folder_is_checked_and_brought_in_and_its_faults_are_said(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\nkey: a\ntype: tool\ntitle: A\nsummary: One.\n---\nText.\n")

    checked, done = run("library", "import", str(tmp_path), "--check"), run("library", "import", str(tmp_path))
    (tmp_path / "a.md").write_text("no front matter")
    faulty = run("library", "import", str(tmp_path))

    assert checked.output == "1 resource can be brought in. Nothing was changed.\n"
    assert done.output == "Brought into the library: 1 new.\n"
    assert faulty.exit_code == 1
    assert "a.md: it does not begin with front matter" in faulty.output


def test_an_archive_is_made_and_brought_back(tmp_path: Path) -> None:
    published("a", title="Ward rounds")
    target = tmp_path / "library.zip"

    made, again = run("archive", str(target)), run("archive", str(target))
    full = run("restore", str(target))
    Resource.objects.all().delete()
    restored = run("restore", str(target))

    assert made.output.startswith(f"{target} holds 1 resource.")
    assert (again.exit_code, full.exit_code) == (1, 1)
    assert "is there already and was left alone" in again.output
    assert "has resources of its own (a)" in full.output
    assert restored.output == "Restored: 1 resource.\n"
    assert Resource.objects.get().title == "Ward rounds"


@pytest.mark.parametrize(
    ("made", "said"),
    [
        pytest.param("archive", "Restored: 85 resources.", marks=pytest.mark.slow),
        ("backup", "Restored "),
    ],
)
def test_in_a_process_of_its_own_a_backup_and_an_archive_are_each_known_for_what_they_are(
    tmp_path: Path, made: str, said: str
) -> None:
    of_here = partial(process, tmp_path / "here")
    of_here("library", "load")
    of_here(made, str(tmp_path / "kept.zip"))

    restored = process(tmp_path / "there", "restore", str(tmp_path / "kept.zip"))

    assert restored.startswith(said)


def process(home: Path, *words: str) -> str:
    """What a command says, with Django not started before it, as on a user's machine."""
    home.mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-c", "from everyweek.cli import main; main()", *words],
        env={**os.environ, "EVERYWEEK_HOME": str(home), "EVERYWEEK_DATABASE": ""},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout

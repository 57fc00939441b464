"""The library as an archive: pages and data that stay readable, and back into an empty installation."""

import csv
import json
import shutil
import zipfile
from datetime import date
from pathlib import Path

import pytest
from support.cast import Cast
from support.library import AT, FULL, draft, published
from support.people import person

from everyweek.measures import MEASURES
from everyweek.web.learn.archive.errors import CannotArchive, LibraryIsNotEmpty, UnreadableArchive
from everyweek.web.learn.archive.making import make_archive
from everyweek.web.learn.archive.reading import DATA, is_archive
from everyweek.web.learn.archive.restoring import restore_archive
from everyweek.web.learn.attachments.actions import attach
from everyweek.web.learn.attachments.files import path_of
from everyweek.web.learn.library.front_matter import read_markdown
from everyweek.web.learn.library.markdown_files import as_markdown
from everyweek.web.learn.library.models import OldAddress, Resource, Version
from everyweek.web.learn.starting.loading import load_starting_resources
from everyweek.web.learn.using.models import Comment, Use
from everyweek.web.learn.versions.models import Feedback, PublishedChange

pytestmark = pytest.mark.django_db


def archive(target: Path) -> Path:
    make_archive(target, now=AT, version="1")
    return target


def fill_library() -> None:
    full = published(
        "full", title="Full <b>one</b>", body="## A\n\nSee [it](/library/least/), [x](/networks/).\n", **FULL
    )
    OldAddress.objects.create(slug="was-full", resource=full)
    Resource.objects.filter(key="full").update(review_by=date(2027, 1, 1))
    published("least")
    published("least", title="Least, changed")


def test_files_that_hang_on_resources_go_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cast: Cast) -> None:
    monkeypatch.setattr("everyweek.web.learn.attachments.files.folder", lambda: tmp_path / "files")
    resource = published("full")
    attach(by=cast.reader("national support"), resource=resource, name="notes.txt", content=b"Phlebotomy", now=AT)
    made = archive(tmp_path / "archive.zip")
    empty_library()
    shutil.rmtree(tmp_path / "files")

    restore_archive(made, now=AT)

    (one,) = Resource.objects.get().attachments.all()
    path = path_of(one.sha256)
    assert path is not None
    assert (path.read_bytes(), one.name, one.text.strip()) == (b"Phlebotomy", "notes.txt", "Phlebotomy")
    assert f'href="../files/{one.sha256}" download="notes.txt"' in contents(made)["resources/full.html"].decode()
    assert contents(archive(tmp_path / "again.zip")) == contents(made)


def test_what_readers_said_goes_along_without_their_names(tmp_path: Path, cast: Cast) -> None:
    resource = published("full", **FULL)
    version = Version.objects.get(number="0.1")
    change = PublishedChange.objects.create(
        resource=resource, numbered=version, changed="Shorter", why="You said so", published_at=AT
    )
    rea = person("Rea Reader")
    said = {"resource": resource, "writer": rea, "given_at": AT}
    Feedback.objects.create(words="Too <b>long</b>", state="done", answer="Cut it", answered_in=change, **said)
    Feedback.objects.create(words="Abuse", state="removed", answer="Rude", **said)
    Feedback.objects.create(words="More pictures", part="Ward rounds", **said)
    told = {"since": date(2026, 1, 1), "happened": "Shorter waits", "outcome": "better", "measure": "beds_open"}
    Use.objects.create(resource=resource, by=rea, name="Applebridge", code="ZZ1", written_at=AT, **told)
    Comment.objects.create(resource=resource, by=rea, text="We do this too", written_at=AT)
    Comment.objects.create(resource=resource, by=rea, text="", written_at=AT, removed_at=AT)
    made = archive(tmp_path / "archive.zip")
    empty_library()

    restore_archive(made, now=AT)

    assert contents(archive(tmp_path / "again.zip")) == contents(made)
    assert not any(b"Rea Reader" in content for content in contents(made).values())
    assert Feedback.objects.get(state="done").answered_in.numbered.number == "0.1"  # type: ignore[union-attr]
    assert Use.objects.get().happened == "Shorter waits"
    page = contents(made)["resources/full.html"].decode()
    for words in (
        "Too &lt;b&gt;long&lt;/b&gt;<br>We did: Cut it",
        "Ward rounds: More pictures<br>Not answered yet.",
        "Applebridge, since 2026-01: It got better. Shorter waits",
        "We do this too",
    ):
        assert words in page
    assert "Abuse" not in page


def test_what_came_with_the_product_does_not_make_way_when_somebody_said_something_of_it(tmp_path: Path) -> None:
    load_starting_resources(now=AT)
    made = archive(tmp_path / "archive.zip")
    first = Resource.objects.order_by("key")[0]
    Comment.objects.create(resource=first, text="We do this too", written_at=AT)

    with pytest.raises(LibraryIsNotEmpty, match=first.key):
        restore_archive(made, now=AT)

    assert Comment.objects.get().resource == first


def empty_library() -> None:
    Version.objects.all().delete()
    Resource.objects.all().delete()


@pytest.mark.parametrize("name", ["archive", "archive.zip"])
def test_an_archive_brought_into_an_empty_library_is_the_library_that_it_was_made_of(tmp_path: Path, name: str) -> None:
    fill_library()
    first = archive(tmp_path / name)
    empty_library()

    count = restore_archive(first, now=AT)
    again = archive(tmp_path / f"again-{name}")

    assert count == 2
    assert contents(first) == contents(again)
    assert Version.objects.get(number="0.1").revision.resource.key == "full"
    assert is_archive(first)


def contents(path: Path) -> dict[str, bytes]:
    if path.is_dir():
        return {str(one.relative_to(path)): one.read_bytes() for one in path.rglob("*") if one.is_file()}
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_its_pages_lead_to_one_another_and_to_no_server(tmp_path: Path) -> None:
    fill_library()

    files = contents(archive(tmp_path / "archive"))

    page, first = files["resources/full.html"].decode(), files["index.html"].decode()
    assert '<a href="least.html"' in page
    assert 'href="../index.html"' in page
    assert "Full &lt;b&gt;one&lt;/b&gt;" in page
    assert 'href="resources/full.html"' in first
    assert all('="/' not in content.decode() for name, content in files.items() if name.endswith(".html"))
    assert all("<script>" not in content.decode() for name, content in files.items() if name.endswith(".html"))


def test_its_data_are_open(tmp_path: Path) -> None:
    fill_library()

    files = contents(archive(tmp_path / "archive"))

    assert [one["key"] for one in json.loads(files["data/resources.json"])] == ["full", "least"]
    rows = list(csv.DictReader(files["data/resources.csv"].decode("utf-8-sig").splitlines()))
    assert rows[1]["title"] == "Least, changed"
    text = files["data/markdown/full.md"].decode()
    assert read_markdown(text, where="full.md", known_measures=frozenset(MEASURES)).key == "full"


def test_a_markdown_file_is_read_back_as_it_was() -> None:
    given = draft(body='## A\n\nText: with "quotes" — and a table\n\n| a | b |\n|---|---|\n| 1 | 2 |\n', **FULL)

    assert read_markdown(as_markdown(given), where="a", known_measures=frozenset(MEASURES)) == given


def test_what_is_in_a_network_or_not_published_is_in_no_archive(cast: Cast, tmp_path: Path) -> None:
    published("open")
    published("inside", title="Quillfeather", network=cast.networks["community"])
    published("hidden", title="Quillfeather")
    Resource.objects.filter(key="hidden").update(live=False)

    files = contents(archive(tmp_path / "archive"))

    assert not any(b"Quillfeather" in content for content in files.values())


def test_where_something_is_already_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "a").write_text("a")

    with pytest.raises(CannotArchive, match="there already and was left alone"):
        archive(tmp_path / "there")
    with pytest.raises(CannotArchive, match="cannot be written"):
        archive(tmp_path / "there" / "a" / "b")

    assert [one.name for one in (tmp_path / "there").iterdir()] == ["a"]


def test_the_collection_that_came_with_the_product_makes_way_and_what_people_wrote_does_not(tmp_path: Path) -> None:
    fill_library()
    made = archive(tmp_path / "archive")
    empty_library()
    load_starting_resources(now=AT)
    assert restore_archive(made, now=AT) == 2

    with pytest.raises(LibraryIsNotEmpty, match=r"resources of its own \(full, least\)"):
        restore_archive(made, now=AT)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda folder: (folder / "index.html").write_text("other"), "index.html in .* was changed after"),
        (lambda folder: (folder / "style.css").unlink(), r"style\.css of .* cannot be read"),
        (lambda folder: (folder / "manifest.json").write_text("{"), "The manifest of the archive cannot be read"),
        (lambda folder: (folder / "manifest.json").write_text("[]"), "is not one"),
        (lambda folder: (folder / "manifest.json").write_text('{"kind": "other"}'), "is no archive of a library"),
        (lambda folder: rewrite(folder, lambda manifest: manifest["sha256"].pop(DATA)), "does not name"),
        (
            lambda folder: rewrite(folder, lambda manifest: manifest["sha256"].update({"../../x": ""})),
            "which is outside",
        ),
    ],
)
def test_a_damaged_archive_is_said_and_nothing_is_changed(tmp_path: Path, damage: object, said: str) -> None:
    fill_library()
    made = archive(tmp_path / "archive")
    empty_library()
    damage(made)  # type: ignore[operator]

    with pytest.raises(UnreadableArchive, match=said):
        restore_archive(made, now=AT)

    assert not Resource.objects.exists()


def rewrite(folder: Path, change: object) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    change(manifest)  # type: ignore[operator]
    (folder / "manifest.json").write_text(json.dumps(manifest))


def test_a_backup_or_any_other_file_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"no zip")

    assert not is_archive(tmp_path / "a.zip")
    assert not is_archive(tmp_path / "nothing")
    with pytest.raises(UnreadableArchive, match="is no archive"):
        restore_archive(tmp_path / "a.zip", now=AT)

"""Making an archive: the whole public library as pages, as data, and as files, with a sum for each."""

import contextlib
import csv
import datetime as dt
import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from everyweek.web.design.wording import day_in_words
from everyweek.web.learn.archive.errors import CannotArchive
from everyweek.web.learn.archive.pages import index_html, resource_html, search_data
from everyweek.web.learn.archive.reading import DATA, KIND, LAYOUT, MANIFEST
from everyweek.web.learn.archive.records import public_resources, record_of
from everyweek.web.learn.attachments.files import path_of
from everyweek.web.learn.library.draft import ResourceDraft, draft_from_json
from everyweek.web.learn.library.markdown_files import as_markdown

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The day that a ZIP gives to every file, so that the same library gives the same archive."""
COLUMNS = ("key", "type", "title", "summary", "where", "when", "licence", "evidence")

Write = Callable[[str, bytes], None]


def make_archive(target: Path, *, now: dt.datetime, version: str) -> int:
    """Write the archive to a folder, or to a file when its name ends in .zip; how many resources it holds.

    It is written beside and takes its name when it is whole. Raises CannotArchive when something is there already.
    """
    if target.exists() and (target.is_file() or any(target.iterdir())):
        raise CannotArchive(f"{target} is there already and was left alone. Name a new folder or file.")
    beside = target.with_name(f"{target.name}.building")
    try:
        _remove(beside)
        beside.parent.mkdir(parents=True, exist_ok=True)
        if target.suffix == ".zip":
            count = _into_zip(beside, now=now, version=version)
        else:
            count = _write_all(_into_folder(beside), now=now, version=version)
            if target.exists():
                target.rmdir()
        beside.replace(target)
    except OSError as problem:
        with contextlib.suppress(OSError):
            _remove(beside)
        raise CannotArchive(
            f"The archive cannot be written to {target} ({problem}). Nothing was left there."
        ) from problem
    return count


def _into_zip(path: Path, *, now: dt.datetime, version: str) -> int:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:

        def write(name: str, content: bytes) -> None:
            packed.writestr(zipfile.ZipInfo(name, FIRST_DAY), content, zipfile.ZIP_DEFLATED)

        return _write_all(write, now=now, version=version)


def _into_folder(folder: Path) -> Write:
    def write(name: str, content: bytes) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    return write


def _write_all(write: Write, *, now: dt.datetime, version: str) -> int:
    sums: dict[str, str] = {}
    count = 0
    for name, content in _files(now):
        sums[name] = hashlib.sha256(content).hexdigest()
        write(name, content)
        count += name.startswith("resources/")
    manifest = {
        "kind": KIND,
        "layout": LAYOUT,
        "everyweek": version,
        "made_at": now.astimezone(dt.UTC).isoformat(timespec="seconds"),
        "resources": count,
        "sha256": sums,
    }
    write(MANIFEST, (json.dumps(manifest, indent=1) + "\n").encode())
    return count


def _files(now: dt.datetime) -> Iterator[tuple[str, bytes]]:
    records = [record_of(resource) for resource in public_resources()]
    drafts = [draft_from_json(record["says"]) for record in records]
    keys = frozenset(draft.key for draft in drafts)
    of = {record["key"]: record for record in records}
    yield "index.html", index_html(drafts, made=day_in_words(now.date())).encode()
    yield "search-data.js", search_data(drafts).encode()
    for name in ("search.js", "style.css"):
        yield name, files("everyweek.web.learn.archive").joinpath("beside", name).read_bytes()
    for draft in drafts:
        said, attached = of[draft.key]["around"], of[draft.key]["attachments"]
        yield f"resources/{draft.key}.html", resource_html(draft, keys=keys, files=attached, around=said).encode()
        yield f"data/markdown/{draft.key}.md", as_markdown(draft).encode()
    yield from _attached(records)
    yield "data/resources.json", _json([draft.as_json() for draft in drafts])
    yield "data/resources.csv", _csv(drafts)
    yield DATA, _json(records)


def _attached(records: list[dict[str, Any]]) -> Iterator[tuple[str, bytes]]:
    """The files that hang on resources, each once; one that is missing on the disk is missing here too."""
    for digest in sorted({one["sha256"] for record in records for one in record["attachments"]}):
        for preview in (False, True):
            path = path_of(digest, preview=preview)
            if path is not None:
                yield archived_as(digest, preview=preview), path.read_bytes()


def archived_as(digest: str, *, preview: bool = False) -> str:
    """The name in an archive of the file with this sum, or of the picture of its first page."""
    return f"files/{digest}{'.png' if preview else ''}"


def _json(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _csv(drafts: list[ResourceDraft]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for draft in drafts:
        where = "; ".join(one.name for one in draft.origins)
        writer.writerow(
            (draft.key, draft.kind, draft.title, draft.summary, where, draft.dated, draft.licence, draft.evidence)
        )
    return out.getvalue().encode("utf-8-sig")


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)

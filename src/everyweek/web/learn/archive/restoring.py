"""Bringing an archive back: all of it into a library that has nothing of its own, or nothing."""

import datetime as dt
import hashlib
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import DataError, IntegrityError, transaction

from everyweek.web.learn.archive.errors import LibraryIsNotEmpty, UnreadableArchive
from everyweek.web.learn.archive.making import DATA, KIND, LAYOUT, MANIFEST, archived_as
from everyweek.web.learn.archive.records import keep_record
from everyweek.web.learn.attachments.files import DIGEST, keep_file
from everyweek.web.learn.library.keeping import draft_of
from everyweek.web.learn.library.models import Resource, ResourceChange, Version
from everyweek.web.people.audit.actions import record

LARGEST = 500_000_000
"""Bytes of one file of an archive, unpacked."""
NOTHING = "Nothing was changed."
Read = Callable[[str], bytes]


def is_archive(path: Path) -> bool:
    """Whether this is an archive of a library, and not a backup or anything else."""
    try:
        with _opened(path) as read:
            return bool(_manifest(read).get("kind") == KIND)
    except UnreadableArchive:
        return False


def restore_archive(path: Path, *, now: dt.datetime) -> int:
    """Bring everything of an archive into the library; how many resources.

    Resources that came with the product and that nobody changed make way. Raises UnreadableArchive before anything is
    touched, and LibraryIsNotEmpty; nothing was changed then.
    """
    with _opened(path) as read:
        manifest = _manifest(read)
        if manifest.get("kind") != KIND or manifest.get("layout") != LAYOUT:
            raise UnreadableArchive(f"{path} is no archive of a library that this version can read. {NOTHING}")
        _check_sums(manifest, read, path)
        records = json.loads(read(DATA))
        _bring_files(manifest, read)
    with transaction.atomic():
        _make_way(now)
        try:
            for one in records:
                keep_record(one, now=now)
        except (KeyError, TypeError, ValueError, IndexError, DataError, IntegrityError) as problem:
            raise UnreadableArchive(f"{path} holds a resource that does not fit ({problem}). {NOTHING}") from problem
        record(
            by=None,
            by_words="the command line",
            action="library.restored",
            of=("library", "all"),
            after={"resources": len(records)},
            now=now,
        )
    return len(records)


def _bring_files(manifest: dict[str, Any], read: Read) -> None:
    """The files that hang on resources, by their sums; one that is there already stays as it is."""
    for name, digest in manifest["sha256"].items():
        if name == archived_as(digest):
            keep_file(read(name), digest)
        elif name.startswith("files/") and name.endswith(".png"):
            of = name.removeprefix("files/").removesuffix(".png")
            if DIGEST.fullmatch(of):  # a name of the disk is never what a file says
                keep_file(read(name), of, preview=True)


def _make_way(now: dt.datetime) -> None:
    """Take away what came with the product. Raises LibraryIsNotEmpty when there is anything else."""
    own = [one.key for one in Resource.objects.all() if not one.starter or draft_of(one).digest() != one.starter]
    if own:
        raise LibraryIsNotEmpty(
            f"This library has resources of its own ({', '.join(sorted(own)[:5])}), so it was left alone. Restore into "
            "an empty installation."
        )
    ResourceChange.objects.bulk_create(ResourceChange(key=one.key, at=now) for one in Resource.objects.all())
    Version.objects.all().delete()
    Resource.objects.all().delete()


def _manifest(read: Read) -> dict[str, Any]:
    try:
        manifest = json.loads(read(MANIFEST))
    except (ValueError, RecursionError) as problem:
        raise UnreadableArchive(f"The manifest of the archive cannot be read ({problem}). {NOTHING}") from problem
    if not isinstance(manifest, dict) or not isinstance(manifest.get("sha256", {}), dict):
        raise UnreadableArchive(f"The manifest of the archive is not one. {NOTHING}")
    return manifest


def _check_sums(manifest: dict[str, Any], read: Read, path: Path) -> None:
    sums = manifest.get("sha256", {})
    if DATA not in sums:
        raise UnreadableArchive(f"The manifest of {path} does not name {DATA}. {NOTHING}")
    for name, expected in sums.items():
        if hashlib.sha256(read(name)).hexdigest() != expected:
            raise UnreadableArchive(f"{name} in {path} was changed after the archive was made. {NOTHING}")


@contextmanager
def _opened(path: Path) -> Iterator[Read]:
    """What reads a file of the archive by its name. Raises UnreadableArchive."""
    if path.is_dir():
        yield lambda name: _from_folder(path, name)
        return
    try:
        packed = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as problem:
        raise UnreadableArchive(f"{path} is no archive ({problem}). {NOTHING}") from problem
    with packed:
        yield lambda name: _from_zip(packed, path, name)


def _from_folder(path: Path, name: str) -> bytes:
    file = (path / name).resolve()
    if not file.is_relative_to(path.resolve()):
        raise UnreadableArchive(f"The manifest of {path} names {name}, which is outside. {NOTHING}")
    try:
        return file.read_bytes()
    except OSError as problem:
        raise UnreadableArchive(f"{name} of {path} cannot be read ({problem}). {NOTHING}") from problem


def _from_zip(packed: zipfile.ZipFile, path: Path, name: str) -> bytes:
    try:
        if packed.getinfo(name).file_size > LARGEST:
            raise UnreadableArchive(f"{name} in {path} is too large to be of an archive. {NOTHING}")
        return packed.read(name)
    except (OSError, KeyError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError) as problem:
        raise UnreadableArchive(f"{name} of {path} cannot be read ({problem}). {NOTHING}") from problem

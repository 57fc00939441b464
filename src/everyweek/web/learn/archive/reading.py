"""Reading an archive, from a folder or a ZIP.

Nothing here needs Django: a command asks what a file is before it starts it.
"""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from everyweek.web.learn.archive.errors import UnreadableArchive

KIND = "everyweek-library"
LAYOUT = 1
DATA = "data/library.json"
MANIFEST = "manifest.json"
LARGEST = 500_000_000
"""Bytes of one file of an archive, unpacked."""
NOTHING = "Nothing was changed."
Read = Callable[[str], bytes]


def is_archive(path: Path) -> bool:
    """Whether this is an archive of a library, and not a backup or anything else."""
    try:
        with opened(path) as read:
            return bool(manifest_of(read).get("kind") == KIND)
    except UnreadableArchive:
        return False


def manifest_of(read: Read) -> dict[str, Any]:
    """What the archive says of itself. Raises UnreadableArchive."""
    try:
        manifest = json.loads(read(MANIFEST))
    except (ValueError, RecursionError) as problem:
        raise UnreadableArchive(f"The manifest of the archive cannot be read ({problem}). {NOTHING}") from problem
    if not isinstance(manifest, dict) or not isinstance(manifest.get("sha256", {}), dict):
        raise UnreadableArchive(f"The manifest of the archive is not one. {NOTHING}")
    return manifest


def check_sums(manifest: dict[str, Any], read: Read, path: Path) -> None:
    """Raises UnreadableArchive when a file is not as it was when the archive was made."""
    sums = manifest.get("sha256", {})
    if DATA not in sums:
        raise UnreadableArchive(f"The manifest of {path} does not name {DATA}. {NOTHING}")
    for name, expected in sums.items():
        if hashlib.sha256(read(name)).hexdigest() != expected:
            raise UnreadableArchive(f"{name} in {path} was changed after the archive was made. {NOTHING}")


@contextmanager
def opened(path: Path) -> Iterator[Read]:
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

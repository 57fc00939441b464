"""Reading a backup: nothing in the file is believed before it was checked against the manifest."""

import hashlib
import zipfile
import zlib
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import cast

from everyweek.web.people.backup.errors import UnreadableBackup
from everyweek.web.people.backup.files import PIECE, WHAT, check_names
from everyweek.web.people.backup.make import MANIFEST, ROWS_AT_A_TIME, Telling
from everyweek.web.people.backup.manifest import FileEntry, Manifest, TableEntry, manifest_of
from everyweek.web.people.backup.values import LONGEST_LINE

LONGEST_MANIFEST = 5_000_000
MOST_SWELLING = 500
"""Times by which a table may grow when it is unpacked; what deflate can do at most is 1,032."""
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


@dataclass(frozen=True, slots=True)
class Archive:
    """An open backup whose manifest was read, and whose files are those of the manifest."""

    path: Path
    manifest: Manifest
    packed: zipfile.ZipFile

    def lines(self, table: TableEntry) -> Iterator[bytes]:
        """The lines of a table, one row each. Raises UnreadableBackup when they are not those of the manifest."""
        rows, size, digest = 0, 0, hashlib.sha256()
        with said_as_damage(self.path), self.packed.open(table.file) as packed:
            unpacked = BufferedReader(cast("BufferedReader", packed), 1 << 18)
            while line := unpacked.readline(LONGEST_LINE + 1):
                rows, size = rows + 1, size + len(line)
                if len(line) > LONGEST_LINE or size > table.bytes:
                    break
                digest.update(line)
                yield line
        if (rows, size, digest.hexdigest()) != (table.rows, table.bytes, table.sha256):
            raise UnreadableBackup(
                f"The table {table.name} in {self.path} is not the one that was kept: its manifest tells of "
                f"{table.rows:,} rows with another content. The file was changed or damaged after it was made. Use "
                "another backup. Nothing was changed."
            )

    def pieces(self, entry: FileEntry) -> Iterator[bytes]:
        """A file that was attached, piece by piece. Raises UnreadableBackup when it is not that of the manifest."""
        size, digest = 0, hashlib.sha256()
        with said_as_damage(self.path), self.packed.open(entry.file) as packed:
            while (piece := packed.read(PIECE)) and size <= entry.bytes:
                digest.update(piece)
                size += len(piece)
                yield piece
        if (size, digest.hexdigest()) != (entry.bytes, entry.sha256):
            raise UnreadableBackup(
                f"The file {entry.name} in {self.path} is not the one that was kept. The backup was changed or damaged "
                "after it was made. Use another one. Nothing was changed."
            )

    def check_is_whole(self, tell: Telling) -> None:
        """Read every table and every file to its end. Raises UnreadableBackup."""
        for number, entry in enumerate(self.manifest.files, 1):
            deque(self.pieces(entry), maxlen=0)
            tell(f"checking {WHAT}", number, len(self.manifest.files))
        for table in self.manifest.tables:
            for number, _ in enumerate(self.lines(table), 1):
                if number % (10 * ROWS_AT_A_TIME) == 0:
                    tell(f"checking {table.name}", number, table.rows)


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """A backup to read. Raises UnreadableBackup for whatever is none; nothing is ever unpacked to the disk."""
    with said_as_damage(path):
        packed = zipfile.ZipFile(path)
    with packed:
        with said_as_damage(path):
            manifest = _manifest(packed, path)
        _check_members(packed, manifest, path)
        yield Archive(path, manifest, packed)


@contextmanager
def said_as_damage(path: Path) -> Iterator[None]:
    """Whatever the readers of zip files say of a damaged one, as one sentence."""
    try:
        yield
    except FileNotFoundError as error:
        raise UnreadableBackup(f"There is no file {path}. Nothing was changed.") from error
    except DAMAGE as error:
        raise UnreadableBackup(
            f"{path} cannot be read as a backup ({' '.join(str(error).split())[:200]}). It is no backup of Everyweek, "
            "was cut short or was damaged. Use another one. Nothing was changed."
        ) from error


def _manifest(packed: zipfile.ZipFile, path: Path) -> Manifest:
    if MANIFEST not in packed.namelist():
        raise UnreadableBackup(
            f"{path} is an archive without {MANIFEST}, so no backup of Everyweek, or one that was cut short. Nothing "
            "was changed."
        )
    if packed.getinfo(MANIFEST).file_size > LONGEST_MANIFEST:
        raise UnreadableBackup(f"The manifest of {path} is far larger than any that was made. Nothing was changed.")
    return manifest_of(packed.read(MANIFEST))


def _check_members(packed: zipfile.ZipFile, manifest: Manifest, path: Path) -> None:
    check_names(manifest.files)
    held = (*manifest.tables, *manifest.files)
    found, expected = packed.namelist(), [MANIFEST, *(one.file for one in held)]
    if missing := sorted(set(expected) - set(found)):
        raise UnreadableBackup(f"{missing[0]} is missing in {path}. Use another backup. Nothing was changed.")
    if len(found) != len(expected) or len(set(expected)) != len(expected):
        strange = next(iter(sorted(set(found) - set(expected))), "a file that is there twice")
        raise UnreadableBackup(
            f"{path} holds what no backup holds ({strange!r:.80}), so it was changed after it was made. "
            "Nothing was changed."
        )
    for one in held:
        member = packed.getinfo(one.file)
        if member.file_size != one.bytes or member.file_size > MOST_SWELLING * max(member.compress_size, 10_000):
            raise UnreadableBackup(
                f"{one.file} in {path} would become {member.file_size:,} bytes, which is not what was kept. The "
                "file was changed after it was made. Nothing was changed."
            )

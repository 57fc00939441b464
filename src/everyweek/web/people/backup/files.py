"""The files that people attached to what they wrote: they hang on rows, so a backup without them would not be whole.

Each is named after the SHA-256 of its content, or is a picture that was drawn of one, and never changes. So those that
are there already are right, and what a backup says of a name can be checked.
"""

import hashlib
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO

from everyweek.web.people.attached_files import folder, keep
from everyweek.web.people.backup.errors import CannotRestore, UnreadableBackup
from everyweek.web.people.backup.manifest import FileEntry

if TYPE_CHECKING:
    from everyweek.web.people.backup.archive import Archive
    from everyweek.web.people.backup.make import Telling

NAME = re.compile(r"([0-9a-f]{64})(\.png)?")
PIECE = 1 << 18
WHAT = "files"


def write_files(archive: zipfile.ZipFile, *, now: datetime, tell: "Telling") -> tuple[FileEntry, ...]:
    """Write every file into the archive; one that somebody removes meanwhile is passed over."""
    names = sorted(path.name for path in folder().glob("*") if NAME.fullmatch(path.name))
    written: list[FileEntry] = []
    for number, name in enumerate(names, 1):
        with suppress(FileNotFoundError), (folder() / name).open("rb") as file:
            written.append(_write(archive, name, _pieces(file), now=now))
        tell(WHAT, number, len(names))
    return tuple(written)


def _write(archive: zipfile.ZipFile, name: str, pieces: Iterator[bytes], *, now: datetime) -> FileEntry:
    size, digest = 0, hashlib.sha256()
    member = zipfile.ZipInfo(f"files/{name}", date_time=now.timetuple()[:6])
    member.external_attr = 0o600 << 16  # stored as it is: files that are attached are packed already
    with archive.open(member, "w", force_zip64=True) as packed:
        for piece in pieces:
            packed.write(piece)
            digest.update(piece)
            size += len(piece)
    return FileEntry(name=name, bytes=size, sha256=digest.hexdigest())


def check_names(entries: tuple[FileEntry, ...]) -> None:
    """Raises UnreadableBackup for a name that is none, or that is not the name of its content."""
    for entry in entries:
        found = NAME.fullmatch(entry.name)
        if found is None or (found[2] is None and found[1] != entry.sha256):
            raise UnreadableBackup(
                f"The manifest of this backup tells of a file {entry.name!r:.80} that no Everyweek kept, so it was "
                "changed after it was made. Use another backup. Nothing was changed."
            )


def put_back(archive: "Archive", tell: "Telling") -> None:
    """Write the files that are not there. What of it is done when the rest fails harms nothing: no row names it.

    Raises UnreadableBackup, CannotRestore.
    """
    place = folder()
    for number, entry in enumerate(archive.manifest.files, 1):
        path = place / entry.name
        if not path.is_file():
            try:
                keep(path, archive.pieces(entry))
            except OSError as error:
                raise CannotRestore(
                    f"The files of this backup could not be written into {place} ({error.strerror or error}). Make "
                    "room, or let it be written, then restore again. Nothing else was changed."
                ) from error
        tell(WHAT, number, len(archive.manifest.files))


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    while piece := file.read(PIECE):
        yield piece

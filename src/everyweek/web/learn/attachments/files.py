"""The files themselves, in a folder of the home, each under the SHA-256 of its content.

So the same file is kept once, a path never holds anything that somebody typed, and a file that was written to the end
never changes again. It is written beside its place and takes its name when it is safe on the disk.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from everyweek.web.people.attached_files import folder, keep

DIGEST = re.compile(r"[0-9a-f]{64}")
PREVIEW = ".png"
PIECE = 1 << 17


def path_of(digest: str, *, preview: bool = False) -> Path | None:
    """Where the file of this digest is, or its preview; None when it is not there."""
    if not DIGEST.fullmatch(digest):
        return None
    path = _place(digest, preview=preview)
    return path if path.is_file() else None


def pieces_of(path: Path) -> Iterator[bytes]:
    """The content of a file piece by piece. It is opened when the first is asked for, so never for a HEAD."""
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def keep_file(content: bytes, digest: str, *, preview: bool = False) -> None:
    """Keep a file for good. Raises OSError when there is no room or no right to write."""
    place = _place(digest, preview=preview)
    if place.is_file():
        return
    keep(place, (content,))


def throw_away(digest: str) -> None:
    """Take a file and its preview from the disk, when they are there."""
    if DIGEST.fullmatch(digest):
        for preview in (False, True):
            _place(digest, preview=preview).unlink(missing_ok=True)


def _place(digest: str, *, preview: bool) -> Path:
    return folder() / f"{digest}{PREVIEW if preview else ''}"

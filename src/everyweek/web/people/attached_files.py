"""The folder of the files that people attached, each under the SHA-256 of its content, and how one gets into it."""

import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings


def folder() -> Path:
    """Where they are in this installation."""
    return Path(settings.EVERYWEEK_HOME) / "library" / "files"


def keep(place: Path, pieces: Iterable[bytes]) -> None:
    """Write a file beside its place; it takes its name when all of it is safe on the disk, and never changes again.

    Raises OSError when there is no room or no right to write, and whatever `pieces` raises; nothing is left then.
    """
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = place.with_name(f".{place.name}.{secrets.token_hex(8)}")
    try:
        with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(place)
    finally:
        unfinished.unlink(missing_ok=True)
    _sync(place.parent)


def _sync(place: Path) -> None:
    """The name of a new file is safe when its folder is."""
    opened = os.open(place, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)

"""The folder of what was downloaded: written beside and moved, so that nothing half is ever there; and its lock."""

import fcntl
import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from everyweek.publications.fetch.errors import FaultyIndex, FetchUnderWay

PART = ".part"
LONGEST_NAME = 200
"""Bytes of a file's name: a disk takes 255, and some of them are for the endings of ours."""
NOT_IN_A_NAME = re.compile(r'[\x00-\x1f\x7f\\/:*?"<>|]+')


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the folder for one fetch; the system lets go of it when the process ends, however it ends.

    What a fetch that was killed left half done is swept away. Raises FetchUnderWay, FaultyIndex.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / "lock").open("w")
    except OSError as problem:
        raise cannot_write(folder, problem) from problem
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            raise FetchUnderWay(
                f"Another fetch is at work in {folder}.", advice="Wait until it has ended; it fetches the same files."
            ) from problem
        for left in folder.glob(f"*{PART}"):
            left.unlink(missing_ok=True)
        yield


def keep_safely(target: Path, content: bytes) -> None:
    """Write a file so that at any moment the old one or the new one is there, whole. Raises OSError."""
    beside = target.with_name(target.name + PART)
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    move_into_place(beside, target)


def move_into_place(beside: Path, target: Path) -> None:
    """Give a file that is on the disk its place, and see that the place is on the disk too. Raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def place_of(sha256: str, file_name: str) -> Path:
    """Where a file lies, below the folder of downloads: under its fingerprint, with the name it came with."""
    return Path(sha256[:2]) / sha256 / file_name


def safe_name(name: str) -> str:
    """A file's name without what a disk or a terminal could take amiss.

    >>> safe_name("../A&E by provider\\x1b[2J.csv")
    'A&E by provider_[2J.csv'
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = NOT_IN_A_NAME.sub("_", last).lstrip(". ") or "file"
    stem, dot, ending = plain.rpartition(".")
    while stem and len(plain.encode()) > LONGEST_NAME:
        stem = stem[:-1]
        plain = f"{stem}{dot}{ending}"
    return plain


def sha256_of(path: Path) -> str | None:
    """A file's fingerprint; None when it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def cannot_write(folder: Path, problem: OSError) -> FaultyIndex:
    """That the folder of downloads takes nothing."""
    return FaultyIndex(
        f"Nothing can be written in {folder}: {problem.strerror or problem}.",
        advice="Make room, or set EVERYWEEK_HOME to a folder that you may write in.",
    )

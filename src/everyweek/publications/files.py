"""Which files a load is about."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

ACCOMPANYING = re.compile(
    r"(\..*|.*\.(md|txt|pdf|docx?|html?|zip~|tmp)|readme.*|licen[cs]e.*|manifest.*|thumbs\.db)", re.IGNORECASE
)
"""Names of what lies beside data in a folder: passed over when its content is no publication, instead of refused."""


def list_files(paths: Iterable[Path], *, leave_out: Path | None = None) -> list[Path]:
    """All files named, and all in the folders named, however deep; in an order that does not depend on the arguments'.

    leave_out : a folder not to go into from above, such as the one in which copies of loaded files are kept.
    A path that does not exist is listed too: whoever reads it will say so.
    """
    found: set[Path] = set()
    for path in paths:
        found.update(files_below(path, leave_out=leave_out) if path.is_dir() else [path])
    return sorted(found, key=lambda path: (natural(path.name), str(path)))


def files_below(folder: Path, *, leave_out: Path | None) -> Iterator[Path]:
    """Files in a folder and its folders; links to folders are not followed."""
    for parent, folders, names in os.walk(folder):
        below = [name for name in folders if not name.startswith(".")]
        folders[:] = [name for name in below if (Path(parent) / name).resolve() != leave_out]
        for name in names:
            yield Path(parent) / name


def natural(name: str) -> tuple[tuple[int, str], ...]:
    """A key that sorts file 10 after file 9.

    >>> natural("file 9.csv") < natural("file 10.csv")
    True
    """
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", name.lower()) if part)


def accompanies_data(path: Path) -> bool:
    """Whether a file is something that lies beside data, such as a read-me."""
    return ACCOMPANYING.fullmatch(path.name) is not None

"""A file that appears under its name when it is whole, and not before."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from everyweek.web.people.backup.errors import CannotBackUp


@contextmanager
def whole_or_not_there(path: Path, *, overwrites: bool) -> Iterator[BinaryIO]:
    """A file to write, readable by its owner only; renamed to `path` when all of it is on the disk.

    Raises CannotBackUp when there is a file already and it must not be written over, when the disk is full, and when
    the folder cannot be written; then nothing is left behind.
    """
    check_can_be_written(path, overwrites=overwrites)
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".unfinished", dir=path.parent)
    except OSError as error:
        raise _trouble(path, error) from error
    unfinished = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _give_name(unfinished, path, overwrites=overwrites)
    except OSError as error:
        raise _trouble(path, error) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def check_can_be_written(path: Path, *, overwrites: bool) -> None:
    """Raises CannotBackUp before hours of work, when it is plain that there is no place for the file."""
    if path.is_dir():
        raise CannotBackUp(f"{path} is a folder. Name the file in it that the backup shall be. Nothing was written.")
    if not path.parent.is_dir():
        raise CannotBackUp(f"There is no folder {path.parent} to write the backup into. Make it first.")
    if os.path.lexists(path) and not overwrites:
        raise CannotBackUp(_taken(path))


def _give_name(unfinished: Path, path: Path, *, overwrites: bool) -> None:
    if overwrites:
        unfinished.replace(path)
    else:
        try:
            os.link(unfinished, path)  # unlike a rename, it fails when somebody else made the file meanwhile
        except FileExistsError:
            raise CannotBackUp(_taken(path)) from None
        except OSError:  # a disk without links, such as a memory stick
            unfinished.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _taken(path: Path) -> str:
    return f"There is a file {path} already; it was left alone. Choose another name, or say --overwrite."


def _trouble(path: Path, error: OSError) -> CannotBackUp:
    return CannotBackUp(
        f"The backup {path} could not be written ({error.strerror or error}). Nothing was left behind; a backup that "
        "was there before is as it was. Make room or choose another folder, then try again."
    )

"""What processes are given to do in tests of blocks: here, so that they find it by its name."""

import os
import signal
import threading
from pathlib import Path

from everyweek.flow.errors import FlowError


def wait_for_file(path: Path) -> None:
    look = threading.Event()
    while not path.exists():
        look.wait(0.01)


def backwards(folder: Path, block: int) -> int:
    """Each but the last waits until the next is through: they finish in the opposite order."""
    if block < 2:
        wait_for_file(folder / str(block + 1))
    (folder / str(block)).touch()
    return 10 * block


def third_cannot(block: int) -> float:
    return 1 / (block - 2)


def third_is_refused(block: int) -> int:
    if block == 2:
        raise FlowError("There are too many.")
    return block


def dies(block: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return block


def waits_for_ever(folder: Path, block: int) -> int:
    """The first is through at once, the others never."""
    if block:
        (folder / f"{os.getpid()}.began").touch()
        wait_for_file(folder / "never")
    return block


def wait_for_one(folder: Path) -> None:
    look = threading.Event()
    while not list(folder.glob("*.began")):
        look.wait(0.01)

"""What a process does that works on blocks for another one: it follows its parent, and ends well when it is told to."""

import gc
import os
import select
import signal
import threading
from collections.abc import Callable

from everyweek.flow.experiments.attempt import B, Failed, Finished, R, attempt

LOOK_SECONDS = 1.0
"""How often a worker looks whether its parent is still there."""
AT_WORK = threading.Event()
BETWEEN = threading.Lock()
"""Held while AT_WORK changes, and while a worker ends."""


def begin_worker(parent: int) -> None:
    """What a worker does first: it leaves Ctrl-C to its parent, which a terminal sends to all processes at once.

    SIGTERM, and the end of the parent, are heard by a thread, which runs beside the compiled engine: Python itself
    hears signals only when the engine is through with a replication.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    told, tells = os.pipe()
    os.set_blocking(tells, False)
    signal.set_wakeup_fd(tells, warn_on_full_buffer=False)
    signal.signal(signal.SIGTERM, lambda number, frame: None)
    threading.Thread(target=_follow, args=(parent, told), daemon=True).start()


def work(fn: Callable[[B], R], number: int, block: B) -> Finished[R] | Failed:
    """A block, during which the worker may be ended.

    Loky has Python look for garbage every second. Looking through all that Numba brings takes some 70 milliseconds, so
    what is there after the first block is set apart for good.
    """
    with BETWEEN:
        AT_WORK.set()
    try:
        return attempt(fn, number, block)
    finally:
        with BETWEEN:
            AT_WORK.clear()
        if not gc.get_freeze_count():
            gc.freeze()


def _follow(parent: int, told: int) -> None:
    while os.getppid() == parent:
        if select.select([told], [], [], LOOK_SECONDS)[0]:
            _end_at_work()
    os._exit(1)


def _end_at_work() -> None:
    """End while a block is worked on, and not while its result is sent: the parent would wait for the rest of it."""
    while True:
        AT_WORK.wait()
        with BETWEEN:
            if AT_WORK.is_set():
                os._exit(1)

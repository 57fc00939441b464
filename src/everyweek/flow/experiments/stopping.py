"""Being asked to stop: Ctrl-C and the signal with which machines end a process, heard without breaking anything off."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def asked_to_stop() -> Iterator[Callable[[], bool]]:
    """A function that says whether Ctrl-C (SIGINT) or SIGTERM has come meanwhile.

    Python raises KeyboardInterrupt wherever it happens to be, also between a result and its being kept. Here the
    signal only leaves word, and who works looks for it between two steps. A second one breaks off at once, as usual.
    Outside the main thread no signal can be heard, and nobody is ever asked to stop.
    """
    heard = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield heard.is_set
        return

    def hear(number: int, frame: FrameType | None) -> None:
        if heard.is_set():
            raise KeyboardInterrupt
        heard.set()

    before = {number: signal.signal(number, hear) for number in SIGNALS}
    try:
        yield heard.is_set
    finally:
        for number, handler in before.items():
            signal.signal(number, handler or signal.SIG_DFL)  # none where it was set outside Python

"""Many may do one thing at once, while another must be done alone: charts are compiled, or pandas is loaded.

Altair stumbles over a pandas that another thread is just loading. A plain lock would also make charts wait for each
other, and whoever asks for a page wait for all that the warm-up compiles.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition


class Turns:
    """Who is at it: several at once, or one alone."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._together = 0
        self._alone = False

    @contextmanager
    def together(self) -> Iterator[None]:
        """With others, once nobody is alone."""
        with self._changed:
            self._changed.wait_for(lambda: not self._alone)
            self._together += 1
        try:
            yield
        finally:
            with self._changed:
                self._together -= 1
                self._changed.notify_all()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """With nobody else."""
        with self._changed:
            self._changed.wait_for(lambda: not self._alone and not self._together)
            self._alone = True
        try:
            yield
        finally:
            with self._changed:
                self._alone = False
                self._changed.notify_all()


COMPILING = Turns()
"""Of compiling charts (together) and of loading pandas (alone)."""

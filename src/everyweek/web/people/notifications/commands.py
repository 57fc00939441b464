"""What the command line asks of mails: the worker, and mails that came back."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import FrameType

from everyweek.web.people.commands import with_django

SECONDS_BETWEEN_LOOKS_AT_PARENT = 1.0


@with_django
def work(*, once: bool, parent: int | None, say: Callable[[str], None]) -> None:
    """Work until a signal says stop, or the parent is gone; with `once`, through every part once."""
    from everyweek.web.people.notifications.worker import run

    if parent is None and not once:
        say(f"The worker runs. {where_mail_goes()} (Ctrl+C stops it)")
    with listening(Ending(parent)) as end:
        run(once=once, stopping=end.has_come, wait=end.wait, say=say)


@with_django
def note_returned(*, content: bytes) -> list[str]:
    """Note what a mail says that came back; a sentence for each address in it."""
    from everyweek.web.people.notifications.outbox.returned import read_returned

    return read_returned(content, now=datetime.now(UTC))


def where_mail_goes() -> str:
    """The mail server, or that there is none."""
    from django.conf import settings

    if settings.EVERYWEEK_MAIL:
        return f"Mail goes to {settings.EVERYWEEK_MAIL}."
    return "No mail is sent: EVERYWEEK_MAIL names no mail server."


class Ending:
    """Whether it is time to end: a signal came, or the process that started this one is gone.

    The system gives an orphan another parent, so that it shows whichever way the parent went, killed or not.
    """

    def __init__(self, parent: int | None) -> None:
        self._parent = parent
        self._signal = threading.Event()

    def has_come(self) -> bool:
        """Whether it is time."""
        return self._signal.is_set() or (self._parent is not None and os.getppid() != self._parent)

    def wait(self, seconds: float) -> None:
        """Rest so long, or until it is time."""
        left = seconds
        while left > 0 and not self.has_come():
            self._signal.wait(min(left, SECONDS_BETWEEN_LOOKS_AT_PARENT))
            left -= SECONDS_BETWEEN_LOOKS_AT_PARENT

    def heard(self, number: int, frame: FrameType | None) -> None:
        """The system, or somebody at the keyboard, says that it is time."""
        self._signal.set()


@contextmanager
def listening(end: Ending) -> Iterator[Ending]:
    """Let signals be heard, in place of ending this process in the middle of a mail."""
    before = {number: signal.signal(number, end.heard) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield end
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

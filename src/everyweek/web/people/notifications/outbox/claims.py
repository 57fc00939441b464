"""Which worker has which mail in hand. Every step is one update with a condition, so that two never have the same.

waiting → claimed → sending → sent. A worker claims some mails at once, and marks each as being sent just before it
hands it over. So when it dies, at most the one mail that it was handing over may or may not have gone.
"""

import os
import socket
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from django.db import connection, transaction
from django.db.models import QuerySet

from everyweek.web.people.models import OutgoingMail

MAILS_AT_ONCE = 50
SILENT_ELSEWHERE = timedelta(minutes=15)
"""A mail takes at most two minutes: four answers of the server, and 30 seconds for each."""
UNCERTAIN = "The worker ended while it handed this mail over. It may have gone, so it is not sent again by itself."
LONGEST_HOST = 30


@dataclass(frozen=True, slots=True)
class Worker:
    """A process that sends mail. began : tells it from a later process with the same number."""

    host: str
    process: int
    began: str

    @property
    def name(self) -> str:
        """As it stands beside the mails that it has in hand."""
        return f"{self.host}:{self.process}:{self.began}"


def this_worker() -> Worker:
    """This process."""
    return Worker(_host(), os.getpid(), _began(os.getpid()))


def claim(worker: Worker, *, now: datetime) -> list[OutgoingMail]:
    """Take some of the mails that are due, those that can wait last."""
    with transaction.atomic():
        due = OutgoingMail.objects.filter(state="waiting", next_try_at__lte=now)
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        numbers = list(due.order_by("is_digest", "next_try_at", "pk").values_list("pk", flat=True)[:MAILS_AT_ONCE])
        OutgoingMail.objects.filter(pk__in=numbers, state="waiting").update(
            state="claimed", claimed_by=worker.name, claimed_at=now
        )
    return list(_in_hand(worker, numbers).order_by("is_digest", "next_try_at", "pk"))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a mail that was handed over. more : other fields that are kept with it."""

    mail: OutgoingMail
    state: str
    more: Mapping[str, object] = field(default_factory=dict)


def turn(worker: Worker, done: Outcome | None, following: OutgoingMail, *, now: datetime) -> bool:
    """Keep what became of one mail and begin the next, in one transaction, since each costs a write to the disk.

    Whether the next was begun: False when it is not this worker's any more.
    """
    with transaction.atomic():
        if done is not None:
            finish(worker, done)
        return begin(worker, following, now=now)


def begin(worker: Worker, mail: OutgoingMail, *, now: datetime) -> bool:
    """Say that a claimed mail is being handed over; False when it is not this worker's any more."""
    return _in_hand(worker, [mail.pk]).update(state="sending", claimed_at=now) == 1


def release(worker: Worker, numbers: Collection[int]) -> None:
    """Let go of mails that were not begun."""
    _in_hand(worker, numbers).update(state="waiting", claimed_by="", claimed_at=None)


def finish(worker: Worker, done: Outcome) -> None:
    """Say what became of a mail that this worker handed over, also when another took the worker for dead meanwhile."""
    mine = OutgoingMail.objects.filter(pk=done.mail.pk, claimed_by=worker.name, state__in=("sending", "uncertain"))
    mine.update(state=done.state, **done.more)


def settle_lost(*, now: datetime) -> int:
    """Settle what workers that are gone had in hand; how many mails are uncertain since.

    What they had not begun waits again. What they were handing over may have gone.
    """
    held = OutgoingMail.objects.filter(state__in=("claimed", "sending"))
    uncertain = 0
    for name in list(held.order_by().values_list("claimed_by", flat=True).distinct()):
        theirs = held.filter(claimed_by=name)
        if not _is_of_this_machine(name):
            theirs = theirs.filter(claimed_at__lt=now - SILENT_ELSEWHERE)
        elif _is_alive(name):
            continue
        theirs.filter(state="claimed").update(state="waiting", claimed_by="", claimed_at=None)
        uncertain += theirs.filter(state="sending").update(state="uncertain", said=UNCERTAIN)
    return uncertain


def _in_hand(worker: Worker, numbers: Collection[int]) -> QuerySet[OutgoingMail]:
    return OutgoingMail.objects.filter(pk__in=numbers, state="claimed", claimed_by=worker.name)


def _is_of_this_machine(name: str) -> bool:
    return name.rsplit(":", 2)[0] == _host()


def _is_alive(name: str) -> bool:
    """Whether a process of this machine is still there, and is not a later one with the same number."""
    _, process, began = name.rsplit(":", 2)
    return _exists(int(process)) and _began(int(process)) == began


def _host() -> str:
    return socket.gethostname()[:LONGEST_HOST]


def _exists(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _began(process: int) -> str:
    """When a process began, in its system's own count; "" where the system does not tell."""
    try:
        text = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return ""
    return text.rpartition(")")[2].split()[19]  # behind the name, which may hold blanks and brackets

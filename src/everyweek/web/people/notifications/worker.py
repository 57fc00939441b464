"""The worker: one process beside the pages that reminds, writes mails and digests, and sends them."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.conf import settings
from django.db import close_old_connections

from everyweek.web.design.wording import several

log = logging.getLogger("everyweek.worker")
SECONDS_BETWEEN_LOOKS = 5
REST_AFTER_TROUBLE_SECONDS = 60
LONGEST_REST_SECONDS = 15 * 60
Say = Callable[[str], None]


@dataclass
class Part:
    """Something that is to be done again and again.

    run           : does it, and says what it did; "" when there was nothing to do.
    every_seconds : how long it rests in between.
    next_at       : on the worker's own clock.
    """

    name: str
    every_seconds: float
    run: Callable[[datetime], str]
    next_at: float = 0.0


MORE_PARTS: list[Callable[["Worker"], Part]] = []
"""What other parts of the product have the worker do; each adds its own when Django starts it."""


@dataclass
class Worker:
    """All parts and what they share. stopping : asked between any two steps."""

    stopping: Callable[[], bool]
    say: Say
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    written: set[str] = field(default_factory=set)
    rest_seconds: float = 0.0
    sends_again_at: float = 0.0

    @property
    def parts(self) -> tuple[Part, ...]:
        """In the order in which they are done: what is written goes out in the same round."""
        return (
            Part("reminders of rounds", 60, self.remind_of_rounds),
            Part("reminders of reviews", 3600, self.remind_of_reviews),
            Part("digests", 30, self.write_digests),
            Part("mails at once", 15, self.write_at_once),
            Part("sending", SECONDS_BETWEEN_LOOKS, self.send),
            Part("tidying", 3600, self.tidy),
            *(make(self) for make in MORE_PARTS),
        )

    def remind_of_rounds(self, now: datetime) -> str:
        """Systems and nominees whose deadline is near."""
        from everyweek.web.people.champions.reminders import remind

        return _told(remind(now), "reminder", "written")

    def remind_of_reviews(self, now: datetime) -> str:
        """Those who look after roles that nobody looked at for long. It counts what is due, which is no news."""
        from everyweek.web.people.roles.reviews import remind_of_reviews

        remind_of_reviews(now)
        return ""

    def write_digests(self, now: datetime) -> str:
        """Those that were due last; one look per period is enough, since what comes later is for the next."""
        from everyweek.web.people.notifications.digests import due_at, write_digests

        if not settings.EVERYWEEK_MAIL:
            return ""
        written = 0
        for period in ("daily", "weekly"):
            name = f"{period} {due_at(now, period):%Y-%m-%d}"  # type: ignore[arg-type]
            if name not in self.written:
                written += write_digests(now, period, say=self.say)  # type: ignore[arg-type]
                self.written.add(name)
        return _told(written, "digest", "written")

    def write_at_once(self, now: datetime) -> str:
        """Mails of single things."""
        from everyweek.web.people.notifications.at_once import write_at_once

        return _told(write_at_once(now=now), "mail", "written") if settings.EVERYWEEK_MAIL else ""

    def send(self, now: datetime) -> str:
        """What waits. After trouble with the server it rests, longer each time."""
        from everyweek.web.people.notifications.outbox.claims import this_worker
        from everyweek.web.people.notifications.outbox.sending import Sender, send_waiting
        from everyweek.web.people.notifications.outbox.smtp import MailServer

        if not settings.EVERYWEEK_MAIL or time.monotonic() < self.sends_again_at:
            return ""
        sent = send_waiting(Sender(this_worker(), MailServer(), self.clock, self.stopping))
        if sent.trouble:
            self._rest_after(sent.trouble)
        elif sent.counts:
            self.rest_seconds = 0.0
        counts = ", ".join(f"{count:,} {state}" for state, count in sorted(sent.counts.items()))
        return f"mails: {counts}" if counts else ""

    def tidy(self, now: datetime) -> str:
        """Forget what is of no use any more."""
        from everyweek.web.people.notifications.tidying import tidy

        return _told(tidy(now=now), "old row", "forgotten")

    def _rest_after(self, trouble: str) -> None:
        self.rest_seconds = min(max(60.0, 2 * self.rest_seconds), LONGEST_REST_SECONDS)
        self.sends_again_at = time.monotonic() + self.rest_seconds
        log.error(
            "the mail server at %s cannot be used (%s): mails wait; the next try is in %d minutes",
            settings.EVERYWEEK_MAIL,
            trouble,
            self.rest_seconds // 60,
        )


def run(*, once: bool, stopping: Callable[[], bool], wait: Callable[[float], None], say: Say) -> None:
    """Work until somebody says stop, or through every part once. wait : rests for some seconds, or until then."""
    worker = Worker(stopping=stopping, say=say)
    parts = worker.parts
    while not stopping():
        for part in parts:
            if not stopping() and time.monotonic() >= part.next_at:
                least = 0 if do(part, worker, say) else REST_AFTER_TROUBLE_SECONDS
                part.next_at = time.monotonic() + max(part.every_seconds, least)
        if once:
            return
        wait(SECONDS_BETWEEN_LOOKS)


def do(part: Part, worker: Worker, say: Say) -> bool:
    """One part; whether it went well. Its trouble is written to the log, and the others go on."""
    close_old_connections()
    try:
        told = part.run(worker.clock())
    except Exception:  # whatever goes wrong in one part, the others are to be done
        log.exception("%s: this went wrong, and is tried again in a minute or later", part.name)
        return False
    if told:
        say(told)
    return True


def _told(count: int, one: str, what: str) -> str:
    return f"{several(count, one)} {what}" if count else ""

"""Mails that tell of one thing at once."""

from datetime import datetime

from django.db import transaction

from everyweek.web.people.models import Notification, OutgoingMail
from everyweek.web.people.notifications.audience import audience
from everyweek.web.people.notifications.kinds import KINDS
from everyweek.web.people.notifications.waiting_lines import AT_ONCE_NO_MORE, Wanted, lines_to_mail

LINES_AT_ONCE = 500


def write_at_once(*, now: datetime) -> int:
    """Write a mail for each line that is to be mailed at once and that its reader may read; how many mails.

    The mail names its line, and gets its words when it is sent. Killed anywhere, a line has its mail and is noted as
    mailed, or neither.
    """
    written, last = 0, 0
    while True:
        lines = _next_lines(after=last, now=now)
        if not lines:
            return written
        last = lines[-1].pk
        written += _write(lines, now=now)


def _next_lines(*, after: int, now: datetime) -> list[Notification]:
    waiting = lines_to_mail([Wanted("at_once", since=now - AT_ONCE_NO_MORE, until=now)])
    return list(waiting.filter(pk__gt=after).select_related("network", "person").order_by("pk")[:LINES_AT_ONCE])


@transaction.atomic
def _write(lines: list[Notification], *, now: datetime) -> int:
    readable = audience({line.person_id for line in lines}).lines_that_may_be_read(lines)
    mails = [
        OutgoingMail(
            key=f"notification-{line.pk}",
            person_id=line.person_id,
            to=line.person.email,
            subject=KINDS[line.kind].title,
            lines=[line.pk],
            created_at=now,
            next_try_at=now,
        )
        for line in readable
    ]
    OutgoingMail.objects.bulk_create(mails, ignore_conflicts=True)  # another worker may have been first
    Notification.objects.filter(pk__in=[line.pk for line in readable]).update(mailed_at=now)
    return len(mails)

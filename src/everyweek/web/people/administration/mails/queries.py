"""Mails that did not arrive, or may not have, as far as the reader looks after those they went to."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from everyweek.web.people.administration.reach import looks_after_the_country, people_reached
from everyweek.web.people.models import Network, Notification, OutgoingMail
from everyweek.web.people.reader import Reader

UNDECIDED = ("uncertain", "refused")
MASKED = "About a learning network"
TELLING = 60
"""Characters of a name that tell which network is meant: a long subject is cut before the name ends."""


@dataclass(frozen=True, slots=True)
class MailLine:
    """A mail. subject : MASKED when it is of a learning network. said: what the mail server said."""

    number: int
    to: str
    subject: str
    state: str
    created_at: datetime
    said: str


def find_mails(reader: Reader) -> QuerySet[OutgoingMail]:
    """Those that were refused or may not have gone, the newest first."""
    found = OutgoingMail.objects.filter(state__in=UNDECIDED).order_by("-created_at", "-pk")
    return found if looks_after_the_country(reader) else found.filter(person__in=people_reached(reader))


def mail_lines(rows: Collection[OutgoingMail]) -> tuple[MailLine, ...]:
    """The mails as they are shown."""
    masked = _of_learning_networks(rows)
    return tuple(
        MailLine(
            number=row.pk,
            to=row.to,
            subject=MASKED if row.pk in masked else row.subject,
            state=row.state,
            created_at=row.created_at,
            said=row.said,
        )
        for row in rows
    )


def _of_learning_networks(rows: Iterable[OutgoingMail]) -> frozenset[int]:
    """Mails that tell of a line of a learning network, or name one: an invitation to it does.

    That somebody is told of a learning network says that they are inside, or asked to be.
    """
    learning = Network.objects.filter(kind="learning_network")
    names = [name[:TELLING] for name in learning.values_list("name", flat=True)]
    told = {line for row in rows for line in row.lines}
    inside = set(
        Notification.objects.filter(pk__in=told, network__kind="learning_network").values_list("pk", flat=True)
    )
    return frozenset(
        row.pk for row in rows if not inside.isdisjoint(row.lines) or any(name in row.subject for name in names)
    )

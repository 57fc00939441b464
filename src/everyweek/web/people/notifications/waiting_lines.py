"""Lines of inboxes that are to be mailed: unread, in no mail yet, and chosen to come so often."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from everyweek.web.people.models import AddressTrouble, MailChoice, Notification
from everyweek.web.people.notifications.kinds import KINDS, Frequency

TOO_OLD = timedelta(days=30)
"""After a month without a mail server nobody wants to be told by mail of what is in their inbox since."""
AT_ONCE_NO_MORE = timedelta(days=3)
"""What was to be mailed at once and was not for so long, because no worker ran, comes in the next daily digest."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Lines that come so often. since, until : of the instants at which they were told; until is exclusive."""

    frequency: Frequency
    since: datetime
    until: datetime

    @property
    def condition(self) -> Q:
        """As frequency_in_force says of one kind, for the database."""
        usual = [kind for kind in KINDS.values() if kind.frequency == self.frequency]
        comes = (
            Q(chosen=self.frequency, kind__in=list(KINDS))
            | Q(chosen=None, kind__in=[kind.key for kind in usual])
            | Q(chosen="never", kind__in=[kind.key for kind in usual if kind.must_mail])
        )
        return comes & Q(at__gte=self.since, at__lt=self.until)


def lines_to_mail(wanted: Iterable[Wanted]) -> QuerySet[Notification]:
    """Lines of open accounts whose address works; who may read them is asked later, of each."""
    chosen = MailChoice.objects.filter(person=OuterRef("person"), kind=OuterRef("kind")).values("frequency")[:1]
    troubled = AddressTrouble.objects.filter(email=OuterRef("person__email"))
    condition = Q(pk__in=())
    for one in wanted:
        condition |= one.condition
    return (
        Notification.objects.filter(mailed_at=None, read_at=None, person__is_active=True)
        .filter(~Exists(troubled))
        .annotate(chosen=Subquery(chosen))
        .filter(condition)
    )

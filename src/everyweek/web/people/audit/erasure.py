"""Taking what entries say of a person out of the chain, which holds as before."""

from datetime import datetime

from django.db import transaction

from everyweek.web.people.audit.actions import record
from everyweek.web.people.audit.models import AuditEntry
from everyweek.web.people.reader import Reader

ERASED = "audit.details-erased"


@transaction.atomic
def erase_details(about: int, *, by: Reader | None = None, by_words: str = "", now: datetime) -> int:
    """Erase the before and after of every entry about a person; how many entries had any.

    What stays is when something was done, what kind of thing, where, and the person's number, which leads to nobody
    once their account is erased too. That details were erased is an entry of its own: details that are gone without
    one were taken away by somebody who may not.
    """
    erased = AuditEntry.objects.filter(about_id_then=about, details__isnull=False).update(details=None, salt="")
    record(
        by=by,
        by_words=by_words,
        action=ERASED,
        of=("person", str(about)),
        after={"entries": erased},
        now=now,
    )
    return erased

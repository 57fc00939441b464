"""Sending a mail again that may or may not have gone, or that was refused: somebody has to want it."""

from datetime import datetime

from django.db import transaction

from everyweek.web.people.audit.actions import record
from everyweek.web.people.errors import PeopleError
from everyweek.web.people.models import OutgoingMail
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader

TO_BE_DECIDED = ("uncertain", "refused")


class NotToBeSentAgain(PeopleError):
    """The mail has gone, or is about to go by itself."""

    def __init__(self) -> None:
        super().__init__(
            "This mail is not sent again: it has gone, waits to go, was sent again by somebody else meanwhile, or is "
            "so old that its words are not kept any more."
        )


@transaction.atomic
def resend(mail: int, *, by: Reader, now: datetime) -> None:
    """Let a mail wait to be sent once more. Raises NotPermitted and NotToBeSentAgain."""
    check(by, "country.administer")
    found = OutgoingMail.objects.filter(pk=mail, state__in=TO_BE_DECIDED).exclude(text="", lines=[])
    row = found.first()
    changed = found.update(state="waiting", next_try_at=now, tries=0, claimed_by="", claimed_at=None)
    if row is None or not changed:
        raise NotToBeSentAgain
    record(
        by=by,
        action="mail.sent-again",
        of=("mail", str(mail)),
        before={"state": row.state},
        after={"state": "waiting"},
        about=row.person_id,
        now=now,
    )

"""After a restore nothing is sent that may have been sent since the backup was made."""

from datetime import datetime

from everyweek.web.people.models import Notification, OutgoingMail

NOT_GONE_YET = ("waiting", "claimed", "sending")
WAITED_THEN = "It waited when the backup was made, and may have gone since. Send it again by hand if it is needed."


def hold_mails_back(*, now: datetime) -> int:
    """Mails that waited are uncertain from now on, and lines that were in no mail yet stay in the inbox only.

    How many mails were held back; people lose nothing that they can read on the pages.
    """
    Notification.objects.filter(mailed_at=None).update(mailed_at=now)
    return OutgoingMail.objects.filter(state__in=NOT_GONE_YET).update(
        state="uncertain", claimed_by="", said=WAITED_THEN
    )

"""After a restore nothing is sent that may have been sent since the backup was made."""

from datetime import UTC, datetime

from support.cast import AT, Cast

from everyweek.web.people.backup.settle import WAITED_THEN, hold_mails_back
from everyweek.web.people.models import Notification, OutgoingMail
from everyweek.web.people.notifications.actions import notify, write_mail

NOW = datetime(2026, 6, 2, 3, 0, tzinfo=UTC)


def test_what_waited_is_uncertain_and_what_was_in_no_mail_stays_in_the_inbox_only(cast: Cast) -> None:
    write_mail(to="ann@example.nhs.uk", subject="Waits", lines=("Hello",), key="waits", now=AT)
    write_mail(to="ann@example.nhs.uk", subject="Gone", lines=("Hello",), key="gone", now=AT)
    OutgoingMail.objects.filter(key="gone").update(state="sent", sent_at=AT)
    notify([cast["member"].pk], kind="reply", key="new", title="New", address="/", now=AT)

    held = hold_mails_back(now=NOW)

    assert held == OutgoingMail.objects.filter(state="uncertain", said=WAITED_THEN).count() >= 1
    assert OutgoingMail.objects.get(key="waits").state == "uncertain"
    assert OutgoingMail.objects.get(key="gone").state == "sent"
    assert not Notification.objects.filter(mailed_at=None).exists()
    assert Notification.objects.get(key="new").read_at is None

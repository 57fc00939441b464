"""Forgetting what is of no use any more: forms that were sent, mails that nobody sent, words of mails, old lists."""

from datetime import datetime, timedelta

from everyweek.web.people.models import Digest, OutgoingMail, Submission

FORMS = timedelta(days=30)
WAITED_TOO_LONG = timedelta(days=7)
"""A mail that may go later is tried for fifteen hours. One that waits for a week had no server or no worker."""
WORDS = timedelta(days=30)
MAILS = timedelta(days=90)
NOT_SENT = "It waited for a week because no mail server was set or no worker ran; now it would be too late."


def tidy(*, now: datetime) -> int:
    """Forget all that; how many rows were changed or deleted."""
    from everyweek.web.people.administration.bulk.actions import forget_old_lists

    mails = OutgoingMail.objects
    stale = mails.filter(state="waiting", created_at__lt=now - WAITED_TOO_LONG)
    spoken = mails.filter(created_at__lt=now - WORDS).exclude(text="").exclude(state__in=("waiting", "claimed"))
    done = mails.filter(created_at__lt=now - MAILS).exclude(lines=[]).filter(state__in=("sent", "withdrawn"))
    over = mails.filter(created_at__lt=now - MAILS, lines=[]).exclude(to="").exclude(state__in=("waiting", "claimed"))
    return sum(
        (
            Submission.objects.filter(at__lt=now - FORMS).delete()[0],
            stale.update(state="withdrawn", said=NOT_SENT),
            spoken.update(text="", html=""),
            over.update(to="", subject="", person=None),
            # Their lines know that they were mailed, so none is written again. Others keep their key for ever.
            done.delete()[0],
            Digest.objects.filter(at__lt=now - MAILS).delete()[0],
            forget_old_lists(now=now),
        )
    )

"""How long what nobody goes on with is kept: its contributor is told once, and later it is deleted."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from everyweek.web.design.wording import day_in_words
from everyweek.web.learn.sharing.files import forget_files
from everyweek.web.learn.sharing.models import Submission, SubmissionFile
from everyweek.web.people.audit.actions import record
from everyweek.web.people.notifications.actions import notify

DAYS_OF_DECLINED_FILES = 90
DAYS_UNTIL_TOLD = 180
DAYS_OF_DRAFTS = 365
DAYS_AFTER_TOLD = 30
"""At least between the two, should the worker have stood still for months."""
WITH_ITS_CONTRIBUTOR = ("draft", "changes asked", "withdrawn")
BY = "the worker"


@transaction.atomic
def tell_of_idle(*, now: datetime) -> int:
    """Tell everybody who has not gone on with something for half a year; how many things it was."""
    rows = Submission.objects.select_for_update(no_key=True).filter(
        state__in=WITH_ITS_CONTRIBUTOR, told_at=None, changed_at__lt=now - timedelta(days=DAYS_UNTIL_TOLD)
    )
    told = 0
    for one in rows.order_by("pk"):
        until = max(one.changed_at + timedelta(days=DAYS_OF_DRAFTS), now + timedelta(days=DAYS_AFTER_TOLD))
        notify(
            [one.contributor_id],
            kind="shared",
            key=f"submission-idle-{one.pk}-{one.version}",
            title="Do you still want to share this?",
            text=f"“{one.content['title']}” was not changed for half a year. Go on with it, or send it in. "
            f"Otherwise it is deleted after {day_in_words(until.date())}.",
            address=reverse("share-edit", kwargs={"submission": one.pk}),
            network=one.network,
            now=now,
        )
        one.told_at = now
        one.save(update_fields=("told_at",))
        told += 1
    return told


@transaction.atomic
def delete_idle(*, now: datetime) -> int:
    """Delete what nobody went on with for a year after its last change, with its files; how many things it was."""
    rows = Submission.objects.select_for_update(no_key=True).filter(
        state__in=WITH_ITS_CONTRIBUTOR,
        changed_at__lt=now - timedelta(days=DAYS_OF_DRAFTS),
        told_at__lt=now - timedelta(days=DAYS_AFTER_TOLD),
    )
    deleted = 0
    for one in rows.order_by("pk"):
        network = one.shown_network or one.network
        record(
            by=None,
            by_words=BY,
            action="submission.deleted",
            of=("submission", str(one.pk)),
            network=network.key if network else "",
            now=now,
        )
        forget_files(one.files.all())
        one.delete()
        deleted += 1
    return deleted


@transaction.atomic
def delete_files_of_declined(*, now: datetime) -> int:
    """Delete the files of what was declined long ago; how many they were. What it says, and why, stays."""
    before = now - timedelta(days=DAYS_OF_DECLINED_FILES)
    return forget_files(SubmissionFile.objects.filter(submission__state="declined", submission__changed_at__lt=before))

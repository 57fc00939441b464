"""Telling reviewers what waits for them, and contributors what happened to theirs."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.urls import reverse

from everyweek.web.learn.sharing.models import Submission, SubmissionStep
from everyweek.web.people.models import Role
from everyweek.web.people.notifications.actions import notify
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import reader_of

REVIEWING = ("reviewer", "network_lead", "national_support")
TOLD = {
    "commented": "A reviewer commented on “{}”",
    "changes asked": "A reviewer asks for changes to “{}”",
    "accepted": "“{}” was accepted and is in the library",
    "declined": "“{}” was not accepted",
}


def tell_reviewers(submission: Submission, step: SubmissionStep, *, now: datetime) -> None:
    """Tell everybody who may review it now."""
    notify(
        reviewers_of(submission),
        kind="submission",
        key=_key(step),
        title=f"Waits for a review: {_short(submission.shown['title'])}",
        text=submission.shown_network.name if submission.shown_network else "",
        address=reverse("review-submission", kwargs={"submission": submission.pk}),
        network=submission.shown_network,
        now=now,
    )


def tell_contributor(submission: Submission, step: SubmissionStep, *, now: datetime) -> None:
    """Tell whoever wants to share it what a reviewer said."""
    notify(
        [submission.contributor_id],
        kind="shared",
        key=_key(step),
        title=TOLD[step.what].format(_short(submission.shown["title"])),
        text=step.words,
        address=reverse("share-edit", kwargs={"submission": submission.pk}),
        network=submission.shown_network,
        now=now,
    )


def reviewers_of(submission: Submission) -> Iterable[int]:
    """Everybody who may review it now, by the same rule as the pages."""
    leads_elsewhere = Q(kind="network_lead") & ~Q(network_id=submission.shown_network_id)
    held = Role.objects.filter(kind__in=REVIEWING, until=None, person__is_active=True).exclude(leads_elsewhere)
    people = held.order_by("person_id").values_list("person_id", flat=True).distinct()
    return [person for person in people if can(reader_of(person), "submission.review", submission)]


def _key(step: SubmissionStep) -> str:
    return f"submission-step-{step.pk}"


def _short(title: str) -> str:
    return title if len(title) <= 120 else f"{title[:119]}…"

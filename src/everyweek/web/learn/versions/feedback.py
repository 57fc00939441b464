"""What readers say should be better: give it, take it back, remove it as those who may change the resource."""

from datetime import datetime

from django.db import transaction

from everyweek.web.learn.library.models import Resource
from everyweek.web.learn.versions.actions import record_change
from everyweek.web.learn.versions.errors import CannotBePublished, FeedbackIsSettled
from everyweek.web.learn.versions.models import Feedback
from everyweek.web.learn.versions.telling import tell_editors, tell_writer
from everyweek.web.people.discussion.errors import check_goes_on
from everyweek.web.people.discussion.writer import hold_writer
from everyweek.web.people.patient_data import signs_of_patients
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader


@transaction.atomic
def give(*, by: Reader, resource: Resource, words: str, part: str, now: datetime) -> Feedback:
    """Say what should be better; those who may change the resource are told.

    Raises CannotBePublished for words with an NHS number in them, NotPermitted, NetworkIsClosed, WriterIsGone.
    """
    assert words
    check(by, "resource.feedback", resource)
    if resource.network is not None:
        check_goes_on(resource.network)
    if any(one.blocks for one in signs_of_patients(f"{words}\n{part}")):
        raise CannotBePublished("There is an NHS number in it. Others read this: take the number out.")
    hold_writer(by)
    one = Feedback.objects.create(resource=resource, writer_id=by.identity, part=part, words=words, given_at=now)
    record_change(by, "feedback.given", resource, now=now)
    tell_editors(one, by=by, now=now)
    return one


@transaction.atomic
def take_back(*, by: Reader, feedback: Feedback, now: datetime) -> None:
    """Take one's own back while it waits; nothing of it stays. Raises FeedbackIsSettled, NotPermitted."""
    one = _held(feedback)
    check(by, "feedback.take-back", one)
    one.delete()
    record_change(by, "feedback.taken-back", one.resource, now=now)


@transaction.atomic
def remove(*, by: Reader, feedback: Feedback, why: str, now: datetime) -> None:
    """Remove what somebody said, waiting or answered; they read why. Raises FeedbackIsSettled, NotPermitted."""
    assert why
    one = _held(feedback, states=("waiting", "done", "declined"))
    check(by, "resource.edit", one.resource)
    hold_writer(by)
    one.words, one.part, one.state, one.answer, one.answered_in = "", "", "removed", why, None
    one.settled_at, one.settled_by_id = now, by.identity
    one.save()
    record_change(by, "feedback.removed", one.resource, now=now)
    tell_writer(one, by=by, now=now)


def _held(feedback: Feedback, *, states: tuple[str, ...] = ("waiting",)) -> Feedback:
    rows = Feedback.objects.select_for_update(of=("self",), no_key=True).select_related("resource__network")
    one = rows.filter(pk=feedback.pk, state__in=states).first()
    if one is None:
        raise FeedbackIsSettled
    return one

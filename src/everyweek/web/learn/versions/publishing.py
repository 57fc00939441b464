"""Publishing a working copy: with what changed and why, for a guide as a version, answering what readers said."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from everyweek.web.learn.library.actions import publish_draft
from everyweek.web.learn.library.draft import DraftVersion, ResourceDraft, draft_from_json
from everyweek.web.learn.library.keeping import draft_of
from everyweek.web.learn.library.models import Resource
from everyweek.web.learn.sharing.checks import missing_in, signs_in
from everyweek.web.learn.versions.actions import Seen, held, is_behind, record_change, seen_copy
from everyweek.web.learn.versions.difference import texts_of
from everyweek.web.learn.versions.errors import (
    CannotBePublished,
    FeedbackIsSettled,
    NothingToPublish,
    NumberIsTaken,
    PublishedMeanwhile,
)
from everyweek.web.learn.versions.models import Feedback, PublishedChange
from everyweek.web.learn.versions.numbers import wrong_with
from everyweek.web.learn.versions.telling import tell_of_change, tell_writer
from everyweek.web.people.discussion.writer import hold_writer
from everyweek.web.people.patient_data import signs_of_patients
from everyweek.web.people.reader import Reader


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered to feedback. state : "done" or "declined"."""

    state: str
    words: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody says when they publish. number, status : of a guide. answers : by the number of the feedback."""

    changed: str
    why: str = ""
    number: str = ""
    status: str = ""
    looked_at_signs: bool = False
    answers: Mapping[int, Answer] = field(default_factory=dict)


@transaction.atomic
def publish(*, by: Reader, resource: Resource, seen: Seen, wanted: Wanted, now: datetime) -> PublishedChange:
    """Publish what was saved; those who follow the resource and those who are answered are told.

    Raises NothingSaved, ChangedMeanwhile, PublishedMeanwhile, CannotBePublished, NumberIsTaken, NothingToPublish,
    FeedbackIsSettled, NotPermitted, NetworkIsClosed, WriterIsGone.
    """
    assert wanted.changed
    resource = held(by, resource)
    copy = seen_copy(resource, seen)
    published, draft = draft_of(resource), draft_from_json(copy.content)
    if is_behind(copy, published):
        raise PublishedMeanwhile
    _check(published, draft, wanted)
    answered = _answered(resource, wanted)
    hold_writer(by)
    new = (_new_version(published, wanted, now=now),) if is_guide(draft) else ()
    draft = replace(draft, key=resource.key, versions=published.versions + new)
    resource = publish_draft(draft, by=by, network=resource.network, now=now)
    change = PublishedChange.objects.create(
        resource=resource,
        numbered=resource.versions.get(number=wanted.number) if is_guide(draft) else None,
        changed=wanted.changed,
        why=wanted.why,
        published_at=now,
        published_by_id=by.identity,
    )
    for one in answered:
        _answer(one, wanted.answers[one.pk], change, by=by, now=now)
    copy.delete()
    if not is_guide(draft):  # of a new version of a guide, however it came, publish_draft tells
        tell_of_change(change, by=by, now=now)
    return change


def is_guide(draft: ResourceDraft) -> bool:
    """Whether what is published of it is a version with a number."""
    return draft.kind == "guide"


def new_lacks(published: ResourceDraft, draft: ResourceDraft) -> tuple[str, ...]:
    """What must be written before others read it, unless it was not there before either."""
    before = {one.field for one in missing_in(published)}
    return tuple(one.sentence for one in missing_in(draft) if one.field not in before)


def says_the_same(published: ResourceDraft, draft: ResourceDraft) -> bool:
    """Whether nothing that anybody reads was changed."""
    return texts_of(published) == texts_of(draft) and published.effects == draft.effects


def _check(published: ResourceDraft, draft: ResourceDraft, wanted: Wanted) -> None:
    signs = signs_in(draft)
    said = "\n".join((wanted.changed, wanted.why, *(one.words for one in wanted.answers.values())))
    if any(one.finding.blocks for one in signs) or any(one.blocks for one in signs_of_patients(said)):
        raise CannotBePublished("There is an NHS number in it. Take it out before you publish it.")
    if signs and not wanted.looked_at_signs:
        raise CannotBePublished("Something in it looks like a patient’s. Look at it and confirm it, or take it out.")
    if lacks := new_lacks(published, draft):
        raise CannotBePublished(" ".join(lacks))
    if is_guide(draft):
        if problem := wrong_with(wanted.number, (one.number for one in published.versions)):
            raise NumberIsTaken(problem)
    elif says_the_same(published, draft) and not wanted.answers:
        raise NothingToPublish


def _new_version(published: ResourceDraft, wanted: Wanted, *, now: datetime) -> DraftVersion:
    """The new version, dated no earlier than those before it: it is their order."""
    on = max((timezone.localdate(now).isoformat(), *(one.on for one in published.versions)))
    return DraftVersion(wanted.number, on, wanted.status, wanted.changed, wanted.why)


def _answered(resource: Resource, wanted: Wanted) -> list[Feedback]:
    """The feedback that is answered, held; all of it waits. Raises FeedbackIsSettled."""
    rows = Feedback.objects.select_for_update(of=("self",), no_key=True).filter(
        resource=resource, state="waiting", pk__in=wanted.answers
    )
    found = list(rows.order_by("pk"))
    if len(found) != len(wanted.answers):
        raise FeedbackIsSettled
    return found


def _answer(one: Feedback, answer: Answer, change: PublishedChange, *, by: Reader, now: datetime) -> None:
    one.state, one.answer, one.answered_in = answer.state, answer.words, change
    one.settled_at, one.settled_by_id = now, by.identity
    one.save()
    record_change(by, "feedback.answered", change.resource, now=now)
    tell_writer(one, by=by, now=now)

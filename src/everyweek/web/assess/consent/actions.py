"""Giving an assessment out, and taking it back: the only ways by which anything of a draft reaches somebody else.

Every giving out is a copy of what is agreed at that instant, and each audience sees the newest that it was given. What
is agreed later stays at home until it is given out again.
"""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from everyweek.web.assess.consent.copying import Copy, copy_of
from everyweek.web.assess.consent.errors import NothingForOthers, NothingToTakeBack, NotWhatWasShown
from everyweek.web.assess.consent.models import SharedReturn, SharedTheme
from everyweek.web.assess.consent.telling import tell_of_share, tell_of_submission, tell_of_taking_back
from everyweek.web.assess.conversation.recording import record_change
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.assess.rounds.running import hold_open
from everyweek.web.assess.vocabulary import AUDIENCES, Audience
from everyweek.web.people.discussion.writer import hold_writer
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader

OF_A_SUBMISSION: tuple[Audience, ...] = ("system", "region")
"""Who sees what is submitted: the board, and the region with national support."""


@transaction.atomic
def submit(
    *,
    by: Reader,
    assessment: Assessment,
    to_peers: bool = False,
    seen_version: int,
    seen_copy: str = "",
    now: datetime,
) -> SharedReturn:
    """Submit to the board, the region and national support what is agreed now; complete or not, late or not.

    to_peers  : also to places that share theirs in this round.
    seen_copy : the fingerprint of what the page showed that would be given out; "" when nothing was shown.
    Raises RoundIsClosed, ChangedMeanwhile, NotWhatWasShown, NothingForOthers, NotPermitted, WriterIsGone.
    """
    assessment = _held(by, assessment, seen_version)
    hold_open(assessment, now=now)
    hold_writer(by)
    audiences: tuple[Audience, ...] = (*OF_A_SUBMISSION, "peers") if to_peers else OF_A_SUBMISSION
    shared = _give_out(assessment, audiences, by=by, seen_copy=seen_copy, is_submission=True, now=now)
    assessment.first_submitted_at = assessment.first_submitted_at or now
    assessment.submitted_at, assessment.submitted_by_id = now, by.identity
    _move(assessment, now=now)
    record_change(assessment, "assessment.submitted", by=by, after={"shared_with": list(audiences)}, now=now)
    tell_of_submission(assessment, shared, now=now)
    return shared


@transaction.atomic
def share(
    *,
    by: Reader,
    assessment: Assessment,
    audience: Audience,
    seen_version: int,
    seen_copy: str = "",
    now: datetime,
) -> SharedReturn:
    """Share what is agreed now with one audience; this does not submit it. Also after the round was closed.

    Raises ChangedMeanwhile, NotWhatWasShown, NothingForOthers, NotPermitted, WriterIsGone.
    """
    assessment = _held(by, assessment, seen_version)
    hold_writer(by)
    shared = _give_out(assessment, (audience,), by=by, seen_copy=seen_copy, is_submission=False, now=now)
    _move(assessment, now=now)
    record_change(assessment, "assessment.shared", by=by, after={"shared_with": [audience]}, now=now)
    tell_of_share(assessment, shared, audience, now=now)
    return shared


@transaction.atomic
def take_back(
    *, by: Reader, assessment: Assessment, audience: Audience, seen_version: int, now: datetime
) -> SharedReturn:
    """Take back what one audience sees: from now on it sees nothing of this assessment, not an earlier copy either.

    What nobody sees any more is emptied. Once neither the board nor the region sees it, it is submitted no more.
    Raises NothingToTakeBack, ChangedMeanwhile, NotPermitted, WriterIsGone.
    """
    assessment = _held(by, assessment, seen_version)
    hold_writer(by)
    flag = f"newest_to_{audience}"
    shared = assessment.shared.filter(**{flag: True}).first()
    if shared is None:
        raise NothingToTakeBack(AUDIENCES[audience])
    setattr(shared, flag, False)
    shared.save(update_fields=[flag])
    _empty_what_nobody_sees(assessment, now=now)
    if not assessment.shared.filter(Q(newest_to_system=True) | Q(newest_to_region=True)).exists():
        assessment.submitted_at, assessment.submitted_by = None, None
    _move(assessment, now=now)
    record_change(assessment, "assessment.taken-back", by=by, after={"taken_from": [audience]}, now=now)
    tell_of_taking_back(assessment, audience, now=now)
    return shared


def _held(by: Reader, assessment: Assessment, seen_version: int) -> Assessment:
    """The assessment, held until the transaction ends, so that two who give it out come one after the other."""
    rows = Assessment.objects.select_for_update(no_key=True, of=("self",))
    held = rows.select_related("place", "round__framework").get(pk=assessment.pk)
    check(by, "assessment.lead", held)
    if held.version != seen_version:
        raise ChangedMeanwhile("This assessment")
    return held


def _give_out(
    assessment: Assessment,
    audiences: Collection[Audience],
    *,
    by: Reader,
    seen_copy: str,
    is_submission: bool,
    now: datetime,
) -> SharedReturn:
    """Copy what is agreed, as the newest of each of these audiences."""
    copy = copy_of(assessment)
    if seen_copy and copy.fingerprint != seen_copy:
        raise NotWhatWasShown
    if "peers" in audiences and len(copy.incomplete) == len(copy.themes):
        raise NothingForOthers
    for audience in audiences:
        assessment.shared.filter(**{f"newest_to_{audience}": True}).update(**{f"newest_to_{audience}": False})
    last = assessment.shared.order_by("-number").values_list("number", flat=True).first() or 0
    shared = SharedReturn.objects.create(
        assessment=assessment,
        number=last + 1,
        is_submission=is_submission,
        content=copy.content,
        by_id=by.identity,
        at=now,
        **{f"to_{audience}": True for audience in audiences},
        **{f"newest_to_{audience}": True for audience in audiences},
    )
    _keep_themes(shared, copy)
    return shared


def _keep_themes(shared: SharedReturn, copy: Copy) -> None:
    SharedTheme.objects.bulk_create(
        SharedTheme(
            shared=shared,
            position=position,
            **{name: getattr(one, name) for name in one.__dataclass_fields__},
        )
        for position, one in enumerate(copy.themes)
    )


def _empty_what_nobody_sees(assessment: Assessment, *, now: datetime) -> None:
    """Nothing is kept of copies that no audience sees: a backup that is read later must not tell it either."""
    gone = assessment.shared.filter(
        newest_to_system=False, newest_to_region=False, newest_to_peers=False, withdrawn_at=None
    )
    SharedTheme.objects.filter(shared__in=gone.values("pk")).delete()
    gone.update(content={}, withdrawn_at=now)


def _move(assessment: Assessment, *, now: datetime) -> None:
    assessment.version, assessment.updated_at = assessment.version + 1, now
    assessment.save()

"""Agreeing on an answer: one settles it in the name of those present, others agree later.

All that an entry of the chain of changes says of it is that what is agreed was changed, and by whom: those who oversee
may read the chain, and a draft is private to its place. That somebody stopped agreeing would be a disagreement told.
"""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from everyweek.web.assess.conversation.asked import (
    as_kept,
    check_speaks_for,
    parties_asked,
    question_asked,
)
from everyweek.web.assess.conversation.errors import NothingToAgree
from everyweek.web.assess.conversation.models import AgreedAnswer, AgreedBy
from everyweek.web.assess.conversation.recording import record_change
from everyweek.web.assess.conversation.telling import tell_that_agreement_ended
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.assess.rounds.running import hold_open
from everyweek.web.people.discussion.writer import hold_writer
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader

AGREEMENT_CHANGED = "assessment.agreement-changed"
NOBODY_TICKED = "Tick at least one party that agrees: an answer that nobody agrees to is not an agreed one."
NO_ANSWER = "Choose the answer that was agreed. To take the agreed answer away, use “Take the agreed answer away”."
NOTHING_YET = "Nobody has settled an answer to this question yet, so there is nothing to agree to."
NOT_AGREED = "None of these parties agrees to this answer, so there is nothing to take back."


@transaction.atomic
def settle(
    *,
    by: Reader,
    assessment: Assessment,
    theme: str,
    question: str,
    value: str,
    wanted: str = "",
    note: str = "",
    parties: Collection[str],
    seen_version: int,
    now: datetime,
) -> AgreedAnswer:
    """Settle the answer in the name of parties that agree to it; the others are asked to agree.

    parties : whoever leads the assessment may name several, everybody else only those for which they speak. Who agreed
              before still agrees when the value stays; when it changes, their agreement ends and they are told.
    seen_version : of the agreed answer that the page showed; 0 for none.
    Raises NothingToAgree, ConversationError, ChangedMeanwhile, RoundIsClosed, WriterIsGone, NotPermitted.
    """
    check(by, "assessment.take-part", assessment)
    asked = question_asked(assessment, theme, question)
    asked.check_value(value)
    asked.check_wanted(wanted)
    named = tuple(party for party in parties_asked(assessment) if party in parties)
    check_speaks_for(by, assessment, tuple(parties))
    if not value:
        raise NothingToAgree(NO_ANSWER)
    if not named:
        raise NothingToAgree(NOBODY_TICKED)
    kept = as_kept(note)
    assessment = hold_open(assessment, now=now)
    row = _held(assessment, theme, question, seen_version, now=now)
    hold_writer(by)
    if (value, wanted) != (row.value, row.wanted):
        _end_agreements(row, assessment, by=by, now=now)
    row.value, row.wanted, row.note = value, wanted, kept
    row.settled_by_id, row.settled_at, row.carried = by.identity, now, False
    _move(row)
    _agree(row, named, by=by, now=now)
    record_change(row.assessment, AGREEMENT_CHANGED, by=by, now=now)
    return row


@transaction.atomic
def agree(
    *,
    by: Reader,
    assessment: Assessment,
    theme: str,
    question: str,
    parties: Collection[str],
    seen_version: int,
    now: datetime,
) -> AgreedAnswer:
    """Agree, for parties, to what was settled; who agreed already agrees still.

    Raises NothingToAgree, ChangedMeanwhile, ConversationError, RoundIsClosed, WriterIsGone, NotPermitted.
    """
    row = _to_change(by, assessment, theme, question, parties, seen_version, now=now)
    if row.carried:
        row.carried = False
        row.save(update_fields=("carried",))
    _agree(row, tuple(parties), by=by, now=now)
    record_change(row.assessment, AGREEMENT_CHANGED, by=by, now=now)
    return row


@transaction.atomic
def agree_no_more(
    *,
    by: Reader,
    assessment: Assessment,
    theme: str,
    question: str,
    parties: Collection[str],
    seen_version: int,
    now: datetime,
) -> AgreedAnswer:
    """Take back that parties agree; the answer stays as it was settled, as long as another party agrees to it.

    Raises NothingToAgree, ChangedMeanwhile, ConversationError, RoundIsClosed, WriterIsGone, NotPermitted.
    """
    row = _to_change(by, assessment, theme, question, parties, seen_version, now=now)
    gone, _ = row.by.filter(party__in=parties).delete()
    if not gone:
        raise NothingToAgree(NOT_AGREED)
    if not row.by.exists():
        row.value = row.wanted = ""
    _move(row)
    record_change(row.assessment, AGREEMENT_CHANGED, by=by, now=now)
    return row


def _to_change(
    by: Reader,
    assessment: Assessment,
    theme: str,
    question: str,
    parties: Collection[str],
    seen_version: int,
    *,
    now: datetime,
) -> AgreedAnswer:
    """An answer that was settled, held."""
    check(by, "assessment.take-part", assessment)
    question_asked(assessment, theme, question)
    check_speaks_for(by, assessment, tuple(parties))
    assessment = hold_open(assessment, now=now)
    row = _held(assessment, theme, question, seen_version, now=now)
    if not row.value or not parties:
        raise NothingToAgree(NOTHING_YET)
    hold_writer(by)
    return row


def _held(assessment: Assessment, theme: str, question: str, seen_version: int, *, now: datetime) -> AgreedAnswer:
    """The row, held until the transaction ends, made first where there is none. Raises ChangedMeanwhile."""
    names = {"assessment": assessment, "theme": theme, "question": question}
    rows = AgreedAnswer.objects.select_for_update(no_key=True).filter(**names)
    row = rows.first()
    if row is None:
        AgreedAnswer.objects.bulk_create([AgreedAnswer(**names, version=0, settled_at=now)], ignore_conflicts=True)
        row = rows.get()
    if row.version != seen_version:
        raise ChangedMeanwhile("The agreed answer")
    return row


def _end_agreements(row: AgreedAnswer, assessment: Assessment, *, by: Reader, now: datetime) -> None:
    """Who agreed to another answer does not agree to this one; they are told, once for each change."""
    told = set(row.by.exclude(person=None).exclude(person=by.identity).values_list("person", flat=True))
    row.by.all().delete()
    if told:
        tell_that_agreement_ended(row, assessment, told, by=by, now=now)


def _agree(row: AgreedAnswer, parties: Collection[str], *, by: Reader, now: datetime) -> None:
    AgreedBy.objects.bulk_create(
        [AgreedBy(agreed=row, party=party, person_id=by.identity, at=now) for party in parties], ignore_conflicts=True
    )


def _move(row: AgreedAnswer) -> None:
    row.version += 1
    row.save()

"""Using a brought return: all of its changes, or none; what somebody changed since it was looked at is left alone."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from everyweek.web.assess.conversation.agreeing import settle
from everyweek.web.assess.conversation.positions import PositionAsked, set_position
from everyweek.web.assess.returns.preview import AnswerChange, PositionChange, as_day
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.assess.rounds.running import hold_open
from everyweek.web.people.audit.actions import record
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader


@dataclass(frozen=True, slots=True)
class Used:
    """What was written. left_alone : keys of what somebody changed since; "theme/question", or a theme's."""

    answers: int
    positions: int
    left_alone: tuple[str, ...]


@transaction.atomic
def use_return(
    *,
    by: Reader,
    assessment: Assessment,
    answers: Sequence[AnswerChange],
    positions: Sequence[PositionChange],
    parties: Collection[str],
    now: datetime,
) -> Used:
    """Settle the answers in the name of these parties, and keep the positions.

    Raises ConversationError, RoundIsClosed, NotPermitted, WriterIsGone; nothing was changed then.
    """
    check(by, "assessment.take-part", assessment)
    hold_open(assessment, now=now)
    left_alone: list[str] = []
    for one in answers:
        try:
            _settle(by, assessment, one, parties, now=now)
        except ChangedMeanwhile:
            left_alone.append(one.key)
    for position in positions:
        try:
            _set_position(by, assessment, position, now=now)
        except ChangedMeanwhile:
            left_alone.append(position.theme)
    late = set(left_alone)
    used = Used(
        answers=sum(1 for one in answers if one.key not in late),
        positions=sum(1 for one in positions if one.theme not in late),
        left_alone=tuple(left_alone),
    )
    Assessment.objects.filter(pk=assessment.pk, begun_at=None).update(begun_at=now)
    record(
        by=by,
        action="assessment.return-used",
        of=("assessment", f"{assessment.round.key}/{assessment.place.key}"),
        after={"answers": used.answers, "positions": used.positions, "left_alone": len(left_alone)},
        organisation=assessment.place.system,
        now=now,
    )
    return used


def _settle(by: Reader, assessment: Assessment, one: AnswerChange, parties: Collection[str], *, now: datetime) -> None:
    settle(
        by=by,
        assessment=assessment,
        theme=one.theme,
        question=one.question,
        value=one.value,
        wanted=one.wanted,
        note=one.note,
        parties=parties,
        seen_version=one.seen_version,
        now=now,
    )


def _set_position(by: Reader, assessment: Assessment, one: PositionChange, *, now: datetime) -> None:
    asked = PositionAsked(
        level=one.level,
        agreed_with=one.agreed_with,
        agreed_on=as_day(one.agreed_on),
        target_score=one.target_score,
        target_level=one.target_level,
        target_on=as_day(one.target_on),
        note=one.note,
    )
    set_position(by=by, assessment=assessment, theme=one.theme, asked=asked, seen_version=one.seen_version, now=now)

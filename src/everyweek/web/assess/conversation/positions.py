"""Where a place stands on a theme whose level is agreed, and where it wants to be on any theme, by a day."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from everyweek.maturity.framework import Framework, Theme
from everyweek.maturity.scoring import levels_of
from everyweek.web.assess.conversation.asked import as_kept, check_about_nobody, framework_of_assessment, theme_asked
from everyweek.web.assess.conversation.errors import SpeaksOfAPatient, WrongPosition
from everyweek.web.assess.conversation.models import ThemePosition
from everyweek.web.assess.conversation.recording import record_change
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.assess.rounds.running import hold_open
from everyweek.web.people.discussion.writer import hold_writer
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader

LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class PositionAsked:
    """What is to be kept of a theme; see ThemePosition. "" and None: nothing."""

    level: str = ""
    agreed_with: str = ""
    agreed_on: date | None = None
    target_score: int | None = None
    target_level: str = ""
    target_on: date | None = None
    note: str = ""


@transaction.atomic
def set_position(
    *, by: Reader, assessment: Assessment, theme: str, asked: PositionAsked, seen_version: int, now: datetime
) -> ThemePosition:
    """Keep where the place stands and wants to be on one theme.

    seen_version : of the position that the page showed; 0 for none.
    Raises WrongPosition, ConversationError, ChangedMeanwhile, RoundIsClosed, WriterIsGone, NotPermitted.
    """
    check(by, "assessment.take-part", assessment)
    of_theme, framework = theme_asked(assessment, theme), framework_of_assessment(assessment)
    note = as_kept(asked.note)
    assessment = hold_open(assessment, now=now)
    row = _held(assessment, theme, seen_version, now=now)
    check_position(asked, of_theme, framework, kept_on=row.target_on, now=now)
    hold_writer(by)
    for name in ("level", "agreed_with", "agreed_on", "target_score", "target_level", "target_on"):
        setattr(row, name, getattr(asked, name))
    row.note, row.version = note, row.version + 1
    row.updated_by_id, row.updated_at = by.identity, now
    row.save()
    record_change(assessment, "assessment.position-set", by=by, now=now)
    return row


def check_position(
    asked: PositionAsked, theme: Theme, framework: Framework, *, kept_on: date | None = None, now: datetime
) -> None:
    """Raises WrongPosition. kept_on : the day of the target as it is kept; it may have passed since and stays."""
    names = [one.name for one in levels_of(theme, framework).all]
    for field, name in (("level", asked.level), ("target_level", asked.target_level)):
        if name and name not in names:
            raise WrongPosition(field, f"There is no level called “{name[:40]}”. There are: {', '.join(names)}")
    _check_agreed(asked, theme, now=now)
    _check_target(asked, theme, kept_on=kept_on, now=now)


def _check_agreed(asked: PositionAsked, theme: Theme, *, now: datetime) -> None:
    """A level that was agreed has a name and a day beside it, and only there."""
    if theme.kind != "agreed":
        if asked.level or asked.agreed_with or asked.agreed_on:
            raise WrongPosition("level", f"The level of “{theme.name}” follows from its answers and is not agreed")
        return
    if not asked.level:
        if asked.agreed_with or asked.agreed_on:
            raise WrongPosition("level", "Choose the level that was agreed, or leave the name and the day empty too")
        return
    if not asked.agreed_with.strip() or len(asked.agreed_with) > LONGEST_NAME:
        raise WrongPosition(
            "agreed_with", f"Give the name of {theme.agreed_with}, in at most {LONGEST_NAME} characters"
        )
    try:
        check_about_nobody(asked.agreed_with)
    except SpeaksOfAPatient as problem:
        raise WrongPosition("agreed_with", str(problem)) from None
    if asked.agreed_on is None:
        raise WrongPosition("agreed_on", "Give the day on which the level was agreed")
    if asked.agreed_on > timezone.localdate(now):
        raise WrongPosition("agreed_on", "The day on which the level was agreed lies in the future. Give the real one")


def _check_target(asked: PositionAsked, theme: Theme, *, kept_on: date | None, now: datetime) -> None:
    most = len(theme.questions)
    if asked.target_score is not None and (theme.kind != "scored" or not 0 <= asked.target_score <= most):
        raise WrongPosition("target_score", f"The score you want to reach must be a whole number from 0 to {most}")
    if asked.target_level and theme.kind == "scored":
        raise WrongPosition("target_level", "Give the score that you want to reach: the level follows from it")
    has_target = asked.target_score is not None or bool(asked.target_level)
    if has_target and asked.target_on is None:
        raise WrongPosition("target_on", "Say by which day you want to be there")
    if asked.target_on is not None and not has_target:
        raise WrongPosition("target_on", "Say where you want to be by that day, or leave the day empty")
    if asked.target_on is not None and asked.target_on != kept_on and asked.target_on <= timezone.localdate(now):
        raise WrongPosition("target_on", "The day by which you want to be there must lie in the future")


def _held(assessment: Assessment, theme: str, seen_version: int, *, now: datetime) -> ThemePosition:
    """The row, held until the transaction ends, made first where there is none. Raises ChangedMeanwhile."""
    rows = ThemePosition.objects.select_for_update(no_key=True).filter(assessment=assessment, theme=theme)
    row = rows.first()
    if row is None:
        made = ThemePosition(assessment=assessment, theme=theme, version=0, updated_at=now)
        ThemePosition.objects.bulk_create([made], ignore_conflicts=True)
        row = rows.get()
    if row.version != seen_version:
        raise ChangedMeanwhile("Where you stand and want to be")
    return row

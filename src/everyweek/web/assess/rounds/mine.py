"""A reader's own assessments and rounds: what is to be done first comes first."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from everyweek.web.assess.frameworks.queries import framework_of
from everyweek.web.assess.places.models import Place
from everyweek.web.assess.places.queries import places_of
from everyweek.web.assess.rounds.models import Assessment, AssessmentRound
from everyweek.web.assess.rounds.progress import agreed_of, questions_in
from everyweek.web.assess.rounds.queries import deadline_of
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader

MOST = 100
"""Somebody who takes part for more places than that finds the rest by the rounds."""


@dataclass(frozen=True, slots=True)
class MyAssessment:
    """An assessment in which somebody takes part."""

    place: str
    place_key: str
    round: str
    round_key: str
    agreed: int
    questions: int
    deadline_at: datetime
    opens_at: datetime
    closed_at: datetime | None
    submitted_at: datetime | None
    has_begun: bool


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round in a list."""

    key: str
    title: str
    framework: str
    system: str
    opens_at: datetime
    deadline_at: datetime
    closed_at: datetime | None


def my_assessments(
    reader: Reader, *, of: AssessmentRound | None = None, place: Place | None = None, now: datetime
) -> tuple[MyAssessment, ...]:
    """The assessments in which somebody takes part, open ones not submitted yet first, by deadline.

    of, place : of one round or one place only; with neither, the hundred whose deadline is last.
    """
    rows = Assessment.objects.filter(place__in=places_of(reader), place__ended_at=None)
    rows = rows.select_related("round__framework", "place").defer("round__framework__content")
    rows = rows.filter(round=of) if of else rows
    rows = rows.filter(place=place) if place else rows
    found = list(rows.order_by("-round__deadline_at", "pk")[:MOST])
    agreed = agreed_of(found)
    lines = [_mine(one, agreed=agreed.get(one.pk, 0)) for one in found]
    return tuple(sorted(lines, key=lambda one: (_rank(one, now=now), one.deadline_at, one.place)))


def rounds_run_by(reader: Reader) -> tuple[RoundLine, ...]:
    """The rounds that somebody runs, or in which boards that they administer are asked; the newest first."""
    rows = AssessmentRound.objects.select_related("framework").defer("framework__content")
    rows = rows.order_by("-opens_at", "-pk")
    if reader.holds("national_support"):
        return tuple(_line(row) for row in rows)
    if not reader.holds("system_administrator"):
        return ()
    asked = Assessment.objects.order_by().values_list("place__system", flat=True).distinct()
    own = AssessmentRound.objects.exclude(system="").order_by().values_list("system", flat=True).distinct()
    mine = [code for code in {*asked, *own} if can(reader, "place.make", code)]
    rows = rows.filter(Q(system__in=mine) | Q(assessments__place__system__in=mine)).distinct()
    return tuple(_line(row) for row in rows)


def _rank(one: MyAssessment, *, now: datetime) -> int:
    if one.closed_at is not None:
        return 3
    if one.submitted_at is not None:
        return 2
    return 1 if now < one.opens_at else 0


def _mine(one: Assessment, *, agreed: int) -> MyAssessment:
    return MyAssessment(
        place=one.place.name,
        place_key=one.place.key,
        round=one.round.title,
        round_key=one.round.key,
        agreed=agreed,
        questions=questions_in(framework_of(one.round.framework)),
        deadline_at=deadline_of(one),
        opens_at=one.round.opens_at,
        closed_at=one.round.closed_at,
        submitted_at=one.submitted_at,
        has_begun=one.begun_at is not None,
    )


def _line(row: AssessmentRound) -> RoundLine:
    return RoundLine(row.key, row.title, row.framework.title, row.system, row.opens_at, row.deadline_at, row.closed_at)

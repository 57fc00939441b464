"""How far the places of a round have come, in numbers only: no answer, no score and no name is read here."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest

from everyweek.maturity.framework import Framework
from everyweek.web.assess.conversation.models import AgreedAnswer
from everyweek.web.assess.frameworks.queries import counted_themes, framework_of
from everyweek.web.assess.places.models import PlaceMember
from everyweek.web.assess.rounds.models import Assessment, AssessmentRound
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader

COUNTS = Q(carried=False) & ~Q(value="")
"""An answer that was carried over from the round before counts for nothing until somebody agrees to it again."""


@dataclass(frozen=True, slots=True)
class SystemProgress:
    """The places of one board in a round, counted.

    begun     : with a first word saved, and not submitted.
    late      : after their deadline and not submitted.
    sent_late : submitted, the first time after their deadline; one that was taken back is not submitted.
    agreed    : questions with an agreed answer, of `questions` in all places together.
    without_lead : nobody is named to lead them, so that nobody could submit.
    """

    code: str
    name: str
    places: int
    not_begun: int
    begun: int
    submitted: int
    late: int
    sent_late: int
    without_lead: int
    agreed: int
    questions: int


@dataclass(frozen=True, slots=True)
class PlaceProgress:
    """One place in a round, in numbers.

    deadline_at : the one that counts. has_own_deadline: it was given longer, and that is later than the round's.
    """

    key: str
    name: str
    system: str
    begun_at: datetime | None
    submitted_at: datetime | None
    first_submitted_at: datetime | None
    deadline_at: datetime
    has_own_deadline: bool
    why_longer: str
    has_lead: bool
    has_ended: bool
    agreed: int
    questions: int

    def is_late(self, now: datetime) -> bool:
        """Not submitted, and its deadline has passed; of a place that was ended nothing more is asked."""
        return self.submitted_at is None and not self.has_ended and now > self.deadline_at

    @property
    def was_late(self) -> bool:
        """Submitted for the first time after its deadline."""
        return self.first_submitted_at is not None and self.first_submitted_at > self.deadline_at


def systems_of_reader(reader: Reader, found: AssessmentRound) -> tuple[str, ...] | None:
    """The boards whose progress somebody may see: None for all of the round, () for none."""
    if can(reader, "assessment-round.run", found):
        return None
    if not reader.holds("system_administrator"):
        return ()
    asked = found.assessments.order_by().values_list("place__system", flat=True).distinct()
    return tuple(sorted(code for code in asked if can(reader, "place.make", code)))


def progress_by_system(
    found: AssessmentRound, *, systems: Collection[str] | None = None, now: datetime
) -> tuple[SystemProgress, ...]:
    """A line for each board, by name: two statements, however many places there are. systems: None for all.

    Places that were ended are not counted: nothing more is asked of them.
    """
    framework = framework_of(found.framework)
    each, known = questions_in(framework), directory()
    late = Q(submitted_at=None, due__lt=now)
    rows = (
        _with_due(_asked(found, systems).filter(place__ended_at=None))
        .values("place__system")
        .annotate(
            places=Count("pk"),
            submitted=Count("pk", filter=~Q(submitted_at=None)),
            not_begun=Count("pk", filter=Q(begun_at=None, submitted_at=None)),
            late=Count("pk", filter=late),
            sent_late=Count("pk", filter=Q(first_submitted_at__gt=F("due")) & ~Q(submitted_at=None)),
            without_lead=Count("pk", filter=Q(led=False)),
        )
        .order_by()
    )
    agreed = dict(
        _agreed(found, framework, systems)
        .filter(assessment__place__ended_at=None)
        .values("assessment__place__system")
        .annotate(Count("pk"))
        .values_list("assessment__place__system", "pk__count")
    )
    lines = [
        SystemProgress(
            code=row["place__system"],
            name=name_of(row["place__system"], known),
            places=row["places"],
            not_begun=row["not_begun"],
            begun=row["places"] - row["submitted"] - row["not_begun"],
            submitted=row["submitted"],
            late=row["late"],
            sent_late=row["sent_late"],
            without_lead=row["without_lead"],
            agreed=agreed.get(row["place__system"], 0),
            questions=each * row["places"],
        )
        for row in rows
    ]
    return tuple(sorted(lines, key=lambda line: line.name))


def together(lines: Sequence[SystemProgress]) -> SystemProgress:
    """All systems as one line."""
    total = SystemProgress("", "All together", 0, 0, 0, 0, 0, 0, 0, 0, 0)
    for line in lines:
        total = replace(
            total,
            **{
                name: getattr(total, name) + getattr(line, name)
                for name in SystemProgress.__slots__
                if name not in ("code", "name")
            },
        )
    return total


def progress_of_places(found: AssessmentRound, *, systems: Collection[str] | None = None) -> tuple[PlaceProgress, ...]:
    """A line for each place, by board and name: two statements, however many there are. systems: None for all."""
    framework = framework_of(found.framework)
    rows = _with_due(_asked(found, systems)).select_related("place").order_by("place__system", "place__name", "pk")
    agreed = _agreed_by_assessment(_agreed(found, framework, systems))
    each = questions_in(framework)
    return tuple(_place(row, of_all=found.deadline_at, agreed=agreed.get(row.pk, 0), questions=each) for row in rows)


def questions_in(framework: Framework) -> int:
    """How many questions a place answers; the prompts of a theme whose level is agreed are not counted."""
    return sum(len(theme.questions) for theme in counted_themes(framework))


def agreed_of(assessments: Collection[Assessment]) -> dict[int, int]:
    """How many questions have an agreed answer, by the number of the assessment."""
    counted: dict[int, int] = {}
    by_framework: dict[int, list[Assessment]] = {}
    for one in assessments:
        by_framework.setdefault(one.round.framework_id, []).append(one)
    for several in by_framework.values():
        themes = [theme.key for theme in counted_themes(framework_of(several[0].round.framework))]
        rows = AgreedAnswer.objects.filter(assessment__in=[one.pk for one in several], theme__in=themes)
        counted |= _agreed_by_assessment(rows.filter(COUNTS))
    return counted


def _asked(found: AssessmentRound, systems: Collection[str] | None) -> QuerySet[Assessment]:
    rows = Assessment.objects.filter(round=found)
    return rows if systems is None else rows.filter(place__system__in=systems)


def _with_due(rows: QuerySet[Assessment]) -> QuerySet[Assessment]:
    leads = PlaceMember.objects.filter(place=OuterRef("place"), leads=True, ended_at=None, person__is_active=True)
    of_all = F("round__deadline_at")  # as `deadline_of` has it; of nothing and something, SQLite's greatest is nothing
    return rows.annotate(due=Greatest(Coalesce("deadline_at", of_all), of_all), led=Exists(leads))


def _agreed(found: AssessmentRound, framework: Framework, systems: Collection[str] | None) -> QuerySet[AgreedAnswer]:
    themes = [theme.key for theme in counted_themes(framework)]
    rows = AgreedAnswer.objects.filter(COUNTS, assessment__round=found, theme__in=themes).order_by()
    return rows if systems is None else rows.filter(assessment__place__system__in=systems)


def _agreed_by_assessment(rows: QuerySet[AgreedAnswer]) -> dict[int, int]:
    return dict(rows.order_by().values("assessment").annotate(Count("pk")).values_list("assessment", "pk__count"))


def _place(row: Assessment, *, of_all: datetime, agreed: int, questions: int) -> PlaceProgress:
    return PlaceProgress(
        key=row.place.key,
        name=row.place.name,
        system=row.place.system,
        begun_at=row.begun_at,
        submitted_at=row.submitted_at,
        first_submitted_at=row.first_submitted_at,
        deadline_at=row.due,  # type: ignore[attr-defined]
        has_own_deadline=row.due > of_all,  # type: ignore[attr-defined]
        why_longer=row.why_longer,
        has_lead=row.led,  # type: ignore[attr-defined]
        has_ended=row.place.ended_at is not None,
        agreed=agreed,
        questions=questions,
    )

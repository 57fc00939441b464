"""What is agreed in an assessment, and where its place stands and wants to be. All of it is private to the place."""

from dataclasses import dataclass
from datetime import date, datetime

from everyweek.web.assess.conversation.models import AgreedAnswer, ThemePosition
from everyweek.web.assess.rounds.models import Assessment


@dataclass(frozen=True, slots=True)
class Agreement:
    """That a party agrees. who : the name of whoever said so; "" for somebody who was erased since."""

    party: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Agreed:
    """What is agreed for one question.

    value  : "yes", "no" or the number of a rung. wanted : the rung one wants to be on; "" for none.
    carried: it was carried over from the round before, and nobody has confirmed it yet.
    by     : the parties that agree, in the order in which they did. settled_by : the name of who settled it, or "".
    """

    theme: str
    question: str
    value: str
    wanted: str
    note: str
    carried: bool
    version: int
    settled_by: str
    settled_at: datetime
    by: tuple[Agreement, ...] = ()

    @property
    def parties(self) -> frozenset[str]:
        """The parties that agree."""
        return frozenset(one.party for one in self.by)


@dataclass(frozen=True, slots=True)
class Position:
    """Where a place stands and wants to be on one theme; see ThemePosition. version : 0 when nothing was saved yet."""

    theme: str
    level: str = ""
    agreed_with: str = ""
    agreed_on: date | None = None
    target_score: int | None = None
    target_level: str = ""
    target_on: date | None = None
    note: str = ""
    version: int = 0


def agreed_answers(assessment: Assessment) -> dict[str, str]:
    """By "theme/question" the value that is agreed; a question without one is not there.

    What was carried over from the round before is not agreed until somebody confirms it, and not there either.
    """
    rows = AgreedAnswer.objects.filter(assessment=assessment, carried=False).exclude(value="")
    return {f"{theme}/{key}": value for theme, key, value in rows.values_list("theme", "question", "value")}


def agreed_in_full(assessment: Assessment, *, theme: str = "") -> dict[str, Agreed]:
    """By "theme/question" what is agreed, with who agrees and when; of one theme only when it is named."""
    rows = AgreedAnswer.objects.filter(assessment=assessment, **({"theme": theme} if theme else {}))
    found = rows.select_related("settled_by").prefetch_related("by__person").order_by("pk")
    return {f"{row.theme}/{row.question}": _agreed(row) for row in found}


def agreed_levels(assessment: Assessment) -> dict[str, str]:
    """By the key of a theme whose level is agreed and not scored: that level; one without is not there."""
    rows = ThemePosition.objects.filter(assessment=assessment).exclude(level="")
    return dict(rows.values_list("theme", "level"))


def positions(assessment: Assessment) -> dict[str, Position]:
    """By the key of a theme: where the place stands and wants to be, of each theme where something was saved."""
    fields = tuple(Position.__dataclass_fields__)
    return {row[0]: Position(*row) for row in ThemePosition.objects.filter(assessment=assessment).values_list(*fields)}


def _agreed(row: AgreedAnswer) -> Agreed:
    by = sorted(row.by.all(), key=lambda one: (one.at, one.pk))
    return Agreed(
        theme=row.theme,
        question=row.question,
        value=row.value,
        wanted=row.wanted,
        note=row.note,
        carried=row.carried,
        version=row.version,
        settled_by=row.settled_by.name if row.settled_by else "",
        settled_at=row.settled_at,
        by=tuple(Agreement(one.party, one.person.name if one.person else "", one.at) for one in by),
    )

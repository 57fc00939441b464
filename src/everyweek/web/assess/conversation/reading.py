"""What the pages of the conversation read: everything of a theme in a handful of statements, however much was said."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import Http404

from everyweek.web.assess.conversation.models import AgreedAnswer, AnswerComment, AnswerSave, Evidence, PartyAnswer
from everyweek.web.assess.conversation.queries import Agreed, Position, agreed_in_full, positions
from everyweek.web.assess.places.models import PlaceMember
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.assess.rounds.queries import assessment_in_address

LARGEST = 2**63


@dataclass(frozen=True, slots=True)
class SaidByParty:
    """What a party says to a question; version 0, and nothing else, for one that has said nothing."""

    value: str = ""
    wanted: str = ""
    text: str = ""
    version: int = 0
    who: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ThemeContent:
    """All that was said about one theme.

    answers  : by (question, party). agreed : by question. evidence : by (question, party); comments : by question.
    """

    answers: Mapping[tuple[str, str], SaidByParty]
    agreed: Mapping[str, Agreed]
    position: Position
    evidence: Mapping[tuple[str, str], tuple[Evidence, ...]] = field(default_factory=dict)
    comments: Mapping[str, tuple[AnswerComment, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a theme is. agreed : questions with an agreed answer; answered : with an answer of any party.

    differ : questions to which parties give different answers, and for which nothing is agreed yet.
    """

    agreed: int = 0
    answered: int = 0
    differ: int = 0


def content_of(assessment: Assessment, theme: str, *, question: str = "") -> ThemeContent:
    """Everything about a theme; of one question only when it is named."""
    of: dict[str, Any] = {"assessment": assessment, "theme": theme, **({"question": question} if question else {})}
    answers = {
        (row.question, row.party): SaidByParty(
            row.value, row.wanted, row.text, row.version, row.updated_by.name if row.updated_by else "", row.updated_at
        )
        for row in PartyAnswer.objects.filter(**of, version__gt=0).select_related("updated_by")
    }
    evidence: dict[tuple[str, str], tuple[Evidence, ...]] = {}
    for shown in Evidence.objects.filter(**of, removed_at=None):
        evidence[shown.question, shown.party] = (*evidence.get((shown.question, shown.party), ()), shown)
    comments: dict[str, tuple[AnswerComment, ...]] = {}
    for comment in AnswerComment.objects.filter(**of).select_related("author"):
        comments[comment.question] = (*comments.get(comment.question, ()), comment)
    agreed = {one.question: one for one in agreed_in_full(assessment, theme=theme).values()}
    return ThemeContent(
        answers, agreed, positions(assessment).get(theme, Position(theme)), evidence=evidence, comments=comments
    )


def progress_of(assessment: Assessment) -> dict[str, Progress]:
    """By the key of a theme how far it is; a theme of which nothing was said is not there."""
    agreed = {
        (theme, question)
        for theme, question in AgreedAnswer.objects.filter(assessment=assessment, carried=False)
        .exclude(value="")
        .values_list("theme", "question")
    }
    given: dict[tuple[str, str], set[str]] = {}
    rows = PartyAnswer.objects.filter(assessment=assessment).exclude(value="")
    for theme, question, value in rows.values_list("theme", "question", "value"):
        given.setdefault((theme, question), set()).add(value)
    counted = Counter(theme for theme, _ in agreed)
    answered = Counter(theme for theme, _ in given)
    differ = Counter(one[0] for one, values in given.items() if len(values) > 1 and one not in agreed)
    return {theme: Progress(counted[theme], answered[theme], differ[theme]) for theme in {*counted, *answered}}


def members_of(assessment: Assessment) -> tuple[PlaceMember, ...]:
    """Who is named to take part now, those who lead first."""
    rows = PlaceMember.objects.filter(place=assessment.place, ended_at=None, person__is_active=True)
    return tuple(rows.select_related("person").order_by("-leads", "person__name"))


def saves_of(
    assessment: Assessment, theme: str, question: str, party: str, *, before: int = 0, most: int
) -> tuple[AnswerSave, ...]:
    """The last saves of an answer, the newest first; before : only those of lower numbers, 0 for all."""
    rows = AnswerSave.objects.filter(
        answer__assessment=assessment, answer__theme=theme, answer__question=question, answer__party=party
    )
    if before:
        rows = rows.filter(number__lt=before)
    return tuple(rows.select_related("by").order_by("-number")[:most])


def comment_in_address(parts: Mapping[str, Any]) -> AnswerComment:
    """The comment that an address names, in the assessment and below the question in it. Raises Http404."""
    return _one(AnswerComment, parts, int(parts["comment"]))


def evidence_in_address(parts: Mapping[str, Any]) -> Evidence:
    """The link or chart that an address names. Raises Http404."""
    return _one(Evidence, parts, int(parts["evidence"]))


def _one(model: Any, parts: Mapping[str, Any], number: int) -> Any:
    assessment = assessment_in_address(parts)
    rows = model.objects.filter(assessment=assessment, theme=parts["theme"], question=parts["question"])
    found = rows.filter(pk=number).first() if number < LARGEST else None
    if found is None:
        raise Http404
    found.assessment = assessment
    return found

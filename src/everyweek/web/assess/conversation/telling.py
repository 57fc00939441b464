"""Telling people of a place what happened in its conversation: sparingly, and never what was said."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from everyweek.web.assess.conversation.models import AgreedAnswer, AnswerComment, PartyAnswer
from everyweek.web.assess.places.models import PlaceMember
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.people.models import Person
from everyweek.web.people.notifications.actions import notify
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader, reader_of

KIND = "assessment-conversation"


def tell_that_agreement_ended(
    row: AgreedAnswer, assessment: Assessment, people: Iterable[int], *, by: Reader, now: datetime
) -> None:
    """Those who had agreed to another answer, once for each change of it."""
    _tell(
        assessment,
        people,
        key=f"agreed-{row.pk}-{row.version}",
        title=f"{by.name} changed an answer that you had agreed to",
        address=address_of_question(assessment, row.theme, row.question),
        now=now,
    )


def tell_of_comment(comment: AnswerComment, assessment: Assessment, *, by: Reader, now: datetime) -> None:
    """Those who are named for the place, and those who wrote about the same question; as far as they take part now."""
    same = {"assessment": assessment, "theme": comment.theme, "question": comment.question}
    wrote = AnswerComment.objects.filter(**same).values_list("author", flat=True)
    saved = PartyAnswer.objects.filter(**same).values_list("updated_by", flat=True)
    named = PlaceMember.objects.filter(place=assessment.place, ended_at=None).values_list("person", flat=True)
    _tell(
        assessment,
        {person for person in (*wrote, *saved, *named) if person not in (None, by.identity)},
        key=f"answer-comment-{comment.pk}",
        title=f"{by.name} commented on a question of {assessment.place.name}",
        address=f"{address_of_question(assessment, comment.theme, comment.question)}",
        now=now,
    )


def address_of_question(assessment: Assessment, theme: str, question: str) -> str:
    """Where a question stands on the page of its theme."""
    parts = {"assessment_round": assessment.round.key, "place": assessment.place.key, "theme": theme}
    return f"{reverse('assessment-theme', kwargs=parts)}#{question}"


def _tell(assessment: Assessment, people: Iterable[int], *, key: str, title: str, address: str, now: datetime) -> None:
    """A line for each whose account is open and who takes part now."""
    active = Person.objects.filter(pk__in=set(people), is_active=True).values_list("pk", flat=True)
    notify(
        [person for person in active if can(reader_of(person), "assessment.take-part", assessment)],
        kind=KIND,
        key=key,
        title=title,
        text=assessment.round.title,
        address=address,
        now=now,
    )

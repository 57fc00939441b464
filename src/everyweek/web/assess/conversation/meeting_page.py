"""Meeting mode: one question on a screen that everybody sees."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from everyweek.maturity.framework import Framework, Theme
from everyweek.web.assess.beside.presenters import beside_questions
from everyweek.web.assess.conversation.asked import framework_of_assessment
from everyweek.web.assess.conversation.presenters import QuestionOnPage, around_of, question_on_page
from everyweek.web.assess.conversation.reading import content_of
from everyweek.web.assess.conversation.telling import address_of_question
from everyweek.web.assess.conversation.trail import found_assessment, here, question_or_not_there
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.people.presence import reader
from everyweek.web.people.reader import Reader

SECONDS_BETWEEN_LOOKS = 5
"""How often the screen looks what others wrote. Twenty people in five meetings are twenty requests in five seconds."""


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """A question on the shared screen. progress : "12 of 80"; previous, next : addresses, "" at the ends."""

    assessment: Assessment
    theme: Theme
    question: QuestionOnPage
    progress: str
    closed: str
    person: int
    previous: str
    next: str
    overview: str
    on_theme: str
    seconds: int


def meeting_response(
    request: HttpRequest, theme: str, question: str, *, problem: str = "", lost: str = "", status: int = 200
) -> HttpResponse:
    """The page; problem, lost : why something was not saved, and its words."""
    found = found_assessment(request)
    page = meeting_page(found, theme, question, reader(request), now=timezone.now())
    context = {"page": page, "problem": problem, "lost": lost[:20_000]}
    return render(request, "assess/conversation/meeting.html", context, status=status)


def meeting_page(assessment: Assessment, theme: str, question: str, who: Reader, *, now: datetime) -> MeetingPage:
    """What the shared screen shows. Raises NotThere."""
    asked = question_or_not_there(assessment, theme, question)
    around = around_of(assessment, who, now=now)
    around = around.with_all_open()
    everything = all_questions(asked.framework)
    at = everything.index((theme, question))
    number = asked.theme.questions.index(asked.question) + 1
    beside = beside_questions(assessment.place, asked.theme).get(question)
    content = content_of(assessment, theme, question=question)
    return MeetingPage(
        assessment=assessment,
        theme=asked.theme,
        question=question_on_page(around, asked, content, number=number, typed={}, beside=beside),
        progress=f"{at + 1} of {len(everything)}",
        closed=around.closed,
        person=who.identity or 0,
        previous=_address(assessment, everything[at - 1]) if at else "",
        next=_address(assessment, everything[at + 1]) if at + 1 < len(everything) else "",
        overview=here(assessment, "assessment"),
        on_theme=address_of_question(assessment, theme, question),
        seconds=SECONDS_BETWEEN_LOOKS,
    )


def first_open(assessment: Assessment, agreed: frozenset[str]) -> tuple[str, str]:
    """The first question without an agreed answer; the very first when all have one. agreed : as "theme/question"."""
    everything = all_questions(framework_of_assessment(assessment))
    return next((one for one in everything if "/".join(one) not in agreed), everything[0])


def all_questions(framework: Framework) -> list[tuple[str, str]]:
    """Theme and question, in the order of the framework."""
    return [(theme.key, question.key) for theme in framework.themes for question in theme.questions]


def _address(assessment: Assessment, one: tuple[str, str]) -> str:
    return here(assessment, "assessment-meeting", theme=one[0], question=one[1])

"""Answering with the page of a theme: as it is asked for, or with what was typed and could not be saved."""

from collections.abc import Mapping
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from everyweek.web.assess.beside.presenters import beside_questions, beside_theme
from everyweek.web.assess.beside.queries import measures_beside
from everyweek.web.assess.conversation.agreed_presenters import position_on_page
from everyweek.web.assess.conversation.asked import framework_of_assessment
from everyweek.web.assess.conversation.presenters import (
    ThemePage,
    TypedAnswer,
    around_of,
    asked_in_theme,
    question_on_page,
)
from everyweek.web.assess.conversation.reading import content_of
from everyweek.web.assess.conversation.trail import found_assessment, here, theme_or_not_there, way_to
from everyweek.web.assess.errors import AssessError
from everyweek.web.assess.forward_links import plan_address
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.design.wording import several
from everyweek.web.people.discussion.errors import DiscussionError
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.presence import reader
from everyweek.web.people.reader import Reader

PROBLEMS = (AssessError, DiscussionError, ChangedMeanwhile)
"""What whoever writes is told in a sentence."""
Typed = Mapping[tuple[str, str], TypedAnswer]


def theme_response(
    request: HttpRequest,
    theme: str,
    *,
    typed: Typed | None = None,
    problem: str = "",
    lost: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page. typed : by (question, party) what goes back into a form; problem : why something was not saved; lost :
    the words of it that are in no form."""
    found = found_assessment(request)
    asked = theme_or_not_there(found, theme)
    figures = measures_beside(found.place, asked)
    questions = beside_questions(found.place, asked, figures=figures)
    page = theme_page(found, asked.key, reader(request), beside=questions, typed=typed or {}, now=timezone.now())
    context = {
        "page": page,
        "problem": problem,
        "lost": lost[:20_000],
        "beside_theme": beside_theme(found.place, asked, figures=figures),
        "breadcrumbs": way_to(found),
        "plan": plan_address(asked, assessment_round=found.round.key, place=found.place.key),
    }
    return render(request, "assess/conversation/theme.html", context, status=status)


def theme_page(
    assessment: Assessment,
    theme: str,
    who: Reader,
    *,
    beside: Mapping[str, object],
    typed: Typed,
    now: datetime,
) -> ThemePage:
    """What the page of a theme shows."""
    framework = framework_of_assessment(assessment)
    asked, content, around = framework.theme(theme), content_of(assessment, theme), around_of(assessment, who, now=now)
    questions = tuple(
        question_on_page(around, one, content, number=number, typed=typed, beside=beside.get(one.question.key))
        for number, one in enumerate(asked_in_theme(assessment, asked), start=1)
    )
    agreed = sum(1 for one in questions if one.agreed.said and not one.agreed.is_carried)
    at = framework.themes.index(asked)
    return ThemePage(
        assessment=assessment,
        theme=asked,
        word=framework.theme_word,
        words=framework.theme_words,
        progress=f"{agreed} of {several(len(questions), 'question')} agreed",
        closed=around.closed,
        questions=questions,
        position=position_on_page(around, asked, framework, content.position),
        person=who.identity or 0,
        can_write=bool(around.own) and not around.closed,
        previous=_link(assessment, framework.themes[at - 1].key, framework.themes[at - 1].name) if at else None,
        next=_next(assessment, [(one.key, one.name) for one in framework.themes[at + 1 : at + 2]]),
    )


def _next(assessment: Assessment, themes: list[tuple[str, str]]) -> dict[str, str] | None:
    return _link(assessment, *themes[0]) if themes else None


def _link(assessment: Assessment, key: str, name: str) -> dict[str, str]:
    return {"href": here(assessment, "assessment-theme", theme=key), "text": name}

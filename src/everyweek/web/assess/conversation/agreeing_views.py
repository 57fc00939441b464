"""Settling an answer, and agreeing to one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from everyweek.web.assess.conversation import agreeing
from everyweek.web.assess.conversation.meeting_page import meeting_response
from everyweek.web.assess.conversation.telling import address_of_question
from everyweek.web.assess.conversation.theme_page import PROBLEMS, theme_response
from everyweek.web.assess.conversation.trail import found_assessment, here, question_or_not_there
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.people.discussion.typed_number import typed_number
from everyweek.web.people.once.once import once
from everyweek.web.people.presence import reader

IN_A_MEETING = "meeting"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def settle(request: HttpRequest, assessment_round: str, place: str, theme: str, question: str) -> HttpResponse:
    """Settle the agreed answer in the name of the ticked parties."""
    found = found_assessment(request)
    question_or_not_there(found, theme, question)
    if request.method != "POST":
        return redirect(address_of_question(found, theme, question))
    note = request.POST.get("note", "")
    try:
        agreeing.settle(
            by=reader(request),
            assessment=found,
            theme=theme,
            question=question,
            value=request.POST.get("value", ""),
            wanted=request.POST.get("wanted", ""),
            note=note,
            parties=request.POST.getlist("parties"),
            seen_version=typed_number(request.POST.get("version", "")),
            now=timezone.now(),
        )
    except PROBLEMS as error:
        return _not_done(request, theme, question, problem=str(error), lost=note)
    return redirect(_back(request, found, theme, question))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def agree(request: HttpRequest, assessment_round: str, place: str, theme: str, question: str) -> HttpResponse:
    """Agree for a party, with one press; or take that back."""
    found = found_assessment(request)
    question_or_not_there(found, theme, question)
    if request.method != "POST":
        return redirect(address_of_question(found, theme, question))
    what = agreeing.agree_no_more if request.POST.get("what") == "take back" else agreeing.agree
    try:
        what(
            by=reader(request),
            assessment=found,
            theme=theme,
            question=question,
            parties=request.POST.getlist("parties"),
            seen_version=typed_number(request.POST.get("version", "")),
            now=timezone.now(),
        )
    except PROBLEMS as error:
        return _not_done(request, theme, question, problem=str(error))
    return redirect(_back(request, found, theme, question))


def _back(request: HttpRequest, found: Assessment, theme: str, question: str) -> str:
    """To where the form stands."""
    if request.POST.get("from") == IN_A_MEETING:
        return here(found, "assessment-meeting", theme=theme, question=question)
    return address_of_question(found, theme, question)


def _not_done(request: HttpRequest, theme: str, question: str, *, problem: str, lost: str = "") -> HttpResponse:
    """The page that the form was on, with the sentence and what was typed."""
    if request.POST.get("from") == IN_A_MEETING:
        return meeting_response(request, theme, question, problem=problem, lost=lost, status=409)
    return theme_response(request, theme, problem=problem, lost=lost, status=409)

"""Meeting mode: begin where something is open, and one question at a time."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from everyweek.web.assess.conversation.meeting_page import first_open, meeting_response
from everyweek.web.assess.conversation.queries import agreed_answers
from everyweek.web.assess.conversation.trail import found_assessment, here


@require_safe
@never_cache
def begin(request: HttpRequest, assessment_round: str, place: str) -> HttpResponse:
    """To the first question that has no agreed answer."""
    found = found_assessment(request)
    theme, question = first_open(found, frozenset(agreed_answers(found)))
    return redirect(here(found, "assessment-meeting", theme=theme, question=question))


@require_safe
@never_cache
def meeting(request: HttpRequest, assessment_round: str, place: str, theme: str, question: str) -> HttpResponse:
    """One question, large."""
    return meeting_response(request, theme, question)

"""Saving an answer, as a form and as JSON, and the history of one."""

import json
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from everyweek.web.assess.conversation.errors import (
    BaseUnknown,
    ConversationError,
    NotYourParty,
    UnknownPlaceInFramework,
)
from everyweek.web.assess.conversation.history import history_page
from everyweek.web.assess.conversation.models import LONGEST_TEXT
from everyweek.web.assess.conversation.presenters import TypedAnswer
from everyweek.web.assess.conversation.saving import Saved, save_answer
from everyweek.web.assess.conversation.telling import address_of_question
from everyweek.web.assess.conversation.theme_page import PROBLEMS, theme_response
from everyweek.web.assess.conversation.trail import found_assessment, question_or_not_there, way_to
from everyweek.web.assess.rounds.errors import RoundIsClosed
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.assess.vocabulary import PARTIES
from everyweek.web.people.access import NotThere
from everyweek.web.people.champions.deadlines import LONDON
from everyweek.web.people.discussion.typed_number import typed_number
from everyweek.web.people.presence import reader

BUSY = "So many people are writing at this moment that yours could not be saved yet. Nothing is lost: try again."
NOT_OURS = "What the page sent could not be read, so nothing was saved. Open the page again."
FAR_TOO_LONG = (
    f"The words are far too long: at most {LONGEST_TEXT:,} characters can be kept. Nothing was saved. Shorten them."
)
NO_VERSION = 2**31 - 1
"""Stands for a version that is no number: none has it."""
LONGEST_BODY = 200_000
"""Bytes: 10,000 characters, however they are escaped, and what goes with them."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a page sent to be saved."""

    value: str
    wanted: str
    text: str
    base: int
    key: str


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def save(
    request: HttpRequest, assessment_round: str, place: str, theme: str, question: str, party: str
) -> HttpResponse:
    """Save an answer: as it is typed, by the script of the page, or by its button."""
    found = found_assessment(request)
    if request.method != "POST":
        question_or_not_there(found, theme, question)
        return redirect(address_of_question(found, theme, question))
    by, now = reader(request), timezone.now()
    keep = partial(save_answer, by=by, assessment=found, theme=theme, question=question, party=party, now=now)
    if request.content_type == "application/json":
        return _as_json(request, keep)
    return _as_form(request, keep, found, theme, question, party)


@require_safe
@never_cache
def history(
    request: HttpRequest, assessment_round: str, place: str, theme: str, question: str, party: str
) -> HttpResponse:
    """Every save of an answer: who wrote what, when."""
    found = found_assessment(request)
    asked = question_or_not_there(found, theme, question)
    if party not in PARTIES:
        raise NotThere("assessment.take-part")
    before = typed_number(request.GET.get("before", ""))
    context = {
        "page": history_page(found, asked, party, before=before),
        "is_first": not before,
        "question": asked.question,
        "party": PARTIES[party],
        "back": address_of_question(found, theme, question),
        "breadcrumbs": way_to(found, asked.theme),
    }
    return render(request, "assess/conversation/history.html", context)


def _as_json(request: HttpRequest, keep: Any) -> JsonResponse:
    """The answer as it is now, or a sentence with a status of 4xx; 503 when it is worth to try again."""
    try:
        sent = _read_json(request)
        saved = keep(value=sent.value, wanted=sent.wanted, text=sent.text, base=sent.base, key=sent.key)
    except OperationalError:
        return JsonResponse({"sentence": BUSY}, status=503, headers={"Retry-After": "2"})
    except PROBLEMS as problem:
        return JsonResponse({"sentence": str(problem)}, status=_status(problem))
    return JsonResponse(_in_json(saved))


def _as_form(request: HttpRequest, keep: Any, found: Assessment, theme: str, question: str, party: str) -> HttpResponse:
    """Back to the question; or, when it was not saved, the page with what was typed in its form."""
    posted = {name: str(request.POST.get(name, "")) for name in ("value", "wanted", "text", "key", "base")}
    base = typed_number(posted["base"]) if posted["base"].isdigit() else NO_VERSION
    try:
        keep(value=posted["value"], wanted=posted["wanted"], text=posted["text"], base=base, key=posted["key"])
    except (*PROBLEMS, OperationalError) as error:
        problem, status = (BUSY, 503) if isinstance(error, OperationalError) else (str(error), _status(error))
        if isinstance(error, UnknownPlaceInFramework):
            context = {"problem": problem, "lost": posted["text"], "breadcrumbs": way_to(found)}
            return render(request, "assess/conversation/not_saved.html", context, status=status)
        again = 0 if isinstance(error, BaseUnknown) else base  # as if it were begun anew: both texts are kept then
        typed = TypedAnswer(posted["value"], posted["wanted"], posted["text"], again, problem)
        lost = typed.text if isinstance(error, (RoundIsClosed, NotYourParty)) else ""
        return theme_response(
            request, theme, typed={(question, party): typed}, problem=problem, lost=lost, status=status
        )
    return redirect(address_of_question(found, theme, question))


def _read_json(request: HttpRequest) -> Sent:
    """What the script sent. Raises ConversationError."""
    if len(request.body) > LONGEST_BODY:
        raise ConversationError(FAR_TOO_LONG)
    try:
        read = json.loads(request.body)
        sent = Sent(**{name: read[name] for name in ("value", "wanted", "text", "base", "key")})
    except (ValueError, TypeError, KeyError, RecursionError):
        raise ConversationError(NOT_OURS) from None
    texts = (sent.value, sent.wanted, sent.text, sent.key)
    is_number = isinstance(sent.base, int) and not isinstance(sent.base, bool)
    if not all(isinstance(one, str) for one in texts) or not is_number or abs(sent.base) > NO_VERSION:
        raise ConversationError(NOT_OURS)
    return sent


def _in_json(saved: Saved) -> dict[str, Any]:
    return {
        "value": saved.value,
        "wanted": saved.wanted,
        "text": saved.text,
        "version": saved.version,
        "at": f"{saved.at.astimezone(LONDON):%H:%M}",
        "merged": saved.merged,
        "replaced": saved.replaced,
    }


def _status(problem: Exception) -> int:
    if isinstance(problem, UnknownPlaceInFramework):
        return 404
    return 409 if isinstance(problem, RoundIsClosed) else 400

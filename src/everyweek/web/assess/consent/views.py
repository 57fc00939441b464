"""The pages of submitting, sharing and taking back. Each view understands the request, makes one call and renders."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from everyweek.web.assess.consent import actions, presenters
from everyweek.web.assess.consent.copying import copy_of
from everyweek.web.assess.consent.queries import audiences_with_newest, what_others_see
from everyweek.web.assess.conversation.trail import found_assessment, here, way_to
from everyweek.web.assess.errors import AssessError
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.assess.rounds.queries import deadline_of
from everyweek.web.assess.vocabulary import AUDIENCES, Audience
from everyweek.web.people.champions.typed import seen_version
from everyweek.web.people.discussion.errors import DiscussionError
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.once.once import once
from everyweek.web.people.permissions import can
from everyweek.web.people.presence import reader

PROBLEMS = (AssessError, ChangedMeanwhile, DiscussionError)
ALL_METHODS = ["GET", "HEAD", "POST"]


@require_safe
@never_cache
def sharing(request: HttpRequest, **parts: str) -> HttpResponse:
    """What others can see of the place right now."""
    found = found_assessment(request)
    page = presenters.sharing_page(
        found,
        what_others_see(found),
        leads=can(reader(request), "assessment.lead", found),
        is_current=audiences_with_newest(found, copy_of(found).content),
    )
    return render(request, "assess/consent/sharing.html", {"page": page, "breadcrumbs": way_to(found)})


@require_http_methods(ALL_METHODS)
@never_cache
@once
def submit(request: HttpRequest, **parts: str) -> HttpResponse:
    """Say what becomes visible to whom, then submit."""
    found = found_assessment(request)
    problem = ""
    if request.method == "POST":
        try:
            actions.submit(
                by=reader(request),
                assessment=found,
                to_peers=request.POST.get("peers") == "on",
                seen_version=seen_version(request),
                seen_copy=request.POST.get("copy", "")[:64] or "none",
                now=timezone.now(),
            )
        except PROBLEMS as error:
            problem = str(error)
        else:
            return _to_sharing(found)
    page = presenters.submit_page(
        found, copy_of(found), what_others_see(found), deadline=deadline_of(found), now=timezone.now()
    )
    return _question(request, "submit", found, page, problem)


@require_http_methods(ALL_METHODS)
@never_cache
@once
def share(request: HttpRequest, audience: str, **parts: str) -> HttpResponse:
    """Say what becomes visible to one audience, then share."""
    found = found_assessment(request)
    with_whom, problem = _audience(audience), ""
    if request.method == "POST":
        try:
            actions.share(
                by=reader(request),
                assessment=found,
                audience=with_whom,
                seen_version=seen_version(request),
                seen_copy=request.POST.get("copy", "")[:64] or "none",
                now=timezone.now(),
            )
        except PROBLEMS as error:
            problem = str(error)
        else:
            return _to_sharing(found)
    return _question(request, "share", found, presenters.share_page(found, copy_of(found), with_whom), problem)


@require_http_methods(ALL_METHODS)
@never_cache
@once
def take_back(request: HttpRequest, audience: str, **parts: str) -> HttpResponse:
    """Ask, then take back what one audience sees."""
    found = found_assessment(request)
    from_whom, problem = _audience(audience), ""
    if request.method == "POST":
        try:
            actions.take_back(
                by=reader(request),
                assessment=found,
                audience=from_whom,
                seen_version=seen_version(request),
                now=timezone.now(),
            )
        except PROBLEMS as error:
            problem = str(error)
        else:
            return _to_sharing(found)
    seen = next(one for one in what_others_see(found) if one.audience == from_whom)
    return _question(request, "take_back", found, presenters.take_back_page(found, seen), problem)


class NoSuchAudience(Http404):
    """Nobody is called this."""

    title = "There is no such audience"
    message = "The address may be mistyped. Go back to the assessment and choose with whom to share it."


def _audience(typed: str) -> Audience:
    if typed not in AUDIENCES:
        raise NoSuchAudience
    return typed  # type: ignore[return-value]  # it is one of them


def _to_sharing(found: Assessment) -> HttpResponse:
    return redirect(here(found, "assessment-sharing"))


def _question(request: HttpRequest, name: str, found: Assessment, page: dict[str, Any], problem: str) -> HttpResponse:
    context = {
        "page": page,
        "problem": problem,
        "version": found.version,
        "wants_peers": request.POST.get("peers") == "on" if request.method == "POST" else None,
        "breadcrumbs": [
            *way_to(found),
            {"href": here(found, "assessment-sharing"), "text": "What others can see"},
        ],
    }
    return render(request, f"assess/consent/{name}.html", context, status=409 if problem else 200)

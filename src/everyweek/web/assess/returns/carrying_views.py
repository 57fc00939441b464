"""Beginning from last time: a page that says what would be carried over, then a button that does it, once."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from everyweek.web.assess.errors import AssessError
from everyweek.web.assess.returns.carrying import begin_from_last_time, last_time
from everyweek.web.assess.returns.errors import NothingToBeginFrom
from everyweek.web.assess.returns.presenters import carry_page, parts_of, place_facts, trail
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.people.discussion.errors import DiscussionError
from everyweek.web.people.once.once import once
from everyweek.web.people.presence import reader


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def begin(request: HttpRequest, **parts: str) -> HttpResponse:
    """See what would be carried over from the round before, and carry it over."""
    found: Assessment = request.found  # type: ignore[attr-defined]
    problem = ""
    if request.method == "POST":
        try:
            number = begin_from_last_time(by=reader(request), assessment=found, now=timezone.now())
        except (AssessError, DiscussionError) as error:
            problem = str(error)
        else:
            return redirect(f"{reverse('assessment-return', kwargs=parts_of(found))}?begun={number}")
    try:
        page = carry_page(found, last_time(found))
    except NothingToBeginFrom as error:
        page, problem = place_facts(found) | {"comes_any": False, "nothing": str(error)}, problem
    crumb = {"href": reverse("assessment-return", kwargs=parts_of(found)), "text": "The return"}
    page |= {"problem": problem, "breadcrumbs": [*trail(found), crumb]}
    return render(request, "assess/returns/begin.html", page, status=409 if problem else 200)

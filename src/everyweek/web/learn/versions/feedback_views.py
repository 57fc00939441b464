"""Saying what should be better, and taking it back or removing it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from everyweek.web.learn.library.models import Resource
from everyweek.web.learn.versions import feedback as actions
from everyweek.web.learn.versions.errors import ChangingError
from everyweek.web.learn.versions.forms import FeedbackForm, RemovalForm
from everyweek.web.learn.versions.models import Feedback
from everyweek.web.learn.versions.reading_presenters import feedback_page, removal_page
from everyweek.web.people.discussion.errors import DiscussionError
from everyweek.web.people.once.once import once
from everyweek.web.people.presence import reader

PROBLEMS = (ChangingError, DiscussionError)
LIBRARY = ({"href": "/", "text": "Home"}, {"href": "/library/", "text": "Library"})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def feedback(request: HttpRequest, slug: str) -> HttpResponse:
    """See what was said already, and say what should be better."""
    found: Resource = request.found  # type: ignore[attr-defined]
    form = FeedbackForm(request.POST if request.method == "POST" else None)
    problem = ""
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            actions.give(
                by=reader(request), resource=found, words=typed["words"], part=typed["part"], now=timezone.now()
            )
        except PROBLEMS as error:
            problem = str(error)
        else:
            return redirect(reverse("resource-feedback", kwargs={"slug": found.slug}) + "?said=yes")
    context = {
        "page": feedback_page(found, reader(request)),
        "form": form,
        "problem": problem,
        "was_said": request.GET.get("said") == "yes",
        "breadcrumbs": [*LIBRARY, {"href": reverse("resource", kwargs={"slug": found.slug}), "text": found.title}],
    }
    return render(request, "learn/versions/feedback.html", context, status=409 if problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def remove(request: HttpRequest, slug: str, feedback: int) -> HttpResponse:
    """Ask, then take one's own back, or remove what somebody else said."""
    found: Feedback = request.found  # type: ignore[attr-defined]
    who, now = reader(request), timezone.now()
    page = removal_page(found, who)
    form = RemovalForm(request.POST if request.method == "POST" else None)
    problem = ""
    if request.method == "POST" and (page["is_own"] or form.is_valid()):
        try:
            if page["is_own"]:
                actions.take_back(by=who, feedback=found, now=now)
            else:
                actions.remove(by=who, feedback=found, why=form.cleaned_data["why"], now=now)
        except PROBLEMS as error:
            problem = str(error)
        else:
            return redirect(page["back"])
    context = {"page": page, "form": form, "problem": problem, "breadcrumbs": list(LIBRARY)}
    return render(request, "learn/versions/remove_feedback.html", context, status=409 if problem else 200)

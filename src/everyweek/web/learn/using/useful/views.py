"""Saying whether a resource was useful, and reading why others found it so or not."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from everyweek.web.design.wording import month
from everyweek.web.learn.library.models import Resource
from everyweek.web.learn.using.trail import trail_to
from everyweek.web.learn.using.useful.actions import say_whether_useful
from everyweek.web.learn.using.useful.forms import OpinionForm
from everyweek.web.learn.using.useful.presenters import useful_words
from everyweek.web.learn.using.useful.queries import opinion_of, reasons_for, useful_to
from everyweek.web.people.discussion.errors import DiscussionError
from everyweek.web.people.discussion.text import as_typed
from everyweek.web.people.once.once import once
from everyweek.web.people.presence import reader


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def was_it_useful(request: HttpRequest, slug: str) -> HttpResponse:
    """Say whether a resource was useful. A yes on its page counts at once; a no is asked for its reason first."""
    found: Resource = request.found  # type: ignore[attr-defined]
    who = reader(request)
    before = opinion_of(who, found)
    initial = {"answer": "yes" if before.is_useful else "no", "reason": before.reason} if before else {}
    form = OpinionForm(request.POST if request.method == "POST" else None, initial=initial)
    problem = ""
    if request.method == "POST" and form.is_valid():
        says = form.cleaned_data
        try:
            say_whether_useful(
                by=who, resource=found, is_useful=says["answer"] == "yes", reason=says["reason"], now=timezone.now()
            )
        except DiscussionError as error:
            problem = str(error)
        else:
            return redirect(f"/library/{found.slug}/#useful")
    context = {"resource": found, "form": form, "problem": problem, "breadcrumbs": trail_to(found)}
    return render(request, "learn/using/opinion.html", context, status=409 if problem else 200)


@require_safe
@never_cache
def reasons(request: HttpRequest, slug: str) -> HttpResponse:
    """Why readers found a resource useful or not, without their names."""
    found: Resource = request.found  # type: ignore[attr-defined]
    rows = [
        {"is_useful": one.is_useful, "words": as_typed(one.words), "when": month(one.on)} for one in reasons_for(found)
    ]
    context = {
        "resource": found,
        "summary": useful_words(*useful_to(found)),
        "rows": rows,
        "breadcrumbs": trail_to(found),
    }
    return render(request, "learn/using/reasons.html", context)

"""Reviewing what others want to share. Who may is asked before each view, and again by each action."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from everyweek.web.design.paging import page_of
from everyweek.web.learn.sharing import reviewing
from everyweek.web.learn.sharing.forms import ReviewForm
from everyweek.web.learn.sharing.models import Submission
from everyweek.web.learn.sharing.presenters import page_to_review, row_to_review
from everyweek.web.learn.sharing.queries import submissions_to_review
from everyweek.web.learn.sharing.views import LIBRARY, PROBLEMS
from everyweek.web.people.discussion.typed_number import typed_number
from everyweek.web.people.once.once import once
from everyweek.web.people.presence import reader


@require_safe
@never_cache
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for a review."""
    listed = page_of(submissions_to_review(reader(request)), number=request.GET.get("page", "1"), path=request.path)
    context = {
        "rows": tuple(row_to_review(one) for one in listed.rows),
        "pagination_of_list": listed.pagination,
        "breadcrumbs": list(LIBRARY),
    }
    return render(request, "learn/sharing/queue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def review(request: HttpRequest, submission: int) -> HttpResponse:
    """Read something as it will look, then comment or decide."""
    found: Submission = request.found  # type: ignore[attr-defined]
    form = ReviewForm(request.POST if request.method == "POST" else None)
    version, problem = found.version, ""
    if request.method == "POST":
        version = typed_number(request.POST.get("version", ""))
        if form.is_valid():
            try:
                reviewing.review(
                    by=reader(request),
                    submission=found,
                    decision=form.cleaned_data["decision"],
                    words=form.cleaned_data["words"],
                    evidence=form.cleaned_data["evidence"],
                    seen_version=version,
                    now=timezone.now(),
                )
            except PROBLEMS as error:
                problem = str(error)
            else:
                return redirect("review-submission", submission=found.pk)
    context = {
        "page": page_to_review(found),
        "form": form,
        "version": version,
        "problem": problem,
        "lost": form.data.get("words", "") if problem else "",
        "breadcrumbs": [*LIBRARY, {"href": reverse("review-queue"), "text": "To review"}],
    }
    return render(request, "learn/sharing/review.html", context, status=409 if problem else 200)

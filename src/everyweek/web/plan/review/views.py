"""The weekly review of a plan, on a screen and on paper. Who may is asked before each view, and by the action."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from everyweek.web.design.wording import day_in_words
from everyweek.web.people.discussion.errors import DiscussionError
from everyweek.web.people.errors import PeopleError
from everyweek.web.people.once.once import once
from everyweek.web.people.permissions import can
from everyweek.web.people.presence import reader
from everyweek.web.plan.plans.errors import NotAPlan
from everyweek.web.plan.plans.models import ImprovementPlan
from everyweek.web.plan.plans.pages import head, trail
from everyweek.web.plan.review.actions import hold_review
from everyweek.web.plan.review.forms import ReviewForm
from everyweek.web.plan.review.presenters import change_lines, held_lines, next_words, reviewed
from everyweek.web.plan.review.queries import MOST_CHANGES, changes_since, reviews_of, since_last, to_review


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def review(request: HttpRequest, plan: str) -> HttpResponse:
    """Each action in progress beside its measure's chart; and what was noted."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    form, problem = ReviewForm(request.POST if request.method == "POST" else None), ""
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            hold_review(
                by=reader(request), plan=found, notes=typed["notes"], next_on=typed["next_on"], now=timezone.now()
            )
        except NotAPlan as error:
            form.add_problem(error)
        except (PeopleError, DiscussionError) as error:
            problem = str(error)
        else:
            return redirect(reverse("plan-review", kwargs={"plan": found.key}) + "#held")
    return _page(request, found, form, problem=problem)


def _page(request: HttpRequest, plan: ImprovementPlan, form: ReviewForm, *, problem: str) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    since, held, looked_at = since_last(plan, now=now), reviews_of(plan), to_review(plan, today=today)
    changes = change_lines(changes_since(plan, since, reader(request)))
    context = {
        "plan": plan,
        "actions": reviewed(looked_at.in_progress, plan),
        "waiting": looked_at.not_begun,
        "changes": changes,
        "most_changes": MOST_CHANGES if len(changes) == MOST_CHANGES else 0,
        "since": day_in_words(timezone.localdate(since)),
        "held": held_lines(held),
        "next": next_words(held, today=today),
        "form": form,
        "parts": tuple(form.parts),
        "problem": problem,
        "can_change": can(reader(request), "plan.change", plan),
        "today": day_in_words(today),
        "breadcrumbs": trail(plan),
        "head": head(plan, "plan-review"),
    }
    return render(request, "plan/review/review.html", context, status=409 if problem else 200)

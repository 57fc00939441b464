"""Did it work? Registering a change, and what the figures say of it. Who may is asked before each view and action."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from everyweek.web.people.discussion.errors import DiscussionError
from everyweek.web.people.discussion.typed_number import typed_number
from everyweek.web.people.errors import PeopleError
from everyweek.web.people.once.once import once
from everyweek.web.people.permissions import can
from everyweek.web.people.presence import reader
from everyweek.web.plan.plans.errors import NotAPlan
from everyweek.web.plan.plans.models import ImprovementPlan
from everyweek.web.plan.plans.pages import head, not_done, trail
from everyweek.web.plan.working import actions
from everyweek.web.plan.working.beside import what_else
from everyweek.web.plan.working.control_chart import chart_with_days
from everyweek.web.plan.working.drafting import draft_case_study
from everyweek.web.plan.working.forms import RegistrationForm, WithdrawForm, begun_with
from everyweek.web.plan.working.many import by_chance
from everyweek.web.plan.working.models import Registration
from everyweek.web.plan.working.presenters import can_be_told, result_page, row_of
from everyweek.web.plan.working.queries import registration_in_address, registrations_of
from everyweek.web.plan.working.registered import address_of, measure_of, title_of
from everyweek.web.plan.working.results import result_of
from everyweek.web.plan.working.simulator import default_effect_to_replace

PROBLEMS = (PeopleError, DiscussionError)


@require_safe
@never_cache
def did_it_work(request: HttpRequest, plan: str) -> HttpResponse:
    """Everything that a plan registered, and what came of each."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    rows = registrations_of(found)
    results = {one.pk: result_of(one) for one in rows if one.withdrawn_at is None}
    context = {
        "plan": found,
        "head": head(found, "did-it-work"),
        "rows": tuple(row_of(one, results.get(one.pk)) for one in rows),
        "by_chance": by_chance(tuple(results.values())),
        "can_change": can(reader(request), "plan.change", found),
        "breadcrumbs": trail(found),
    }
    return render(request, "plan/working/did_it_work.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def register(request: HttpRequest, plan: str) -> HttpResponse:
    """Register a change before anybody looks."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    problem = ""
    if request.method == "POST":
        form = RegistrationForm(request.POST, plan=found)
        if form.is_valid():
            try:
                made = actions.register(
                    by=reader(request),
                    plan=found,
                    asked=form.asked(),
                    action=form.chosen_action(),
                    now=timezone.now(),
                )
            except NotAPlan as error:
                form.add_problem(error)
            except PROBLEMS as error:
                problem = str(error)
            else:
                return redirect(address_of(made))
    else:
        number = typed_number(request.GET.get("action", ""))
        action = found.actions.filter(number=number).first() if number else None
        form = RegistrationForm(initial=begun_with(found, action), plan=found)
    context = {
        "plan": found,
        "form": form,
        "parts": tuple(form.parts),
        "problem": problem,
        "breadcrumbs": trail(found, _inside(found)),
    }
    return render(request, "plan/working/register.html", context, status=409 if problem else 200)


@require_safe
@never_cache
def registration(request: HttpRequest, plan: str, registration: int) -> HttpResponse:
    """What the figures say of one registered change."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    one = registration_in_address({"plan": plan, "registration": registration})
    return render(request, "plan/working/registration.html", _context(request, found, one))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def withdraw(request: HttpRequest, plan: str, registration: int) -> HttpResponse:
    """Ask why, and withdraw it in sight of everybody."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    one = registration_in_address({"plan": plan, "registration": registration})
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw(by=reader(request), registration=one, why=form.cleaned_data["why"], now=timezone.now())
        except NotAPlan as error:
            form.add_error("why", str(error))
        except PROBLEMS as error:
            problem = str(error)
        else:
            return redirect(address_of(one))
    context = {
        "plan": found,
        "title": title_of(one),
        "address": address_of(one),
        "form": form,
        "problem": problem,
        "breadcrumbs": trail(found, _inside(found)),
    }
    return render(request, "plan/working/withdraw.html", context, status=409 if problem else 200)


@require_POST
@never_cache
@once
def draft(request: HttpRequest, plan: str, registration: int) -> HttpResponse:
    """Begin a case study from it, and lead there."""
    one = registration_in_address({"plan": plan, "registration": registration})
    result = result_of(one)
    if not can_be_told(one, result):
        return redirect(address_of(one))
    try:
        begun = draft_case_study(by=reader(request), registration=one, result=result, now=timezone.now())
    except PROBLEMS as error:
        return not_done(request, one.plan, error, address_of(one))
    return redirect("share-edit", submission=begun.pk)


def _inside(plan: ImprovementPlan) -> tuple[str, str]:
    return reverse("did-it-work", kwargs={"plan": plan.key}), "Did it work?"


def _context(request: HttpRequest, plan: ImprovementPlan, one: Registration) -> dict[str, Any]:
    result, who = result_of(one), reader(request)
    measure = measure_of(one)
    days = [(one.changed_on, "The change")] + ([(one.ends_on, "Its last day")] if one.ends_on else [])
    chart = None
    if measure is not None:
        chart = chart_with_days(
            measure, one.organisation, days, frozen_on=one.changed_on, by_day=one.ends_on is not None
        )
    may_change = can(who, "plan.change", plan)
    return {
        "plan": plan,
        "number": one.pk,
        "page": result_page(one, result, chart=chart, else_changed=what_else(who, one, result)),
        "may_withdraw": may_change and one.withdrawn_at is None,
        "may_draft": may_change and can_be_told(one, result),
        "replacing": default_effect_to_replace(one, result),
        "breadcrumbs": trail(plan, _inside(plan)),
    }

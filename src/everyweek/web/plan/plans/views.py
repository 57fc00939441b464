"""Finding plans, making one, reading one. Who may is asked before each view, and again by each action."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from everyweek.reference.interventions import interventions
from everyweek.web.design.paging import page_of
from everyweek.web.people.once.once import once
from everyweek.web.people.permissions import can
from everyweek.web.people.presence import reader
from everyweek.web.plan.plans import actions
from everyweek.web.plan.plans.forms import NewPlanForm, PlanForm, plan_as_typed
from everyweek.web.plan.plans.history import changes_in_words, entries_of
from everyweek.web.plan.plans.models import ImprovementPlan
from everyweek.web.plan.plans.pages import PLANS, FormPage, answer, head, trail
from everyweek.web.plan.plans.presenters import moment_in_words, row_of_plan
from everyweek.web.plan.plans.queries import PlanFilters, organisations_with_plans, plans_for
from everyweek.web.plan.plans.reading import plan_page
from everyweek.web.plan.plans.where import organisations_to_plan_for
from everyweek.web.plan.vocabulary import PLAN_STATES

CAME_FROM = ("from_round", "from_place", "from_theme")
WITHOUT_ORGANISATION = (
    "You hold no role at an organisation, so there is none that you could make a plan for. Ask an administrator of "
    "your organisation to give you one."
)


@require_safe
@never_cache
def plans(request: HttpRequest) -> HttpResponse:
    """The plans that a reader may read, their own first."""
    who, today = reader(request), timezone.localdate()
    filters = _filters(request)
    rows = plans_for(who, filters, today=today)
    asked = {key: value for key in ("q", "organisation", "state", "intervention", "overdue", "mine")
             if (value := request.GET.get(key, ""))}  # fmt: skip
    page = page_of(rows, number=request.GET.get("page", "1"), path=reverse("plans"), asked=asked)
    context = {
        "rows": tuple(row_of_plan(row) for row in page.rows),
        "total": page.total,
        "pagination_of_list": page.pagination,
        "filters": filters,
        "is_filtered": filters != PlanFilters(),
        "organisations": organisations_with_plans(who),
        "interventions": tuple((one.key, one.name) for one in interventions()),
        "states": tuple(PLAN_STATES.items()),
        "can_make": bool(organisations_to_plan_for(who)),
        "breadcrumbs": [PLANS[0]],
    }
    return render(request, "plan/plans/plans.html", context)


def _filters(request: HttpRequest) -> PlanFilters:
    asked = request.GET
    return PlanFilters(
        q=asked.get("q", "").strip()[:100].replace("\x00", ""),
        organisation=asked.get("organisation", "")[:20].replace("\x00", ""),
        state=asked.get("state", "") if asked.get("state", "") in PLAN_STATES else "",
        intervention=asked.get("intervention", "") if template_key(asked.get("intervention", "")) else "",
        overdue=asked.get("overdue") == "yes",
        mine=asked.get("mine") == "yes",
    )


def template_key(key: str) -> str:
    """The key of an intervention; "" for anything else."""
    return key if key in {one.key for one in interventions()} else ""


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def new_plan(request: HttpRequest) -> HttpResponse:
    """Make a plan; prefilled from a template or from the gap of an assessment."""
    who = reader(request)
    offered = organisations_to_plan_for(who)
    asked = request.POST if request.method == "POST" else request.GET
    came_from = {key: asked.get(key, "")[:60].replace("\x00", "") for key in CAME_FROM}
    initial = {
        "title": request.GET.get("title", "")[:150],
        "template": template_key(request.GET.get("template", "")),
        "organisation": request.GET.get("organisation", ""),
    }
    form = NewPlanForm(
        request.POST if request.method == "POST" else None,
        organisations=offered,
        initial={key: value for key, value in initial.items() if value} | {"readers": "organisation"},
    )

    def make(form: NewPlanForm, _: int) -> str:
        asked_for = form.asked(came_from)
        made = actions.make_plan(by=who, asked=asked_for, template=form.chosen_template, now=timezone.now())
        return reverse("plan", kwargs={"plan": made.key})

    page = FormPage(
        title="Make a plan",
        breadcrumbs=list(PLANS),
        back=reverse("plans"),
        button="Make the plan",
        intro=() if offered else (WITHOUT_ORGANISATION,),
        more={"hidden": came_from, "cannot": not offered},
    )
    return answer(request, form, make, page)


@require_safe
@never_cache
def plan(request: HttpRequest, plan: str) -> HttpResponse:
    """A plan: what it wants to move, what comes next, what is late."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    context = plan_page(found, reader(request), today=timezone.localdate())
    return render(request, "plan/plans/plan.html", {**context, "breadcrumbs": list(PLANS)})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def edit_plan(request: HttpRequest, plan: str) -> HttpResponse:
    """Change what a plan says of itself."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    who = reader(request)
    form = PlanForm(
        request.POST if request.method == "POST" else None,
        looks_after=can(who, "plan.look-after", found),
        initial=plan_as_typed(found),
    )
    there = reverse("plan", kwargs={"plan": found.key})

    def change(form: PlanForm, version: int) -> str:
        actions.change_plan(by=who, plan=found, asked=form.asked(), seen_version=version, now=timezone.now())
        return there

    page = FormPage("Change the plan", trail(found), there, caption=found.title)
    return answer(request, form, change, page, version=found.version)


@require_safe
@never_cache
def history(request: HttpRequest, plan: str) -> HttpResponse:
    """Who changed what, and when."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    path = reverse("plan-history", kwargs={"plan": found.key})
    page = page_of(entries_of(found), number=request.GET.get("page", "1"), path=path)
    changes = changes_in_words(page.rows, reader(request))
    context: dict[str, Any] = {
        "head": head(found, "plan-history"),
        "rows": tuple({"change": one, "when": moment_in_words(one.at)} for one in changes),
        "total": page.total,
        "pagination_of_list": page.pagination,
        "breadcrumbs": trail(found),
    }
    return render(request, "plan/plans/history.html", context)

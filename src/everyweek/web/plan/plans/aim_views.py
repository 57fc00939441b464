"""Adding, changing and removing aims; a target is held against ordinary variation before it is kept."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from everyweek.measures import MEASURES
from everyweek.web.measure.places import declared
from everyweek.web.people.once.once import once
from everyweek.web.people.presence import reader
from everyweek.web.plan.plans import aims
from everyweek.web.plan.plans.actions import make_plan
from everyweek.web.plan.plans.checks import checked_measure, checked_organisation
from everyweek.web.plan.plans.errors import NotAPlan
from everyweek.web.plan.plans.forms import AimForm, ChooseMeasureForm, NewPlanForm, aim_as_typed
from everyweek.web.plan.plans.models import Aim, ImprovementPlan
from everyweek.web.plan.plans.pages import PLANS, PROBLEMS, FormPage, answer, not_done, trail
from everyweek.web.plan.plans.presenters import aim_on_page, today_on_page
from everyweek.web.plan.plans.queries import part_in
from everyweek.web.plan.plans.today import Today, today_of
from everyweek.web.plan.plans.values import value_as_typed
from everyweek.web.plan.plans.where import organisations_to_plan_for


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def new_aim(request: HttpRequest, plan: str) -> HttpResponse:
    """Choose a measure; then say from where, to where and by when."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    asked = request.POST if request.method == "POST" else request.GET
    chosen = ChooseMeasureForm(
        {"measure": asked.get("measure", ""), "organisation": asked.get("organisation", "")}
        if "measure" in asked
        else None,
        initial={"organisation": found.organisation},
    )
    today = _chosen(chosen)
    if today is None:
        return _choose(request, found, chosen)
    form = AimForm(
        request.POST if request.method == "POST" else None,
        measure=today.measure.name,
        organisation=today.organisation,
        initial={"from_value": value_as_typed(today.value, today.measure.unit)},
    )

    def add(form: AimForm, _: int) -> str:
        aims.add_aim(by=reader(request), plan=found, asked=form.asked(), now=timezone.now())
        return reverse("plan", kwargs={"plan": found.key})

    return _aim_page(request, found, form, add, today, title="A new aim")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def edit_aim(request: HttpRequest, plan: str, aim: int) -> HttpResponse:
    """Change an aim."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    row = part_in(found, Aim, aim)
    if row.measure not in MEASURES:
        return _choose(request, found, ChooseMeasureForm(initial={"organisation": row.organisation}))
    today = today_of(row.measure, row.organisation)
    form = AimForm(
        request.POST if request.method == "POST" else None,
        measure=row.measure,
        organisation=row.organisation,
        initial=aim_as_typed(row),
    )

    def change(form: AimForm, version: int) -> str:
        aims.change_aim(by=reader(request), aim=row, asked=form.asked(), seen_version=version, now=timezone.now())
        return reverse("plan", kwargs={"plan": found.key})

    return _aim_page(request, found, form, change, today, title="Change the aim", before=row)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def remove_aim(request: HttpRequest, plan: str, aim: int) -> HttpResponse:
    """Ask, then remove an aim."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    row = part_in(found, Aim, aim)
    back = reverse("plan", kwargs={"plan": found.key})
    if request.method == "POST":
        try:
            aims.remove_aim(by=reader(request), aim=row, now=timezone.now())
        except PROBLEMS as problem:
            return not_done(request, found, problem, back)
        return redirect(back)
    shown = aim_on_page(row)
    context = {
        "title": "Remove this aim?",
        "thing": f"{shown['title']}, {shown['goal']} by {shown['by']}",
        "says": "The changes of the plan will still tell that it was there.",
        "words": "Remove the aim",
        "back": back,
        "breadcrumbs": trail(found),
    }
    return render(request, "plan/plans/remove.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def plan_for_gap(request: HttpRequest, code: str, measure: str) -> HttpResponse:
    """Make a plan for a gap of an organisation, and go on to its aim, prefilled with today's value."""
    organisation: str = request.found  # type: ignore[attr-defined]
    wanted, who = declared(measure), reader(request)
    offered = dict(organisations_to_plan_for(who))
    today = today_of(wanted.name, organisation)
    form = NewPlanForm(
        request.POST if request.method == "POST" else None,
        organisations=[(organisation, offered.get(organisation, organisation))],
        initial={
            "title": f"{wanted.title}: what we do about it",
            "organisation": organisation,
            "readers": "organisation",
        },
    )

    def make(form: NewPlanForm, _: int) -> str:
        made = make_plan(by=who, asked=form.asked({}), template=form.chosen_template, now=timezone.now())
        query = urlencode({"measure": wanted.name, "organisation": organisation})
        return f"{reverse('plan-new-aim', kwargs={'plan': made.key})}?{query}"

    page = FormPage(
        title="Plan what to do about this gap",
        caption=wanted.title,
        breadcrumbs=list(PLANS),
        back=reverse("compare-measure", kwargs={"code": organisation, "measure": wanted.name}),
        button="Make the plan, then set its aim",
        template="plan/plans/aim.html",
        more={"today": today_on_page(today, to_value=None)},
    )
    return answer(request, form, make, page)


def _chosen(form: ChooseMeasureForm) -> Today | None:
    """Where the measure that was chosen stands; None, with the reason in the form, when none can be shown."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        organisation = checked_organisation(form.cleaned_data["organisation"])
        return today_of(checked_measure(form.cleaned_data["measure"]).name, organisation)
    except NotAPlan as problem:
        form.add_problem(problem)
        return None


def _choose(request: HttpRequest, plan: ImprovementPlan, form: ChooseMeasureForm) -> HttpResponse:
    context = {
        "form": form,
        "parts": tuple(form.parts),
        "back": reverse("plan", kwargs={"plan": plan.key}),
        "caption": plan.title,
        "action": reverse("plan-new-aim", kwargs={"plan": plan.key}),
        "breadcrumbs": trail(plan),
    }
    return render(request, "plan/plans/choose_measure.html", context)


def _aim_page(
    request: HttpRequest,
    plan: ImprovementPlan,
    form: AimForm,
    do: Any,
    today: Today,
    *,
    title: str,
    before: Aim | None = None,
) -> HttpResponse:
    """The form of an aim beside the chart. The button that only checks keeps nothing. before : the aim as it is."""
    only_checks = request.method == "POST" and request.POST.get("then") == "check"
    if only_checks:
        _say_what_cannot_be(form, before)
    typed = form.cleaned_data.get("to_value") if form.is_bound and (form.is_valid() or form.cleaned_data) else None
    more = {
        "today": today_on_page(today, to_value=typed),
        "hidden": {"measure": today.measure.name, "organisation": today.organisation},
        "was_checked": only_checks,
        "can_check": True,
    }
    page = FormPage(
        title=title,
        caption=f"{today.measure.title}, {today.organisation}",
        breadcrumbs=trail(plan),
        back=reverse("plan", kwargs={"plan": plan.key}),
        button="Save the aim",
        template="plan/plans/aim.html",
        more=more,
    )
    if not only_checks:
        return answer(request, form, do, page, version=before.version if before else 0)
    context = {"page": page, "form": form, "parts": tuple(form.parts), "version": request.POST.get("version", ""),
               "problem": "", "breadcrumbs": page.breadcrumbs, **page.more}  # fmt: skip
    return render(request, page.template, context)


def _say_what_cannot_be(form: AimForm, before: Aim | None) -> None:
    """What would keep the aim from being saved stands beside its field already when it is only checked."""
    if form.is_valid():
        try:
            aims.checked_aim(form.asked(), today=timezone.localdate(), before=before)
        except NotAPlan as problem:
            form.add_problem(problem)

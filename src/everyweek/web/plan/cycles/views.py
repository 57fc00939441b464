"""Cycles of plan, do, study, act. Who may is asked before each view, and again by each action."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from everyweek.web.people.once.once import once
from everyweek.web.people.permissions import can
from everyweek.web.people.presence import reader
from everyweek.web.plan.cycles import actions, figures
from everyweek.web.plan.cycles.chart import chart_of_cycle
from everyweek.web.plan.cycles.forms import CycleForm, FiguresForm, cycle_as_typed
from everyweek.web.plan.cycles.presenters import cycle_in_list, cycle_on_page
from everyweek.web.plan.cycles.queries import cycle_in, cycles_of
from everyweek.web.plan.plans.models import ImprovementPlan
from everyweek.web.plan.plans.pages import PROBLEMS, FormPage, answer, head, not_done, trail
from everyweek.web.plan.plans.typed import number_or_none


@require_safe
@never_cache
def cycles(request: HttpRequest, plan: str) -> HttpResponse:
    """Every cycle of the plan."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    context = {
        "head": head(found, "plan-cycles"),
        "rows": tuple(cycle_in_list(one) for one in cycles_of(found)),
        "can_change": can(reader(request), "plan.change", found),
        "breadcrumbs": trail(found),
    }
    return render(request, "plan/cycles/cycles.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def new_cycle(request: HttpRequest, plan: str) -> HttpResponse:
    """Begin a cycle."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    numbers = _actions(found)
    form = CycleForm(
        request.POST if request.method == "POST" else None,
        actions=numbers,
        initial={"action": str(number_or_none(request.GET.get("action", "")) or "")},
    )

    def add(form: CycleForm, _: int) -> str:
        made = actions.add_cycle(by=reader(request), plan=found, asked=form.asked(), now=timezone.now())
        return reverse("plan-cycle", kwargs={"plan": found.key, "cycle": made.number})

    there = reverse("plan-cycles", kwargs={"plan": found.key})
    page = FormPage(
        title="A small test",
        caption=found.title,
        breadcrumbs=trail(found, (there, "Cycles")),
        back=there,
        intro=("Only the title is needed now. Write what you expect before you begin: it is half of what you learn.",),
        button="Begin the cycle",
    )
    return answer(request, form, add, page)


@require_safe
@never_cache
def cycle(request: HttpRequest, plan: str, cycle: int) -> HttpResponse:
    """A cycle, with its figures drawn."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    row = cycle_in(found, cycle)
    there = reverse("plan-cycles", kwargs={"plan": found.key})
    context: dict[str, Any] = {
        "page": cycle_on_page(row),
        "chart": chart_of_cycle(row),
        "plan_key": found.key,
        "can_change": can(reader(request), "plan.change", found),
        "breadcrumbs": trail(found, (there, "Cycles")),
    }
    return render(request, "plan/cycles/cycle.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def edit_cycle(request: HttpRequest, plan: str, cycle: int) -> HttpResponse:
    """Write a cycle on."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    row = cycle_in(found, cycle)
    there = _there(row)
    form = CycleForm(
        request.POST if request.method == "POST" else None, actions=_actions(found), initial=cycle_as_typed(row)
    )

    def change(form: CycleForm, version: int) -> str:
        actions.change_cycle(
            by=reader(request), cycle=row, asked=form.asked(), seen_version=version, now=timezone.now()
        )
        return there

    page = FormPage(f"Cycle {row.number}", trail(found, (there, row.title)), there, caption=found.title)
    return answer(request, form, change, page, version=row.version)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def add_figures(request: HttpRequest, plan: str, cycle: int) -> HttpResponse:
    """Paste figures."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    row = cycle_in(found, cycle)
    there = _there(row)
    form = FiguresForm(request.POST if request.method == "POST" else None)

    def keep(form: FiguresForm, _: int) -> str:
        typed = form.cleaned_data
        read = figures.read_figures(typed["figures"], first_day=typed["first_day"])
        figures.keep_figures(
            by=reader(request), cycle=row, figures=read, baseline=typed["baseline"], now=timezone.now()
        )
        return f"{there}#figures"

    page = FormPage(
        title="Add figures",
        caption=f"Cycle {row.number}: {row.title}",
        breadcrumbs=trail(found, (there, row.title)),
        back=there,
        button="Keep the figures",
        intro=("A figure of a day that has one already takes its place.",),
    )
    return answer(request, form, keep, page)


@require_POST
@never_cache
@once
def remove_figure(request: HttpRequest, plan: str, cycle: int) -> HttpResponse:
    """Take out the figure of a day."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    row = cycle_in(found, cycle)
    there = f"{_there(row)}#figures"
    try:
        day = date.fromisoformat(request.POST.get("day", ""))
        figures.remove_figure(by=reader(request), cycle=row, day=day, now=timezone.now())
    except ValueError:
        return redirect(there)
    except PROBLEMS as problem:
        return not_done(request, found, problem, there)
    return redirect(there)


def _actions(plan: ImprovementPlan) -> tuple[tuple[int, str], ...]:
    return tuple(plan.actions.values_list("number", "title"))


def _there(row: Any) -> str:
    return reverse("plan-cycle", kwargs={"plan": row.plan.key, "cycle": row.number})

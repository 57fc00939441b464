"""Risks of a plan. Who may is asked before each view, and again by each action."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from everyweek.web.people.once.once import once
from everyweek.web.people.permissions import can
from everyweek.web.people.presence import reader
from everyweek.web.plan.actions.owners import owners_to_choose, possible_owners
from everyweek.web.plan.cycles import risks
from everyweek.web.plan.cycles.forms import RiskForm, risk_as_typed
from everyweek.web.plan.cycles.models import Risk
from everyweek.web.plan.cycles.presenters import risk_on_page
from everyweek.web.plan.cycles.queries import risks_of
from everyweek.web.plan.plans.models import ImprovementPlan
from everyweek.web.plan.plans.pages import FormPage, answer, head, trail
from everyweek.web.plan.plans.queries import part_in


@require_safe
@never_cache
def list_risks(request: HttpRequest, plan: str) -> HttpResponse:
    """Every risk, the largest first."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    rows = tuple(risk_on_page(one) for one in risks_of(found))
    context = {
        "head": head(found, "plan-risks"),
        "rows": tuple(row for row in rows if not row["closed"]),
        "closed": tuple(row for row in rows if row["closed"]),
        "can_change": can(reader(request), "plan.change", found),
        "breadcrumbs": trail(found),
    }
    return render(request, "plan/cycles/risks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def new_risk(request: HttpRequest, plan: str) -> HttpResponse:
    """Add a risk."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    form = RiskForm(request.POST if request.method == "POST" else None, owners=possible_owners(found), is_new=True)
    there = reverse("plan-risks", kwargs={"plan": found.key})

    def add(form: RiskForm, _: int) -> str:
        risks.add_risk(by=reader(request), plan=found, asked=form.asked(), now=timezone.now())
        return there

    page = FormPage("A new risk", trail(found, (there, "Risks")), there, caption=found.title, button="Add the risk")
    return answer(request, form, add, page)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def edit_risk(request: HttpRequest, plan: str, risk: int) -> HttpResponse:
    """Change a risk, close it or open it again."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    row = part_in(found, Risk, risk)
    form = RiskForm(
        request.POST if request.method == "POST" else None,
        owners=owners_to_choose(found, row.owner),
        initial=risk_as_typed(row),
    )
    there = reverse("plan-risks", kwargs={"plan": found.key})

    def change(form: RiskForm, version: int) -> str:
        risks.change_risk(by=reader(request), risk=row, asked=form.asked(), seen_version=version, now=timezone.now())
        return there

    page = FormPage("Change the risk", trail(found, (there, "Risks")), there, caption=found.title)
    return answer(request, form, change, page, version=row.version)

"""The templates of plans, for everybody to read."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from everyweek.web.plan.plans.pages import PLANS
from everyweek.web.plan.templates.presenters import page_of, row_of
from everyweek.web.plan.templates.queries import template_of, templates


class NoSuchTemplate(Http404):
    """No intervention has this key."""

    title = "There is no such template"
    message = "There is one template for each of the ten high impact interventions. The list has them all."


@require_safe
def list_of_templates(request: HttpRequest) -> HttpResponse:
    """All ten."""
    context = {"rows": tuple(row_of(one) for one in templates()), "breadcrumbs": list(PLANS)}
    return render(request, "plan/templates/templates.html", context)


@require_safe
def template(request: HttpRequest, intervention: str) -> HttpResponse:
    """One of them. Raises NoSuchTemplate."""
    found = template_of(intervention)
    if found is None:
        raise NoSuchTemplate
    trail = [*PLANS, {"href": "/plans/templates/", "text": "Templates"}]
    return render(request, "plan/templates/template.html", {"page": page_of(found), "breadcrumbs": trail})

"""What the pages of a plan share: the way to them, the tabs, and the answer to a form."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse

from everyweek.web.people.discussion.errors import DiscussionError
from everyweek.web.people.discussion.typed_number import typed_number
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.plan.plans.errors import NotAPlan, PlanError
from everyweek.web.plan.plans.models import ImprovementPlan
from everyweek.web.plan.plans.typed import PlanPartForm
from everyweek.web.plan.vocabulary import PLAN_STATES

PROBLEMS = (PlanError, DiscussionError, ChangedMeanwhile)
TABS = (
    ("plan", "Plan"),
    ("plan-drivers", "Drivers"),
    ("plan-actions", "Actions"),
    ("plan-board", "Board"),
    ("plan-timeline", "Timeline"),
    ("plan-cycles", "Cycles"),
    ("plan-risks", "Risks"),
    ("plan-review", "Weekly review"),
    ("did-it-work", "Did it work?"),
    ("plan-history", "Changes"),
)
"""The pages of a plan, by the names of their addresses; one that is not there has no tab."""
STATE_COLOURS = {"active": "green", "finished": "blue", "stopped": "grey"}
PLANS = ({"href": "/", "text": "Home"}, {"href": "/plans/", "text": "Plans"})
Typed = TypeVar("Typed", bound=PlanPartForm)


def trail(plan: ImprovementPlan, *more: tuple[str, str]) -> list[dict[str, str]]:
    """What stands above a page of a plan. more : address and words of the steps between."""
    found = [*PLANS, {"href": reverse("plan", kwargs={"plan": plan.key}), "text": plan.title}]
    return [*found, *({"href": address, "text": words} for address, words in more)]


def tabs(plan: ImprovementPlan, here: str) -> tuple[dict[str, Any], ...]:
    """The pages of a plan, the one that is open among them. here : the name of its address."""
    found = []
    for name, words in TABS:
        try:
            address = reverse(name, kwargs={"plan": plan.key})
        except NoReverseMatch:
            continue
        found.append({"address": address, "text": words, "is_here": name == here})
    return tuple(found)


def head(plan: ImprovementPlan, here: str) -> dict[str, Any]:
    """The title, the state and the tabs, which stand on top of every page of a plan."""
    return {
        "key": plan.key,
        "title": plan.title,
        "state": PLAN_STATES[plan.state],
        "is_active": plan.state == "active",
        "colour": STATE_COLOURS[plan.state],
        "tabs": tabs(plan, here),
    }


@dataclass(frozen=True, slots=True)
class FormPage:
    """A page that is a form and little else.

    back : where somebody goes who changes their mind. intro : sentences above. template : for one that shows more.
    """

    title: str
    breadcrumbs: list[dict[str, str]]
    back: str
    caption: str = ""
    button: str = "Save"
    intro: tuple[str, ...] = ()
    template: str = "plan/plans/form.html"
    more: dict[str, Any] = field(default_factory=dict)


def answer(
    request: HttpRequest, form: Typed, do: Callable[[Typed, int], str], page: FormPage, *, version: int = 0
) -> HttpResponse:
    """Show a form; once it is sent and right, do what it asks for and lead on. What was typed is never lost.

    do : does it with the form and the version that its sender saw, and gives the address to go on to.
    """
    problem = ""
    if request.method == "POST":
        version = typed_number(request.POST.get("version", ""))
        if form.is_valid():
            try:
                return redirect(do(form, version))
            except NotAPlan as wrong:
                form.add_problem(wrong)
            except PROBLEMS as error:
                problem = str(error)
    context = {
        "page": page,
        "form": form,
        "parts": tuple(form.parts),
        "version": version,
        "problem": problem,
        "breadcrumbs": page.breadcrumbs,
        **page.more,
    }
    return render(request, page.template, context, status=409 if problem else 200)


def not_done(request: HttpRequest, plan: ImprovementPlan, problem: Exception, back: str) -> HttpResponse:
    """What somebody reads whose button came too late, or cannot be followed."""
    context = {"problem": str(problem), "back": back, "breadcrumbs": trail(plan)}
    return render(request, "plan/plans/not_done.html", context, status=409)

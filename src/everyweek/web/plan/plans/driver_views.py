"""The driver diagram: seeing it, and changing its boxes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from everyweek.web.people.once.once import once
from everyweek.web.people.permissions import can, check
from everyweek.web.people.presence import reader
from everyweek.web.plan.plans import drivers
from everyweek.web.plan.plans.diagram import draw_diagram
from everyweek.web.plan.plans.forms import DriverForm, driver_as_typed
from everyweek.web.plan.plans.models import Driver, ImprovementPlan
from everyweek.web.plan.plans.pages import PROBLEMS, FormPage, answer, head, not_done, trail
from everyweek.web.plan.plans.presenters import aim_in_words
from everyweek.web.plan.plans.queries import diagram_of, part_in
from everyweek.web.plan.vocabulary import DRIVER_KINDS


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def diagram(request: HttpRequest, plan: str) -> HttpResponse:
    """The diagram drawn, the same as a list, and a form for another box."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    who = reader(request)
    boxes = diagram_of(found)
    form = DriverForm(
        request.POST if request.method == "POST" else None,
        boxes=boxes,
        initial={"kind": request.GET.get("kind", "primary"), "parent": request.GET.get("parent", "")},
    )

    def add(form: DriverForm, _: int) -> str:
        asked = drivers.DriverAsked(form.cleaned_data["kind"], form.cleaned_data["text"], form.parent_number)
        drivers.add_driver(by=who, plan=found, asked=asked, now=timezone.now())
        return _there(found)

    aims = tuple(aim_in_words(aim) for aim in found.aims.all())
    page = FormPage(
        title="Driver diagram",
        breadcrumbs=trail(found),
        back=_there(found),
        button="Add the box",
        template="plan/plans/drivers.html",
        more={
            "head": head(found, "plan-drivers"),
            "aims": aims,
            "boxes": boxes,
            "kinds": DRIVER_KINDS,
            "picture": draw_diagram(aims, boxes) if boxes else "",
            "can_change": can(who, "plan.change", found),
        },
    )
    if request.method == "POST":
        check(who, "plan.change", found)  # the page itself is for everybody who reads the plan
    return answer(request, form, add, page)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def edit_driver(request: HttpRequest, plan: str, driver: int) -> HttpResponse:
    """Change what stands in a box, and what it acts on."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    row = part_in(found, Driver, driver)
    form = DriverForm(
        request.POST if request.method == "POST" else None,
        boxes=diagram_of(found),
        kind=row.kind,
        initial=driver_as_typed(row),
    )

    def change(form: DriverForm, version: int) -> str:
        asked = drivers.DriverAsked(row.kind, form.cleaned_data["text"], form.parent_number)
        drivers.change_driver(by=reader(request), driver=row, asked=asked, seen_version=version, now=timezone.now())
        return _there(found)

    page = FormPage(
        title=f"Change the {DRIVER_KINDS[row.kind].lower()}",
        caption=found.title,
        breadcrumbs=trail(found, (_there(found), "Drivers")),
        back=_there(found),
    )
    return answer(request, form, change, page, version=row.version)


@require_POST
@never_cache
@once
def move_driver(request: HttpRequest, plan: str, driver: int) -> HttpResponse:
    """Move a box up or down among those beside it."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    row = part_in(found, Driver, driver)
    try:
        drivers.move_driver(by=reader(request), driver=row, up=request.POST.get("to") == "up", now=timezone.now())
    except PROBLEMS as problem:
        return not_done(request, found, problem, _there(found))
    return redirect(f"{_there(found)}#box-{row.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def remove_driver(request: HttpRequest, plan: str, driver: int) -> HttpResponse:
    """Ask, then remove a box."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    row = part_in(found, Driver, driver)
    if request.method == "POST":
        try:
            drivers.remove_driver(by=reader(request), driver=row, now=timezone.now())
        except PROBLEMS as problem:
            return not_done(request, found, problem, _there(found))
        return redirect(_there(found))
    context = {
        "title": "Remove this box?",
        "thing": row.text,
        "says": "Actions that carry it out stay.",
        "words": "Remove the box",
        "back": _there(found),
        "breadcrumbs": trail(found, (_there(found), "Drivers")),
    }
    return render(request, "plan/plans/remove.html", context)


def _there(plan: ImprovementPlan) -> str:
    return reverse("plan-drivers", kwargs={"plan": plan.key})

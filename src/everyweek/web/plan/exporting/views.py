"""Taking a plan away: as a workbook, as a PDF, as a file for calendars. The gate has asked who may read it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from everyweek.web.design.pdf import DocumentTooLarge
from everyweek.web.people.presence import reader
from everyweek.web.people.sheets.write import XLSX_TYPE
from everyweek.web.plan.exporting.calendar import plan_as_calendar
from everyweek.web.plan.exporting.content import content_of
from everyweek.web.plan.exporting.document import plan_as_pdf
from everyweek.web.plan.exporting.workbook import plan_as_workbook
from everyweek.web.plan.plans.models import ImprovementPlan


@require_safe
@never_cache
def workbook(request: HttpRequest, plan: str) -> HttpResponse:
    """The plan as XLSX."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    made = plan_as_workbook(content_of(found, today=timezone.localdate()))
    return _file(made, XLSX_TYPE, f"{found.key}.xlsx")


@require_safe
@never_cache
def document(request: HttpRequest, plan: str) -> HttpResponse:
    """The plan as PDF; a page that says so when it is too much for one."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    now = timezone.now()
    try:
        made = plan_as_pdf(content_of(found, today=timezone.localdate(now)), made_by=reader(request).name, now=now)
    except DocumentTooLarge as problem:
        context = {"problem": str(problem), "plan": found}
        return render(request, "plan/exporting/too_large.html", context, status=409)
    return _file(made, "application/pdf", f"{found.key}.pdf")


@require_safe
@never_cache
def calendar(request: HttpRequest, plan: str) -> HttpResponse:
    """The days of the plan as a file for calendars."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    address = request.build_absolute_uri(reverse("plan", kwargs={"plan": found.key}))
    made = plan_as_calendar(found, address=address)
    return _file(made, "text/calendar; charset=utf-8", f"{found.key}.ics")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})

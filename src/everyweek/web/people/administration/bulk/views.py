"""Each view understands the request, makes one call and renders."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from everyweek.web.design.paging import page_of
from everyweek.web.people.administration.bulk.actions import KEPT_FOR, bring_list, carry_out, rows_of
from everyweek.web.people.administration.bulk.forms import BringForm
from everyweek.web.people.administration.bulk.layout import HEADER, answer_with_table
from everyweek.web.people.administration.bulk.plan import plan_of
from everyweek.web.people.administration.bulk.presenters import bring_page, done_page, plan_page
from everyweek.web.people.administration.frame import breadcrumbs, crumb
from everyweek.web.people.administration.models import BulkDraft
from everyweek.web.people.errors import PeopleError
from everyweek.web.people.once.once import once
from everyweek.web.people.presence import reader


class NoSuchList(Http404):
    """The reader brought no such list, or it is older than a day."""

    title = "There is no such list"
    message = "A list is kept for a day, for whoever brought it. Bring it again if it is still needed."


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def bring(request: HttpRequest) -> HttpResponse:
    """Bring a list: nothing is changed before it was looked at."""
    form = BringForm(request.POST, request.FILES) if request.method == "POST" else BringForm()
    if request.method == "POST" and form.is_valid():
        number = bring_list(by=reader(request), rows=form.sheet.rows, file_name=form.file_name, now=timezone.now())
        return redirect("administration-bulk-draft", draft=number)
    context = {"page": bring_page(_drafts(request)), "form": form, "breadcrumbs": breadcrumbs()}
    return render(request, "people/administration/bulk.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def draft(request: HttpRequest, draft: int) -> HttpResponse:
    """What a list would change; then, that it did."""
    if request.method == "POST":
        try:
            carry_out(by=reader(request), draft=draft, shown=request.POST.get("shown", ""), now=timezone.now())
        except PeopleError as problem:
            return _draft_page(request, draft, problem=str(problem))
        return redirect("administration-bulk-draft", draft=draft)
    return _draft_page(request, draft)


@require_safe
@never_cache
def template(request: HttpRequest, form: str) -> HttpResponse:
    """An empty table with the headings, to fill in."""
    if form not in ("csv", "xlsx"):
        raise Http404
    return answer_with_table((), form=form, name="people-and-roles-template", header=HEADER)


def _draft_page(request: HttpRequest, number: int, *, problem: str = "") -> HttpResponse:
    row = _drafts(request).filter(pk=number).first()
    if row is None:
        raise NoSuchList
    context = {"problem": problem, "breadcrumbs": breadcrumbs(crumb("administration-bulk"))}
    status = 409 if problem else 200
    if row.applied_at is not None:
        page = done_page(row)
        return render(request, "people/administration/bulk_done.html", context | {"page": page}, status=status)
    plan = plan_of(rows_of(row), by=reader(request), now=timezone.now())
    context["form"] = BringForm()
    rows = page_of(plan.rows, number=request.GET.get("page", ""), path=request.path)
    context["page"] = plan_page(row, plan, rows)
    return render(request, "people/administration/bulk_plan.html", context, status=status)


def _drafts(request: HttpRequest):  # type: ignore[no-untyped-def]
    """The lists that the reader brought within a day."""
    mine = BulkDraft.objects.filter(by_id=reader(request).identity, at__gt=timezone.now() - KEPT_FOR)
    return mine.order_by("-at")

"""Each view understands the request, makes one call and renders."""

from datetime import datetime, time

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from everyweek.web.people.administration.frame import breadcrumbs
from everyweek.web.people.audit.forms import FilterForm, page_asked
from everyweek.web.people.audit.names import names_for
from everyweek.web.people.audit.presenters import (
    FILE_HEADER,
    choices_of_actions,
    file_rows,
    head_page,
    list_page,
    verdict_page,
)
from everyweek.web.people.audit.queries import (
    MOST_IN_A_FILE,
    AuditFilters,
    AuditLines,
    AuditPage,
    actions_there_are,
    entries_for,
    newest_entry,
)
from everyweek.web.people.audit.verify import verify_chain
from everyweek.web.people.managers import one_spelling
from everyweek.web.people.models import Person
from everyweek.web.people.permissions import can
from everyweek.web.people.presence import reader
from everyweek.web.people.sheets.write import CSV_TYPE, csv_bytes

CHECKS = {"newest": (10_000, "the newest 10,000 entries"), "all": (None, "every entry")}
"""How many entries are checked, by what the button says, and what the page says of them."""
NOBODY = -1


@require_safe
@never_cache
def changes(request: HttpRequest) -> HttpResponse:
    """What was changed, by whom and when; on request, whether the chain holds."""
    form = FilterForm(request.GET, actions=choices_of_actions(actions_there_are()))
    found = _found(request, form, page_asked(request.GET))
    context = {
        "form": form,
        "page": list_page(found, asked=form.asked(), names=names_for(reader(request), found.lines)),
        "breadcrumbs": breadcrumbs(),
        **(_chain(request) if can(reader(request), "country.administer") else {}),
    }
    return render(request, "people/administration/audit.html", context)


@require_safe
@never_cache
def changes_file(request: HttpRequest) -> HttpResponse:
    """The same, as a file."""
    form = FilterForm(request.GET, actions=choices_of_actions(actions_there_are()))
    found = _found(request, form, AuditPage(size=MOST_IN_A_FILE))
    response = HttpResponse(
        csv_bytes(FILE_HEADER, file_rows(found, names_for(reader(request), found.lines))), content_type=CSV_TYPE
    )
    response["Content-Disposition"] = 'attachment; filename="changes.csv"'
    return response


def _chain(request: HttpRequest) -> dict[str, object]:
    number, words = CHECKS.get(request.GET.get("check", ""), (0, ""))
    verdict = verify_chain(now=timezone.now(), newest=number) if words else None
    return {
        "is_national": True,
        "verdict": None if verdict is None else verdict_page(verdict, entries=words),
        "head": head_page(newest_entry(before=_midnight())),
    }


def _midnight() -> datetime:
    """The head of the chain is shown as it was then: one that moved all day would tell when each entry came."""
    return timezone.make_aware(datetime.combine(timezone.localdate(), time()))


def _found(request: HttpRequest, form: FilterForm, page: AuditPage) -> AuditLines:
    if not form.is_valid():
        return AuditLines(())
    return entries_for(reader(request), _filters(form), page)


def _filters(form: FilterForm) -> AuditFilters:
    email = form.cleaned_data.get("person", "")
    if not email:
        return form.filters(person=None)
    row = Person.objects.filter(email=one_spelling(email)).first()
    return form.filters(person=row.pk if row else NOBODY)

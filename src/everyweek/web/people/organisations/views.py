"""Who belongs to an organisation, and the list as a file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from everyweek.web.design.paging import page_of
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.people.organisations.members import (
    members,
    numbers_by_role,
    numbers_of_people,
    with_roles,
    with_second_factor,
)
from everyweek.web.people.organisations.presenters import HEADER, PeopleAsked, breadcrumbs, file_rows, people_page
from everyweek.web.people.organisations.queries import organisations_in
from everyweek.web.people.permissions import can
from everyweek.web.people.presence import reader
from everyweek.web.people.roles.catalogue import ROLES

LONGEST_SEARCH = 100
SAID = {
    "joined": "Welcome. You belong here now, and this is who else does.",
    "left": "They hold no role here any more.",
    "moved": "They moved.",
    "asked": "They left here, and the others were asked.",
}
TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@require_safe
@never_cache
def people(request: HttpRequest, code: str) -> HttpResponse:
    """Who belongs to the organisation, a hundred at a time."""
    code = request.found  # type: ignore[attr-defined]
    asked = _asked(request)
    administers = can(reader(request), "organisation.administer", code)
    found = members(code, name=asked.name, kind=asked.kind)
    page = page_of(found, number=asked.number, path=request.path, asked=asked.as_address)
    below = organisations_in(code, on=timezone.localdate())[1:] if administers else ()
    shown = people_page(
        code,
        page,
        with_roles(page.rows, code),
        asked=asked,
        numbers=numbers_by_role(code),
        administers=administers,
        below=numbers_of_people(below),
        said=SAID.get(request.GET.get("done", ""), ""),
    )
    return render(request, "people/organisations/people.html", {"page": shown, "breadcrumbs": breadcrumbs(code)})


@require_safe
@never_cache
def people_file(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """The whole list, for those who look after it."""
    from everyweek.web.people.sheets.write import csv_bytes, xlsx_bytes

    code = request.found  # type: ignore[attr-defined]
    found = with_roles(members(code), code)
    rows = file_rows(found, with_second_factor([one.identity for one in found]))
    title = f"People of {name_of(code, directory())}"
    content = csv_bytes(HEADER, rows) if form == "csv" else xlsx_bytes(title, HEADER, rows)
    response = HttpResponse(content, content_type=TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{code}-people.{form}"'
    return response


def _asked(request: HttpRequest) -> PeopleAsked:
    kind = request.GET.get("role", "")
    name = request.GET.get("name", "").replace("\x00", "")[:LONGEST_SEARCH]
    return PeopleAsked(name=name, kind=kind if kind in ROLES else "", number=request.GET.get("page", ""))

"""Each view understands the request, makes one call and renders."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from everyweek.web.design.paging import page_of
from everyweek.web.people.administration.bulk.layout import answer_with_table, bulk_row
from everyweek.web.people.administration.frame import breadcrumbs
from everyweek.web.people.administration.roles.presenters import list_page
from everyweek.web.people.administration.roles.queries import RolesAsked, find_roles, role_lines
from everyweek.web.people.organisations.known import directory
from everyweek.web.people.presence import reader
from everyweek.web.people.roles.catalogue import ROLES


@require_safe
@never_cache
def roles(request: HttpRequest) -> HttpResponse:
    """Who holds which role where, a hundred a page."""
    asked = _asked(request)
    page = page_of(
        find_roles(reader(request), asked),
        number=request.GET.get("page", ""),
        path=request.path,
        asked=asked.parts(),
    )
    context = {
        "page": list_page(page, tuple(role_lines(page.rows)), asked, directory()),
        "breadcrumbs": breadcrumbs(),
    }
    return render(request, "people/administration/roles.html", context)


@require_safe
@never_cache
def roles_file(request: HttpRequest, form: str) -> HttpResponse:
    """The same, whole, in the layout in which many at once can be brought."""
    if form not in ("csv", "xlsx"):
        raise Http404
    found = find_roles(reader(request), _asked(request))
    return answer_with_table((bulk_row(line) for line in role_lines(found)), form=form, name="people-and-roles")


def _asked(request: HttpRequest) -> RolesAsked:
    role = request.GET.get("role", "")
    return RolesAsked(role=role if role in ROLES else "", text=request.GET.get("text", "")[:100].replace("\0", ""))

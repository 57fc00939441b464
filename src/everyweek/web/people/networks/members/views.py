"""The members of a network, and what a lead does about one of them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from everyweek.web.people.errors import ChangedMeanwhile, PeopleError
from everyweek.web.people.networks.errors import NetworkError, NotInside
from everyweek.web.people.networks.members import actions
from everyweek.web.people.networks.members.downloads import members_csv
from everyweek.web.people.networks.members.forms import RemoveForm, RolesForm
from everyweek.web.people.networks.members.presenters import member_page, members_page, searched
from everyweek.web.people.networks.members.queries import find_member
from everyweek.web.people.networks.queries import leads_of
from everyweek.web.people.networks.words import crumbs_of, told
from everyweek.web.people.once.once import once
from everyweek.web.people.presence import reader
from everyweek.web.people.roles.errors import RoleError
from everyweek.web.people.sheets.write import CSV_TYPE


class NoSuchMember(Http404):
    """Nobody of this number is inside."""

    title = "There is no such member"
    message = "They are not in this network, or have left it. Nothing was changed."


@require_safe
@never_cache
def members(request: HttpRequest, network: str) -> HttpResponse:
    """Everybody inside."""
    found = request.found  # type: ignore[attr-defined]
    page = members_page(found, reader(request), text=request.GET.get("q", ""), number=request.GET.get("page", ""))
    context = {"page": page, "said": told(request), "breadcrumbs": crumbs_of(found)}
    return render(request, "people/networks/members.html", context)


@require_safe
@never_cache
def members_file(request: HttpRequest, network: str) -> HttpResponse:
    """The same as a table."""
    found = request.found  # type: ignore[attr-defined]
    response = HttpResponse(members_csv(found, searched(request.GET.get("q", ""))), content_type=CSV_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{found.key}-members.csv"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def member(request: HttpRequest, network: str, person: int) -> HttpResponse:
    """One member: their roles here, and taking them out."""
    found = request.found  # type: ignore[attr-defined]
    roles, remove, status = RolesForm(), RemoveForm(), 200
    try:
        someone = find_member(found, person)
        if "remove" in request.POST:
            remove = RemoveForm(request.POST)
            if remove.is_valid() and _done(request, found, person, remove):
                return redirect(f"{_list(found)}?done=removed")
        elif request.method == "POST":
            roles = RolesForm(request.POST)
            if roles.is_valid() and _done(request, found, person, roles):
                return redirect(f"{_list(found)}?done=roles")
            status = 409 if roles.non_field_errors() else 200
    except NotInside:
        raise NoSuchMember from None
    if not roles.is_bound:
        roles = RolesForm(initial={"roles": someone.roles})
    context = {
        "page": member_page(found, someone, reader(request), is_last_lead=leads_of(found) == (person,)),
        "roles": roles,
        "remove": remove,
        "seen": request.POST.getlist("seen") if roles.is_bound else someone.roles,
        "breadcrumbs": crumbs_of(found),
    }
    return render(request, "people/networks/member.html", context, status=status)


def _done(request: HttpRequest, network: Any, person: int, form: RolesForm | RemoveForm) -> bool:
    """Do what the form asks for; whether it was done, otherwise the form says why not. Raises NotInside."""
    try:
        if isinstance(form, RemoveForm):
            why = form.cleaned_data["why"]
            actions.remove_member(by=reader(request), network=network, person=person, why=why, now=timezone.now())
        else:
            actions.change_roles(
                by=reader(request),
                network=network,
                person=person,
                seen=request.POST.getlist("seen"),
                wanted=form.cleaned_data["roles"],
                now=timezone.now(),
            )
    except NotInside:
        raise
    except (NetworkError, RoleError, ChangedMeanwhile) as problem:
        _say(form, problem)
        return False
    return True


def _say(form: RolesForm | RemoveForm, problem: PeopleError) -> None:
    form.add_error("why" if isinstance(form, RemoveForm) else None, str(problem))


def _list(network: Any) -> str:
    return reverse("network-members", kwargs={"network": network.key})

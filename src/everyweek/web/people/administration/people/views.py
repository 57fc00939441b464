"""Each view understands the request, makes one call and renders."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from everyweek.web.design.paging import page_of
from everyweek.web.people.actions import close_account, reopen_account
from everyweek.web.people.administration.frame import breadcrumbs, crumb
from everyweek.web.people.administration.people.actions import make_password_link, take_second_step_away
from everyweek.web.people.administration.people.forms import GiveRoleForm, WhyForm
from everyweek.web.people.administration.people.presenters import (
    DONE,
    ending_page,
    list_page,
    person_page,
    second_step_page,
)
from everyweek.web.people.administration.people.queries import (
    PeopleAsked,
    find_people,
    lines_of,
    person_seen,
    role_held,
)
from everyweek.web.people.administration.reach import roles_reached
from everyweek.web.people.errors import PeopleError
from everyweek.web.people.models import Person, Role
from everyweek.web.people.once.once import once
from everyweek.web.people.organisations.known import directory
from everyweek.web.people.permissions import can
from everyweek.web.people.presence import reader
from everyweek.web.people.roles.actions import end_role, give_role
from everyweek.web.people.roles.catalogue import ROLES
from everyweek.web.people.roles.consequences import what_hangs_on


@require_safe
@never_cache
def people(request: HttpRequest) -> HttpResponse:
    """People, a hundred a page."""
    asked = PeopleAsked(
        text=request.GET.get("text", "")[:100].replace("\0", ""),
        role=role if (role := request.GET.get("role", "")) in ROLES else "",
        state="closed" if request.GET.get("state") == "closed" else "",
    )
    who = reader(request)
    page = page_of(find_people(who, asked), number=request.GET.get("page", ""), path=request.path, asked=asked.parts())
    context = {"page": list_page(page, lines_of(page.rows, who), asked, directory()), "breadcrumbs": breadcrumbs()}
    return render(request, "people/administration/people.html", context)


@require_safe
@never_cache
def person(request: HttpRequest, person: int) -> HttpResponse:
    """One person."""
    return _person_page(request, GiveRoleForm())


@require_POST
@never_cache
@once
def give(request: HttpRequest, person: int) -> HttpResponse:
    """Give a role."""
    form = GiveRoleForm(request.POST)
    if not form.is_valid():
        return _person_page(request, form)
    try:
        give_role(
            by=reader(request),
            person=request.found,
            kind=form.cleaned_data["kind"],
            organisation=form.cleaned_data["code"],
            network=form.cleaned_data["found_network"],
            now=timezone.now(),
        )
    except PeopleError as problem:
        form.add_error(None, str(problem))
        return _person_page(request, form)
    return redirect("administration-person", person=person)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def end(request: HttpRequest, person: int, role: int) -> HttpResponse:
    """Ask, then end a role."""
    row = _role(request, role)
    form = WhyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            end_role(by=reader(request), role=row, why=form.cleaned_data["why"], now=timezone.now())
        except PeopleError as problem:
            form.add_error(None, str(problem))
        else:
            return redirect(_after_ending(request, person))
    (line,) = lines_of([request.found], reader(request))
    hanging = what_hangs_on(request.found, [row], now=timezone.now())
    context = {
        "page": ending_page(line, role_held(row), hanging, directory()),
        "form": form,
        "breadcrumbs": breadcrumbs(crumb("administration-people")),
    }
    return render(request, "people/administration/end_role.html", context)


@require_POST
@never_cache
def close(request: HttpRequest, person: int) -> HttpResponse:
    """Close an account."""
    try:
        close_account(
            by=reader(request), person=request.found, why=request.POST.get("why", "")[:200], now=timezone.now()
        )
    except PeopleError as problem:
        return _person_page(request, GiveRoleForm(), problem=str(problem))
    return redirect("administration-person", person=person)


@require_POST
@never_cache
def reopen(request: HttpRequest, person: int) -> HttpResponse:
    """Open an account again."""
    try:
        reopen_account(by=reader(request), person=request.found, now=timezone.now())
    except PeopleError as problem:
        return _person_page(request, GiveRoleForm(), problem=str(problem))
    return redirect("administration-person", person=person)


@require_POST
@never_cache
def password_link(request: HttpRequest, person: int) -> HttpResponse:
    """Make a link to set a password, and show it this once."""
    try:
        path = make_password_link(by=reader(request), person=request.found, now=timezone.now())
    except PeopleError as problem:
        return _person_page(request, GiveRoleForm(), problem=str(problem))
    context = {
        "person": {"name": request.found.name, "number": request.found.pk},
        "link": request.build_absolute_uri(path),
        "breadcrumbs": breadcrumbs(crumb("administration-people")),
    }
    return render(request, "people/administration/password_link.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def second_step(request: HttpRequest, person: int) -> HttpResponse:
    """Ask, then take the second step of signing in away."""
    problem = ""
    if request.method == "POST":
        try:
            take_second_step_away(by=reader(request), person=request.found, now=timezone.now())
        except PeopleError as error:
            problem = str(error)
        else:
            return redirect(f"{reverse('administration-person', kwargs={'person': person})}?done=second-step")
    context = {
        "page": second_step_page(person_seen(request.found, reader(request))),
        "problem": problem,
        "breadcrumbs": breadcrumbs(crumb("administration-people")),
    }
    return render(request, "people/administration/second_step.html", context, status=409 if problem else 200)


def _person_page(request: HttpRequest, form: GiveRoleForm, *, problem: str = "") -> HttpResponse:
    who = reader(request)
    seen = person_seen(request.found, who)
    context = {
        "page": person_page(seen, directory(), is_national=can(who, "country.administer")),
        "form": form,
        "problem": problem,
        "said": DONE.get(request.GET.get("done", ""), ""),
        "breadcrumbs": breadcrumbs(crumb("administration-people")),
    }
    return render(request, "people/administration/person.html", context)


def _role(request: HttpRequest, number: int) -> Role:
    """A role of the person that the reader may see; one that ended already is as if it were not there."""
    found: Person = request.found
    row = roles_reached(reader(request)).filter(person=found, pk=number).select_related("person", "network").first()
    if row is None:
        raise NoSuchRoleHeld
    return row


def _after_ending(request: HttpRequest, number: int) -> str:
    """The person, or the list when the reader looks after them no longer."""
    if can(reader(request), "person.look-after", request.found):
        return reverse("administration-person", kwargs={"person": number})
    return reverse("administration-people")


class NoSuchRoleHeld(Http404):
    """The person does not hold the role (any more), or the reader may not see it."""

    title = "This role has ended, or it never was"
    message = "The person does not hold this role any more. Somebody may have ended it meanwhile."

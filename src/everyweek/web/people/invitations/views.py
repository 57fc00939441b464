"""The page that an invitation's link opens."""

from typing import Any

from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from everyweek.web.people.accounts import passwords
from everyweek.web.people.errors import CannotBeAdded
from everyweek.web.people.invitations.acceptance import accept, accept_as_new_person, check_is_for
from everyweek.web.people.invitations.errors import Unusable
from everyweek.web.people.invitations.forms import NewPersonForm
from everyweek.web.people.invitations.presenters import accept_page, unusable_page
from everyweek.web.people.invitations.queries import InvitationSeen, find_invitation
from everyweek.web.people.once.once import once
from everyweek.web.people.presence import reader, sign_in_address
from everyweek.web.people.roles.errors import RoleError


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters("password1", "password2")
@once
def invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    """Who invites to what; and accepting it."""
    try:
        seen = find_invitation(token, now=timezone.now())
        if reader(request).is_signed_in:
            check_is_for(reader(request), seen)
            return _known_person(request, token, seen)
        return _new_person(request, token, seen) if not seen.has_account else _sign_in_first(request, seen)
    except Unusable as problem:
        context = {"page": unusable_page(problem)}
        return render(request, "people/invitations/unusable.html", context, status=problem.status)


def _known_person(request: HttpRequest, token: str, seen: InvitationSeen) -> HttpResponse:
    problem = ""
    if request.method == "POST":
        try:
            accept(by=reader(request), token=token, now=timezone.now())
        except RoleError as error:
            problem = str(error)
        else:
            return redirect(place_of(seen))
    return _page(request, seen, how="accept", problem=problem)


def _new_person(request: HttpRequest, token: str, seen: InvitationSeen) -> HttpResponseBase:
    form = NewPersonForm(request.POST or None, email=seen.email, initial={"name": seen.name})
    if request.method == "POST" and form.is_valid():
        try:
            person = accept_as_new_person(
                token=token,
                name=form.cleaned_data["name"],
                password=form.cleaned_data["password1"],
                now=timezone.now(),
            )
        except (CannotBeAdded, RoleError) as error:
            form.add_error(None, str(error))
        else:
            return perform_login(request, person, email_verification="none", redirect_url=place_of(seen))
    return _page(request, seen, how="new", form=form, password_hint=passwords.HINT)


def _sign_in_first(request: HttpRequest, seen: InvitationSeen) -> HttpResponse:
    return _page(request, seen, how="sign in", sign_in=sign_in_address(request))


def place_of(seen: InvitationSeen) -> str:
    """Where somebody goes who has accepted."""
    if seen.network_key:
        return reverse("network", kwargs={"network": seen.network_key}) + "?done=joined"
    if seen.organisation:
        return reverse("organisation-people", kwargs={"code": seen.organisation}) + "?done=joined"
    return reverse("account")


def _page(request: HttpRequest, seen: InvitationSeen, *, how: str, **more: Any) -> HttpResponse:
    context = {"page": accept_page(seen, knows_address=how != "sign in"), "how": how, **more}
    return render(request, "people/invitations/accept.html", context)

"""Your account. Signing in and out, and passwords, are allauth's views in our templates."""

from allauth.account import views as allauth
from allauth.account.adapter import get_adapter
from csp.decorators import csp_update
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from everyweek.web.people.accounts import actions, passwords
from everyweek.web.people.accounts.erasure import erase_person
from everyweek.web.people.accounts.export import export_of
from everyweek.web.people.accounts.forms import DetailsForm, EraseForm
from everyweek.web.people.accounts.mails import can_mail
from everyweek.web.people.accounts.presenters import DONE, role_line, role_lines
from everyweek.web.people.accounts.queries import find_own_role, list_own_roles
from everyweek.web.people.notifications.outbox.troubles import address_trouble
from everyweek.web.people.organisations.known import directory
from everyweek.web.people.presence import reader
from everyweek.web.people.roles.actions import end_role
from everyweek.web.people.roles.errors import LastOne

HINT = {"password_hint": passwords.HINT}
HOME = {"href": "/", "text": "Home"}
MINE = {"href": "/account/", "text": "Your account"}

sign_out = never_cache(allauth.logout)
forgotten_sent = never_cache(allauth.password_reset_done)
set_password = never_cache(transaction.atomic(allauth.PasswordResetFromKeyView.as_view(extra_context=HINT)))
_change_password = transaction.atomic(
    allauth.PasswordChangeView.as_view(extra_context=HINT | {"breadcrumbs": [HOME, MINE]})
)
_confirm_by_password = allauth.ReauthenticateView.as_view(extra_context={"breadcrumbs": [HOME, MINE]})


def sign_in(request: HttpRequest) -> HttpResponseBase:
    """By e-mail address and password, or with the sign-on of an organisation.

    A browser follows a form to another site only when the page that holds the form allows it: this one does.
    """
    sign_ons = tuple(settings.EVERYWEEK_SIGN_ONS.values())
    view = allauth.LoginView.as_view(extra_context={"sign_ons": sign_ons})
    if sign_ons:
        view = csp_update({"form-action": [origin for one in sign_ons for origin in one.sign_in_origins]})(view)
    return view(request)


@never_cache
def change_password(request: HttpRequest) -> HttpResponseBase:
    """Another password; somebody who has none sets their first by a link, which proves that the address is theirs."""
    if not request.user.has_usable_password():
        return redirect("account_reset_password")
    return _change_password(request)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def forgotten(request: HttpRequest) -> HttpResponseBase:
    """Ask for a link by mail; where no mail can be sent, read whom to ask."""
    if not can_mail():
        return render(request, "account/password_reset_by_hand.html")
    return allauth.password_reset(request)


@never_cache
def confirm_by_password(request: HttpRequest) -> HttpResponseBase:
    """The password again, before something about how one signs in is changed."""
    if not get_adapter().get_reauthentication_methods(request.user):
        return redirect("account")
    return _confirm_by_password(request)


@require_safe
@never_cache
def account(request: HttpRequest) -> HttpResponse:
    """Who is signed in, what they hold, and what they may change about it."""
    context = {
        "person": request.user,
        "has_password": request.user.has_usable_password(),
        "has_second_step": reader(request).has_second_factor,
        "roles": role_lines(list_own_roles(request.user.pk), directory()),
        "done": DONE.get(request.GET.get("done", ""), ""),
        "trouble": address_trouble(request.user.email),
        "breadcrumbs": [HOME],
    }
    return render(request, "people/accounts/account.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def details(request: HttpRequest) -> HttpResponse:
    """Name, job title, and whether others see the address."""
    kept = {field: getattr(request.user, field) for field in actions.FIELDS}
    form = DetailsForm(request.POST if request.method == "POST" else None, initial=kept)
    if request.method == "POST" and form.is_valid():
        actions.change_details(by=reader(request), **form.cleaned_data, now=timezone.now())
        return _done("details")
    return render(request, "people/accounts/details.html", {"form": form, "breadcrumbs": [HOME, MINE]})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def leave_role(request: HttpRequest, role: int) -> HttpResponse:
    """Ask, then end one of the reader's own roles."""
    row, held = find_own_role(request.user.pk, role)
    problem = ""
    if request.method == "POST":
        try:
            end_role(by=reader(request), role=row, now=timezone.now())
        except LastOne as refused:
            problem = str(refused)
        else:
            return _done("role")
    context = {"role": role_line(held, directory()), "problem": problem, "breadcrumbs": [HOME, MINE]}
    return render(request, "people/accounts/leave_role.html", context, status=409 if problem else 200)


@require_safe
@never_cache
def export(request: HttpRequest) -> HttpResponse:
    """Everything that is kept about the reader, as one file; the page before it says what that is."""
    if "file" not in request.GET:
        return render(request, "people/accounts/export.html", {"breadcrumbs": [HOME, MINE]})
    everything = export_of(request.user, now=timezone.now())
    name = f"everyweek-{timezone.localdate():%Y-%m-%d}.json"
    return JsonResponse(
        everything,
        json_dumps_params={"indent": 1, "ensure_ascii": False},
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def erase(request: HttpRequest) -> HttpResponse:
    """Say what goes and what stays, ask for the password, then erase the account."""
    form = EraseForm(request.POST if request.method == "POST" else None, person=request.user)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            removes_texts = form.cleaned_data["texts"] == "remove"
            erase_person(by=reader(request), person=request.user, removes_texts=removes_texts, now=timezone.now())
        except LastOne as refused:
            problem = str(refused)
        else:
            get_adapter().logout(request)
            request._reader = None  # type: ignore[attr-defined] # so that the frame asks again, and finds nobody
            return render(request, "people/accounts/erased.html", {"removes_texts": removes_texts})
    context = {"form": form, "problem": problem, "breadcrumbs": [HOME, MINE]}
    return render(request, "people/accounts/erase.html", context, status=409 if problem else 200)


def _done(what: str) -> HttpResponse:
    return redirect(f"{reverse('account')}?done={what}")

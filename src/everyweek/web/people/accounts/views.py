"""Your account. Signing in and out, and passwords, are allauth's views in our templates."""

from allauth.account import views as allauth
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from everyweek.web.people.accounts import passwords

HINT = {"password_hint": passwords.HINT}

sign_in = allauth.login
sign_out = never_cache(allauth.logout)
change_password = never_cache(allauth.PasswordChangeView.as_view(extra_context=HINT))
set_password = never_cache(allauth.PasswordResetFromKeyView.as_view(extra_context=HINT))


@require_safe
@never_cache
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Who is signed in, and what they may change about it."""
    changed = request.GET.get("password") == "changed"
    return render(request, "people/accounts/account.html", {"person": request.user, "password_was_changed": changed})

"""Whose account a confirmed identity opens: nobody signs up by it, and no sign-on opens an account of other people."""

import logging
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from everyweek.web.people.accounts.sign_on.configuration import SignOn
from everyweek.web.people.accounts.sign_on.errors import (
    ForeignAddress,
    LinkedOtherwise,
    NoAccount,
    NotConfirmed,
    NotReachable,
    NotTheirs,
    SignOnError,
)
from everyweek.web.people.models import Person

log = logging.getLogger("django.request")


class SignOnAdapter(DefaultSocialAccountAdapter):
    """Sign-ons as Everyweek trusts them."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never: an account is made by an invitation, or by whoever looks after the server."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Settle whose account it is, before anybody is signed in."""
        sign_on = settings.EVERYWEEK_SIGN_ONS[sociallogin.account.provider]
        try:
            check_address(sociallogin, sign_on)
            if sociallogin.is_existing:
                check_linked(sociallogin.user, sign_on)
            else:
                sociallogin.connect(request, person_to_link(sociallogin, sign_on))
        except SignOnError as problem:
            raise ImmediateHttpResponse(problem_page(request, problem)) from problem

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        """Whatever went wrong on the way is a sentence."""
        sign_on = settings.EVERYWEEK_SIGN_ONS[provider.sub_id]
        if error == AuthError.CANCELLED:
            raise ImmediateHttpResponse(cancelled_page(request, sign_on))
        if exception is None and (extra_context or {}).get("state") is None:
            raise ImmediateHttpResponse(problem_page(request, NotTheirs(sign_on.name)))
        problem = NotReachable(sign_on.name, str(exception or request.GET.get("error", ""))[:200])
        raise ImmediateHttpResponse(problem_page(request, problem))


def check_address(login: SocialLogin, sign_on: SignOn) -> None:
    """Raises NotConfirmed and ForeignAddress."""
    address = login.email_addresses[0] if login.email_addresses else None
    if address is None or not address.verified:
        raise NotConfirmed(sign_on.name)
    if not sign_on.holds_address(address.email):
        raise ForeignAddress(sign_on.name)


def check_linked(person: Person, sign_on: SignOn) -> None:
    """Raises ForeignAddress for an account whose address belongs elsewhere by now, NoAccount for one that is closed."""
    if not person.is_active:
        raise NoAccount(sign_on.name)
    if not sign_on.holds_address(person.email):
        raise ForeignAddress(sign_on.name)


def person_to_link(login: SocialLogin, sign_on: SignOn) -> Person:
    """The person who has the confirmed address. Raises NoAccount and LinkedOtherwise."""
    email = login.email_addresses[0].email.lower()
    person = Person.objects.filter(email=email, is_active=True).first()
    if person is None:
        raise NoAccount(sign_on.name)
    if SocialAccount.objects.filter(user=person, provider=sign_on.key).exists():
        raise LinkedOtherwise(sign_on.name)
    return person


def problem_page(request: HttpRequest, problem: SignOnError) -> HttpResponse:
    """The sentence, and the way back to where people sign in."""
    log.warning("%s: %s %s", request.path, type(problem).__name__, problem.why)
    context = {"title": "You are not signed in", "line": str(problem)}
    return render(request, "socialaccount/problem.html", context, status=502 if problem_is_theirs(problem) else 403)


def problem_is_theirs(problem: SignOnError) -> bool:
    """Whether the sign-on did not work, rather than refused or was refused."""
    return isinstance(problem, NotReachable)


def cancelled_page(request: HttpRequest, sign_on: SignOn) -> HttpResponse:
    """Somebody turned back on the page of the sign-on, or was refused there."""
    line = f"The sign-on of {sign_on.name} did not let you in, or you turned back. Nothing was changed."
    return render(request, "socialaccount/problem.html", {"title": "You are not signed in", "line": line}, status=403)

"""Going to an organisation's own sign-on, and coming back."""

import secrets

from allauth.account.utils import get_next_redirect_url
from allauth.decorators import rate_limit
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from everyweek.web.people.accounts.sign_on.errors import SignOnError


class NoSuchSignOn(Http404):
    """No organisation's sign-on has this address."""

    title = "There is no such sign-on"
    message = "The address leads to no organisation’s sign-on. It may have been taken out of use: sign in another way."


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@rate_limit(action="login")
def go(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead the browser to the sign-on; an address that was only followed leads to the button, which asks for it."""
    from everyweek.web.people.accounts.sign_on.adapter import problem_page
    from everyweek.web.people.accounts.sign_on.provider import Asker, authorisation

    _check_known(provider_id)
    if request.method != "POST":
        return redirect("account_login")
    try:
        asker = Asker(request, provider_id)
        return authorisation(asker, nonce=secrets.token_urlsafe(24), next_address=get_next_redirect_url(request))
    except SignOnError as problem:
        return problem_page(request, problem)


@require_safe
@never_cache
@rate_limit(action="login", limit_get=True)
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Sign in whoever comes back from the sign-on with an answer that holds."""
    from everyweek.web.people.accounts.sign_on.adapter import problem_page
    from everyweek.web.people.accounts.sign_on.provider import Answer, Asker

    _check_known(provider_id)
    try:
        return Answer.adapter_view(Asker(request, provider_id))(request)
    except SignOnError as problem:
        return problem_page(request, problem)


def _check_known(provider_id: str) -> None:
    if provider_id not in settings.EVERYWEEK_SIGN_ONS:
        raise NoSuchSignOn

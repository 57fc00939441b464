"""The page that the link in a nominee's mail opens, for anybody who holds it, with an account or without."""

from typing import Any

from allauth.account.utils import perform_login
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from everyweek.web.design import wording
from everyweek.web.people.accounts import passwords
from everyweek.web.people.champions.answering import (
    Nomination,
    SignInFirst,
    answered_in_words,
    check_is_theirs,
    confirm,
    decline,
    find_nomination,
)
from everyweek.web.people.champions.deadlines import local_day
from everyweek.web.people.champions.errors import CannotBeAnswered
from everyweek.web.people.champions.forms import PasswordForm
from everyweek.web.people.errors import CannotBeAdded
from everyweek.web.people.presence import reader, sign_in_address
from everyweek.web.people.reader import Reader

GONE = 410


class NoSuchNomination(Http404):
    """The link leads to nothing."""

    title = "This link leads to no nomination"
    message = (
        "It may have been cut short when it was copied. Open it from the mail itself, or ask whoever nominated you to "
        "send it again."
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters("password1", "password2")
def nomination(request: HttpRequest, token: str) -> HttpResponseBase:
    """What a nominee is asked, and their answer. Answering twice the same way changes nothing."""
    found = find_nomination(token)
    if found is None:
        raise NoSuchNomination
    try:
        check_is_theirs(token, reader(request))
        if request.method == "POST" and "decline" in request.POST:
            decline(token=token, by=reader(request), now=timezone.now())
            return redirect("nomination", token=token)
        if request.method == "POST":
            return _confirm(request, token, found)
    except CannotBeAnswered as problem:
        return _refused(request, str(problem), status=403 if reader(request).is_signed_in else GONE)
    return _page(request, found)


def _confirm(request: HttpRequest, token: str, found: Nomination) -> HttpResponseBase:
    who = reader(request)
    needs_password = not found.has_account and found.state == "asked"
    form = PasswordForm(request.POST if needs_password else None)
    if needs_password and not form.is_valid():
        return _page(request, found, form=form)
    password = form.cleaned_data["password1"] if needs_password else ""
    try:
        person = confirm(token=token, by=who, password=password, now=timezone.now())
    except CannotBeAdded as problem:
        form.add_error("password1", str(problem))
        return _page(request, found, form=form)
    except SignInFirst:
        return redirect_to_login(request.path)
    here = redirect("nomination", token=token)
    # Of two who answer by one link at once, the second must have typed the password of the account that the first made.
    if needs_password and not who.is_signed_in and person.check_password(password):
        return perform_login(request, person, email_verification="none", redirect_url=here["Location"])
    return here


def _page(request: HttpRequest, found: Nomination, *, form: PasswordForm | None = None) -> HttpResponse:
    who = reader(request)
    answered = answered_in_words(found)
    context: dict[str, Any] = {
        "nomination": found,
        "asked": wording.day_in_words(local_day(found.asked_at)),
        "about": tuple(line for line in found.round_about.splitlines() if line.strip()),
        "answered": answered,
        "form": form or PasswordForm(),
        "how": _how(found, who),
        "password_hint": passwords.HINT,
        "sign_in": sign_in_address(request),
    }
    is_gone = found.state == "withdrawn" or (answered and found.state == "asked")
    return render(request, "people/champions/answer.html", context, status=GONE if is_gone else 200)


def _how(found: Nomination, who: Reader) -> str:
    """How the reader confirms: at once, after signing in, or with a new password."""
    if who.is_signed_in:
        return "at once"
    return "sign in" if found.has_account else "password"


def _refused(request: HttpRequest, sentence: str, *, status: int) -> HttpResponse:
    context = {"title": "This nomination cannot be answered here", "lines": (sentence,), "suggestions": ()}
    return render(request, "people/refused.html", context, status=status)

"""A form counts once: sent twice, by a double click or from the browser's history, it leads where it led before."""

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from everyweek.web.people.once.models import Submission

FIELD = "once"


class NotOurForm(Exception):
    """A form without a token of ours."""


def once_input(request: HttpRequest) -> SafeString:
    """The hidden field that every form with `once` behind it must have: `{{ once_input(request) }}`."""
    token = _signer(request).sign(secrets.token_urlsafe(18))
    return mark_safe(f'<input type="hidden" name="{FIELD}" value="{token}">')


def once(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view whose POST counts once, and whole or not at all.

    A POST that is answered by leading elsewhere is done: sending the same form again leads there again and does
    nothing. One that is answered by a page (with errors, mostly) is undone, and may be sent again.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **parts: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *arguments, **parts)
        try:
            token = _signer(request).unsign(request.POST.get(FIELD, ""))
        except BadSignature:
            from everyweek.web.people.access import forbidden

            return forbidden(request, "This form did not come from a page that was opened by you. Nothing was changed.")
        try:
            with transaction.atomic():
                return _first_time(token, view, request, *arguments, **parts)
        except IntegrityError:
            earlier = Submission.objects.filter(token=token).first()
            if earlier is None:
                raise
            return redirect(earlier.outcome or reverse("home"))

    return guarded


def _first_time(
    token: str, view: Callable[..., HttpResponse], request: HttpRequest, /, *arguments: Any, **parts: Any
) -> HttpResponse:
    sent = Submission.objects.create(token=token, at=timezone.now())  # waits for another that sends the same
    response = view(request, *arguments, **parts)
    if response.status_code in (302, 303):
        sent.outcome = response["Location"]
        sent.save(update_fields=("outcome",))
    else:
        transaction.set_rollback(True)
    return response


def _signer(request: HttpRequest) -> Signer:
    """Signs for one person: another's form is not theirs."""
    person = getattr(request, "user", None)
    return Signer(salt=f"everyweek.once.{person.pk if person is not None and person.is_authenticated else ''}")

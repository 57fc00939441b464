"""When a session was last used, for the page that lists them."""

import logging
from collections.abc import Callable
from datetime import timedelta

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.db.utils import OperationalError
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

log = logging.getLogger("django.request")

NOTED_EVERY = timedelta(minutes=5)
"""Noting every request, as allauth offers, would make each page a write into the database."""


class LastSeen:
    """Notes, for readers whom the page had to recognise anyway, that their session is in use."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        person = getattr(request, "_cached_user", None)  # there when somebody asked for request.user
        if person is not None and person.is_authenticated and request.session.session_key:
            try:
                note_use(request)
            except OperationalError as problem:  # the page is made, and worth more than this note
                log.warning("when a session was last used was not noted: %s", problem)
        return response


def note_use(request: HttpRequest) -> None:
    """Note the time, at most every five minutes; a session that is not known yet becomes known."""
    key, now = request.session.session_key, timezone.now()
    known = UserSession.objects.filter(session_key=key).values_list("last_seen_at", flat=True).first()
    if known is None:
        UserSession.objects.create_from_request(request)
    elif now - known > NOTED_EVERY:
        ip = get_adapter().get_client_ip(request)
        UserSession.objects.filter(session_key=key).update(last_seen_at=now, ip=ip)

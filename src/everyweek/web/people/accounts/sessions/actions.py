"""Signing somebody out of other browsers."""

from collections.abc import Iterable
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db import transaction

from everyweek.web.people.audit.actions import record
from everyweek.web.people.reader import Reader


@transaction.atomic
def end_session(*, by: Reader, number: int, but: str, now: datetime) -> None:
    """End one of the person's own sessions; one that is over, another's, or that of the key `but` is left as it is."""
    _end(UserSession.objects.filter(user_id=by.identity, pk=number).exclude(session_key=but), by=by, now=now)


@transaction.atomic
def end_other_sessions(*, by: Reader, but: str, now: datetime) -> None:
    """End all of the person's own sessions but the one with this key."""
    _end(UserSession.objects.filter(user_id=by.identity).exclude(session_key=but), by=by, now=now)


def end_all_sessions_of(person: int) -> None:
    """End every session of a person at once: a part of closing or erasing an account, which notes it."""
    for session in UserSession.objects.filter(user_id=person):
        session.end()


def _end(sessions: Iterable[UserSession], *, by: Reader, now: datetime) -> None:
    ended = list(sessions)
    for session in ended:
        session.end()
    if ended:
        record(
            by=by,
            action="account.signed_out_elsewhere",
            of=("person", str(by.identity)),
            after={"sessions": len(ended)},
            about=by.identity,
            now=now,
        )

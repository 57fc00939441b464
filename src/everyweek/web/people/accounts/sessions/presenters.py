"""The page of sessions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from everyweek.web.design.wording import capitalised, moment
from everyweek.web.people.accounts.sessions.device import device_in_words
from everyweek.web.people.accounts.sessions.last_seen import NOTED_EVERY
from everyweek.web.people.accounts.sessions.queries import OwnSession


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One browser in which somebody is signed in."""

    number: int
    device: str
    network_address: str
    began: str
    used: str
    is_this: bool


def session_lines(sessions: Sequence[OwnSession], *, now: datetime) -> tuple[SessionLine, ...]:
    """The browsers in words."""
    return tuple(
        SessionLine(
            number=row.number,
            device=capitalised(device_in_words(row.said)),
            network_address=row.network_address,
            began=moment(timezone.localtime(row.began_at)),
            used=_used(row, now=now),
            is_this=row.is_this,
        )
        for row in sessions
    )


def _used(row: OwnSession, *, now: datetime) -> str:
    """Uses are noted every five minutes, so that anything closer is "just now"."""
    if row.is_this or now - row.used_at <= NOTED_EVERY + timedelta(minutes=1):
        return "Just now"
    return moment(timezone.localtime(row.used_at))

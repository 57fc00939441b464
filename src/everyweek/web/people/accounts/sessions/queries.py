"""Where a person is signed in, as plain dataclasses."""

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession

from everyweek.web.people.models import Person


@dataclass(frozen=True, slots=True)
class OwnSession:
    """One browser in which somebody is signed in. said : what the browser says of itself."""

    number: int
    said: str
    network_address: str
    began_at: datetime
    used_at: datetime
    is_this: bool


def list_sessions(person: Person, *, this: str) -> tuple[OwnSession, ...]:
    """The browsers in which a person is signed in, the one they use now first, then the latest used first.

    this : the key of the session of the browser that asks. Sessions that are over are forgotten on the way.
    """
    found = [
        OwnSession(
            number=row.pk,
            said=row.user_agent,
            network_address=row.ip,
            began_at=row.created_at,
            used_at=row.last_seen_at,
            is_this=row.session_key == this,
        )
        for row in UserSession.objects.purge_and_list(person)
    ]
    return tuple(sorted(found, key=lambda row: (not row.is_this, -row.used_at.timestamp())))

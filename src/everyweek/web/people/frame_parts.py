"""What the frame around a page shows of its reader."""

from dataclasses import dataclass

from django.http import HttpRequest

from everyweek.web.people.permissions import can
from everyweek.web.people.presence import reader


@dataclass(frozen=True, slots=True)
class ReaderInFrame:
    """A signed-in reader, for the frame. unread : lines in the inbox that they have not read."""

    name: str
    unread: int
    administers: bool


def reader_in_frame(request: HttpRequest) -> ReaderInFrame | None:
    """None for somebody who has not signed in, who costs no look into the database."""
    who = reader(request)
    if not who.is_signed_in:
        return None
    return ReaderInFrame(who.name, _unread(who.identity), can(who, "administration.open"))


def _unread(identity: int | None) -> int:
    from everyweek.web.people.models import Notification

    return Notification.objects.filter(person_id=identity, read_at=None).count()

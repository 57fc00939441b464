"""Lines that somebody has read. The chain of changes does not hold it: nobody is to see what others read, and when."""

from datetime import datetime

from django.http import Http404

from everyweek.web.people.models import Notification
from everyweek.web.people.notifications.visible import visible_lines
from everyweek.web.people.reader import Reader


class NoSuchLine(Http404):
    """The reader's inbox holds no such line, or none that they may read any more."""

    title = "This is not in your inbox"
    message = (
        "It was told to somebody else, or it comes from a network that you do not belong to any more, whose pages you "
        "no longer see."
    )


def open_line(*, by: Reader, line: int, now: datetime) -> Notification:
    """Mark a line as read; the line, which says where it leads. Raises NoSuchLine."""
    found = visible_lines(by).filter(pk=line).first()
    if found is None:
        raise NoSuchLine
    Notification.objects.filter(pk=found.pk, read_at=None).update(read_at=now)
    return found


def mark_all_read(*, by: Reader, until: int, now: datetime) -> int:
    """Mark as read what the reader had before them; how many lines.

    until : the newest line that their page showed, so that what has come since stays unread.
    """
    lines = visible_lines(by).filter(read_at=None, pk__lte=until).values("pk")
    return Notification.objects.filter(pk__in=lines).update(read_at=now)

"""What the pages of the inbox and of the mails show."""

from dataclasses import dataclass

from django.db.models import QuerySet

from everyweek.web.people.models import MailChoice, Notification
from everyweek.web.people.notifications.kinds import KINDS, Frequency, NotificationKind
from everyweek.web.people.notifications.visible import visible_lines
from everyweek.web.people.reader import Reader


@dataclass(frozen=True, slots=True)
class ChosenFrequency:
    """How somebody hears of a kind of thing by e-mail."""

    kind: NotificationKind
    frequency: Frequency


def inbox_lines(reader: Reader, *, only_unread: bool) -> QuerySet[Notification]:
    """What somebody was told, the newest first, as far as they may read it now."""
    lines = visible_lines(reader).select_related("network").order_by("-at", "-pk")
    return lines.filter(read_at=None) if only_unread else lines


def newest_line(reader: Reader) -> int:
    """The number of the newest line that somebody may read; 0 when there is none."""
    return visible_lines(reader).order_by("-pk").values_list("pk", flat=True).first() or 0


def mail_choices(person: int) -> tuple[ChosenFrequency, ...]:
    """What somebody chose for each kind, or what holds when they did not choose."""
    chosen = dict(MailChoice.objects.filter(person_id=person).values_list("kind", "frequency"))
    return tuple(ChosenFrequency(kind, frequency_in_force(kind, chosen.get(kind.key))) for kind in KINDS.values())


def frequency_in_force(kind: NotificationKind, chosen: str | None) -> Frequency:
    """How often a kind is mailed, after what was chosen; one that must be mailed is, whatever was chosen earlier.

    >>> frequency_in_force(KINDS["reply"], None), frequency_in_force(KINDS["reply"], "never")
    ('daily', 'never')
    >>> frequency_in_force(KINDS["round"], "never"), frequency_in_force(KINDS["round"], "weekly")
    ('at_once', 'weekly')
    """
    if chosen is None or (kind.must_mail and chosen == "never"):
        return kind.frequency
    return chosen  # type: ignore[return-value]

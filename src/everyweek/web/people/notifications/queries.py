"""What the pages of the inbox and of the mails show."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.db.models import QuerySet

from everyweek.web.people.models import MailChoice, Notification
from everyweek.web.people.notifications.kinds import KINDS, Frequency, NotificationKind
from everyweek.web.people.notifications.visible import visible_lines
from everyweek.web.people.reader import Reader


@dataclass(frozen=True, slots=True)
class ChosenFrequency:
    """How somebody hears of a kind of thing by e-mail.

    before : what stopping all of them, or the link of a mail, put aside; "" when nothing was put aside.
    """

    kind: NotificationKind
    frequency: Frequency
    before: Frequency | Literal[""] = ""


def inbox_lines(reader: Reader, *, only_unread: bool) -> QuerySet[Notification]:
    """What somebody was told, the newest first, as far as they may read it now."""
    lines = visible_lines(reader).select_related("network").order_by("-at", "-pk")
    return lines.filter(read_at=None) if only_unread else lines


def newest_line(reader: Reader) -> int:
    """The number of the newest line that somebody may read; 0 when there is none."""
    return visible_lines(reader).order_by("-pk").values_list("pk", flat=True).first() or 0


def mail_choices(person: int) -> tuple[ChosenFrequency, ...]:
    """What somebody chose for each kind, or what holds when they did not choose."""
    rows = MailChoice.objects.filter(person_id=person).values_list("kind", "frequency", "before")
    chosen = {kind: (frequency, before) for kind, frequency, before in rows}
    return tuple(_chosen(kind, *chosen.get(kind.key, (None, ""))) for kind in KINDS.values())


def has_stopped_all(choices: Iterable[ChosenFrequency]) -> bool:
    """Whether every kind that can be stopped is stopped, so that only what must be mailed comes."""
    return all(choice.frequency == "never" for choice in choices if not choice.kind.must_mail)


def _chosen(kind: NotificationKind, frequency: str | None, before: str) -> ChosenFrequency:
    return ChosenFrequency(kind, frequency_in_force(kind, frequency), before)  # type: ignore[arg-type]


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

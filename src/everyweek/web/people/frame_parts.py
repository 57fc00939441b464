"""What the frame around a page shows of its reader."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from everyweek.web.people.notifications.visible import unread_count
from everyweek.web.people.permissions import can
from everyweek.web.people.presence import reader
from everyweek.web.people.reader import Reader


@dataclass(frozen=True, slots=True)
class ReaderInFrame:
    """A signed-in reader, for the frame.

    unread : lines in the inbox that they have not read; links : where they can go, each an address and its words.
    """

    name: str
    unread: int
    links: tuple[tuple[str, str], ...]


def reader_in_frame(request: HttpRequest) -> ReaderInFrame | None:
    """None for somebody who has not signed in, who costs no look into the database; read once in a request."""
    who = reader(request)
    if not who.is_signed_in:
        return None
    known: ReaderInFrame | None = getattr(request, "_reader_in_frame", None)
    if known is None:
        known = ReaderInFrame(who.name, unread_count(who), _links(who))
        request._reader_in_frame = known  # type: ignore[attr-defined]
    return known


def _links(who: Reader) -> tuple[tuple[str, str], ...]:
    return (
        (reverse("assess"), "Assess"),
        (reverse("plans"), "Plans"),
        (reverse("own-groups"), "My groups"),
        *([(reverse("shared-beyond"), "Shared with you")] if can(who, "shared.read") else []),
        *([(reverse("rounds"), "Champions")] if _answers_rounds(who) else []),
        *([(reverse("administration"), "Administration")] if can(who, "administration.open") else []),
        (reverse("account"), who.name),
    )


def _answers_rounds(who: Reader) -> bool:
    """Whether champions are their daily work; others find them from their account, or below administration."""
    return who.holds("executive_contact") or can(who, "round.run")

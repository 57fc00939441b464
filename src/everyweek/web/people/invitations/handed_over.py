"""Links that whoever invited must hand over themselves, because no mail server is known: shown once."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

KEPT_AS = "invitation_links"


@dataclass(frozen=True, slots=True)
class Link:
    """A link for somebody. address : whole, as it is sent."""

    email: str
    address: str


def mails_are_sent() -> bool:
    """Whether a mail server is known."""
    return bool(getattr(settings, "EVERYWEEK_MAIL", ""))


def keep_links(request: HttpRequest, sent: Iterable[tuple[str, str]]) -> None:
    """Keep the links in the session until the next page shows them; nothing where mails are sent.

    sent : addresses with their tokens.
    """
    if not mails_are_sent():
        request.session[KEPT_AS] = [list(one) for one in sent]


def links_to_show(request: HttpRequest) -> tuple[Link, ...]:
    """The links kept for this page, which are forgotten by this call."""
    kept = request.session.pop(KEPT_AS, ())
    return tuple(
        Link(email, request.build_absolute_uri(reverse("invitation", kwargs={"token": token}))) for email, token in kept
    )

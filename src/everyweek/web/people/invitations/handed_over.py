"""Links that whoever invited must hand over themselves, because no mail server is known: shown once.

Until the next page shows them they lie in the session, and a session lies in the database. There they can be read with
the server's secret key alone, as everywhere else only a digest of them is kept: a copy of the database opens nothing.
"""

import base64
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from everyweek.web.design.wording import several

KEPT_AS = "invitation_links"


@dataclass(frozen=True, slots=True)
class Link:
    """A link for somebody. address : whole, as it is sent."""

    email: str
    address: str


def mails_are_sent() -> bool:
    """Whether a mail server is known."""
    return bool(getattr(settings, "EVERYWEEK_MAIL", ""))


def invited_words(number: int, *, are_shown: bool) -> str:
    """What was done with so many invitations. are_shown : whether their links stand below on the page.

    Only the next page shows them: whoever loads it again must not look for what is there no more.
    """
    invitations = several(number, "invitation")
    if mails_are_sent():
        return f"{invitations} sent."
    if are_shown:
        return f"{invitations} made. Hand the {'link' if number == 1 else 'links'} below over yourself."
    return f"{invitations} made. {'Its link was' if number == 1 else 'Their links were'} shown already."


def keep_links(request: HttpRequest, sent: Iterable[tuple[str, str]]) -> None:
    """Keep the links in the session until the next page shows them; nothing where mails are sent.

    sent : addresses with their tokens.
    """
    if not mails_are_sent():
        request.session[KEPT_AS] = _lock().encrypt(json.dumps(list(sent)).encode()).decode()


def links_to_show(request: HttpRequest) -> tuple[Link, ...]:
    """The links kept for this page, which are forgotten by this call; none when the secret key was changed since."""
    kept = request.session.pop(KEPT_AS, "")
    try:
        sent = json.loads(_lock().decrypt(kept)) if kept else ()
    except (InvalidToken, TypeError):
        return ()
    return tuple(
        Link(email, request.build_absolute_uri(reverse("invitation", kwargs={"token": token}))) for email, token in sent
    )


def _lock() -> Fernet:
    key = hashlib.sha256(b"everyweek.handed-over" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))

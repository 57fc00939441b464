"""The link in a mail that stops such mails: signed, and good for ever, without signing in.

It names a person and a kind of thing, or every kind. Whoever holds it can stop mails and bring them back as they were,
and nothing else: that is what a mail program does that offers to end a subscription (RFC 8058).
"""

from dataclasses import dataclass

from django.core.signing import BadSignature, Signer
from django.http import Http404
from django.urls import reverse

from everyweek.web.people.models import Person
from everyweek.web.people.notifications.kinds import KINDS, STOPPABLE, NotificationKind
from everyweek.web.people.notifications.queries import has_stopped_all, mail_choices

EVERY_KIND = "every"
SALT = "everyweek.mail.stop"


class NotOurLink(Http404):
    """The link was not made here, or its person or kind is gone."""

    title = "This link does not work"
    message = (
        "It may have been cut short when it was copied, or the account is gone. No e-mail was stopped. Sign in and "
        "open your inbox to choose which e-mails you get."
    )


@dataclass(frozen=True, slots=True)
class StopLink:
    """What a link is about. kind : None for every kind that can be stopped."""

    person: int
    kind: NotificationKind | None

    @property
    def kinds(self) -> tuple[NotificationKind, ...]:
        """The kinds that it stops."""
        return (self.kind,) if self.kind else STOPPABLE

    @property
    def is_used(self) -> bool:
        """Whether nothing is left for it to stop."""
        return has_stopped_all(choice for choice in mail_choices(self.person) if choice.kind in self.kinds)


def stop_path(person: int, kind: NotificationKind | None = None) -> str:
    """The path of the link that stops mails of a kind, or all, to a person."""
    token = Signer(salt=SALT).sign(f"{person}.{kind.key if kind else EVERY_KIND}")
    return reverse("unsubscribe", kwargs={"token": token})


def read_token(token: str) -> StopLink:
    """What a link is about. Raises NotOurLink."""
    try:
        number, _, key = Signer(salt=SALT).unsign(token).partition(".")
    except BadSignature:
        raise NotOurLink from None
    kind = KINDS.get(key)
    is_known = key == EVERY_KIND or (kind is not None and not kind.must_mail)
    if not is_known or not Person.objects.filter(pk=int(number), erased_at=None).exists():
        raise NotOurLink
    return StopLink(int(number), kind)

"""The pages of the inbox, of the mails, and of the link that stops them."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from everyweek.web.design import wording
from everyweek.web.design.contact import whom_to_ask
from everyweek.web.design.paging import PageOfList
from everyweek.web.people.models import Notification
from everyweek.web.people.notifications.forms import NONE, MailChoicesForm
from everyweek.web.people.notifications.kinds import KINDS
from everyweek.web.people.notifications.outbox.troubles import Trouble
from everyweek.web.people.notifications.place import place_of
from everyweek.web.people.notifications.stop_link import StopLink

EMPTY = "You are up to date: nothing waits for you here."
EMPTY_EVER = (
    "Nothing yet. When somebody answers you, an event is planned or a network of yours needs you, you find it here."
)
MUST = "It asks for something by a date, so it cannot be switched off."
NO_MAIL = (
    "This server sends no e-mail yet. What you choose is kept, and holds as soon as it does: ask {whom}. Until then, "
    "look into your inbox."
)
ALWAYS_COME = "E-mails about your account and invitations come in any case."
REST_OF_ONE = "all others as you chose them, those about your account, and those that ask something of you by a date"
REST_OF_ALL = "those about your account, invitations, and those that ask something of you by a date"
OTHER_KINDS = (
    "These are the kinds that can reach you now. With a new role, such as leading a network or looking after an "
    "organisation, others stand here too."
)


@dataclass(frozen=True, slots=True)
class InboxLine:
    """One line. place : the network, where its own words do not name it, else ""; when : when it happened."""

    number: int
    title: str
    text: str
    place: str
    when: str
    address: str
    is_unread: bool


def inbox_page(page: PageOfList, *, unread: int, newest: int, only_unread: bool, trouble: Trouble | None) -> Any:
    """The inbox."""
    return {
        "title": f"Inbox: {unread:,} unread" if unread else "Inbox",
        "lines": tuple(inbox_line(line) for line in page.rows),
        "span": f"{page.first:,} to {page.last:,} of {page.total:,}" if page.pagination else "",
        "pagination": page.pagination,
        "unread": unread,
        "newest": newest,
        "only_unread": only_unread,
        "empty": EMPTY if newest else EMPTY_EVER,
        "trouble": trouble,
    }


def inbox_line(line: Notification) -> InboxLine:
    """A line as it is shown."""
    return InboxLine(
        number=line.pk,
        title=line.title,
        text=line.text,
        place=place_of(line),
        when=wording.moment(timezone.localtime(line.at)),
        address=reverse("inbox-line", kwargs={"line": line.pk}),
        is_unread=line.read_at is None,
    )


def choices_page(form: MailChoicesForm, *, email: str, trouble: Trouble | None, was_saved: bool) -> dict[str, Any]:
    """How each kind is mailed."""
    return {
        "form": form,
        "fields": tuple((form[choice.kind.key], MUST if choice.kind.must_mail else "") for choice in form.shown),
        "hints": {NONE: ALWAYS_COME},
        "other_kinds": OTHER_KINDS if len(form.shown) < len(KINDS) else "",
        "email": email,
        "trouble": trouble,
        "was_saved": was_saved,
        "no_mail": "" if settings.EVERYWEEK_MAIL else NO_MAIL.format(whom=whom_to_ask()),
    }


def stop_page(link: StopLink, *, was_started: bool) -> dict[str, Any]:
    """What a link stops, or has stopped; what comes all the same; and how to start again.

    is_chosen : what was to be started is stopped still, because that was chosen on the page and by no link.
    """
    return {
        "what": f"e-mails about “{link.kind.title}”" if link.kind else "all e-mails, except those named next",
        "rest": REST_OF_ONE if link.kind else REST_OF_ALL,
        "is_stopped": link.is_used,
        "is_started": was_started and not link.is_used,
        "is_chosen": was_started and link.is_used,
    }

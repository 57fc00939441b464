"""The pages of the inbox, of the mails, and of the link that stops them."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from everyweek.web.design import wording
from everyweek.web.design.paging import PageOfList
from everyweek.web.people.models import Notification
from everyweek.web.people.notifications.forms import MailChoicesForm
from everyweek.web.people.notifications.kinds import KINDS
from everyweek.web.people.notifications.outbox.troubles import Trouble
from everyweek.web.people.notifications.stop_link import StopLink

EMPTY = "You are up to date: nothing waits for you here."
EMPTY_EVER = (
    "Nothing yet. When somebody answers you, a meeting is planned or a network of yours needs you, you find it here."
)
MUST = "It asks for something by a date, so it cannot be switched off."
NO_MAIL = (
    "This server sends no e-mail yet. What you choose is kept, and holds as soon as whoever looks after the server has "
    "given it a mail server. Until then, look here."
)


@dataclass(frozen=True, slots=True)
class InboxLine:
    """One line. about : what kind of thing it is, and in which network; when : when it happened."""

    number: int
    title: str
    text: str
    about: str
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
    kind = KINDS[line.kind].title
    return InboxLine(
        number=line.pk,
        title=line.title,
        text=line.text,
        about=f"{line.network.name}: {kind[:1].lower()}{kind[1:]}" if line.network else kind,
        when=wording.moment(timezone.localtime(line.at)),
        address=reverse("inbox-line", kwargs={"line": line.pk}),
        is_unread=line.read_at is None,
    )


def choices_page(form: MailChoicesForm, *, email: str, trouble: Trouble | None, was_saved: bool) -> dict[str, Any]:
    """How each kind is mailed."""
    return {
        "form": form,
        "fields": tuple((form[kind.key], MUST if kind.must_mail else "") for kind in KINDS.values()),
        "email": email,
        "trouble": trouble,
        "was_saved": was_saved,
        "no_mail": "" if settings.EVERYWEEK_MAIL else NO_MAIL,
    }


def stop_page(link: StopLink, *, was_started: bool) -> dict[str, Any]:
    """What a link stops, or has stopped."""
    return {
        "what": f"“{link.kind.title}”" if link.kind else "",
        "kinds": () if link.kind else tuple(kind.title for kind in link.kinds),
        "is_stopped": link.is_used,
        "was_started": was_started,
    }

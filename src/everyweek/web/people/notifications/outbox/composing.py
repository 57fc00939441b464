"""The letters of a batch of mails, as they are to be sent now: of lines of an inbox only what may be read now."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.urls import reverse
from django.utils import timezone

from everyweek.web.design import wording
from everyweek.web.people.models import Notification, OutgoingMail
from everyweek.web.people.notifications.audience import audience
from everyweek.web.people.notifications.kinds import KINDS
from everyweek.web.people.notifications.outbox.letters import WHY_WRITTEN, Item, Letter, Link, Section
from everyweek.web.people.notifications.place import place_of
from everyweek.web.people.notifications.stop_link import stop_path

MOST_ITEMS = 50
"""A digest longer than this is not read; the rest is counted, and waits in the inbox."""
OPEN = "Open it in Everyweek"
CHOOSE = "Choose which e-mails you get"
STOP_ALL = "Stop all e-mails but those about your account and those that ask something of you by a date"
WHY_TOLD = "You get this e-mail because you have an account at Everyweek. Nobody reads answers to it."


def letters_of(mails: Collection[OutgoingMail]) -> dict[int, Letter]:
    """A letter for each mail, by its number; none for a mail of which nothing may be read any more.

    However many mails there are, it takes three queries.
    """
    told = [mail for mail in mails if mail.lines]
    lines = _readable_lines(told)
    letters = {mail.pk: _written(mail) for mail in mails if not mail.lines}
    for mail in told:
        found = [lines[number] for number in mail.lines if number in lines]
        if found:
            letters[mail.pk] = _digest(mail, found) if mail.is_digest else _of_one_line(mail, found[0])
    return letters


def _readable_lines(mails: Collection[OutgoingMail]) -> dict[int, Notification]:
    """The lines of these mails that are still unread, and that whoever gets them may read now."""
    numbers = [number for mail in mails for number in mail.lines]
    if not numbers:
        return {}
    lines = Notification.objects.filter(pk__in=numbers, read_at=None).select_related("network", "person")
    people = audience({mail.person_id for mail in mails if mail.person_id is not None})
    return {line.pk: line for line in people.lines_that_may_be_read(list(lines))}


def _written(mail: OutgoingMail) -> Letter:
    """A mail whose words were made when it was written."""
    return Letter(to=mail.to, subject=mail.subject, why=WHY_WRITTEN)


def _of_one_line(mail: OutgoingMail, line: Notification) -> Letter:
    kind = KINDS[line.kind]
    stop = None if kind.must_mail else Link(f"Stop e-mails about “{kind.title}”", stop_path(line.person_id, kind))
    return Letter(
        to=line.person.email,
        subject=line.title,
        paragraphs=tuple(part for part in (place_of(line), line.text) if part),
        button=Link(OPEN, _path(line)),
        why=WHY_TOLD,
        stop=stop,
        choose=Link(CHOOSE, reverse("mail-choices")),
        headers=_stop_headers(stop),
    )


def _digest(mail: OutgoingMail, lines: list[Notification]) -> Letter:
    stop = Link(STOP_ALL, stop_path(lines[0].person_id))
    left = len(lines) - MOST_ITEMS
    return Letter(
        to=lines[0].person.email,
        subject=f"{wording.several(len(lines), 'new thing')} in your Everyweek inbox",
        sections=_sections(lines[:MOST_ITEMS]),
        more=f"And {wording.several(left, 'thing')} more: they are in your inbox." if left > 0 else "",
        button=Link("Open your inbox", reverse("inbox")),
        why=WHY_TOLD,
        stop=stop,
        choose=Link(CHOOSE, reverse("mail-choices")),
        headers=_stop_headers(stop),
    )


def _sections(lines: Iterable[Notification]) -> tuple[Section, ...]:
    """By kind, in the order of the kinds, and within it by network."""
    places: defaultdict[tuple[int, str], list[Notification]] = defaultdict(list)
    order = {key: number for number, key in enumerate(KINDS)}
    for line in lines:
        places[order[line.kind], line.network.name if line.network else ""].append(line)
    titles = tuple(kind.title for kind in KINDS.values())
    return tuple(
        Section(f"{name}: {titles[kind][:1].lower()}{titles[kind][1:]}" if name else titles[kind], _items(found))
        for (kind, name), found in sorted(places.items(), key=lambda place: place[0])
    )


def _items(lines: Iterable[Notification]) -> tuple[Item, ...]:
    return tuple(
        Item(Link(line.title, _path(line)), _text(line), wording.moment(timezone.localtime(line.at))) for line in lines
    )


def _text(line: Notification) -> str:
    """The text of a line, unless it only names the network, as the heading above it does."""
    return "" if line.network and line.text == line.network.name else line.text


def _path(line: Notification) -> str:
    return reverse("inbox-line", kwargs={"line": line.pk})


def _stop_headers(stop: Link | None) -> dict[str, str]:
    """What lets a mail program offer to stop such mails with one press (RFC 8058)."""
    if stop is None:
        return {}
    return {"List-Unsubscribe": f"<{stop.address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}

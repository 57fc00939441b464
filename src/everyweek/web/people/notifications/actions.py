"""Telling people things, and writing the mails that say them."""

from collections.abc import Iterable
from datetime import datetime

from everyweek.web.people.networks.models import Network
from everyweek.web.people.notifications.kinds import KINDS
from everyweek.web.people.notifications.models import Notification, OutgoingMail
from everyweek.web.people.notifications.outbox.letters import WHY_WRITTEN, Letter, Link, clean_paragraphs, one_line


def notify(
    people: Iterable[int],
    *,
    kind: str,
    key: str,
    title: str,
    address: str,
    text: str = "",
    network: Network | None = None,
    now: datetime,
) -> None:
    """Put a line into the inbox of each of these people; who was told of the same key before is not told again.

    kind    : a key of KINDS; key : names what happened, as "post-17"; address : the path of the page that shows it.
    network : give it whenever the line tells of what is inside a network, so that only those inside read it.
    """
    assert kind in KINDS
    rows = [
        Notification(
            person_id=person,
            kind=kind,
            key=key,
            title=one_line(title),
            text=" ".join(clean_paragraphs([text]))[:500],
            address=address,
            network=network,
            at=now,
        )
        for person in sorted(set(people))
    ]
    Notification.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)


def notify_each(lines: Iterable[tuple[int, str, str, str]], *, kind: str, address: str, now: datetime) -> None:
    """Tell each of many people something of their own, as `notify` does: (person, key, title, text)."""
    assert kind in KINDS
    rows = [
        Notification(
            person_id=person, kind=kind, key=key, title=one_line(title), text=text[:500], address=address, at=now
        )
        for person, key, title, text in lines
    ]
    Notification.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)


def write_mail(
    *,
    to: str,
    subject: str,
    lines: Iterable[str],
    button: tuple[str, str] | None = None,
    key: str,
    person: int | None = None,
    now: datetime,
) -> None:
    """Write a mail, to be sent by the worker; one with the same key is not written again.

    lines  : paragraphs. button: its words and the path it leads to.
    person : whose account it is about, when there is one.
    """
    letter = Letter(
        to=to,
        subject=one_line(subject),
        paragraphs=clean_paragraphs(lines),
        button=Link(*button) if button else None,
        why=WHY_WRITTEN,
    )
    row = OutgoingMail(
        key=key,
        person_id=person,
        to=to,
        subject=letter.subject,
        text=letter.text(),
        html=letter.html(),
        created_at=now,
        next_try_at=now,
    )
    OutgoingMail.objects.bulk_create([row], ignore_conflicts=True)

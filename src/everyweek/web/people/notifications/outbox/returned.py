"""Reading a mail that came back: which of our mails, to whom, and whether for good (RFC 3464).

Anybody can write a mail that says that another came back. So one is believed only when it holds the Message-ID of a
mail that went from here to that address, which nobody else knows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import Message

from everyweek.web.people.managers import one_spelling
from everyweek.web.people.models import OutgoingMail
from everyweek.web.people.notifications.outbox.letters import message_id
from everyweek.web.people.notifications.outbox.troubles import note_trouble

MOST_BYTES = 1_000_000
"""Of a longer mail the rest is not read: the report and the head of the mail that came back stand before its text."""
MOST_RECIPIENTS = 20
REMEMBERED = timedelta(days=30)
"""Mail servers give up after five days."""
NOT_A_REPORT = "This is no report of a mail that came back (RFC 3464): nothing was noted."
NOT_OURS = "{email}: the report holds no Message-ID of a mail that went from here to that address; nothing was noted."
NOT_FOR_GOOD = "{email}: {status} is not for good, the server will try again; nothing was noted."
NOTED = "{email}: came back with {status}; nothing more is sent there until its owner says that it works again."
NO_STATUS = "{email}: the report gives no status; nothing was noted."


@dataclass(frozen=True, slots=True)
class ReturnedTo:
    """One address of a report. status : as 5.1.1; "" when it gives none. said : what the server said."""

    email: str
    status: str
    said: str


def read_returned(content: bytes, *, now: datetime) -> list[str]:
    """Note what a mail says that came back; a sentence for each address."""
    try:
        report = message_from_bytes(content[:MOST_BYTES])
        addresses, ids = list(_addresses(report))[:MOST_RECIPIENTS], _ids_in(report)
    except RecursionError:  # parts in parts, a thousand deep
        return [NOT_A_REPORT]
    return [_note(one, ids, now=now) for one in addresses] or [NOT_A_REPORT]


def _note(one: ReturnedTo, ids: frozenset[str], *, now: datetime) -> str:
    mail = _mail_of_ours(one.email, ids, now=now)
    if mail is None:
        return NOT_OURS.format(email=one.email)
    if not one.status:
        return NO_STATUS.format(email=one.email)
    if not one.status.startswith("5."):
        return NOT_FOR_GOOD.format(email=one.email, status=one.status)
    said = f"{one.status} {one.said}".strip()[:250]
    OutgoingMail.objects.filter(pk=mail.pk).update(said=f"It came back: {said}")
    note_trouble(email=one.email, said=said, by_words="a mail that came back", now=now)
    return NOTED.format(email=one.email, status=one.status)


def _mail_of_ours(email: str, ids: frozenset[str], *, now: datetime) -> OutgoingMail | None:
    """The mail to this address whose Message-ID the report holds."""
    recent = OutgoingMail.objects.filter(to__iexact=email, created_at__gt=now - REMEMBERED).only("key", "to")
    return next((mail for mail in recent.iterator() if message_id(mail.key) in ids), None)


def _addresses(report: Message) -> Iterator[ReturnedTo]:
    for part in report.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        for block in _blocks(part):
            kind, _, address = _value(block, "Final-Recipient").rpartition(";")
            if address and kind.strip().lower() in ("rfc822", "utf-8", ""):
                status = re.match(r"[245]\.\d{1,3}\.\d{1,3}", _value(block, "Status"))
                said = _value(block, "Diagnostic-Code").partition(";")[2].strip()
                yield ReturnedTo(one_spelling(address.strip(" <>"))[:254], status.group() if status else "", said)


def _blocks(part: Message) -> list[Message]:
    """A block for the mail, then one for each address."""
    blocks = part.get_payload()
    return [block for block in blocks if isinstance(block, Message)] if isinstance(blocks, list) else []


def _value(block: Message, name: str) -> str:
    """A header on one line, whatever signs it holds."""
    text = str(block.get(name, ""))
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _ids_in(report: Message) -> frozenset[str]:
    """Every Message-ID that the mail which came back may have: it stands in a part of its own, whole or as a head."""
    found: list[str] = []
    for part in report.walk():
        if part is not report:
            found += _ids_of(part)
        if part.get_content_type() == "text/rfc822-headers":
            payload = part.get_payload(decode=True)
            found += _ids_of(message_from_bytes(payload if isinstance(payload, bytes) else b""))
    return frozenset(found)


def _ids_of(part: Message) -> list[str]:
    return re.findall(r"<[^<>\s]{1,200}>", _value(part, "Message-ID"))

"""Sending what waits: over one connection, each mail at most once, and what became of it is kept at once."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from everyweek.web.people.managers import one_spelling
from everyweek.web.people.models import AddressTrouble, OutgoingMail
from everyweek.web.people.notifications.outbox import claims
from everyweek.web.people.notifications.outbox.composing import letters_of
from everyweek.web.people.notifications.outbox.letters import Letter, as_message
from everyweek.web.people.notifications.outbox.smtp import (
    MailServer,
    MayHaveGone,
    Refused,
    ServerTrouble,
    usable_address,
)
from everyweek.web.people.notifications.outbox.troubles import note_trouble

log = logging.getLogger("everyweek.worker")
WAITS = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=12))
"""How long a mail waits after each refusal that may pass; after one more, it is refused."""
BEHIND_THE_OTHERS = timedelta(minutes=1)
NOTHING_LEFT = "Nothing of it may be read any more by whom it was for, or it was read meanwhile."
ADDRESS_TROUBLE = "Mail to this address came back since {since:%Y-%m-%d}: {said}"
NO_ANSWER = "The mail server had the whole mail and did not answer ({said}). It may have gone."


@dataclass
class Sent:
    """What became of mails. trouble : why the rest waits; "" when nothing is in the way."""

    counts: dict[str, int] = field(default_factory=dict)
    trouble: str = ""

    def count(self, state: str) -> None:
        """One more."""
        self.counts[state] = self.counts.get(state, 0) + 1


@dataclass(frozen=True, slots=True)
class Sender:
    """What sends: this process, its connection and its clock. stopping : asked before each mail."""

    worker: claims.Worker
    server: MailServer
    clock: Callable[[], datetime]
    stopping: Callable[[], bool]


def send_waiting(sender: Sender) -> Sent:
    """Send every mail that is due, until there is none, the server fails or somebody stops it."""
    sent = Sent()
    claims.settle_lost(now=sender.clock())
    try:
        while not sender.stopping():
            batch = claims.claim(sender.worker, now=sender.clock())
            if not batch:
                break
            try:
                _send_batch(batch, sender, sent)
            finally:
                claims.release(sender.worker, [mail.pk for mail in batch])
    except ServerTrouble as trouble:
        sent.trouble = str(trouble)
    finally:
        sender.server.close()
    return sent


def _send_batch(batch: list[OutgoingMail], sender: Sender, sent: Sent) -> None:
    letters = letters_of(batch)
    troubled = _troubled({one_spelling(letters[mail.pk].to) for mail in batch if mail.pk in letters})
    for mail in batch:
        if sender.stopping():
            return
        letter = letters.get(mail.pk)
        if not claims.begin(sender.worker, mail, now=sender.clock()):
            continue
        if letter is None:
            _finish(mail, sender, sent, state="withdrawn", said=NOTHING_LEFT)
        elif reason := troubled.get(one_spelling(letter.to)):
            _finish(mail, sender, sent, state="refused", said=reason)
        else:
            _send(mail, letter, sender, sent)


def _troubled(emails: set[str]) -> dict[str, str]:
    found = AddressTrouble.objects.filter(email__in=emails)
    return {row.email: ADDRESS_TROUBLE.format(since=row.since, said=row.said)[:300] for row in found}


def _send(mail: OutgoingMail, letter: Letter, sender: Sender, sent: Sent) -> None:
    """Hand over one mail, and keep what became of it."""
    try:
        _hand_over(mail, letter, sender)
    except Refused as refusal:
        _keep_refusal(mail, letter, refusal, sender, sent)
    except MayHaveGone as doubt:
        said = NO_ANSWER.format(said=doubt)[:300]
        _finish(mail, sender, sent, state="uncertain", said=said, to=letter.to)
        raise ServerTrouble(said) from doubt  # a server that answers none would make every mail uncertain
    except ServerTrouble as trouble:
        # Behind the others, so that a mail on which the server breaks down does not keep them all from going.
        later = {"next_try_at": sender.clock() + BEHIND_THE_OTHERS, "claimed_by": "", "claimed_at": None}
        _finish(mail, sender, sent, state="waiting", said=str(trouble)[:300], **later)
        raise
    else:
        # The words of a mail are not kept beyond what they are for: some hold a link that lets its reader in.
        done = {"sent_at": sender.clock(), "to": letter.to, "said": "", "text": "", "html": ""}
        _finish(mail, sender, sent, state="sent", **done)


def _hand_over(mail: OutgoingMail, letter: Letter, sender: Sender) -> None:
    """Once more over another connection when one fails that mails went over: servers limit how many it takes."""
    recipient = usable_address(letter.to)
    try:
        message = as_message(
            key=mail.key,
            to=letter.to,
            subject=letter.subject,
            text=letter.text() if mail.lines else mail.text,
            html=letter.html() if mail.lines else mail.html,
            headers=letter.headers,
        )
    except ValueError as error:  # a line break in a header
        raise Refused(f"This mail cannot be written: {error}", may_pass=False) from error
    try:
        sender.server.hand_over(recipient=recipient, message=message)
    except ServerTrouble:
        if not sender.server.handed_over:
            raise
        sender.server.drop()
        sender.server.hand_over(recipient=recipient, message=message)


def _keep_refusal(mail: OutgoingMail, letter: Letter, refusal: Refused, sender: Sender, sent: Sent) -> None:
    now, said = sender.clock(), str(refusal)[:300]
    if refusal.may_pass and mail.tries < len(WAITS):
        later = {"next_try_at": now + WAITS[mail.tries], "tries": mail.tries + 1, "claimed_by": "", "claimed_at": None}
        _finish(mail, sender, sent, state="waiting", said=said, **later)
        return
    if refusal.is_of_address:
        note_trouble(email=letter.to, said=said, by_words="the mail server", now=now)
    _finish(mail, sender, sent, state="refused", said=said, tries=mail.tries + 1)


def _finish(mail: OutgoingMail, sender: Sender, sent: Sent, *, state: str, **more: object) -> None:
    claims.finish(sender.worker, mail, state=state, **more)
    sent.count(state)

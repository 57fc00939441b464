"""Sending what waits: over one connection, each mail at most once, and what became of it is kept at once."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from everyweek.web.people.managers import one_spelling
from everyweek.web.people.models import AddressTrouble, OutgoingMail
from everyweek.web.people.notifications.outbox import claims
from everyweek.web.people.notifications.outbox.claims import Outcome
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

WAITS = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=12))
"""How long a mail waits after each refusal that may pass; after one more, it is refused."""
BEHIND_THE_OTHERS = timedelta(minutes=1)
FREE = {"claimed_by": "", "claimed_at": None}
NOTHING_LEFT = "Nothing of it may be read any more by whom it was for, or it was read meanwhile."
ADDRESS_TROUBLE = "Mail to this address came back since {since:%Y-%m-%d}: {said}"
NO_ANSWER = "The mail server had the whole mail and did not answer ({said}). It may have gone."


@dataclass
class Sent:
    """What became of mails. trouble : why the rest waits; "" when nothing is in the way."""

    counts: Counter[str] = field(default_factory=Counter)
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Sender:
    """What sends: this process, its connection and its clock. stopping : asked before each mail."""

    worker: claims.Worker
    server: MailServer
    clock: Callable[[], datetime]
    stopping: Callable[[], bool]


class RestWaits(Exception):
    """The server fails: what became of the mail in hand, and why the others wait."""

    def __init__(self, done: Outcome, trouble: str) -> None:
        super().__init__(trouble)
        self.done = done


def send_waiting(sender: Sender) -> Sent:
    """Send every mail that is due, until there is none, the server fails or somebody stops it."""
    sent = Sent()
    claims.settle_lost(now=sender.clock())
    try:
        while not sender.stopping() and not sent.trouble:
            batch = claims.claim(sender.worker, now=sender.clock())
            if not batch:
                break
            try:
                _send_batch(batch, sender, sent)
            finally:
                claims.release(sender.worker, [mail.pk for mail in batch])
    finally:
        sender.server.close()
    return sent


def _send_batch(batch: list[OutgoingMail], sender: Sender, sent: Sent) -> None:
    """One after the other. What became of a mail is kept before the next is touched."""
    letters = letters_of(batch)
    troubled = _troubled({one_spelling(letters[mail.pk].to) for mail in batch if mail.pk in letters})
    done: Outcome | None = None
    try:
        for mail in batch:
            if sender.stopping():
                break
            begun = claims.turn(sender.worker, done, mail, now=sender.clock())
            done = None
            if begun:
                done = _outcome(mail, letters.get(mail.pk), troubled, sender)
                sent.counts[done.state] += 1
    except RestWaits as trouble:
        done, sent.trouble = trouble.done, str(trouble)
        sent.counts[done.state] += 1
    finally:
        if done is not None:
            claims.finish(sender.worker, done)


def _troubled(emails: set[str]) -> dict[str, str]:
    found = AddressTrouble.objects.filter(email__in=emails)
    return {row.email: ADDRESS_TROUBLE.format(since=row.since, said=row.said)[:300] for row in found}


def _outcome(mail: OutgoingMail, letter: Letter | None, troubled: Mapping[str, str], sender: Sender) -> Outcome:
    """Hand over one mail, unless there is a reason not to; what became of it. Raises RestWaits."""
    if letter is None:
        return Outcome(mail, "withdrawn", {"said": NOTHING_LEFT})
    if reason := troubled.get(one_spelling(letter.to)):
        return Outcome(mail, "refused", {"said": reason})
    try:
        _hand_over(mail, letter, sender)
    except Refused as refusal:
        return _after_refusal(mail, letter, refusal, now=sender.clock())
    except MayHaveGone as doubt:
        # A server that answers none would make every mail uncertain, so the rest waits.
        said = NO_ANSWER.format(said=doubt)[:300]
        raise RestWaits(Outcome(mail, "uncertain", {"said": said, "to": letter.to}), said) from doubt
    except ServerTrouble as trouble:
        # Behind the others, so that a mail on which the server breaks down does not keep them all from going.
        later = {"next_try_at": sender.clock() + BEHIND_THE_OTHERS, **FREE, "said": str(trouble)[:300]}
        raise RestWaits(Outcome(mail, "waiting", later), str(trouble)) from trouble
    # The words of a mail are not kept beyond what they are for: some hold a link that lets its reader in.
    return Outcome(mail, "sent", {"sent_at": sender.clock(), "to": letter.to, "said": "", "text": "", "html": ""})


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


def _after_refusal(mail: OutgoingMail, letter: Letter, refusal: Refused, *, now: datetime) -> Outcome:
    said, tries = str(refusal)[:300], mail.tries + 1
    if refusal.may_pass and mail.tries < len(WAITS):
        later = {"next_try_at": now + WAITS[mail.tries], **FREE, "tries": tries, "said": said}
        return Outcome(mail, "waiting", later)
    if refusal.is_of_address:
        note_trouble(email=letter.to, said=said, by_words="the mail server", now=now)
    return Outcome(mail, "refused", {"said": said, "tries": tries})

"""Addresses that a mail server refused, or from which mail came back: nothing is sent there until it is mended."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from everyweek.web.design import wording
from everyweek.web.people.audit.actions import record
from everyweek.web.people.managers import one_spelling
from everyweek.web.people.models import AddressTrouble, Person
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with an address. sentence : for the page of whoever has it."""

    email: str
    since: datetime
    said: str

    @property
    def sentence(self) -> str:
        """What happened, to which address, and since when."""
        since = wording.day_in_words(timezone.localtime(self.since).date())
        return (
            f"Mail to {self.email} has come back since {since}, so we send none there. "
            f"The mail server said: {self.said}"
        )


def address_trouble(email: str) -> Trouble | None:
    """What is wrong with an address; None when nothing is known to be."""
    row = AddressTrouble.objects.filter(email=one_spelling(email)).first()
    return Trouble(row.email, row.since, row.said) if row else None


@transaction.atomic
def note_trouble(*, email: str, said: str, by_words: str, now: datetime) -> None:
    """Note that mail to an address is refused; what was noted first stays."""
    email = one_spelling(email)
    _, is_new = AddressTrouble.objects.get_or_create(
        email=email, defaults={"since": now, "said": said[:300] or "nothing"}
    )
    if is_new:
        person = Person.objects.filter(email=email).first()
        _note("mail.came-back", email, person, by=None, by_words=by_words, now=now)


@transaction.atomic
def clear_trouble(*, by: Reader, now: datetime) -> None:
    """Send to the reader's own address again, because they say, or have shown, that it works."""
    check(by, "account.own")
    email = one_spelling(by.email)
    if AddressTrouble.objects.filter(email=email).delete()[0]:
        _note("mail.works-again", email, Person.objects.get(pk=by.identity), by=by, by_words="", now=now)


def _note(action: str, email: str, person: Person | None, *, by: Reader | None, by_words: str, now: datetime) -> None:
    """Note it of the person. Of an address that is nobody's, only that it happened: it would stay in the chain."""
    record(
        by=by,
        by_words=by_words,
        action=action,
        of=("person", str(person.pk)) if person else ("address", "of nobody here"),
        after={"email": email} if person else {},
        about=person.pk if person else None,
        now=now,
    )

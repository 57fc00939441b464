"""Choosing how one hears of things by e-mail: on the page of one's own, or by the link in a mail."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from everyweek.web.people.audit.actions import record
from everyweek.web.people.models import MailChoice, Person
from everyweek.web.people.notifications.kinds import FREQUENCIES, KINDS, STOPPABLE, NotificationKind
from everyweek.web.people.notifications.queries import has_stopped_all, mail_choices
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader

BY_LINK = "the link in a mail that stops such mails"


@transaction.atomic
def choose_mails(*, by: Reader, frequencies: Mapping[str, str], now: datetime) -> None:
    """Keep how somebody wants to hear of each kind.

    Those that are not named stay as they are; if all mails were stopped at once, they come back as they were before.
    """
    check(by, "account.own")
    assert by.identity is not None
    assert all(is_possible(KINDS[kind], frequency) for kind, frequency in frequencies.items())
    _locked(by.identity)
    choices = mail_choices(by.identity)
    put_aside = {choice.kind.key: choice.before for choice in choices if choice.before}
    wanted = {**(put_aside if has_stopped_all(choices) else {}), **frequencies}
    before = {choice.kind.key: choice.frequency for choice in choices}
    changed = {kind: frequency for kind, frequency in wanted.items() if before[kind] != frequency}
    for kind, frequency in changed.items():
        _keep(by.identity, kind, frequency)
    # What somebody leaves at "never" here they have chosen now: the link of an old mail must not bring it back.
    MailChoice.objects.filter(person_id=by.identity, kind__in=list(frequencies)).exclude(before="").update(before="")
    if changed:
        _note(by.identity, before, changed, by=by, now=now)


@transaction.atomic
def stop_all_mails(*, by: Reader, now: datetime) -> None:
    """Stop all mails that can be stopped, of kinds that reach them now and of others; what was chosen is put aside."""
    check(by, "account.own")
    assert by.identity is not None
    _stop(by.identity, STOPPABLE, by=by, now=now)


@transaction.atomic
def stop_mails(*, person: int, kinds: Iterable[NotificationKind], now: datetime) -> None:
    """Stop mails of these kinds, for whoever holds the link of a mail; asked again, nothing is left to do."""
    _stop(person, kinds, by=None, now=now)


def _stop(person: int, kinds: Iterable[NotificationKind], *, by: Reader | None, now: datetime) -> None:
    _locked(person)
    wanted = {kind.key for kind in kinds if not kind.must_mail}
    before = {choice.kind.key: choice.frequency for choice in mail_choices(person)}
    changed = {kind: "never" for kind in sorted(wanted) if before[kind] != "never"}
    for kind, frequency in changed.items():
        _keep(person, kind, frequency, before=before[kind])
    if changed:
        _note(person, before, changed, by=by, now=now)


@transaction.atomic
def start_mails(*, person: int, kinds: Iterable[NotificationKind], now: datetime) -> None:
    """Bring back, as often as they came, mails that were stopped; what was chosen since on the page stays."""
    _locked(person)
    stopped = MailChoice.objects.filter(person_id=person, kind__in=[kind.key for kind in kinds]).exclude(before="")
    changed = {choice.kind: choice.before for choice in stopped}
    for kind, frequency in changed.items():
        _keep(person, kind, frequency)
    if changed:
        _note(person, dict.fromkeys(changed, "never"), changed, by=None, now=now)


def is_possible(kind: NotificationKind, frequency: str) -> bool:
    """Whether a kind can be mailed so often."""
    return frequency in FREQUENCIES and not (kind.must_mail and frequency == "never")


def _locked(person: int) -> None:
    """Of two who change the same choices at once, the second sees what the first did."""
    Person.objects.select_for_update(no_key=True).get(pk=person)


def _keep(person: int, kind: str, frequency: str, *, before: str = "") -> None:
    MailChoice.objects.update_or_create(
        person_id=person, kind=kind, defaults={"frequency": frequency, "before": before}
    )


def _note(
    person: int, before: Mapping[str, str], changed: Mapping[str, str], *, by: Reader | None, now: datetime
) -> None:
    record(
        by=by,
        by_words="" if by else BY_LINK,
        action="mail.chosen",
        of=("person", str(person)),
        before={kind: before[kind] for kind in changed},
        after=changed,
        about=person,
        now=now,
    )

"""Reminding systems of their deadline, and nominees of their answer: each reminder once, whatever happens between.

`remind` may be called as often as one likes, by several workers at once, and be killed at any point. A reminder is a
row whose key says of what it was; the row is written in the transaction of the lines and mails themselves, so that
there is neither one without the other.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial

from django.db import IntegrityError, transaction
from django.urls import reverse

from everyweek.web.design import wording
from everyweek.web.people.champions.deadlines import deadline_in_words, how_long, local_day, morning_of
from everyweek.web.people.champions.models import Nominee, Reminder, Return, Round
from everyweek.web.people.champions.queries import deadline_of, facts_of
from everyweek.web.people.champions.states import Facts, missing
from everyweek.web.people.champions.telling import mail_nominee, tell_system
from everyweek.web.people.champions.tokens import digest_of, token_of
from everyweek.web.people.organisations.known import directory, name_of

DAYS_BEFORE = (7, 2, 0)
"""The mornings before the deadline; 0 is the morning of the day itself."""
LATE = "late"
ToSend = tuple[str, Callable[[], None]]
"""The key of a reminder, and what sends it."""
DAYS_OF_SILENCE = 5
"""After so many days a nominee who has not answered is asked once more."""


def remind(now: datetime) -> int:
    """Send every reminder that is due and was not sent yet; how many were sent."""
    sent = 0
    for found in Round.objects.filter(closed_at=None, opens_at__lte=now).order_by("pk"):
        sent += announce_opening(found, now=now)
        sent += _send([*_of_returns(found, now=now), *_of_nominees(found, now=now)], now=now)
    return sent


def _of_returns(found: Round, *, now: datetime) -> Iterator[ToSend]:
    for one in _returns(found):
        kind = due_kind(deadline_of(one), opens_at=found.opens_at, now=now)
        if kind and (words := _to_do(one, kind)):
            yield _key(one, kind), partial(_remind, one, words, now=now)


def _of_nominees(found: Round, *, now: datetime) -> Iterator[ToSend]:
    before = now - timedelta(days=DAYS_OF_SILENCE)
    silent = Nominee.objects.filter(to__round=found, state="asked", asked_at__lte=before).order_by("pk")
    for number in silent.values_list("pk", flat=True):
        yield f"nominee-{number}", partial(_ask_again, number, now=now)


def due_moments(deadline_at: datetime) -> Iterator[tuple[str, datetime]]:
    """Which reminders there are of a deadline, and from when each is due, in their order.

    One that would come after the deadline, as on the morning of a deadline at 07:00, is left out.
    """
    day = local_day(deadline_at)
    for days in DAYS_BEFORE:
        moment = morning_of(day - timedelta(days=days))
        if moment < deadline_at:
            yield f"{days}-days", moment
    yield LATE, morning_of(day + timedelta(days=1))


def due_kind(deadline_at: datetime, *, opens_at: datetime, now: datetime) -> str | None:
    """The newest reminder that is due: after a stop of the worker only that one, and not all that it missed.

    None is due in the first day of a round, whose opening everybody has just been told of.
    """
    due = [
        (kind, moment)
        for kind, moment in due_moments(deadline_at)
        if opens_at + timedelta(days=1) <= moment <= now and (kind == LATE or now <= deadline_at)
    ]
    return due[-1][0] if due else None


def pass_over_what_is_due(found: Round, *, now: datetime) -> None:
    """Mark as sent what would be due at once after a deadline was set or moved: everybody is told of that itself."""
    keys = [
        _key(one, kind) for one in _returns(found) for kind, moment in due_moments(deadline_of(one)) if moment <= now
    ]
    Reminder.objects.bulk_create([Reminder(key=key, at=now) for key in keys], ignore_conflicts=True)


def announce_opening(found: Round, *, now: datetime) -> int:
    """Tell every system that it is asked, on the morning on which the round opens or as soon after as it is made."""
    if found.closed_at or now < max(found.opens_at, morning_of(local_day(found.opens_at))) or now > found.deadline_at:
        return 0
    opened = [(f"return-{one.pk}-opened", partial(_tell_of_opening, one, now=now)) for one in _returns(found)]
    return _send(opened, now=now)


def _send(wanted: list[ToSend], *, now: datetime) -> int:
    """Send those that were not sent; one look tells most of them, so that a worker may ask every minute."""
    sent = set(Reminder.objects.filter(key__in=[key for key, _ in wanted]).values_list("key", flat=True))
    return sum(_once(key, tell, now=now) for key, tell in wanted if key not in sent)


def _returns(found: Round) -> list[Return]:
    return list(found.returns.select_related("round").prefetch_related("nominees").order_by("system"))


def _key(one: Return, kind: str) -> str:
    """A deadline that is moved is another one, and reminded of again."""
    return f"return-{one.pk}-{kind}-{deadline_of(one).astimezone(UTC):%Y%m%d%H%M}"


def _once(key: str, tell: Callable[[], None], *, now: datetime) -> int:
    """Tell unless somebody else has told it meanwhile; 1 when it was told now."""
    try:
        with transaction.atomic():
            Reminder.objects.create(key=key, at=now)  # of two workers, the second waits here, and then finds it there
            tell()
    except IntegrityError:
        if not Reminder.objects.filter(key=key).exists():
            raise
        return 0
    return 1


def _to_do(one: Return, kind: str) -> str:
    """What the system still has to do, in words; "" when nothing."""
    facts = facts_of(one, [nominee.state for nominee in one.nominees.all()])
    if facts.submitted_at is None:
        return _begun(facts)
    if kind != LATE and facts.drafts:
        return f"{wording.several(facts.drafts, 'new nominee')} not sent in yet"
    return ""


def _begun(facts: Facts) -> str:
    lacks = missing(facts)
    if not facts.nominees and not facts.has_executive:
        return "nothing has been begun yet"
    return f"not sent in yet: {'; '.join(lacks)}" if lacks else "complete, and only has to be sent in"


def _remind(one: Return, words: str, *, now: datetime) -> None:
    system, deadline = name_of(one.system, directory()), deadline_of(one)
    if now > deadline:
        title = f"{one.round.title}: the return of {system} is late"
        line = (
            f"The deadline was {deadline_in_words(deadline)}, {how_long(now - deadline)} ago. It can still be sent in, "
            "and will be marked as late."
        )
    else:
        title = f"{one.round.title}: due at {deadline_in_words(deadline)}"
        line = f"That is in {how_long(deadline - now)}."
    tell_system(
        one,
        kind="round",
        key=f"reminder-{one.pk}-{now.astimezone(UTC):%Y%m%d%H%M}",
        title=title,
        lines=(f"The return of {system} is {words}.", line),
        mails_executive=True,
        now=now,
    )


def _tell_of_opening(one: Return, *, now: datetime) -> None:
    system = name_of(one.system, directory())
    tell_system(
        one,
        kind="round",
        key=f"opened-{one.pk}",
        title=f"{one.round.title}: nominate champions for {system}",
        lines=(
            (
                f"{system} may nominate up to {wording.several(one.places, 'champion')} and names one executive "
                f"contact, by {deadline_in_words(deadline_of(one))}."
            ),
        ),
        mails_executive=True,
        now=now,
    )


def _ask_again(number: int, *, now: datetime) -> None:
    nominee = Nominee.objects.select_for_update(of=("self",)).select_related("to__round").get(pk=number)
    if nominee.state != "asked" or nominee.asked_at is None:
        return
    token = token_of(nominee.pk, asked_at=nominee.asked_at)
    if digest_of(token) != nominee.token_digest:  # the server's secret key was changed: the first link is another one
        nominee.token_digest = digest_of(token)
        nominee.save(update_fields=("token_digest",))
    mail_nominee(
        nominee,
        subject=f"A reminder: will you be a champion of {name_of(nominee.to.system, directory())}?",
        lines=(
            (
                f"{name_of(nominee.to.system, directory())} nominated you on "
                f"{wording.day_in_words(local_day(nominee.asked_at))}, and you have not answered yet. Both answers are "
                "welcome: if you decline, the place is free for somebody else."
            ),
        ),
        button=("Confirm or decline", answer_address(token)),
        key=f"nominee-{nominee.pk}-reminder",
        now=now,
    )


def answer_address(token: str) -> str:
    """The path at which a nominee answers."""
    return reverse("nomination", kwargs={"token": token})

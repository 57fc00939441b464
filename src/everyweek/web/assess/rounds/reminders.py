"""Telling places that a round has opened, and reminding them of its deadline: each reminder once.

`remind` may be called as often as one likes, by several workers at once, and be killed at any point: a reminder is a
row whose key says of what it was, written in the transaction of the lines themselves.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from django.db import transaction

from everyweek.web.assess.rounds.models import Assessment, AssessmentReminder, AssessmentRound
from everyweek.web.assess.rounds.queries import deadline_of
from everyweek.web.assess.rounds.telling import named_for, tell_place
from everyweek.web.people.champions.deadlines import deadline_in_words, how_long, local_day, morning_of
from everyweek.web.people.champions.reminders import due_kind, due_moments

OPENED = "opened"
AT_ONCE = 500


def remind(now: datetime) -> int:
    """Send every reminder that is due and was not sent yet; how many places were told."""
    sent = 0
    for found in AssessmentRound.objects.filter(closed_at=None, opens_at__lte=now).order_by("pk"):
        sent += announce_opening(found, now=now)
        sent += _send(list(_due(found, now=now)), now=now)
    return sent


def announce_opening(found: AssessmentRound, *, now: datetime) -> int:
    """Tell every place that it is asked, on the morning on which the round opens or as soon after as it is made."""
    if found.closed_at or now < max(found.opens_at, morning_of(local_day(found.opens_at))) or now > found.deadline_at:
        return 0
    return _send([(one, OPENED, f"assessment-{one.pk}-{OPENED}") for one in _assessments(found)], now=now)


def pass_over_what_is_due(found: AssessmentRound, *, of: Collection[int] | None = None, now: datetime) -> None:
    """Mark as sent what would be due at once after a deadline was set or moved: everybody is told of that itself.

    of : the numbers of the places whose deadline it is; None for all.
    """
    keys = [
        _key(one, kind)
        for one in _assessments(found)
        if of is None or one.place_id in of
        for kind, moment in due_moments(deadline_of(one))
        if moment <= now
    ]
    rows = [AssessmentReminder(key=key, at=now) for key in keys]
    AssessmentReminder.objects.bulk_create(rows, ignore_conflicts=True, batch_size=AT_ONCE)


ToSend = tuple[Assessment, str, str]
"""An assessment, the kind of the reminder, and its key."""


def _due(found: AssessmentRound, *, now: datetime) -> Iterator[ToSend]:
    """Reminders of places that have not submitted; who has submitted has nothing left to do."""
    for one in _assessments(found):
        kind = due_kind(deadline_of(one), opens_at=found.opens_at, now=now)
        if kind and one.submitted_at is None:
            yield one, kind, _key(one, kind)


def _send(wanted: Sequence[ToSend], *, now: datetime) -> int:
    """Send those that were not sent; one look tells most of them, so that a worker may ask every minute."""
    sent: set[str] = set()
    for start in range(0, len(wanted), AT_ONCE):
        keys = [key for _, _, key in wanted[start : start + AT_ONCE]]
        sent.update(AssessmentReminder.objects.filter(key__in=keys).values_list("key", flat=True))
    left = [one for one in wanted if one[2] not in sent]
    people = named_for([one.place_id for one, _, _ in left]) if left else {}
    return sum(_once(one, kind, key, people, now=now) for one, kind, key in left)


def _once(one: Assessment, kind: str, key: str, people: Mapping[int, list[int]], *, now: datetime) -> int:
    """Tell unless somebody else has told it meanwhile; 1 when it was told now."""
    with transaction.atomic():
        _, is_new = AssessmentReminder.objects.get_or_create(key=key, defaults={"at": now})
        if is_new:
            title, text = _opening_words(one) if kind == OPENED else _words(one, now=now)
            tell_place(one, key=key, title=title, text=text, people=people.get(one.place_id, ()), now=now)
    return int(is_new)


def _opening_words(one: Assessment) -> tuple[str, str]:
    text = (
        f"The assessment is open until {deadline_in_words(deadline_of(one))}. What is written is private to those who "
        "take part until it is submitted or shared."
    )
    return f"{one.round.title}: {one.place.name} is asked", text


def _words(one: Assessment, *, now: datetime) -> tuple[str, str]:
    deadline = deadline_of(one)
    left = "has not been submitted yet" if one.begun_at else "has not been begun yet"
    if now > deadline:
        text = (
            f"The deadline was {deadline_in_words(deadline)}, {how_long(now - deadline)} ago, and it {left}. It can "
            "still be submitted, and will be marked as late."
        )
        return f"{one.round.title}: the assessment of {one.place.name} is late", text
    text = f"That is in {how_long(deadline - now)}. It {left}."
    return f"{one.round.title}: {one.place.name} is due at {deadline_in_words(deadline)}", text


def _assessments(found: AssessmentRound) -> list[Assessment]:
    """Those of places that go on: of one that was ended nothing more is asked."""
    rows = list(found.assessments.filter(place__ended_at=None).select_related("place").order_by("pk"))
    for one in rows:
        one.round = found
    return rows


def _key(one: Assessment, kind: str) -> str:
    """A deadline that is moved is another one, and reminded of again."""
    return f"assessment-{one.pk}-{kind}-{deadline_of(one).astimezone(UTC):%Y%m%d%H%M}"

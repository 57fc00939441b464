"""Digests: one mail a day or a week with everything that came since, to everybody who chose that.

They are written person by person, many in one transaction, with a row for each person and period. Killed anywhere, the
next worker goes on behind the last of those transactions, and nobody gets two for one period.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from everyweek.web.people.models import Digest, Notification, OutgoingMail, Person
from everyweek.web.people.notifications.audience import audience
from everyweek.web.people.notifications.waiting_lines import AT_ONCE_NO_MORE, TOO_OLD, Wanted, lines_to_mail

Period = Literal["daily", "weekly"]
LONDON = ZoneInfo("Europe/London")
MORNING = time(7)
MONDAY = 0
PEOPLE_AT_ONCE = 500
MOST_LINES = 1000
SUBJECTS = {"daily": "What is new in your inbox today", "weekly": "What is new in your inbox this week"}


def due_at(now: datetime, period: Period) -> datetime:
    """The latest instant at which digests of a period were due: seven in the morning in London, weekly on Mondays.

    >>> from datetime import UTC
    >>> due_at(datetime(2026, 6, 3, 5, 59, tzinfo=UTC), "daily").isoformat()
    '2026-06-02T07:00:00+01:00'
    >>> due_at(datetime(2026, 1, 7, 7, 0, tzinfo=UTC), "weekly").isoformat()
    '2026-01-05T07:00:00+00:00'
    """
    today = now.astimezone(LONDON).date()
    day = today if period == "daily" else today - timedelta(days=(today.weekday() - MONDAY) % 7)
    if _morning(day) > now:
        day -= timedelta(days=1 if period == "daily" else 7)
    return _morning(day)


def write_digests(now: datetime, period: Period, *, say: Callable[[str], None] = lambda sentence: None) -> int:
    """Write the digests that were due last, to everybody who has not got theirs; how many were written.

    Only what was told before they were due is in them: a worker that is late writes the same as one that is not.
    say : told how far it is.
    """
    due = due_at(now, period)
    name = f"{period}-{due:%Y-%m-%d}"
    waiting = _without_digest(_lines(period, due), name)
    everybody = waiting.values("person").distinct().count()
    written, seen, last = 0, 0, 0
    while people := _next_people(waiting, after=last):
        last = people[-1]
        written += _write(people, name=name, period=period, due=due, now=now)
        seen += len(people)
        say(f"{name}: {written:,} digests written, {seen:,} of {everybody:,} people looked at")
    return written


def _lines(period: Period, due: datetime) -> QuerySet[Notification]:
    wanted = [Wanted(period, since=due - TOO_OLD, until=due)]
    if period == "daily":
        wanted.append(Wanted("at_once", since=due - TOO_OLD, until=due - AT_ONCE_NO_MORE))
    return lines_to_mail(wanted)


def _without_digest(lines: QuerySet[Notification], name: str) -> QuerySet[Notification]:
    return lines.filter(~Exists(Digest.objects.filter(person=OuterRef("person"), period=name)))


def _next_people(waiting: QuerySet[Notification], *, after: int) -> list[int]:
    people = waiting.filter(person__gt=after).order_by("person_id").values_list("person_id", flat=True)
    return list(people.distinct()[:PEOPLE_AT_ONCE])


@transaction.atomic
def _write(people: list[int], *, name: str, period: Period, due: datetime, now: datetime) -> int:
    """The digests of some people, with what says that they were written; all of it or nothing."""
    emails = _locked(people)
    done = set(Digest.objects.filter(person_id__in=people, period=name).values_list("person_id", flat=True))
    left = [person for person in people if person in emails and person not in done]
    lines = _readable_lines(left, period, due)
    Digest.objects.bulk_create([Digest(person_id=person, period=name, at=now) for person in lines])
    OutgoingMail.objects.bulk_create(
        OutgoingMail(
            key=f"digest-{name}-{person}",
            person_id=person,
            to=emails[person],
            subject=SUBJECTS[period],
            lines=numbers[:MOST_LINES],
            is_digest=True,
            created_at=now,
            next_try_at=now,
        )
        for person, numbers in lines.items()
    )
    mailed = [number for numbers in lines.values() for number in numbers]
    for start in range(0, len(mailed), MOST_LINES):
        Notification.objects.filter(pk__in=mailed[start : start + MOST_LINES]).update(mailed_at=now)
    return len(lines)


def _locked(people: list[int]) -> dict[int, str]:
    """Their addresses. Of two workers that write for the same people, the second waits and finds what the first did."""
    rows = Person.objects.select_for_update(no_key=True).filter(pk__in=people).order_by("pk")
    return dict(rows.values_list("pk", "email"))


def _readable_lines(people: list[int], period: Period, due: datetime) -> dict[int, list[int]]:
    """The numbers of what each may read now, the newest first; without those who have nothing."""
    lines = _lines(period, due).filter(person__in=people).select_related("network").order_by("person_id", "-at", "-pk")
    found: defaultdict[int, list[int]] = defaultdict(list)
    for line in audience(people).lines_that_may_be_read(list(lines)):
        found[line.person_id].append(line.pk)
    return dict(found)


def _morning(day: date) -> datetime:
    return datetime.combine(day, MORNING, tzinfo=LONDON)

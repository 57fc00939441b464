"""Reminding owners and leads: a week before an action is due, on the day, weekly while it is late; and of who left.

`remind` may be called as often as one likes, by several workers at once, and be killed at any point: a reminder is a
row whose key says of what it was, written in the transaction of the lines themselves.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.urls import reverse

from everyweek.web.design.wording import day_in_words, several
from everyweek.web.people.champions.deadlines import local_day, morning_of
from everyweek.web.people.notifications.actions import notify
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import reader_of
from everyweek.web.plan.actions.models import Action, PlanReminder
from everyweek.web.plan.actions.owners import SOMEBODY_WHO_LEFT, who_left
from everyweek.web.plan.plans.models import PlanMember
from everyweek.web.plan.vocabulary import OVER

DAYS_BEFORE = 7
DAYS_OF_A_WEEK = 7
ToTell = tuple[str, Action, str, str]
"""The key of a reminder, its action, and the title and the words of what is told."""


@dataclass(frozen=True, slots=True)
class _Known:
    """Who is to be told.

    leads : by the number of a plan; everybody who works on it, when nobody is left who leads it.
    left  : people with the organisations that they left.
    """

    leads: dict[int, frozenset[int]]
    left: frozenset[tuple[int, str]]

    def has_left(self, action: Action) -> bool:
        """Whether the owner of an action has left."""
        return (action.owner_id, action.plan.organisation) in self.left

    def told_of(self, action: Action) -> frozenset[int]:
        """Those who lead the plan, and its owner, unless they left or may not read the plan (any more)."""
        leads, owner = self.leads.get(action.plan_id, frozenset()), action.owner_id
        if owner is None or self.has_left(action) or not can(reader_of(owner), "plan.read", action.plan):
            return leads
        return leads | {owner}


def remind(now: datetime) -> int:
    """Tell of everything that is due and was not told yet; how many reminders were written."""
    today = local_day(now)
    if now < morning_of(today):  # the day's reminders go out in the morning
        today -= timedelta(days=1)
    rows = list(_open_actions())
    known = _known(rows)
    wanted = [one for row in rows for one in (*_of_owner(row, known), *_of_day(row, today))]
    told = set(PlanReminder.objects.filter(key__in=[key for key, *_ in wanted]).values_list("key", flat=True))
    return sum(_once(one, known, now=now) for one in wanted if one[0] not in told)


def _open_actions() -> Iterator[Action]:
    rows = Action.objects.filter(plan__state="active").exclude(state__in=OVER)
    yield from rows.select_related("plan", "owner").order_by("plan_id", "number")


def _known(rows: list[Action]) -> _Known:
    leads: dict[int, set[int]] = {}
    working: dict[int, set[int]] = {}
    members = PlanMember.objects.filter(plan__in={row.plan_id for row in rows}, person__is_active=True)
    for plan, person, is_lead in members.values_list("plan_id", "person_id", "leads"):
        working.setdefault(plan, set()).add(person)
        if is_lead:
            leads.setdefault(plan, set()).add(person)
    pairs = {(row.owner_id, row.plan.organisation) for row in rows if row.owner_id}
    left = who_left(pairs) if pairs else frozenset()
    return _Known({plan: frozenset(people) for plan, people in (working | leads).items()}, left)


def _of_owner(row: Action, known: _Known) -> Iterator[ToTell]:
    if row.owner is None and row.owner_role == SOMEBODY_WHO_LEFT:
        title = f"The owner of action {row.number} of “{row.plan.title}” has left; it needs a new one"
        yield f"action-{row.pk}-left", row, title, f"It is “{row.title}”."
    if row.owner is not None and known.has_left(row):
        yield (
            f"action-{row.pk}-left-{row.owner_id}",
            row,
            f"{row.owner.name} has left; action {row.number} of “{row.plan.title}” needs a new owner",
            f"It is “{row.title}”.",
        )


def _of_day(row: Action, today: date) -> Iterator[ToTell]:
    """The newest reminder of a day that has come; a day that is moved is another one, and reminded of again."""
    if row.due_on is None:
        return
    days = (row.due_on - today).days
    if days > DAYS_BEFORE:
        return
    named, day = f"Action {row.number} of “{row.plan.title}”", day_in_words(row.due_on)
    if days > 0:
        if local_day(row.created_at) <= row.due_on - timedelta(
            days=DAYS_BEFORE
        ):  # who made it later knows when it is due
            yield f"action-{row.pk}-soon-{row.due_on}", row, f"{named} is due on {day}", f"It is “{row.title}”."
    elif days == 0:
        yield f"action-{row.pk}-today-{row.due_on}", row, f"{named} is due today", f"It is “{row.title}”."
    else:
        weeks = (-days - 1) // DAYS_OF_A_WEEK
        late = several(-days, "day")
        words = f"It is “{row.title}”. Say how far it is, or give it another day."
        yield f"action-{row.pk}-late-{row.due_on}-{weeks}", row, f"{named} is overdue by {late}", words


def _once(one: ToTell, known: _Known, *, now: datetime) -> int:
    """Tell unless somebody else has told it meanwhile; 1 when it was told now."""
    key, action, title, words = one
    try:
        with transaction.atomic():
            PlanReminder.objects.create(key=key, at=now)  # of two workers, the second waits here, then finds it there
            notify(
                known.told_of(action),
                kind="plan-due",
                key=key,
                title=title,
                text=words,
                address=reverse("plan-action", kwargs={"plan": action.plan.key, "action": action.number}),
                now=now,
            )
    except IntegrityError:
        if not PlanReminder.objects.filter(key=key).exists():
            raise
        return 0
    return 1

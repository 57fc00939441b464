"""Registering a change before anybody looks at what came of it, and withdrawing that, in sight of everybody."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from everyweek.measures import Measure
from everyweek.peers.errors import ImpossibleComparison
from everyweek.web.design.wording import day_in_words
from everyweek.web.people.organisations.known import warehouse
from everyweek.web.people.reader import Reader
from everyweek.web.plan.actions.models import Action
from everyweek.web.plan.plans.checks import checked_day, checked_line, checked_measure, checked_organisation
from everyweek.web.plan.plans.errors import NotAPlan
from everyweek.web.plan.plans.holding import held, moved, record_of
from everyweek.web.plan.plans.models import ImprovementPlan
from everyweek.web.plan.working.figures import AroundChange, around_change
from everyweek.web.plan.working.models import Registration
from everyweek.web.plan.working.peers import peers_before

MOST = 20
LONGEST_DAYS = 28
"""Of a change that ends again; a longer one is looked at as one for good."""
FARTHEST_AHEAD = timedelta(days=2 * 366)
DIRECTIONS = {"up": "Go up", "down": "Go down"}
LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class RegistrationAsked:
    """A change as somebody registers it.

    better_is : up or down, where they expect the figures to go. expected : by how much at least, in the unit of the
    measure, above 0; None when they do not say. ends_on : of a change of some days, its last one.
    """

    measure: str
    organisation: str
    better_is: str
    changed_on: date
    ends_on: date | None = None
    expected: float | None = None


@transaction.atomic
def register(
    *, by: Reader, plan: ImprovementPlan, asked: RegistrationAsked, action: Action | None = None, now: datetime
) -> Registration:
    """Register a change; the peers it will be held against are chosen now, from the figures before it.

    A change of some days has none: all others of its class on the same days are what it is held against.
    Whether figures of after the change were loaded already is seen in the figures, and kept with it.
    Raises NotAPlan, NotPermitted, WriterIsGone.
    """
    plan = held(by, plan)
    measure, organisation = checked_measure(asked.measure), checked_organisation(asked.organisation)
    _check(asked, measure, plan, today=timezone.localdate(now))
    _check_new(asked, measure, organisation, plan)
    around = _figures(measure, organisation, changed_on=asked.changed_on)
    made = Registration.objects.create(
        plan=plan,
        action=action if action is not None and action.plan_id == plan.pk else None,
        measure=measure.name,
        organisation=organisation,
        better_is=asked.better_is,
        expected=asked.expected,
        changed_on=asked.changed_on,
        ends_on=asked.ends_on,
        peers=[] if asked.ends_on else list(peers_before(around, changed_on=asked.changed_on)),
        figures_until=around.until,
        is_after_figures=around.until is not None and around.until >= asked.changed_on,
        registered_by_id=by.identity,
        registered_at=now,
    )
    moved(plan, now=now)
    after = {
        **_named(made),
        "direction": made.better_is,
        "ends_on": made.ends_on.isoformat() if made.ends_on else "",
        "figures_were_loaded": made.is_after_figures,
    }
    record_of(by, "registration.made", plan, after=after, now=now)
    return made


@transaction.atomic
def withdraw(*, by: Reader, registration: Registration, why: str, now: datetime) -> Registration:
    """Withdraw a registration: it stays in the list with the reason, the first one that somebody gave.

    Raises NotAPlan, also when it is withdrawn already, NotPermitted, WriterIsGone.
    """
    plan = held(by, registration.plan)
    found = Registration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
    if found.withdrawn_at is not None:
        when = day_in_words(timezone.localdate(found.withdrawn_at))
        raise NotAPlan(
            "why", f"It was withdrawn on {when} already, with the reason “{found.why_withdrawn}”. Nothing was changed."
        )
    found.why_withdrawn = checked_line(
        why, field="why", what="why you withdraw it, in a sentence: it stays in the list", longest=LONGEST_REASON
    )
    found.withdrawn_at = now
    found.save(update_fields=("withdrawn_at", "why_withdrawn"))
    moved(plan, now=now)
    record_of(by, "registration.withdrawn", plan, after=_named(found), now=now)
    return found


def _named(one: Registration) -> dict[str, str]:
    """Which change it is, for the chain."""
    return {"measure": one.measure, "organisation": one.organisation, "changed_on": one.changed_on.isoformat()}


def _check(asked: RegistrationAsked, measure: Measure, plan: ImprovementPlan, *, today: date) -> None:
    if asked.better_is not in DIRECTIONS:
        raise NotAPlan("better_is", "Choose which way you expect the figures to go.")
    checked_day(asked.changed_on, field="changed_on")
    if asked.changed_on > today + FARTHEST_AHEAD:
        raise NotAPlan("changed_on", "That is more than two years ahead. Register it nearer to the day.")
    if asked.expected is not None and asked.expected <= 0:
        raise NotAPlan("expected", "Write how far you expect it to move as a number above 0, or leave it empty.")
    if asked.expected is not None and measure.unit == "share" and asked.expected > 1:
        raise NotAPlan("expected", "A share cannot move by more than 100 percentage points.")
    if asked.ends_on is not None:
        _check_days(asked, measure)


def _check_days(asked: RegistrationAsked, measure: Measure) -> None:
    assert asked.ends_on is not None
    if asked.ends_on < asked.changed_on:
        raise NotAPlan("ends_on", "The last day is before the first. Change one of the two.")
    if measure.every != "day":
        raise NotAPlan(
            "ends_on",
            "This measure has a figure for each month and not for each day, so a change of some days cannot show in "
            "it. Choose a daily measure, or leave the last day empty.",
        )
    if (asked.ends_on - asked.changed_on).days >= LONGEST_DAYS:
        raise NotAPlan(
            "ends_on", f"A change of some days has at most {LONGEST_DAYS}. Leave the last day empty for a longer one."
        )


def _check_new(asked: RegistrationAsked, measure: Measure, organisation: str, plan: ImprovementPlan) -> None:
    rows = Registration.objects.filter(plan=plan)
    if rows.count() >= MOST:
        raise NotAPlan("", f"A plan has at most {MOST} registrations: the more are looked at, the more move by chance.")
    same = {"measure": measure.name, "organisation": organisation, "changed_on": asked.changed_on}
    if rows.filter(**same, ends_on=asked.ends_on, withdrawn_at=None).exists():
        raise NotAPlan("changed_on", "This change of this measure is registered already, and cannot be changed.")


def _figures(measure: Measure, organisation: str, *, changed_on: date) -> AroundChange:
    try:
        return around_change(warehouse(), measure, organisation, changed_on=changed_on)
    except ImpossibleComparison as problem:
        raise NotAPlan("organisation", str(problem)) from problem

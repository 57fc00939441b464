"""Adding actions to a plan, changing them, and moving them from state to state."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from everyweek.web.people.discussion.writer import hold_writer
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader
from everyweek.web.plan.actions.models import Action, ActionNeeds
from everyweek.web.plan.actions.needs import check_no_circle
from everyweek.web.plan.actions.owners import SOMEBODY_WHO_LEFT, checked_owner
from everyweek.web.plan.plans.checks import (
    checked_day,
    checked_intervention,
    checked_line,
    checked_measure,
    checked_organisation,
    checked_words,
    one_of,
)
from everyweek.web.plan.plans.errors import NotAPlan
from everyweek.web.plan.plans.holding import differing, held, moved, record_of
from everyweek.web.plan.plans.models import Driver, ImprovementPlan
from everyweek.web.plan.vocabulary import ACTION_STATES

MOST_ACTIONS = 500
LONGEST_ROLE, LONGEST_WHY = 120, 300
NEEDS_A_REASON = ("blocked", "dropped")


@dataclass(frozen=True, slots=True)
class ActionAsked:
    """An action as somebody wants it.

    owner      : the number of a person, or None; owner_role : who it is, in words. One of the two, or neither.
    by_how_much: what it should add to the measure, in the unit of the measure; signed.
    driver     : the number of a change idea of the plan. needs : numbers (1, 2, …) of actions that it waits for.
    """

    title: str
    about: str = ""
    owner: int | None = None
    owner_role: str = ""
    organisation: str = ""
    intervention: str = ""
    driver: int | None = None
    measure: str = ""
    by_how_much: float | None = None
    starts_on: date | None = None
    due_on: date | None = None
    changed_on: date | None = None
    needs: tuple[int, ...] = ()
    state: str = "not started"
    why_state: str = ""


@transaction.atomic
def add_action(*, by: Reader, plan: ImprovementPlan, asked: ActionAsked, now: datetime) -> Action:
    """Add an action, numbered behind the others. Raises NotAPlan, NotPermitted, WriterIsGone."""
    plan = held(by, plan)
    number = max(plan.actions.values_list("number", flat=True), default=0) + 1
    if number > MOST_ACTIONS:
        raise NotAPlan("title", f"A plan has at most {MOST_ACTIONS} actions. Make another plan for more.")
    columns = _columns(plan, asked, now=now)
    needed = _needed(plan, asked.needs)
    action = Action.objects.create(plan=plan, number=number, created_at=now, updated_at=now, **columns)
    _set_needs(action, needed)
    moved(plan, now=now)
    record_of(by, "plan.action-added", plan, after=_plain(action, needed, names=True), now=now)
    return action


@transaction.atomic
def change_action(*, by: Reader, action: Action, asked: ActionAsked, seen_version: int, now: datetime) -> Action:
    """Change an action. Raises NotAPlan, NotPermitted, ChangedMeanwhile, WriterIsGone."""
    plan = held(by, action.plan)
    found = Action.objects.select_for_update(of=("self",)).get(pk=action.pk)
    check_seen(found, seen_version)
    needed = _needed(plan, asked.needs)
    check_no_circle(plan, found, needed)
    before = _plain(found, _needed_now(found))
    columns = _columns(plan, asked, now=now, before=found)
    for key, value in columns.items():
        setattr(found, key, value)
    _set_needs(found, needed)
    _save(found, plan, now=now)
    was, now_is = differing(before, _plain(found, needed))
    named = {"action": found.number}
    record_of(by, "plan.action-changed", plan, before=named | was, after=named | now_is, now=now)
    return found


@transaction.atomic
def move_action(
    *, by: Reader, action: Action, state: str, why: str = "", seen_version: int | None = None, now: datetime
) -> Action:
    """Move an action to another state. seen_version : None to move it whatever else was changed meanwhile.

    Raises NotAPlan, NotPermitted, ChangedMeanwhile, WriterIsGone.
    """
    plan, found = _held_to_move(by, action)
    if seen_version is not None:
        check_seen(found, seen_version)
    before = {"state": found.state, "why_state": found.why_state}
    found.state, found.why_state = _checked_state(state, why)
    found.finished_on = _finished_on(found.state, found, now=now)
    _save(found, plan, now=now)
    was, now_is = differing(before, {"state": found.state, "why_state": found.why_state})
    named = {"action": found.number}
    record_of(by, "plan.action-moved", plan, before=named | was, after=named | now_is, now=now)
    return found


def _held_to_move(by: Reader, action: Action) -> tuple[ImprovementPlan, Action]:
    """The plan and the action as they are now, held until the transaction ends. Raises NotPermitted, WriterIsGone."""
    plan = ImprovementPlan.objects.select_for_update(no_key=True).get(pk=action.plan_id)
    found = plan.actions.select_for_update(of=("self",)).get(pk=action.pk)
    check(by, "action.move", found)
    hold_writer(by)
    return plan, found


def check_seen(found: Action, seen_version: int) -> None:
    """Raises ChangedMeanwhile when somebody saved the action after its page was opened."""
    if found.version != seen_version:
        raise ChangedMeanwhile(f"Action {found.number}")


def _save(action: Action, plan: ImprovementPlan, *, now: datetime) -> None:
    action.version, action.updated_at = action.version + 1, now
    action.save()
    moved(plan, now=now)


def _columns(
    plan: ImprovementPlan, asked: ActionAsked, *, now: datetime, before: Action | None = None
) -> dict[str, Any]:
    """The columns of an action, all of them checked. Raises NotAPlan."""
    state, why = _checked_state(asked.state, asked.why_state)
    _check_days(asked)
    role = asked.owner_role and checked_line(
        asked.owner_role, field="owner_role", what="whose action it is", longest=LONGEST_ROLE
    )
    if asked.owner is not None and role == SOMEBODY_WHO_LEFT:
        role = ""  # nobody wrote it: it stood in the box, and now the action has an owner again
    if asked.owner is not None and role:
        raise NotAPlan("owner_role", "Choose a person, or write a role: one of the two owns an action.")
    owner = checked_owner(plan, asked.owner, now_of=before.owner_id if before else None)
    return {
        "title": checked_line(asked.title, field="title", what="what is to be done"),
        "about": checked_words(asked.about, field="about"),
        "owner": owner,
        "owner_role": role,
        "organisation": checked_organisation(asked.organisation) if asked.organisation else "",
        "intervention": checked_intervention(asked.intervention),
        "driver": _checked_driver(plan, asked.driver),
        "measure": checked_measure(asked.measure).name if asked.measure.strip() else "",
        "by_how_much": asked.by_how_much if asked.measure.strip() else None,
        "starts_on": asked.starts_on,
        "due_on": asked.due_on,
        "changed_on": asked.changed_on,
        "state": state,
        "why_state": why,
        "finished_on": _finished_on(state, before, now=now),
    }


def _check_days(asked: ActionAsked) -> None:
    for field in ("starts_on", "due_on", "changed_on"):
        checked_day(getattr(asked, field), field=field)
    if asked.starts_on and asked.due_on and asked.due_on < asked.starts_on:
        raise NotAPlan("due_on", "It would be due before it starts. Change one of the two days.")


def _checked_state(state: str, why: str) -> tuple[str, str]:
    """A state and its reason. Raises NotAPlan."""
    known = one_of(state, ACTION_STATES, field="state", what="how far it is")
    if known not in NEEDS_A_REASON:
        return known, ""
    what = f"in a few words why it is {known}: those who wait for it read this"
    return known, checked_line(why, field="why_state", what=what, longest=LONGEST_WHY)


def _finished_on(state: str, before: Action | None, *, now: datetime) -> date | None:
    """The day on which it was said to be done; one that was done before keeps its day."""
    if state != "done":
        return None
    return (before.finished_on if before else None) or timezone.localdate(now)


def _checked_driver(plan: ImprovementPlan, number: int | None) -> Driver | None:
    if number is None:
        return None
    found = plan.drivers.filter(pk=number).first()
    if found is None:
        raise NotAPlan("driver", "That box of the diagram is not there any more. Choose another one, or none.")
    return found


def _needed(plan: ImprovementPlan, numbers: Iterable[int]) -> tuple[Action, ...]:
    """The actions of these numbers. Raises NotAPlan."""
    wanted = sorted(set(numbers))
    found = {one.number: one for one in plan.actions.filter(number__in=wanted)}
    lacking = [number for number in wanted if number not in found]
    if lacking:
        raise NotAPlan("needs", f"There is no action {lacking[0]} in this plan.")
    return tuple(found[number] for number in wanted)


def _needed_now(action: Action) -> tuple[Action, ...]:
    return tuple(need.needed for need in action.needs.select_related("needed").order_by("needed__number"))


def _set_needs(action: Action, needed: tuple[Action, ...]) -> None:
    there = set(action.needs.values_list("needed_id", flat=True))
    wanted = {one.pk for one in needed}
    action.needs.filter(needed_id__in=there - wanted).delete()
    ActionNeeds.objects.bulk_create(ActionNeeds(action=action, needed=one) for one in needed if one.pk not in there)


def _plain(action: Action, needed: tuple[Action, ...], *, names: bool = False) -> dict[str, Any]:
    """An action as the chain of changes keeps it: its owner as a number, which tells nothing once they are erased."""
    days = {key: getattr(action, key) for key in ("starts_on", "due_on", "changed_on")}
    plain = {
        "title": action.title,
        "about": action.about,
        "owner": action.owner_id,
        "owner_role": action.owner_role,
        "organisation": action.organisation,
        "intervention": action.intervention,
        "driver": action.driver_id,
        "measure": action.measure,
        "by_how_much": action.by_how_much,
        "state": action.state,
        "why_state": action.why_state,
        "needs": [one.number for one in needed],
        **{key: day.isoformat() if day else "" for key, day in days.items()},
    }
    if not names:
        return plain
    return {"action": action.number, **{key: value for key, value in plain.items() if value not in ("", None, [])}}

"""Cycles of plan, do, study, act: beginning one, writing it, deciding what comes of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.reader import Reader
from everyweek.web.plan.actions.models import Action
from everyweek.web.plan.cycles.models import Cycle
from everyweek.web.plan.cycles.vocabulary import WHAT_NEXT
from everyweek.web.plan.plans.checks import checked_day, checked_line, checked_words, one_of
from everyweek.web.plan.plans.errors import NotAPlan
from everyweek.web.plan.plans.holding import differing, held, moved, record_of
from everyweek.web.plan.plans.models import ImprovementPlan

LONGEST_COUNTED, MOST_CYCLES = 120, 500
TOO_LATE = (
    "The first figures of the test are in, so that what was expected cannot be written any more: it would not have "
    "been expected. Write what you learned under Study."
)


@dataclass(frozen=True, slots=True)
class CycleAsked:
    """A cycle as somebody wants it. action : the number (1, 2, …) of an action of the plan; act : "" while it runs."""

    title: str
    action: int | None = None
    plan_text: str = ""
    predicted: str = ""
    do_text: str = ""
    study_text: str = ""
    act: str = ""
    act_text: str = ""
    what_is_counted: str = ""
    starts_on: date | None = None
    ends_on: date | None = None


@transaction.atomic
def add_cycle(*, by: Reader, plan: ImprovementPlan, asked: CycleAsked, now: datetime) -> Cycle:
    """Begin a cycle, numbered behind the others. Raises NotAPlan, NotPermitted, WriterIsGone."""
    plan = held(by, plan)
    number = max(plan.cycles.values_list("number", flat=True), default=0) + 1
    if number > MOST_CYCLES:
        raise NotAPlan("title", f"A plan has at most {MOST_CYCLES} cycles. Make another plan for more.")
    columns = _columns(plan, asked)
    cycle = Cycle.objects.create(plan=plan, number=number, created_at=now, updated_at=now, **columns)
    moved(plan, now=now)
    record_of(by, "plan.cycle-added", plan, after={"cycle": number, "title": cycle.title}, now=now)
    return cycle


@transaction.atomic
def change_cycle(*, by: Reader, cycle: Cycle, asked: CycleAsked, seen_version: int, now: datetime) -> Cycle:
    """Write a cycle on; what was expected stays as it is once figures of the test are in.

    Raises NotAPlan, NotPermitted, ChangedMeanwhile, WriterIsGone.
    """
    plan = held(by, cycle.plan)
    found = Cycle.objects.select_related("action").get(pk=cycle.pk)
    if found.version != seen_version:
        raise ChangedMeanwhile(f"Cycle {found.number}")
    columns = _columns(plan, asked)
    if columns["predicted"] != found.predicted and found.points.filter(baseline=False).exists():
        raise NotAPlan("predicted", TOO_LATE)
    before = _plain(found)
    for key, value in columns.items():
        setattr(found, key, value)
    found.version, found.updated_at = found.version + 1, now
    found.save()
    moved(plan, now=now)
    was, now_is = differing(before, _plain(found))
    named = {"cycle": found.number}
    record_of(by, "plan.cycle-changed", plan, before=named | was, after=named | now_is, now=now)
    return found


def _columns(plan: ImprovementPlan, asked: CycleAsked) -> dict[str, Any]:
    """The columns of a cycle, all of them checked. Raises NotAPlan."""
    for field in ("starts_on", "ends_on"):
        checked_day(getattr(asked, field), field=field)
    if asked.starts_on and asked.ends_on and asked.ends_on < asked.starts_on:
        raise NotAPlan("ends_on", "It would end before it starts. Change one of the two days.")
    act = one_of(asked.act, WHAT_NEXT, field="act", what="what comes of it") if asked.act else ""
    study = checked_words(asked.study_text, field="study_text")
    if act and not study:
        raise NotAPlan("study_text", "Write first what the figures showed, beside what was expected.")
    counted = asked.what_is_counted and checked_line(
        asked.what_is_counted, field="what_is_counted", what="what is counted", longest=LONGEST_COUNTED
    )
    return {
        "title": checked_line(asked.title, field="title", what="what is tested"),
        "action": _checked_action(plan, asked.action),
        "plan_text": checked_words(asked.plan_text, field="plan_text"),
        "predicted": checked_words(asked.predicted, field="predicted"),
        "do_text": checked_words(asked.do_text, field="do_text"),
        "study_text": study,
        "act": act,
        "act_text": checked_words(asked.act_text, field="act_text"),
        "what_is_counted": counted,
        "starts_on": asked.starts_on,
        "ends_on": asked.ends_on,
    }


def _checked_action(plan: ImprovementPlan, number: int | None) -> Action | None:
    if number is None:
        return None
    found = plan.actions.filter(number=number).first()
    if found is None:
        raise NotAPlan("action", f"There is no action {number} in this plan.")
    return found


def _plain(cycle: Cycle) -> dict[str, Any]:
    """A cycle as the chain of changes keeps it; of its long texts only whether there are any."""
    days = {key: getattr(cycle, key) for key in ("starts_on", "ends_on")}
    long_texts = {key: bool(getattr(cycle, key)) for key in ("do_text", "study_text")}
    return {
        "title": cycle.title,
        "of_action": cycle.action.number if cycle.action else "",
        "predicted": cycle.predicted,
        "act": cycle.act,
        "act_text": cycle.act_text,
        **long_texts,
        **{key: day.isoformat() if day else "" for key, day in days.items()},
    }

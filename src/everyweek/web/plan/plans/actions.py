"""Making a plan, changing what it says of itself, and who reads it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader
from everyweek.web.plan.plans.aims import AimAsked as AimAsked
from everyweek.web.plan.plans.aims import add_aim as add_aim
from everyweek.web.plan.plans.aims import change_aim as change_aim
from everyweek.web.plan.plans.aims import remove_aim as remove_aim
from everyweek.web.plan.plans.checks import (
    checked_intervention,
    checked_line,
    checked_organisation,
    checked_words,
    one_of,
)
from everyweek.web.plan.plans.copying import copy_template
from everyweek.web.plan.plans.errors import NotAPlan
from everyweek.web.plan.plans.holding import differing, held, hold_writer, record_of
from everyweek.web.plan.plans.keys import free_key
from everyweek.web.plan.plans.models import ImprovementPlan, PlanMember
from everyweek.web.plan.templates.template import PlanTemplate
from everyweek.web.plan.vocabulary import PLAN_STATES, READERS

NO_TITLE = "a title that says what the plan is about"
MOST_AT_ONCE = 10
"""So many may take a key from under somebody who makes a plan of the same title."""


@dataclass(frozen=True, slots=True)
class PlanAsked:
    """A plan as somebody wants it.

    readers : a key of READERS. from_round, from_place, from_theme : the gap of an assessment it answers, as keys.
    """

    title: str
    organisation: str
    about: str = ""
    readers: str = "organisation"
    from_round: str = ""
    from_place: str = ""
    from_theme: str = ""


@transaction.atomic
def make_plan(*, by: Reader, asked: PlanAsked, template: PlanTemplate | None = None, now: datetime) -> ImprovementPlan:
    """Make a plan, led by whoever makes it; with what the template brings, when there is one.

    Raises NotAPlan, NotPermitted, WriterIsGone.
    """
    organisation = checked_organisation(asked.organisation)
    check(by, "plan.make", organisation)
    title = checked_line(asked.title, field="title", what=NO_TITLE)
    hold_writer(by)
    plan = _kept(
        title=title,
        about=checked_words(asked.about or (template.about if template else ""), field="about"),
        organisation=organisation,
        readers=one_of(asked.readers, READERS, field="readers", what="who may read it"),
        template=checked_intervention(template.intervention) if template else "",
        from_round=asked.from_round[:60],
        from_place=asked.from_place[:60],
        from_theme=asked.from_theme[:60],
        made_by_id=by.identity,
        created_at=now,
        updated_at=now,
    )
    PlanMember.objects.create(plan=plan, person_id=by.identity, leads=True, added_at=now)
    record_of(by, "plan.made", plan, after={"title": title, "organisation": organisation}, now=now)
    if template:
        copy_template(template, plan, by=by, now=now)
    return plan


def _kept(*, title: str, **columns: Any) -> ImprovementPlan:
    """The row, under a key that is free: of two who make plans of one title at once, the second gets a number."""
    for _ in range(MOST_AT_ONCE):
        try:
            with transaction.atomic():
                return ImprovementPlan.objects.create(key=free_key(title), title=title, **columns)
        except IntegrityError:
            continue
    raise NotAPlan("title", "Others make plans of this title at this very moment. Give yours another, or try again.")


@dataclass(frozen=True, slots=True)
class PlanWords:
    """What a plan says of itself. readers : None leaves who reads it as it is."""

    title: str
    about: str
    state: str
    readers: str | None = None


@transaction.atomic
def change_plan(
    *, by: Reader, plan: ImprovementPlan, asked: PlanWords, seen_version: int, now: datetime
) -> ImprovementPlan:
    """Change title, words and state; and who reads it, which only those who look after the plan may.

    Raises NotAPlan, NotPermitted, ChangedMeanwhile, WriterIsGone.
    """
    plan = held(by, plan)
    if plan.version != seen_version:
        raise ChangedMeanwhile("The plan")
    readers = plan.readers if asked.readers is None else asked.readers
    if readers != plan.readers:
        check(by, "plan.look-after", plan)
    after = {
        "title": checked_line(asked.title, field="title", what=NO_TITLE),
        "about": checked_words(asked.about, field="about"),
        "state": one_of(asked.state, PLAN_STATES, field="state", what="how the plan stands"),
        "readers": one_of(readers, READERS, field="readers", what="who may read it"),
    }
    was, now_is = differing({key: getattr(plan, key) for key in after}, after)
    was_private = plan.readers == "team"
    for key, value in after.items():
        setattr(plan, key, value)
    plan.version, plan.updated_at = plan.version + 1, now
    plan.save()
    record_of(by, "plan.changed", plan, before=was, after=now_is, was_private=was_private, now=now)
    return plan

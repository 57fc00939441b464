"""Copying a template into a new plan: its drivers, dated actions, risks and first cycle. Its aim waits for a target."""

from datetime import datetime

from django.utils import timezone

from everyweek.web.people.reader import Reader
from everyweek.web.plan.actions.models import Action, ActionNeeds
from everyweek.web.plan.cycles.models import Cycle, Risk
from everyweek.web.plan.plans.holding import record_of
from everyweek.web.plan.plans.models import Driver, ImprovementPlan
from everyweek.web.plan.templates.template import PlanTemplate


def copy_template(template: PlanTemplate, plan: ImprovementPlan, *, by: Reader, now: datetime) -> None:
    """Copy everything that the template brings. One entry of the chain tells of it: nobody typed any of it."""
    drivers = _copied_drivers(template, plan)
    actions = _copied_actions(template, plan, drivers, now=now)
    _copy_risks(template, plan, now=now)
    cycle = template.cycle
    Cycle.objects.create(
        plan=plan,
        action=actions.get(cycle.action),
        number=1,
        title=cycle.title,
        plan_text=cycle.plan_text,
        predicted=cycle.predicted,
        what_is_counted=cycle.counted,
        created_at=now,
        updated_at=now,
    )
    counts = {"drivers": len(drivers), "actions": len(actions), "risks": len(template.risks)}
    record_of(by, "plan.template-copied", plan, after={"template": template.intervention, **counts}, now=now)


def _copied_drivers(template: PlanTemplate, plan: ImprovementPlan) -> dict[str, Driver]:
    made: dict[str, Driver] = {}
    for position, one in enumerate(template.drivers, start=1):  # a parent stands above its children
        parent = made.get(one.parent)
        made[one.key] = Driver.objects.create(plan=plan, parent=parent, kind=one.kind, text=one.text, position=position)
    return made


def _copied_actions(
    template: PlanTemplate, plan: ImprovementPlan, drivers: dict[str, Driver], *, now: datetime
) -> dict[str, Action]:
    made: dict[str, Action] = {}
    for number, dated in enumerate(template.dated(timezone.localdate(now)), start=1):
        one = dated.action
        made[one.key] = Action.objects.create(
            plan=plan,
            number=number,
            title=one.title,
            about=one.about,
            owner_role=one.role,
            organisation=plan.organisation,
            intervention=template.intervention,
            driver=drivers.get(one.driver),
            measure=one.measure,
            starts_on=dated.starts_on,
            due_on=dated.due_on,
            created_at=now,
            updated_at=now,
        )
    ActionNeeds.objects.bulk_create(
        ActionNeeds(action=made[one.key], needed=made[key]) for one in template.actions for key in one.needs
    )
    return made


def _copy_risks(template: PlanTemplate, plan: ImprovementPlan, *, now: datetime) -> None:
    Risk.objects.bulk_create(
        Risk(
            plan=plan,
            text=one.text,
            likelihood=one.likelihood,
            impact=one.impact,
            mitigation=one.mitigation,
            created_at=now,
            updated_at=now,
        )
        for one in template.risks
    )

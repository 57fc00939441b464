"""The page of a plan: everything that somebody needs in ten seconds, and links to the rest."""

from datetime import date
from typing import Any

from django.urls import reverse

from everyweek.measures import MEASURES
from everyweek.web.design.wording import several
from everyweek.web.people.discussion.text import as_typed
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader
from everyweek.web.plan.actions.presenters import action_on_page, next_actions
from everyweek.web.plan.actions.queries import actions_of
from everyweek.web.plan.cycles.presenters import cycle_in_list, risk_on_page
from everyweek.web.plan.cycles.queries import cycles_of, risks_of
from everyweek.web.plan.plans.forms import CommentForm
from everyweek.web.plan.plans.models import ImprovementPlan
from everyweek.web.plan.plans.pages import head
from everyweek.web.plan.plans.presenters import (
    aim_on_page,
    assessment_of,
    comments_on_page,
    facts_of,
    links_on_page,
)
from everyweek.web.plan.plans.queries import Box, diagram_of, members_of
from everyweek.web.plan.templates.queries import template_of

MOST_NEXT, MOST_CYCLES, MOST_RISKS = 8, 3, 3


def plan_page(plan: ImprovementPlan, reader: Reader, *, today: date) -> dict[str, Any]:
    """What the page shows."""
    rows = actions_of(plan, today=today)
    late = sorted((row for row in rows if row.days_late), key=lambda row: -row.days_late)
    coming = next_actions(rows, today=today)
    risks = [one for one in risks_of(plan) if one.closed_on is None]
    cycles = cycles_of(plan)
    boxes = diagram_of(plan)
    return {
        "head": head(plan, "plan"),
        "about": as_typed(plan.about),
        "facts": facts_of(plan, members_of(plan)),
        "assessment": assessment_of(plan),
        "can_change": can(reader, "plan.change", plan),
        "looks_after": can(reader, "plan.look-after", plan),
        "aims": tuple(aim_on_page(aim) for aim in _aims(plan)),
        "suggested": _suggested(plan),
        "left": tuple(action_on_page(row) for row in rows if row.lost_its_owner),
        "late": tuple(action_on_page(row) for row in late),
        "next": tuple(action_on_page(row) for row in coming[:MOST_NEXT]),
        "actions": _counts(rows),
        "drivers": _drivers(boxes),
        "cycles": tuple(cycle_in_list(one) for one in cycles[:MOST_CYCLES]),
        "n_cycles": len(cycles),
        "risks": tuple(risk_on_page(one) for one in risks[:MOST_RISKS]),
        "n_risks": len(risks),
        "links": links_on_page(plan, reader),
        "comments": comments_on_page(plan.comments.filter(action=None).select_related("author", "plan"), reader),
        "comment_form": CommentForm(),
        "can_comment": can(reader, "plan.comment", plan),
    }


def _aims(plan: ImprovementPlan) -> list[Any]:
    return list(plan.aims.select_related("plan"))


def _counts(rows: Any) -> str:
    if not rows:
        return ""
    done = sum(row.state == "done" for row in rows)
    is_open = sum(row.is_open for row in rows)
    return f"{several(len(rows), 'action')}: {is_open} still open, {done} done."


def _drivers(boxes: tuple[Box, ...]) -> tuple[dict[str, Any], ...]:
    """The primary drivers, with how many change ideas act on each."""
    return tuple({"text": box.text, "ideas": several(_ideas(box), "change idea")} for box in boxes)


def _ideas(box: Box) -> int:
    return sum((child.kind == "idea") + _ideas(child) for child in box.children)


def _suggested(plan: ImprovementPlan) -> dict[str, str] | None:
    """The measure that the template of the plan suggests as its aim, while there is none."""
    template = template_of(plan.template) if plan.template and not plan.aims.exists() else None
    if template is None or template.aim.measure not in MEASURES:
        return None
    address = reverse("plan-new-aim", kwargs={"plan": plan.key})
    return {
        "title": MEASURES[template.aim.measure].title,
        "why": template.aim.why,
        "address": f"{address}?measure={template.aim.measure}&organisation={plan.organisation}",
    }

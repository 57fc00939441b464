"""The actions of a plan: as a list, by owner, on a board, over time; one of them; what is overdue anywhere."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from everyweek.web.people.discussion.text import as_typed
from everyweek.web.people.permissions import can
from everyweek.web.people.presence import reader
from everyweek.web.plan.actions.models import Action
from everyweek.web.plan.actions.presenters import action_on_page, board_of, by_owner, facts_of_action
from everyweek.web.plan.actions.queries import action_in, actions_of, lines_of, my_overdue
from everyweek.web.plan.actions.timeline import NARROW, WIDE, draw_timeline, has_days
from everyweek.web.plan.cycles.presenters import cycle_in_list
from everyweek.web.plan.plans.forms import CommentForm
from everyweek.web.plan.plans.models import ImprovementPlan
from everyweek.web.plan.plans.pages import PLANS, head, trail
from everyweek.web.plan.plans.presenters import comments_on_page


@require_safe
@never_cache
def list_actions(request: HttpRequest, plan: str) -> HttpResponse:
    """Every action, by number or by whose they are."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    rows = actions_of(found, today=timezone.localdate())
    is_by_owner = request.GET.get("by") == "owner"
    context = {
        **_common(request, found, "plan-actions"),
        "is_by_owner": is_by_owner,
        "groups": by_owner(rows)
        if is_by_owner
        else ({"owner": "", "rows": tuple(action_on_page(row) for row in rows)},),
        "total": len(rows),
    }
    return render(request, "plan/actions/actions.html", context)


@require_safe
@never_cache
def board(request: HttpRequest, plan: str) -> HttpResponse:
    """The actions in columns by how far they are."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    rows = actions_of(found, today=timezone.localdate())
    context = {**_common(request, found, "plan-board"), "columns": board_of(rows), "total": len(rows)}
    return render(request, "plan/actions/board.html", context)


@require_safe
@never_cache
def timeline(request: HttpRequest, plan: str) -> HttpResponse:
    """The actions over time, drawn and as a table."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    today = timezone.localdate()
    rows = tuple(row for row in actions_of(found, today=today) if row.state != "dropped")
    dated = tuple(
        sorted((row for row in rows if has_days([row])), key=lambda row: (row.starts_on or row.due_on, row.number))
    )
    context = {
        **_common(request, found, "plan-timeline"),
        "wide": draw_timeline(dated, today=today, form=WIDE) if dated else "",
        "narrow": draw_timeline(dated, today=today, form=NARROW) if dated else "",
        "rows": tuple(action_on_page(row) for row in (*dated, *(row for row in rows if not has_days([row])))),
        "total": len(rows),
    }
    return render(request, "plan/actions/timeline.html", context)


@require_safe
@never_cache
def action(request: HttpRequest, plan: str, action: int) -> HttpResponse:
    """An action with what was said about it."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    row = action_in(found, action)
    (line,) = lines_of(Action.objects.filter(pk=row.pk), today=timezone.localdate())
    who = reader(request)
    comments = found.comments.filter(action=row).select_related("author", "plan")
    context: dict[str, Any] = {
        **_common(request, found, "plan-actions"),
        "page": action_on_page(line),
        "facts": facts_of_action(line),
        "about": as_typed(line.about),
        "cycles": tuple(
            cycle_in_list(one) for one in row.cycles.select_related("plan", "action").prefetch_related("points")
        ),
        "comments": comments_on_page(comments, who),
        "comment_form": CommentForm(),
        "can_comment": can(who, "plan.comment", found),
        "can_move": can(who, "action.move", row),
    }
    return render(request, "plan/actions/action.html", context)


@require_safe
@never_cache
def overdue(request: HttpRequest) -> HttpResponse:
    """What is overdue in all plans of a reader."""
    rows = my_overdue(reader(request), today=timezone.localdate())
    context = {
        "rows": tuple(action_on_page(row) for row in rows),
        "total": len(rows),
        "breadcrumbs": list(PLANS),
    }
    return render(request, "plan/actions/overdue.html", context)


def _common(request: HttpRequest, plan: ImprovementPlan, here: str) -> dict[str, Any]:
    return {
        "head": head(plan, here),
        "can_change": can(reader(request), "plan.change", plan),
        "breadcrumbs": trail(plan),
    }

"""Finding cycles and risks of plans."""

from collections.abc import Mapping
from typing import Any

from everyweek.web.plan.cycles.models import Cycle, Risk
from everyweek.web.plan.plans.models import ImprovementPlan
from everyweek.web.plan.plans.queries import NoSuchPlan, part_in, plan_in_address


def cycle_in(plan: ImprovementPlan, number: int) -> Cycle:
    """The cycle of a number (1, 2, …). Raises NoSuchPlan."""
    rows = Cycle.objects.select_related("action", "plan").prefetch_related("points")
    found = rows.filter(plan=plan, number=number).first() if 0 < number < 2**31 else None
    if found is None:
        raise NoSuchPlan
    return found


def plan_of_cycle_in_address(parts: Mapping[str, Any]) -> ImprovementPlan:
    """The plan that an address names, when it has the cycle that the address names. Raises NoSuchPlan."""
    plan = plan_in_address(parts)
    cycle_in(plan, parts["cycle"])
    return plan


def plan_of_risk_in_address(parts: Mapping[str, Any]) -> ImprovementPlan:
    """The plan that an address names, when it has the risk that the address names. Raises NoSuchPlan."""
    plan = plan_in_address(parts)
    part_in(plan, Risk, parts["risk"])
    return plan


def cycles_of(plan: ImprovementPlan) -> tuple[Cycle, ...]:
    """Every cycle, the newest first."""
    return tuple(plan.cycles.select_related("action").prefetch_related("points").order_by("-number"))


def risks_of(plan: ImprovementPlan) -> tuple[Risk, ...]:
    """Every risk: those that are open first, the largest first."""
    rows = plan.risks.select_related("owner")
    return tuple(sorted(rows, key=lambda one: (one.closed_on is not None, -one.likelihood * one.impact, one.pk)))

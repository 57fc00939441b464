"""What was registered, as the pages list it."""

from collections.abc import Mapping
from typing import Any

from everyweek.web.plan.plans.models import ImprovementPlan
from everyweek.web.plan.plans.queries import LARGEST, NoSuchPlan, plan_in_address
from everyweek.web.plan.working.models import Registration


def registrations_of(plan: ImprovementPlan) -> tuple[Registration, ...]:
    """All of a plan, those that were withdrawn as well, the newest change first."""
    rows = Registration.objects.filter(plan=plan).select_related("action", "registered_by", "plan")
    return tuple(rows.order_by("-changed_on", "pk"))


def registration_in_address(parts: Mapping[str, Any]) -> Registration:
    """The registration that an address names. Raises NoSuchPlan."""
    plan = plan_in_address(parts)
    number = int(parts["registration"])
    rows = Registration.objects.select_related("plan", "action", "registered_by")
    found = rows.filter(pk=number, plan=plan).first() if number < LARGEST else None
    if found is None:
        raise NoSuchPlan
    return found


def plan_of_registration_in_address(parts: Mapping[str, Any]) -> ImprovementPlan:
    """The plan of the registration that an address names. Raises NoSuchPlan."""
    return registration_in_address(parts).plan

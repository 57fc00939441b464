"""Plans for programs, beside the library: what they give is described at /api/v1/openapi.json.

Whoever asks signs in as for the pages, and gets the plans that they may read there.
"""

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from everyweek.web.learn.opening.api import MOST, SECOND_STEP, Problem
from everyweek.web.people.accounts.second_factor.required import lacks_second_step
from everyweek.web.people.permissions import can
from everyweek.web.people.presence import reader
from everyweek.web.people.reader import Reader
from everyweek.web.plan.actions.queries import actions_of
from everyweek.web.plan.plans.models import ImprovementPlan
from everyweek.web.plan.plans.queries import PlanFilters, members_of, plans_for
from everyweek.web.plan.working.models import Registration

router = Router(tags=["plans"])


class AskedPlans(Schema):
    """Which plans are asked for."""

    organisation: str = Field(
        "", max_length=12, pattern="^[A-Za-z0-9]*$", description="Only plans of this organisation, by code"
    )
    state: Literal["", "active", "finished", "stopped"] = Field("", description="Only plans in this state")
    offset: int = Field(0, ge=0, le=100_000)
    limit: int = Field(20, ge=1, le=MOST)


class PlanLine(Schema):
    """A plan in a list."""

    key: str
    title: str
    organisation: str
    state: str
    actions: int
    open_actions: int
    overdue_actions: int
    updated_at: str
    address: str


class PlansFound(Schema):
    """A part of the plans that you may read."""

    total: int
    plans: list[PlanLine]


class AimSaid(Schema):
    """What a plan wants to move; values in the unit of the measure: shares from 0 to 1, times in seconds."""

    measure: str
    organisation: str
    from_value: float | None
    to_value: float
    by_day: date
    why: str


class ActionSaid(Schema):
    """An action; needs: numbers of the actions that it waits for; by_how_much: in the unit of its measure, signed."""

    number: int
    title: str
    about: str
    owner: str
    organisation: str
    intervention: str
    measure: str
    by_how_much: float | None
    driver: int | None
    starts_on: date | None
    due_on: date | None
    changed_on: date | None
    state: str
    why_state: str
    needs: list[int]


class DriverSaid(Schema):
    """A box of the driver diagram; parent: its number."""

    number: int
    kind: str
    text: str
    parent: int | None


class RegistrationSaid(Schema):
    """A change whose effect is looked at, as it was registered; expected: by how much at least."""

    measure: str
    organisation: str
    action: int | None
    expected_direction: str
    expected: float | None
    changed_on: date
    ends_on: date | None
    peers: list[str]
    registered_at: str
    figures_were_loaded_already: bool
    withdrawn: str


class WholePlan(Schema):
    """All that a plan says."""

    key: str
    title: str
    about: str
    organisation: str
    state: str
    readers: str
    people: list[str]
    address: str
    updated_at: str
    aims: list[AimSaid]
    drivers: list[DriverSaid]
    actions: list[ActionSaid]
    registrations: list[RegistrationSaid]


@router.get(
    "/plans",
    response={200: PlansFound, 401: Problem, 403: Problem},
    url_name="plans",
    summary="The improvement plans you may read",
)
def plans(request: HttpRequest, asked: Query[AskedPlans]) -> Status[Any]:
    """Your own come first, then what changed last."""
    who = reader(request)
    if not who.is_signed_in:
        return Status(401, {"detail": "Sign in first: plans are for those who may read them."})
    if _lacks_second_step(who):
        return Status(403, {"detail": SECOND_STEP})
    filters = PlanFilters(organisation=asked.organisation, state=asked.state)
    found = plans_for(who, filters, today=timezone.localdate())
    rows = found[asked.offset : asked.offset + asked.limit]
    return Status(200, {"total": len(found), "plans": [_line(request, one) for one in rows]})


@router.get(
    "/plans/{slug:key}",
    response={200: WholePlan, 403: Problem, 404: Problem},
    url_name="one-plan",
    summary="One plan, by its key",
)
def one_plan(request: HttpRequest, key: str) -> Status[Any]:
    """Its aims, drivers, actions and registered changes; cycles, risks and comments are in its workbook."""
    found = ImprovementPlan.objects.filter(key=key).first()
    who = reader(request)
    if found is None or not can(who, "plan.read", found):
        return Status(404, {"detail": "There is no such plan that you may read. Perhaps you must sign in."})
    if _lacks_second_step(who):
        return Status(403, {"detail": SECOND_STEP})
    return Status(200, _whole(request, found))


def _lacks_second_step(who: Reader) -> bool:
    """As the gate asks of the pages of plans; these addresses it lets pass, so that a program gets its answer here."""
    return lacks_second_step(who, "plan.read", address_name="api:plans")


def _line(request: HttpRequest, row: Any) -> dict[str, Any]:
    return {
        "key": row.key,
        "title": row.title,
        "organisation": row.organisation,
        "state": row.state,
        "actions": row.actions,
        "open_actions": row.open,
        "overdue_actions": row.overdue,
        "updated_at": row.updated_at.isoformat(),
        "address": _address(request, row.key),
    }


def _whole(request: HttpRequest, plan: ImprovementPlan) -> dict[str, Any]:
    same = ("key", "title", "about", "organisation", "state", "readers")
    return {
        **{name: getattr(plan, name) for name in same},
        "people": [one.name for one in members_of(plan)],
        "address": _address(request, plan.key),
        "updated_at": plan.updated_at.isoformat(),
        "aims": list(plan.aims.values("measure", "organisation", "from_value", "to_value", "by_day", "why")),
        "drivers": [
            {"number": one.pk, "kind": one.kind, "text": one.text, "parent": one.parent_id}
            for one in plan.drivers.all()
        ],
        "actions": _actions(plan),
        "registrations": [_registration(one) for one in plan.registrations.select_related("action")],
    }


def _actions(plan: ImprovementPlan) -> list[dict[str, Any]]:
    sizes = dict(plan.actions.values_list("number", "by_how_much"))
    same = ("number", "title", "about", "organisation", "intervention", "measure", "driver", "state", "why_state")
    return [
        {
            **{name: getattr(one, name) for name in (*same, "starts_on", "due_on", "changed_on")},
            "by_how_much": sizes.get(one.number),
            "owner": one.owner_name or one.owner_role,
            "needs": [need.number for need in one.needs],
        }
        for one in actions_of(plan, today=timezone.localdate())
    ]


def _registration(one: Registration) -> dict[str, Any]:
    return {
        "measure": one.measure,
        "organisation": one.organisation,
        "action": one.action.number if one.action else None,
        "expected_direction": one.better_is,
        "expected": one.expected,
        "changed_on": one.changed_on,
        "ends_on": one.ends_on,
        "peers": one.peers,
        "registered_at": one.registered_at.isoformat(),
        "figures_were_loaded_already": one.is_after_figures,
        "withdrawn": one.why_withdrawn if one.withdrawn_at else "",
    }


def _address(request: HttpRequest, key: str) -> str:
    return request.build_absolute_uri(reverse("plan", kwargs={"plan": key}))

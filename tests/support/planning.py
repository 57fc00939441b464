"""Plans for tests, made through the actions: a plan of ZZ1, its aims, actions, cycles and risks."""

from datetime import UTC, date, datetime
from typing import Any

from django.test import Client
from support.cast import Cast
from support.people import reader

from everyweek.web.plan.actions.actions import ActionAsked, add_action
from everyweek.web.plan.actions.models import Action
from everyweek.web.plan.cycles.actions import CycleAsked, add_cycle
from everyweek.web.plan.cycles.models import Cycle, Risk
from everyweek.web.plan.cycles.risks import RiskAsked, add_risk
from everyweek.web.plan.plans.actions import PlanAsked, make_plan
from everyweek.web.plan.plans.aims import AimAsked, add_aim
from everyweek.web.plan.plans.comments import write_comment
from everyweek.web.plan.plans.drivers import DriverAsked, add_driver
from everyweek.web.plan.plans.links import add_link
from everyweek.web.plan.plans.members import add_member
from everyweek.web.plan.plans.models import Aim, ImprovementPlan

AT = datetime(2026, 6, 2, 9, 0, tzinfo=UTC)
MEASURE = "four_hour_performance"


def plan_of(
    cast: Cast, who: str = "member", *, title: str = "Winter beds", now: datetime = AT, **asked: Any
) -> ImprovementPlan:
    """A plan of ZZ1, led by its member."""
    wanted = {"organisation": "ZZ1", **asked}
    return make_plan(by=cast.reader(who), asked=PlanAsked(title=title, **wanted), now=now)


def with_contributor(cast: Cast) -> ImprovementPlan:
    """A plan that the member leads and on which the contributor works too."""
    plan = plan_of(cast)
    add_member(by=cast.reader("member"), plan=plan, email="contributor@example.nhs.uk", leads=False, now=AT)
    return plan


def aim_of(cast: Cast, plan: ImprovementPlan, who: str = "member", *, now: datetime = AT, **asked: Any) -> Aim:
    """An aim of the plan: four-hour performance of ZZ1 from 70% to 78% by the end of March 2027."""
    wanted: dict[str, Any] = {
        "measure": MEASURE, "organisation": plan.organisation, "from_value": 0.70, "to_value": 0.78,
        "by_day": date(2027, 3, 31), **asked,
    }  # fmt: skip
    return add_aim(by=cast.reader(who), plan=plan, asked=AimAsked(**wanted), now=now)


def action_of(
    cast: Cast,
    plan: ImprovementPlan,
    title: str = "Board rounds",
    who: str = "member",
    *,
    now: datetime = AT,
    **asked: Any,
) -> Action:
    """An action of the plan."""
    return add_action(by=cast.reader(who), plan=plan, asked=ActionAsked(title=title, **asked), now=now)


def cycle_of(
    cast: Cast, plan: ImprovementPlan, title: str = "One ward", who: str = "member", *, now: datetime = AT, **asked: Any
) -> Cycle:
    """A cycle of the plan."""
    return add_cycle(by=cast.reader(who), plan=plan, asked=CycleAsked(title=title, **asked), now=now)


def risk_of(
    cast: Cast, plan: ImprovementPlan, text: str = "No beds", who: str = "member", *, now: datetime = AT, **asked: Any
) -> Risk:
    """A risk of the plan."""
    wanted = {"likelihood": 3, "impact": 4, **asked}
    return add_risk(by=cast.reader(who), plan=plan, asked=RiskAsked(text=text, **wanted), now=now)


def browser(cast: Cast, who: str = "member") -> Client:
    """The browser of one of the cast, signed in."""
    return reader(cast[who])


def token(client: Client, address: str) -> str:
    """The token of a form that counts once."""
    return client.get(address).content.decode().partition('name="once" value="')[2].partition('"')[0]


def posted(client: Client, address: str, typed: dict[str, Any], *, form: str = "") -> Any:
    """Send a form. form : the page on which its token stands, when that is another one."""
    return client.post(address, {"once": token(client, form or address), **typed})


def things_of_planning(cast: Cast, *, now: datetime) -> dict[str, dict[str, dict[str, Any]]]:
    """A plan for its organisation and one for its team, with one of everything, for the walk through every address."""
    things: dict[str, dict[str, dict[str, Any]]] = {}
    for readers, words in (("organisation", "a plan of ZZ1"), ("team", "a plan of ZZ1 for its team only")):
        plan = plan_of(cast, title=f"A plan for {readers}", readers=readers, now=now)
        me = cast.reader("member")
        aim = aim_of(cast, plan, by_day=date(2099, 3, 31), now=now)
        box = add_driver(by=me, plan=plan, asked=DriverAsked("primary", "Beds are free"), now=now)
        action = action_of(cast, plan, now=now)
        cycle = cycle_of(cast, plan, now=now)
        risk = risk_of(cast, plan, now=now)
        link = add_link(by=me, plan=plan, address="/measures/", title="Measures", now=now)
        comment = write_comment(by=me, plan=plan, text="Well done", now=now)
        parts = {"plan": plan.key}
        of_each = {
            "plan": parts,
            "aim plan": parts | {"aim": aim.pk},
            "driver plan": parts | {"driver": box.pk},
            "action plan": parts | {"action": action.number},
            "cycle plan": parts | {"cycle": cycle.number},
            "plan risk": parts | {"risk": risk.pk},
            "link plan": parts | {"link": link.pk},
            "comment plan": parts | {"comment": comment.pk},
            "person plan": parts | {"person": cast["member"].pk},
        }
        for names, values in of_each.items():
            things.setdefault(" ".join(sorted(names.split())), {})[words] = values
    return things

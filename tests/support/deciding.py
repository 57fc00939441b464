"""What is registered and offered of plans, made through the actions, for the walk through every address."""

from datetime import date, datetime
from typing import Any

from support.cast import Cast
from support.planning import MEASURE, plan_of

from everyweek.web.plan.plans.models import ImprovementPlan
from everyweek.web.plan.proposals.actions import offer
from everyweek.web.plan.working.actions import RegistrationAsked, register

OFFERED = {
    "community": ("community's member", "an offer to the open community"),
    "learning": ("learning network's member", "an offer to the learning network"),
}


def things_of_deciding(
    cast: Cast, things: dict[str, dict[str, dict[str, Any]]], *, now: datetime
) -> dict[str, dict[str, dict[str, Any]]]:
    """A registration of each plan that the walk knows, and offers of plans to two networks."""
    made: dict[str, dict[str, dict[str, Any]]] = {"plan registration": {}, "proposal": {}, "api:one-plan: key": {}}
    for words, parts in things["plan"].items():
        plan = ImprovementPlan.objects.get(key=parts["plan"])
        asked = RegistrationAsked(MEASURE, "ZZ1", "up", date(2026, 7, 1))
        one = register(by=cast.reader("member"), plan=plan, asked=asked, now=now)
        made["plan registration"][words] = parts | {"registration": one.pk}
        made["api:one-plan: key"][words] = {"key": plan.key}
    for network, (who, words) in OFFERED.items():
        plan = plan_of(cast, who, title=f"Offered to {network}", readers="team", now=now)
        one_offer = offer(
            by=cast.reader(who), plan=plan, network=cast.networks[network], words="It works.", asks_for="", now=now
        )
        made["proposal"][words] = {"proposal": one_offer.pk}
    return made

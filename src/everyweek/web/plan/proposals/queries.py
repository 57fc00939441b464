"""Plans that are offered to networks."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404

from everyweek.web.people.models import Network
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader
from everyweek.web.plan.plans.models import ImprovementPlan
from everyweek.web.plan.plans.queries import LARGEST
from everyweek.web.plan.proposals.models import Proposal


class NoSuchProposal(Http404):
    """No offer has this number."""

    title = "There is no such offer"
    message = "The address leads to no offer of a plan that you can read."


def proposal_in_address(parts: Mapping[str, Any]) -> Proposal:
    """The proposal that an address names. Raises NoSuchProposal."""
    number = int(parts["proposal"])
    rows = Proposal.objects.select_related("plan", "network", "made_by")
    found = rows.filter(pk=number).first() if number < LARGEST else None
    if found is None:
        raise NoSuchProposal
    return found


def proposals_of(plan: ImprovementPlan) -> tuple[Proposal, ...]:
    """Where a plan was offered, the newest first."""
    return tuple(Proposal.objects.filter(plan=plan).select_related("network", "plan").order_by("-pk"))


def proposals_to(network: Network) -> tuple[Proposal, ...]:
    """What was offered to a network: what waits for it first, then the newest."""
    rows = Proposal.objects.filter(network=network).exclude(state="withdrawn").select_related("plan")
    return tuple(sorted(rows.order_by("-pk"), key=lambda one: one.state not in ("sent", "questions")))


def networks_to_offer_to(reader: Reader) -> tuple[Network, ...]:
    """Networks that somebody is in and that are open, by name."""
    inside = Network.objects.filter(pk__in=reader.networks(), ended_at=None).order_by("name")
    return tuple(network for network in inside if can(reader, "network.write", network))

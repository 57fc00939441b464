"""Telling the leads of a network what is offered to it, and those who work on a plan what the network says."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from everyweek.web.people.models import Role
from everyweek.web.people.notifications.actions import notify
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import reader_of
from everyweek.web.plan.proposals.models import Proposal, ProposalStep

TO_LEADS = {
    "sent": "A plan is offered to {network} to test at scale: {plan}",
    "answered": "Your question about the plan {plan} was answered",
    "withdrawn": "The plan {plan} is no longer offered to {network}",
}
TO_TEAM = {
    "asked": "{network} asks something about the plan {plan}",
    "accepted": "{network} takes up the plan {plan}",
    "declined": "{network} does not take up the plan {plan}",
}


def tell_leads(proposal: Proposal, step: ProposalStep, *, now: datetime) -> None:
    """Tell everybody who may decide about it."""
    _tell(leads_of(proposal), TO_LEADS, proposal, step, now=now, inside=True)


def tell_team(proposal: Proposal, step: ProposalStep, *, now: datetime) -> None:
    """Tell everybody who works on the plan."""
    people = proposal.plan.members.values_list("person_id", flat=True)
    _tell(people, TO_TEAM, proposal, step, now=now, inside=False)


def leads_of(proposal: Proposal) -> Iterable[int]:
    """Everybody who may decide about it now, by the same rule as the pages."""
    held = Role.objects.filter(kind="network_lead", network=proposal.network, until=None, person__is_active=True)
    people = held.order_by("person_id").values_list("person_id", flat=True).distinct()
    return [person for person in people if can(reader_of(person), "proposal.decide", proposal)]


def _tell(
    people: Iterable[int],
    titles: dict[str, str],
    proposal: Proposal,
    step: ProposalStep,
    *,
    now: datetime,
    inside: bool,
) -> None:
    notify(
        (person for person in people if person != step.by_id),  # whoever did it knows
        kind="proposal",
        key=f"proposal-step-{step.pk}",
        title=titles[step.what].format(network=proposal.network.name, plan=f"“{proposal.plan.title}”"),
        text=step.words,
        address=reverse("proposal", kwargs={"proposal": proposal.pk}),
        network=proposal.network if inside else None,
        now=now,
    )

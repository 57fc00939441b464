"""The predicates that permissions of plans are made of, beside those of the file `predicates`."""

from typing import Any

import rules
from django.utils import timezone

from everyweek.web.people.organisations.known import organisations_above
from everyweek.web.people.predicates import administers, belongs_to, is_inside, leads
from everyweek.web.people.reader import Reader

# Of the code of an organisation


@rules.predicate
def may_plan_for(reader: Reader, code: str) -> bool:
    """Holds a role at the organisation, or administers it."""
    return bool(belongs_to(reader, code)) or bool(administers(reader, code))


# Of a plan


@rules.predicate
def works_on(reader: Reader, plan: Any) -> bool:
    """Is one of those who work on the plan."""
    return reader.is_signed_in and plan.members.filter(person=reader.identity).exists()


@rules.predicate
def leads_plan(reader: Reader, plan: Any) -> bool:
    """Leads the plan; or works on it, once nobody who leads it has an open account any more."""
    mine = plan.members.filter(person=reader.identity).first() if reader.is_signed_in else None
    if mine is None or mine.leads:
        return mine is not None
    return not plan.members.filter(leads=True, person__is_active=True).exists()


@rules.predicate
def has_an_action_of(reader: Reader, plan: Any) -> bool:
    """Is a champion of its organisation, or of its board or region, to whom an action of the plan was given."""
    mine = reader.organisations("champion")
    if not mine or mine.isdisjoint(organisations_above(plan.organisation, on=timezone.localdate())):
        return False
    return bool(plan.actions.filter(owner=reader.identity).exists())


@rules.predicate
def is_for_its_organisation(reader: Reader, plan: Any) -> bool:
    """The plan is for its organisation to read, or for everybody."""
    return plan.readers in ("organisation", "everybody")


@rules.predicate
def is_plan_for_everybody(reader: Reader, plan: Any) -> bool:
    """The plan is for everybody who signs in."""
    return reader.is_signed_in and plan.readers == "everybody"


@rules.predicate
def is_of_its_organisation(reader: Reader, plan: Any) -> bool:
    """Holds a role at the organisation of the plan, or administers it."""
    return bool(may_plan_for(reader, plan.organisation))


@rules.predicate
def administers_its_organisation(reader: Reader, plan: Any) -> bool:
    """Administers the organisation of the plan."""
    return bool(administers(reader, plan.organisation))


@rules.predicate
def is_of_a_network_that_it_was_offered_to(reader: Reader, plan: Any) -> bool:
    """Is inside a network to which the plan was offered, and that may still decide or has taken it up."""
    offered = plan.proposals.exclude(state__in=("withdrawn", "declined")).select_related("network")
    return any(is_inside(reader, proposal.network) for proposal in offered)


reads_plan = (
    works_on
    | has_an_action_of
    | is_plan_for_everybody
    | (is_for_its_organisation & is_of_its_organisation)
    | is_of_a_network_that_it_was_offered_to
)
changes_plan = works_on
looks_after_plan = leads_plan | (is_for_its_organisation & administers_its_organisation)

# Of an action


@rules.predicate
def works_on_plan_of(reader: Reader, action: Any) -> bool:
    """Works on the plan that the action is of."""
    return bool(changes_plan(reader, action.plan))


@rules.predicate
def owns_action(reader: Reader, action: Any) -> bool:
    """Owns the action, and may still read the plan."""
    return reader.is_signed_in and action.owner_id == reader.identity and bool(reads_plan(reader, action.plan))


@rules.predicate
def reads_plan_of(reader: Reader, action: Any) -> bool:
    """Reads the plan that the action is of."""
    return bool(reads_plan(reader, action.plan))


# Of a proposal


@rules.predicate
def decides_on(reader: Reader, proposal: Any) -> bool:
    """Leads the network that the plan was offered to, and did not offer it."""
    return bool(leads(reader, proposal.network)) and proposal.made_by_id != reader.identity


@rules.predicate
def reads_proposal(reader: Reader, proposal: Any) -> bool:
    """Reads the plan, or is inside the network that it was offered to."""
    return bool(reads_plan(reader, proposal.plan)) or bool(is_inside(reader, proposal.network))


@rules.predicate
def offered(reader: Reader, proposal: Any) -> bool:
    """Works on the plan that is offered."""
    return bool(works_on(reader, proposal.plan))

"""Who may do what with improvement plans."""

from everyweek.web.people.permissions.permission import Permission
from everyweek.web.people.plan_predicates import (
    changes_plan,
    decides_on,
    looks_after_plan,
    may_plan_for,
    offered,
    owns_action,
    reads_plan,
    reads_proposal,
    works_on_plan_of,
)
from everyweek.web.people.predicates import signed_in

PERMISSIONS = (
    Permission("plan.home", signed_in, "", "Sign in first."),
    Permission(
        "plan.make",
        may_plan_for,
        "the code of an organisation",
        "Only people of the organisation, and those who administer it, make plans for it.",
    ),
    Permission(
        "plan.read",
        reads_plan,
        "a plan",
        "Only those for whom it is meant read this plan.",
        hides=True,
    ),
    Permission("plan.change", changes_plan, "a plan", "Only those who work on this plan change it."),
    Permission(
        "action.move",
        works_on_plan_of | owns_action,
        "an action",
        "Only whoever owns this action, and those who work on its plan, say how far it is.",
    ),
    Permission(
        "plan.look-after",
        looks_after_plan,
        "a plan",
        "Only those who lead this plan, or administer its organisation, say who works on it and who reads it.",
    ),
    Permission(
        "plan.comment", reads_plan & signed_in, "a plan", "Only those who read this plan comment on it.", hides=True
    ),
    Permission(
        "proposal.read",
        reads_proposal,
        "a proposal",
        "Only those who read the plan, and people of the network, see how it decides.",
        hides=True,
    ),
    Permission(
        "proposal.change", offered, "a proposal", "Only those who work on the plan take its proposal back.", hides=True
    ),
    Permission(
        "proposal.decide",
        decides_on,
        "a proposal",
        "Only leads of the network who did not make the proposal decide about it.",
    ),
)

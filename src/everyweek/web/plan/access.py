"""What every address of plans needs."""

from everyweek.web.people.access import EVERYBODY, Access
from everyweek.web.plan.actions.queries import action_in_address, plan_of_action_in_address
from everyweek.web.plan.cycles.queries import plan_of_cycle_in_address, plan_of_risk_in_address
from everyweek.web.plan.plans.queries import (
    organisation_in_address,
    plan_in_address,
    plan_of_aim_in_address,
    plan_of_comment_in_address,
    plan_of_driver_in_address,
    plan_of_link_in_address,
)
from everyweek.web.plan.proposals.queries import proposal_in_address
from everyweek.web.plan.working.queries import plan_of_registration_in_address

PLAN_TO_READ = (
    "plan",
    "plan-history",
    "plan-drivers",  # the action asks whether a box may be added
    "plan-people",  # the action asks whether somebody may be added
    "plan-person",
    "plan-actions",
    "plan-board",
    "plan-timeline",
    "plan-cycles",
    "plan-risks",
)
PLAN_TO_CHANGE = (
    "plan-edit",
    "plan-new-aim",
    "plan-new-link",
    "plan-new-action",
    "plan-new-cycle",
    "plan-new-risk",
)
PARTS_OF_A_PLAN_TO_READ = ("plan-review", "did-it-work", "plan-workbook", "plan-pdf", "plan-calendar")

ACCESS_OF_PLANS: dict[str, Access] = {
    "plans": Access("plan.home"),
    "plans-overdue": Access("plan.home"),
    "new-plan": Access("plan.home"),  # the action asks for the organisation that is chosen
    "plan-for-gap": Access("plan.make", organisation_in_address),
    **dict.fromkeys(PLAN_TO_READ, Access("plan.read", plan_in_address)),
    **dict.fromkeys(PLAN_TO_CHANGE, Access("plan.change", plan_in_address)),
    **dict.fromkeys(("plan-aim", "plan-remove-aim"), Access("plan.change", plan_of_aim_in_address)),
    **dict.fromkeys(
        ("plan-driver", "plan-move-driver", "plan-remove-driver"), Access("plan.change", plan_of_driver_in_address)
    ),
    "plan-remove-link": Access("plan.change", plan_of_link_in_address),
    "plan-comment": Access("plan.comment", plan_in_address),
    "plan-remove-comment": Access("plan.comment", plan_of_comment_in_address),
    "plan-action": Access("plan.read", plan_of_action_in_address),
    "plan-edit-action": Access("plan.change", plan_of_action_in_address),
    "plan-move-action": Access("action.move", action_in_address),
    "plan-comment-action": Access("plan.comment", plan_of_action_in_address),
    "plan-cycle": Access("plan.read", plan_of_cycle_in_address),
    **dict.fromkeys(
        ("plan-edit-cycle", "plan-cycle-figures", "plan-cycle-remove-figure"),
        Access("plan.change", plan_of_cycle_in_address),
    ),
    "plan-risk": Access("plan.change", plan_of_risk_in_address),
    **dict.fromkeys(("plan-templates", "plan-template", "api:plans", "api:one-plan"), EVERYBODY),
    **dict.fromkeys(PARTS_OF_A_PLAN_TO_READ, Access("plan.read", plan_in_address)),
    **dict.fromkeys(("plan-offer", "register-change"), Access("plan.change", plan_in_address)),
    "registration": Access("plan.read", plan_of_registration_in_address),
    **dict.fromkeys(
        ("withdraw-registration", "draft-case-study"), Access("plan.change", plan_of_registration_in_address)
    ),
    "proposal": Access("proposal.read", proposal_in_address),
    "proposal-decide": Access("proposal.decide", proposal_in_address),
    **dict.fromkeys(("proposal-answer", "proposal-take-back"), Access("proposal.change", proposal_in_address)),
}
"""By the name of the address; the table of the whole site holds these rows too."""

"""What is kept of plans."""

from everyweek.web.plan.actions.models import Action, ActionNeeds, PlanReminder
from everyweek.web.plan.cycles.models import Cycle, CyclePoint, Risk
from everyweek.web.plan.plans.models import Aim, Driver, ImprovementPlan, PlanComment, PlanLink, PlanMember
from everyweek.web.plan.proposals.models import Proposal, ProposalStep
from everyweek.web.plan.review.models import WeeklyReview
from everyweek.web.plan.working.models import Registration

__all__ = [
    "Action",
    "ActionNeeds",
    "Aim",
    "Cycle",
    "CyclePoint",
    "Driver",
    "ImprovementPlan",
    "PlanComment",
    "PlanLink",
    "PlanMember",
    "PlanReminder",
    "Proposal",
    "ProposalStep",
    "Registration",
    "Risk",
    "WeeklyReview",
]

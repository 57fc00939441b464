"""What of offers belongs to a person: what they offered, and the steps that they took."""

from datetime import datetime

from everyweek.web.people.accounts.own_data import part
from everyweek.web.plan.proposals.models import Proposal, ProposalStep

OF_PROPOSALS = (
    part("plans you offered", "plan.Proposal", "made_by", "plan__key network__key words asks_for state created_at"),
    part("your steps in deciding about plans", "plan.ProposalStep", "by", "proposal__plan__key what words at"),
)


def erase_words_of_proposals(person: int, *, now: datetime) -> None:
    """Take out what somebody wrote when they offered a plan or decided."""
    Proposal.objects.filter(made_by=person).update(words="", asks_for="")
    ProposalStep.objects.filter(by=person).update(words="")

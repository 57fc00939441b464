"""What can be wrong with offering a plan, in sentences for the page."""

from everyweek.web.plan.plans.errors import PlanError


class CannotBeOffered(PlanError):
    """The plan cannot be offered to this network as asked. field : of the form."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


class NotInThisState(PlanError):
    """What is asked cannot be done any more, or not yet: somebody was quicker."""

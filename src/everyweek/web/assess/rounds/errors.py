"""What can be wrong with a round, and what is said to somebody whose words come too late."""

from everyweek.web.assess.errors import AssessError


class NotAnAssessmentRound(AssessError):
    """A round that cannot be made as asked. field: which part of the form it is about."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class RoundIsClosed(AssessError):
    """Nothing is accepted any more, or not yet."""

"""What can be wrong with a choice of priorities."""

from everyweek.web.assess.errors import AssessError


class NotAChoice(AssessError):
    """Priorities that cannot be published as they are."""

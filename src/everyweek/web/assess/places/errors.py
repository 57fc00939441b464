"""What can be wrong with a place, its parties, and who takes part."""

from everyweek.web.assess.errors import AssessError


class NotAPlace(AssessError):
    """A place that cannot be kept as asked. field: which part of the form it is about."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class CannotTakePart(AssessError):
    """Somebody cannot be named. field: which part of the form it is about."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field

"""What can be wrong with a framework that somebody adds or chooses."""

from collections.abc import Iterable

from everyweek.web.assess.errors import AssessError


class FrameworkRefused(AssessError):
    """A framework that cannot be added, or not be used. faults: each with where it is, as (where, what)."""

    def __init__(self, message: str, *, faults: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__(message)
        self.faults = tuple(faults)

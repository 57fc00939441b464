"""What can be wrong with a plan, in sentences for the page.

PlanError
├── NotAPlan        something that was typed cannot be kept; says which field
├── NotThereAnyMore somebody removed it meanwhile
└── CannotBeRemoved something else hangs on it
"""

from everyweek.web.people.errors import PeopleError


class PlanError(PeopleError):
    """A mistake that whoever works on a plan can put right."""


class NotAPlan(PlanError):
    """Something that cannot be kept as it was typed. field : which part of the form it is about."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class NotThereAnyMore(PlanError):
    """What is to be changed was removed meanwhile."""

    def __init__(self, thing: str) -> None:
        super().__init__(f"{thing} is not there any more: somebody removed it meanwhile. Nothing was changed.")


class CannotBeRemoved(PlanError):
    """Something that others hang on."""

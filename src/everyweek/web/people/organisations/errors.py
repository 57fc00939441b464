"""What can go wrong with an organisation and its people, in sentences for the page.

OrganisationError
├── CannotBeSaved   settings that cannot be used
├── CannotMove      a move that leads nowhere
├── BelongsNotHere  the person holds no role here (any more)
└── NothingChosen   a review in which nothing was said
"""

from everyweek.web.people.errors import PeopleError


class OrganisationError(PeopleError):
    """A mistake that whoever looks after an organisation can put right."""


class CannotBeSaved(OrganisationError):
    """The settings cannot be used; `field` says which of them."""

    def __init__(self, message: str, *, field: str) -> None:
        super().__init__(message)
        self.field = field


class CannotMove(OrganisationError):
    """The person cannot move there."""


class BelongsNotHere(OrganisationError):
    """Somebody else ended the person's roles here, perhaps in another window."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} does not hold this role any more: somebody may have ended it meanwhile. Nothing was changed."
        )


class NothingChosen(OrganisationError):
    """A review in which nothing was said of any role."""

    def __init__(self) -> None:
        super().__init__("Choose keep or end for at least one role, or keep all that are shown.")

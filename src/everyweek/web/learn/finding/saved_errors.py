"""What can be wrong with a search that is to be saved, in sentences for the page."""

from everyweek.web.learn.errors import LibraryError
from everyweek.web.learn.finding.saved_models import MOST_OF_A_PERSON


class CannotBeSaved(LibraryError):
    """The search cannot be saved as it is."""


class TooManySaved(CannotBeSaved):
    """Somebody has as many saved searches as one person can have."""

    def __init__(self) -> None:
        super().__init__(
            f"You have {MOST_OF_A_PERSON} saved searches, and more cannot be kept. Delete one that you no longer need, "
            "then save this one."
        )

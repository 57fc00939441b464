"""What can be wrong with a submission, in sentences for the page."""

from everyweek.web.learn.errors import LibraryError


class SharingError(LibraryError):
    """Something that whoever shares or reviews can be told."""


class NotInThisState(SharingError):
    """What is asked cannot be done any more, or not yet: somebody was quicker."""


class CannotBeSent(SharingError):
    """Something is missing, or must be taken out first."""


class NetworkHasClosed(SharingError):
    """What was sent is for a network that was closed since."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} was closed since this was sent, so nothing new can be put into it. Your decision was not saved. "
            "Ask for changes, so that whoever wrote it chooses who else may read it; or decline it."
        )

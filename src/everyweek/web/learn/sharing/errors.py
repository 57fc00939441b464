"""What can be wrong with a submission, in sentences for the page."""

from everyweek.web.learn.errors import LibraryError


class SharingError(LibraryError):
    """Something that whoever shares or reviews can be told."""


class NotInThisState(SharingError):
    """What is asked cannot be done any more, or not yet: somebody was quicker."""


class CannotBeSent(SharingError):
    """Something is missing, or must be taken out first."""

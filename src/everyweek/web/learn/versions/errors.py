"""What can be wrong when a resource is changed, in sentences for the page.

ChangingError
├── NothingSaved        there is no working copy: it was published or thrown away meanwhile
├── PublishedMeanwhile  somebody else published, or the collection was updated, since the working copy was begun
├── CannotBePublished   something is missing, or must be taken out first
├── NumberIsTaken       the number of a version is none, or is not greater than those before
├── NothingToPublish    the working copy says what is published
└── FeedbackIsSettled   feedback was answered, taken back or removed meanwhile
"""

from everyweek.web.learn.errors import LibraryError


class ChangingError(LibraryError):
    """Something that whoever changes a resource can be told."""


class NothingSaved(ChangingError):
    """There is no working copy."""

    def __init__(self) -> None:
        super().__init__(
            "There are no saved changes any more: somebody published them or threw them away. Nothing was done."
        )


class PublishedMeanwhile(ChangingError):
    """What is published is not what the working copy was begun with."""

    def __init__(self) -> None:
        super().__init__(
            "What is published was changed after these changes were begun, so nothing was published now. Your changes "
            "are kept. Look below at what the others changed, then take it over and publish."
        )


class CannotBePublished(ChangingError):
    """Something is missing, or must be taken out first."""


class NumberIsTaken(ChangingError):
    """A number that a new version cannot have."""


class NothingToPublish(ChangingError):
    """Nothing was changed."""

    def __init__(self) -> None:
        super().__init__("The saved changes say what is published already, and answer nobody. There is nothing to do.")


class FeedbackIsSettled(ChangingError):
    """Feedback was settled meanwhile."""

    def __init__(self) -> None:
        super().__init__(
            "Some of the feedback was answered, taken back or removed after you opened this page. Nothing was done. "
            "What is left is below."
        )

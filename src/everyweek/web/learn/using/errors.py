"""What can be wrong with what people write about resources, in sentences for the page.

UsingError
├── ToldAlready       the same person told of the same place and month before
├── CommentIsRemoved  the comment has been removed
├── ReportedBefore    the reader has reported the comment, and nobody has looked at it yet
├── NeedsWords        whoever removes what somebody else wrote says why
└── ListIsFull        a list, or a person, has as many as can be kept
"""

from everyweek.web.learn.errors import LibraryError


class UsingError(LibraryError):
    """Something that whoever writes can put right, or at least understand."""


class ToldAlready(UsingError):
    """The same person told of the same place and month before."""

    def __init__(self, place: str, when: str) -> None:
        super().__init__(
            f"You have told of {place} since {when} already. Change what you told then, if something is to be added."
        )


class CommentIsRemoved(UsingError):
    """The comment has been removed."""

    def __init__(self) -> None:
        super().__init__("This comment has been removed, so it cannot be changed or reported. Nothing was saved.")


class ReportedBefore(UsingError):
    """The same person has reported the same comment."""

    def __init__(self) -> None:
        super().__init__("You have reported this comment already, and nobody has looked at it yet. Nothing was added.")


class NeedsWords(UsingError):
    """Somebody removes what another wrote, without a reason."""

    def __init__(self) -> None:
        super().__init__("Say why you remove it. Whoever wrote it reads the reason.")


class ListIsFull(UsingError):
    """There is no room for one more."""

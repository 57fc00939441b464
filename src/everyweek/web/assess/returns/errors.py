"""What can be wrong with a return that somebody brings, in sentences for the page."""

from everyweek.web.assess.errors import AssessError


class ReturnRefused(AssessError):
    """A return that cannot be used at all.

    version : the version of the framework it has, when its answers can be carried over to the one that is asked.
    """

    def __init__(self, message: str, *, version: str = "") -> None:
        super().__init__(message)
        self.version = version


class PreviewGone(AssessError):
    """What the page showed cannot be used any more."""

    def __init__(self) -> None:
        super().__init__(
            "What you saw before cannot be used any more: it is of another return, or older than a day. Bring the file "
            "again. Nothing was changed."
        )


class NothingToBeginFrom(AssessError):
    """There is no earlier round, or nothing was agreed in it."""

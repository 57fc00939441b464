"""Why a file is not attached, in sentences."""

from everyweek.web.learn.attachments.kinds import Refused
from everyweek.web.learn.errors import LibraryError


class CannotBeAttached(LibraryError):
    """A file was refused, and nothing was changed."""

    @classmethod
    def refused(cls, name: str, reason: Refused) -> "CannotBeAttached":
        """For what was found in the file."""
        return cls(f"“{name}” was not attached. {reason}")

    @classmethod
    def too_many(cls, name: str, most: int) -> "CannotBeAttached":
        """For one more than there may be."""
        return cls(
            f"“{name}” was not attached: there are {most} files already, which is the most. Remove one that is not "
            "needed any more, and attach it then."
        )

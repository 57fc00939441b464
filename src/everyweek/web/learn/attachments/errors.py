"""Why a file is not attached, in sentences."""

from everyweek.web.learn.attachments.kinds import Refused
from everyweek.web.learn.errors import LibraryError


class CannotBeAttached(LibraryError):
    """A file was refused, and nothing was changed."""

    @classmethod
    def refused(cls, name: str, reason: Refused) -> "CannotBeAttached":
        """For what was found in the file."""
        return cls(f"“{name}” was not attached. {reason}")

"""What can be wrong with an archive."""

from everyweek.web.learn.errors import LibraryError


class UnreadableArchive(LibraryError):
    """It is no archive, or something in it is missing or was changed."""


class LibraryIsNotEmpty(LibraryError):
    """An archive is only brought into a library without resources of its own."""


class CannotArchive(LibraryError):
    """The archive cannot be written where it should be."""

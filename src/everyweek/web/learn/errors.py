"""What can be wrong with a resource."""

from everyweek.web.people.errors import PeopleError


class LibraryError(PeopleError):
    """Something about the library that whoever asked can be told."""


class FaultyResource(LibraryError):
    """A text that should become a resource cannot: which one, what stands there, and what should."""

"""What can go wrong with networks, in sentences for the page.

NetworkError
├── NotANetwork      a name, kind or purpose that cannot be used; field says which
├── NotSure          a change that shows more to more people, and nobody has said yet that this is meant
├── AnsweredAlready  a request to join that somebody answered, or withdrew, meanwhile
├── NotInside        somebody who is not in the network (any more)
└── NobodyThere      an address that nobody who could lead the network has
"""

from everyweek.web.people.errors import PeopleError


class NetworkError(PeopleError):
    """A mistake that the person on the page can put right."""


class NotANetwork(NetworkError):
    """What was typed makes no network. field : the name of the field that it is about."""

    def __init__(self, message: str, *, field: str) -> None:
        super().__init__(message)
        self.field = field


class NotSure(NetworkError):
    """More would be seen by more people than was promised so far."""


class AnsweredAlready(NetworkError):
    """The request does not wait any more."""


class NotInside(NetworkError):
    """The person is not in the network, or left it meanwhile."""


class NobodyThere(NetworkError):
    """Nobody whose account is open has this address."""

"""What can go wrong with roles, in sentences for the page.

RoleError
├── NoSuchRole      a role that does not exist, or cannot be held there
├── KeptApart       a role that cannot go together with one that the person holds
├── LastOne         nobody would be left who can look after the place
├── IsClosed        an account by which nobody can do anything until it is opened again
└── WasErased       an account by which nobody can do anything any more
"""

from everyweek.web.people.errors import PeopleError


class RoleError(PeopleError):
    """A mistake that whoever gives or ends a role can put right."""


class NoSuchRole(RoleError):
    """There is no such role, or it cannot be held there."""


class KeptApart(RoleError):
    """The role cannot go together with another one."""


class LastOne(RoleError):
    """Nobody would be left who can do what the role is for."""


class IsClosed(RoleError):
    """The account was closed."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The account of {name} is closed: nobody can hold a role by it. It has to be opened again first."
        )


class WasErased(RoleError):
    """The account was erased at its owner's request."""

    def __init__(self) -> None:
        super().__init__("This account was erased at its owner’s request: nobody can hold a role by it any more.")

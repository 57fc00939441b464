"""What can go wrong with people, in sentences.

PeopleError
├── CannotBeAdded     an address, name or password that cannot be used
├── CannotBeReopened  an account that is open already, or of which nothing is kept
├── NotHeld           a role that the person does not hold there, or a network that is not there
├── UnknownPerson     nobody has this address
├── ChangedMeanwhile  somebody saved the same thing after this page was opened
└── RoleError         a role that cannot be given or ended (people/roles/errors.py)
"""


class PeopleError(Exception):
    """A mistake that whoever gave the command can put right."""


class CannotBeAdded(PeopleError):
    """The person cannot be added as asked."""


class CannotBeReopened(PeopleError):
    """The account cannot be opened again."""


class NotHeld(PeopleError):
    """Somebody does not hold the role that is meant, or no such place exists."""


class UnknownPerson(PeopleError):
    """Nobody has this e-mail address."""

    def __init__(self, email: str) -> None:
        super().__init__(f"Nobody has the e-mail address {email}. The command `everyweek person list` lists everybody.")


class ChangedMeanwhile(PeopleError):
    """Somebody saved the same thing after this page was opened; nothing of what the page holds was saved."""

    def __init__(self, thing: str) -> None:
        super().__init__(
            f"{thing} was changed by somebody else, or in another window, after you opened this page. Nothing of what "
            "you see here was saved. Copy what you need, then open it again."
        )

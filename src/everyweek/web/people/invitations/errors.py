"""What can go wrong with an invitation, in sentences for the page.

InvitationError
├── CannotBeInvited  this address cannot be invited to this
├── TooManyOpen      a place has as many open invitations as it can have
└── Unusable         the invitation does not work (any more)
    ├── NoSuchInvitation   none has this link, or it has expired: which of the two is not told
    ├── AlreadyUsed        somebody accepted it
    ├── Withdrawn          whoever invited took it back
    ├── NoLongerGiven      whoever invited may not give the role any more, or the role cannot be held any more
    ├── ForSomebodyElse    the reader signed in under another address
    └── AccountIsClosed    the account of the address was closed
"""

from everyweek.web.people.errors import PeopleError

DAYS_GOOD = 14
MOST_OPEN = 200
ASK_AGAIN = "Ask whoever invited you to send it again."


class InvitationError(PeopleError):
    """A mistake about an invitation that somebody can put right."""


class CannotBeInvited(InvitationError):
    """This address cannot be invited to this."""


class TooManyOpen(InvitationError):
    """As many invitations are open as there can be."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"{place} can have {MOST_OPEN} open invitations at most. Nobody was invited. Withdraw some that are not "
            "needed, or wait until they are accepted or expire."
        )


class Unusable(InvitationError):
    """The invitation does not work. title : what the page is called; status : how the page is answered."""

    title = "This invitation does not work"
    status = 410


class NoSuchInvitation(Unusable):
    """There is none of this link, or it has expired."""

    status = 404

    def __init__(self) -> None:
        super().__init__(
            f"An invitation is good for {DAYS_GOOD} days, and only until a newer one is sent. This one has expired, or "
            f"its link was cut short when it was copied. {ASK_AGAIN}"
        )


class AlreadyUsed(Unusable):
    """Somebody accepted it."""

    title = "This invitation has been used"

    def __init__(self) -> None:
        super().__init__(
            "An invitation works once, and this one has been accepted. If that was you, sign in. If it was not, tell "
            "whoever invited you at once: somebody else may hold your link."
        )


class Withdrawn(Unusable):
    """Whoever invited took it back."""

    title = "This invitation has been withdrawn"

    def __init__(self) -> None:
        super().__init__("Whoever invited you has withdrawn it. If you think that is a mistake, ask them.")


class NoLongerGiven(Unusable):
    """Whoever invited may not give the role any more, or nobody can hold it any more."""

    def __init__(self, why: str = "") -> None:
        super().__init__(
            why
            or "Whoever sent it may not give this role any more, so it cannot be accepted. Ask somebody who looks "
            "after people there for a new one."
        )


class ForSomebodyElse(Unusable):
    """The reader signed in under another address than the one that was invited."""

    title = "This invitation is for another address"
    status = 403

    def __init__(self, masked: str, own: str) -> None:
        super().__init__(
            f"It was sent to {masked}, and you are signed in as {own}. If both are yours, sign out, open the link "
            "again and go on with the other address; or ask whoever invited you to invite the one you use."
        )


class AccountIsClosed(Unusable):
    """The account of the address was closed."""

    title = "Your account is closed"
    status = 403

    def __init__(self) -> None:
        super().__init__(
            "There is an account of your address, and it was closed. Whoever invited you, the organisation that you "
            "left, or national support can have it opened again; then open this link once more."
        )

"""What can go wrong when an organisation's own sign-on signs somebody in, in sentences for the page.

SignOnError
├── NotReachable     the sign-on does not answer, or answers what nobody can use
├── NotTheirs        what came back was not an answer to what this browser asked
├── CannotBeTrusted  the identity is not signed, not for us, or not by whom it should be
├── NotConfirmed     the sign-on does not say that it has checked the address
├── ForeignAddress   the address, or the account, is not one of that organisation's
├── NoAccount        nobody who may sign in has the address
└── LinkedOtherwise  the account belongs to another identity of the same sign-on
"""

from everyweek.web.design.contact import whom_to_ask


class SignOnError(Exception):
    """A sentence for the page; why : what the log is told besides."""

    sentence = ""

    def __init__(self, name: str, why: str = "") -> None:
        super().__init__(self.sentence.format(name=name, whom=whom_to_ask()))
        self.why = why


class NotReachable(SignOnError):
    """The sign-on does not answer, or answers what nobody can use."""

    sentence = (
        "The sign-on of {name} does not answer as it should. Try again in a few minutes, or sign in with your e-mail "
        "address and password."
    )


class NotTheirs(SignOnError):
    """What came back was not an answer to what this browser asked."""

    sentence = (
        "This answer of the sign-on of {name} was used before, is too old, or was asked for in another window. Start "
        "again from the page where you sign in."
    )


class CannotBeTrusted(SignOnError):
    """The identity is not signed, not for us, or not by whom it should be."""

    sentence = (
        "What the sign-on of {name} says about you cannot be trusted, so nobody was signed in. Tell your IT service."
    )


class NotConfirmed(SignOnError):
    """The sign-on does not say that it has checked the address."""

    sentence = (
        "The sign-on of {name} does not say that it has checked your e-mail address, so nobody was signed in. Ask your "
        "IT service to confirm your address there, or sign in with your e-mail address and password."
    )


class ForeignAddress(SignOnError):
    """The address, or the account, is not one of that organisation's."""

    sentence = "The sign-on of {name} signs in people with an e-mail address of {name} only, so nobody was signed in."


class NoAccount(SignOnError):
    """Nobody who may sign in has the address."""

    sentence = (
        "Nobody here has the e-mail address that the sign-on of {name} gave. Ask an administrator of your organisation "
        "to invite you; when you have accepted, you can sign in this way."
    )


class LinkedOtherwise(SignOnError):
    """The account belongs to another identity of the same sign-on."""

    sentence = (
        "The account with your e-mail address belongs to somebody else in the sign-on of {name}: perhaps to whoever "
        "had this address before you. Ask {whom}."
    )

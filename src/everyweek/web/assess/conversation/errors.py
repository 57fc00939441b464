"""What can go wrong when parties write together, in sentences for the page.

ConversationError
├── UnknownPlaceInFramework  there is no such theme, question or party in this round
├── NotYourParty             the reader does not speak for this party
├── WrongAnswer              a value that the question does not take
├── TooLong                  more text than is kept
├── SpeaksOfAPatient         an NHS number
├── BaseUnknown              the page began from a version that never was
├── NothingToAgree           there is no agreed answer yet, or it has changed
├── WrongPosition            a level, a target or a day that cannot be
└── WrongEvidence            a link or a chart that cannot be shown
"""

from everyweek.web.assess.errors import AssessError


class ConversationError(AssessError):
    """A mistake that whoever writes can put right, or at least understand."""


class UnknownPlaceInFramework(ConversationError):
    """The address names a theme, a question or a party that this round does not have."""

    def __init__(self, what: str, key: str) -> None:
        super().__init__(
            f"This round has no {what} “{key[:60]}”, so nothing was saved. Go back to the assessment and open it again."
        )


class NotYourParty(ConversationError):
    """Somebody writes for a party that is another's."""

    def __init__(self, party: str) -> None:
        super().__init__(
            f"You do not speak for “{party}” here, so nothing was saved. Whoever leads the assessment can write for "
            "every party, and can change whom you speak for."
        )


class WrongAnswer(ConversationError):
    """A value that the question does not take."""

    def __init__(self, value: str, allowed: tuple[str, ...]) -> None:
        super().__init__(f"“{value[:40]}” is no answer to this question: it takes {' or '.join(allowed)}, or nothing.")


class TooLong(ConversationError):
    """More text than is kept."""

    def __init__(self, length: int, most: int) -> None:
        super().__init__(
            f"The words have {length:,} characters, and at most {most:,} can be kept. Nothing was saved. Shorten them, "
            "or put the longer text elsewhere and add a link to it."
        )


class SpeaksOfAPatient(ConversationError):
    """An NHS number stands in the words."""

    def __init__(self, number: str) -> None:
        super().__init__(
            f"“{number}” is an NHS number: it passes the check. Nothing was saved. Take it out: nothing about a "
            "patient belongs in an assessment."
        )


class BaseUnknown(ConversationError):
    """The typing began from a version that never was."""

    def __init__(self) -> None:
        super().__init__(
            "This page began from a version of the answer that does not exist, so nothing was saved. Copy what you "
            "typed, open the page again and put it in."
        )


class NothingToAgree(ConversationError):
    """Nobody has settled an answer, or not this one any more."""


class WrongPosition(ConversationError):
    """A level, a target or a day that cannot be. field : of the form."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


class WrongEvidence(ConversationError):
    """A link or a chart that cannot be shown. field : of the form."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field

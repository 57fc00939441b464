"""What can go wrong with nominations, in sentences for the page.

ChampionError
├── NotARound          a round that cannot be made as asked; says which field
├── RoundIsClosed      nothing is accepted any more
├── NotOpenYet         nothing is accepted yet
├── WrongDetails       a nominee's or an executive contact's details, by field
├── NoPlaceLeft        one champion more than the system may nominate
├── NominatedAlready   the same address twice
├── NoSuchNominee      the nominee is not, or not any more, in the return
├── CannotBeSent       something is missing
└── CannotBeAnswered   a link that was used, withdrawn, or is another's
"""

from collections.abc import Mapping

from everyweek.web.people.errors import PeopleError


class ChampionError(PeopleError):
    """A mistake that whoever nominates, answers or runs a round can put right."""


class NotARound(ChampionError):
    """A round that cannot be. field: which part of the form it is about."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class RoundIsClosed(ChampionError):
    """The round has been closed."""

    def __init__(self, title: str) -> None:
        super().__init__(
            f"The round “{title}” has been closed: nothing is accepted any more, and nothing was changed. Ask whoever "
            "runs the round to open it again."
        )


class NotOpenYet(ChampionError):
    """The round has not opened."""


class WrongDetails(ChampionError):
    """Details that cannot be kept. by_field: a sentence for each field that is wrong."""

    def __init__(self, by_field: Mapping[str, str]) -> None:
        super().__init__(" ".join(by_field.values()))
        self.by_field = dict(by_field)


class NoPlaceLeft(ChampionError):
    """The system has nominated as many as it may."""


class NominatedAlready(ChampionError):
    """The same address twice in one return."""


class NoSuchNominee(ChampionError):
    """Somebody took the nominee out meanwhile."""


class CannotBeSent(ChampionError):
    """The return is incomplete. missing: what is, each in words."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(f"It cannot be sent in yet: {'; '.join(missing)}. Nothing was sent.")
        self.missing = missing


class CannotBeAnswered(ChampionError):
    """The nomination cannot be answered by this reader, or not any more."""

"""What can go wrong with a list of people and roles, in sentences for the page.

BulkError
├── NoSuchDraft    it was carried out, is older than a day, or is somebody else's
├── HasErrors      rows of it cannot be carried out, so none is
└── WouldDiffer    something changed since it was shown
"""

from everyweek.web.people.errors import PeopleError


class BulkError(PeopleError):
    """A list that cannot be carried out; nothing was changed."""


class NoSuchDraft(BulkError):
    """There is no such list any more."""

    def __init__(self) -> None:
        super().__init__(
            "This list was carried out already, or is older than a day. Nothing was changed now. Bring it again if it "
            "is still needed."
        )


class HasErrors(BulkError):
    """Some rows cannot be carried out."""

    def __init__(self) -> None:
        super().__init__("Some rows cannot be carried out, so nothing was. Put them right, and look at the list again.")


class WouldDiffer(BulkError):
    """What would happen now is not what was shown."""

    def __init__(self) -> None:
        super().__init__(
            "Something was changed after this was shown to you, so the list would do something else now. Nothing was "
            "changed. Look through it as it stands now, and then carry it out."
        )

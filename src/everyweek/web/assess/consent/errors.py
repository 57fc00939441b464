"""What can go wrong when a place gives out its assessment, or takes it back."""

from everyweek.web.assess.errors import AssessError


class NothingToTakeBack(AssessError):
    """That audience sees nothing of the place."""

    def __init__(self, audience: str) -> None:
        super().__init__(
            f"Nothing of this assessment is shared with {audience} now, so there was nothing to take back."
        )


class NotWhatWasShown(AssessError):
    """Something was agreed between showing what would be given out and giving it out."""

    def __init__(self) -> None:
        super().__init__(
            "What is agreed was changed by somebody else, or in another window, after you opened this page. Nothing "
            "was given to anybody. Open the page again, and look at what would be seen now."
        )


class NothingForOthers(AssessError):
    """Other places would see nothing of it, while it would let this place see theirs."""

    def __init__(self) -> None:
        super().__init__(
            "Nothing is agreed in full yet, so other places would see nothing, and nothing was shared with them. "
            "Agree on all questions of at least one theme, then share."
        )

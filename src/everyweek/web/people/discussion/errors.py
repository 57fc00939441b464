"""What can go wrong with what members write, in sentences for the page.

DiscussionError
├── NetworkIsClosed    nothing can be written in the network any more
├── ThreadIsClosed     nothing can be added to the conversation any more
├── PostIsRemoved      the post has been removed
├── ReportedAlready    the reader has reported the post, and no lead has looked at it yet
├── NeedsAReason       a lead who removes what somebody else wrote says why
├── WriterIsGone       the account of whoever writes was closed or erased in the meantime
└── LinkIsThere        the network has a link to the same address already
"""

from django.utils import timezone

from everyweek.web.design import wording
from everyweek.web.people.errors import PeopleError
from everyweek.web.people.models import Network, SharedLink, Thread


class DiscussionError(PeopleError):
    """A mistake that whoever writes can put right, or at least understand."""


class NetworkIsClosed(DiscussionError):
    """The network has been closed."""

    def __init__(self, network: Network) -> None:
        when = f" on {wording.day_in_words(timezone.localdate(network.ended_at))}" if network.ended_at else ""
        super().__init__(
            f"{network.name} was closed{when}, so nothing can be written or changed in it. What was written stays."
        )


class ThreadIsClosed(DiscussionError):
    """The conversation has been closed by a lead."""

    def __init__(self, thread: Thread) -> None:
        super().__init__(
            f"A lead has closed the conversation “{thread.title}”, so your post was not added. Copy what you need; you "
            "can begin a new conversation."
        )


class PostIsRemoved(DiscussionError):
    """The post has been removed."""

    def __init__(self) -> None:
        super().__init__("This post has been removed, so it cannot be changed or reported. Nothing was saved.")


class ReportedAlready(DiscussionError):
    """The same person has reported the same post."""

    def __init__(self) -> None:
        super().__init__("You have reported this post already, and no lead has looked at it yet. Nothing was added.")


class NeedsAReason(DiscussionError):
    """A lead removes what somebody else wrote, without a reason."""

    def __init__(self) -> None:
        super().__init__("Say why you remove it. The reason stays where the post was.")


class WriterIsGone(DiscussionError):
    """The account of whoever writes was closed or erased while they wrote."""

    def __init__(self) -> None:
        super().__init__("Your account was closed or erased meanwhile, so nothing of what you wrote was saved.")


class LinkIsThere(DiscussionError):
    """The network has a link to the same address."""

    def __init__(self, link: SharedLink) -> None:
        who = f" by {link.added_by.name}" if link.added_by else ""
        when = wording.day_in_words(timezone.localdate(link.added_at))
        super().__init__(
            f"This address is in the list already, as “{link.title}”, added{who} on {when}. It was not added again."
        )


def check_goes_on(network: Network) -> None:
    """Raises NetworkIsClosed."""
    if network.ended_at is not None:
        raise NetworkIsClosed(network)

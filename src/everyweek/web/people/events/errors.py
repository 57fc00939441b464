"""What can go wrong with events, in sentences for the page.

EventError
├── EventIsOver       it has ended, so that nobody can say any more whether they come
└── EventIsCalledOff  it was called off, so that nothing of it can be changed
"""

from everyweek.web.people.errors import PeopleError


class EventError(PeopleError):
    """Something that cannot be done with an event as it is now."""


class EventIsOver(EventError):
    """The event has ended."""

    def __init__(self) -> None:
        super().__init__("This event is over, so nobody can say any more whether they come. Nothing was changed.")


class EventIsCalledOff(EventError):
    """The event was called off."""

    def __init__(self) -> None:
        super().__init__("This event was called off, so nothing of it can be changed. Make a new one instead.")

"""What people are told of, and how often by e-mail unless they choose otherwise."""

from dataclasses import dataclass
from typing import Literal

Frequency = Literal["at_once", "daily", "weekly", "never"]
FREQUENCIES: dict[Frequency, str] = {
    "at_once": "At once",
    "daily": "Once a day, together",
    "weekly": "Once a week, together",
    "never": "Never by e-mail",
}


@dataclass(frozen=True, slots=True)
class NotificationKind:
    """A kind of notification. must_mail : it asks for something with a date, so that it cannot be turned off."""

    key: str
    title: str
    frequency: Frequency
    must_mail: bool = False


KINDS: dict[str, NotificationKind] = {
    kind.key: kind
    for kind in (
        NotificationKind("reply", "Somebody wrote in a conversation that you follow", "daily"),
        NotificationKind("thread", "A new conversation in a network that you follow", "weekly"),
        NotificationKind("event", "A meeting of one of your networks is new, changed or called off", "daily"),
        NotificationKind("request", "Somebody asks to join a network that you lead", "daily"),
        NotificationKind("answer", "Your own request to join was answered", "at_once"),
        NotificationKind("role", "A role was given to you, or ended", "at_once"),
        NotificationKind("lead", "A network of yours has no lead any more", "at_once"),
        NotificationKind("report", "A post in a network that you lead was reported", "at_once"),
        NotificationKind("round", "A round has opened, its deadline is near, or your return is late", "at_once", True),
        NotificationKind("nominee", "Somebody whom your system nominated confirmed or declined", "daily"),
        NotificationKind("review", "The roles of your organisation are due to be reviewed", "weekly"),
    )
}

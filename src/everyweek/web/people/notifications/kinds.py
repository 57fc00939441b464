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
    """A kind of notification.

    must_mail  : it asks for something with a date, so that it cannot be turned off.
    permission : what a person must be permitted in the network that a line comes from, at the moment of reading it or
                 of mailing it; a line that comes from no network is theirs in any case.
    """

    key: str
    title: str
    frequency: Frequency
    must_mail: bool = False
    permission: str = "network.read"


KINDS: dict[str, NotificationKind] = {
    kind.key: kind
    for kind in (
        NotificationKind("reply", "Somebody wrote in a conversation that you follow", "daily"),
        NotificationKind("thread", "A new conversation in a network that you follow", "weekly"),
        NotificationKind("event", "A meeting of one of your networks is new, changed or called off", "daily"),
        NotificationKind(
            "request", "Somebody asks to join a network that you lead", "daily", permission="network.answer_for"
        ),
        NotificationKind("answer", "Your own request to join was answered", "at_once", permission="account.own"),
        NotificationKind("role", "A role was given to you, or ended", "at_once"),
        NotificationKind("lead", "A network of yours has no lead any more", "at_once"),
        NotificationKind("network", "A network of yours was closed, or opened again", "daily"),
        NotificationKind(
            "report", "A post in a network that you lead was reported", "at_once", permission="network.answer_for"
        ),
        NotificationKind("removed", "A lead removed something that you wrote", "at_once"),
        NotificationKind("round", "A round has opened, its deadline is near, or your return is late", "at_once", True),
        NotificationKind("nominee", "Somebody whom your system nominated confirmed or declined", "daily"),
        NotificationKind("move", "Somebody moves to an organisation that you look after", "at_once"),
        NotificationKind("review", "The roles of your organisation are due to be reviewed", "weekly"),
    )
}

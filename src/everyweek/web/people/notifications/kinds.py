"""What people are told of, who can be, and how often by e-mail unless they choose otherwise."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from everyweek.web.people.reader import Reader

Frequency = Literal["at_once", "daily", "weekly", "never"]
FREQUENCIES: dict[Frequency, str] = {
    "at_once": "At once",
    "daily": "Once a day, together",
    "weekly": "Once a week, together",
    "never": "Never by e-mail",
}


# Whom a kind can reach


def anybody(reader: Reader) -> bool:
    """Whatever their roles: everybody can ask to join a network, and follow one that is open."""
    return reader.is_signed_in


def in_a_network(reader: Reader) -> bool:
    """Whoever holds a role in a network."""
    return bool(reader.networks())


def leads(reader: Reader) -> bool:
    """Whoever leads a network."""
    return reader.holds("network_lead")


def lets_in(reader: Reader) -> bool:
    """Whoever leads a network, and national support, which answers for networks without a lead."""
    return reader.holds("network_lead", "national_support")


def speaks_for_a_system(reader: Reader) -> bool:
    """Whoever may change what a system returns, and is told of it."""
    return reader.holds("executive_contact", "system_administrator")


def looks_after_people(reader: Reader) -> bool:
    """Whoever looks after the people of an organisation."""
    return reader.holds("system_administrator", "national_support")


def reviews(reader: Reader) -> bool:
    """Whoever reviews what others want to share."""
    return reader.holds("reviewer", "network_lead", "national_support")


@dataclass(frozen=True, slots=True)
class NotificationKind:
    """A kind of notification.

    reaches    : whom it can be told to, by the roles they hold.
    must_mail  : it asks for something with a date, so that it cannot be turned off.
    permission : what a person must be permitted in the network that a line comes from, at the moment of reading it or
                 of mailing it; a line that comes from no network is theirs in any case.
    """

    key: str
    title: str
    frequency: Frequency
    reaches: Callable[[Reader], bool]
    must_mail: bool = False
    permission: str = "network.read"


KINDS: dict[str, NotificationKind] = {
    kind.key: kind
    for kind in (
        NotificationKind("reply", "Somebody wrote in a conversation that you follow", "daily", anybody),
        NotificationKind("thread", "A new conversation in a network that you follow", "weekly", anybody),
        NotificationKind("event", "An event of one of your networks is new, changed or called off", "daily", anybody),
        NotificationKind(
            "request",
            "Somebody asks to join a network that you lead",
            "daily",
            lets_in,
            permission="network.answer_for",
        ),
        NotificationKind(
            "answer", "Your own request to join was answered", "at_once", anybody, permission="account.own"
        ),
        NotificationKind("role", "A role was given to you, or ended", "at_once", anybody),
        NotificationKind("lead", "A network of yours has no lead any more", "at_once", in_a_network),
        NotificationKind("network", "A network of yours was closed, or opened again", "daily", in_a_network),
        NotificationKind(
            "report",
            "A post in a network that you lead was reported",
            "at_once",
            leads,
            permission="network.answer_for",
        ),
        NotificationKind("removed", "A lead removed something that you wrote", "at_once", in_a_network),
        NotificationKind(
            "round",
            "A round has opened, its deadline is near, or your return is late",
            "at_once",
            speaks_for_a_system,
            must_mail=True,
        ),
        NotificationKind(
            "nominee", "Somebody whom your system nominated confirmed or declined", "daily", speaks_for_a_system
        ),
        NotificationKind(
            "move", "Somebody moves to an organisation that you look after", "at_once", looks_after_people
        ),
        NotificationKind(
            "review", "The roles of your organisation are due to be reviewed", "weekly", looks_after_people
        ),
        NotificationKind("submission", "Something waits for your review", "daily", reviews),
        NotificationKind("version", "Something that you follow in the library changed", "daily", anybody),
        NotificationKind("feedback", "A reader says what should be better in something of yours", "daily", anybody),
        NotificationKind("said", "What you said should be better was answered", "daily", anybody),
        NotificationKind(
            "shared",
            "Something happened to what you want to share",
            "at_once",
            anybody,
            permission="account.own",
        ),
        NotificationKind(
            "saved-search", "Something new in the library matches a search that you saved", "weekly", anybody
        ),
        NotificationKind("comment", "Somebody commented on a resource that you wrote", "daily", anybody),
        NotificationKind("comment-report", "A comment on a resource was reported", "at_once", reviews),
        NotificationKind("words-removed", "Something that you wrote about a resource was removed", "at_once", anybody),
        NotificationKind(
            "assessment-named", "You were named to take part for a place, or no longer do", "at_once", anybody
        ),
        NotificationKind(
            "assessment-conversation",
            "Somebody commented in an assessment of yours, or changed an answer that you had agreed to",
            "daily",
            anybody,
        ),
        NotificationKind(
            "assessment-round",
            "A round of assessments has opened, its deadline is near, or your place is late",
            "at_once",
            anybody,
            must_mail=True,
        ),
        NotificationKind(
            "assessment-shared",
            "A place of your system submitted or shared its self-assessment, or took it back",
            "daily",
            speaks_for_a_system,
        ),
        NotificationKind(
            "plan", "You were given a part in a plan, or somebody commented on one of yours", "daily", anybody
        ),
        NotificationKind(
            "proposal",
            "A plan is offered to a network that you lead, or a network decides about one of yours",
            "daily",
            anybody,
        ),
        NotificationKind(
            "plan-due",
            "An action of yours, or of a plan that you lead, is due, late or without an owner",
            "daily",
            anybody,
        ),
    )
}
STOPPABLE = tuple(kind for kind in KINDS.values() if not kind.must_mail)
"""All that can be told without a mail."""


def kinds_that_reach(reader: Reader) -> tuple[NotificationKind, ...]:
    """The kinds that somebody can be told of, by the roles they hold now."""
    return tuple(kind for kind in KINDS.values() if kind.reaches(reader))

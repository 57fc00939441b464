"""What was done, in words."""

from collections.abc import Mapping
from typing import Any

ACTIONS = {
    "account.exported": "took a copy of their own data",
    "account.second_step_removed": "turned off their second step of signing in",
    "account.signed_out_elsewhere": "signed out everywhere else",
    "audit.details-erased": "erased what entries said of a person",
    "audit.key-changed": "began to seal entries with another key",
    "bulk.done": "carried out a list of people and roles",
    "invitation.accepted": "accepted an invitation",
    "invitation.sent": "invited somebody",
    "invitation.sent_again": "sent an invitation again",
    "invitation.withdrawn": "took an invitation back",
    "mail.chosen": "chose how to hear by e-mail",
    "mail.sent_again": "sent a mail again",
    "network.accepted": "let somebody into a network",
    "network.asked": "asked to join a network",
    "network.changed": "changed what a network says of itself",
    "network.closed": "closed a network",
    "network.declined": "declined a request to join a network",
    "network.made": "began a network",
    "network.reopened": "opened a network again",
    "network.withdrawn": "took back a request to join a network",
    "organisation.settled": "changed the settings of an organisation",
    "password.link_made": "made a link to set a password",
    "person.added": "added a person",
    "person.closed": "closed an account",
    "person.erased": "erased an account",
    "person.reopened": "opened an account again",
    "report.settled": "settled a report about a post",
    "role.ended": "ended a role",
    "role.given": "gave a role",
    "roles.reviewed": "reviewed roles",
    "thread.begun": "began a conversation",
    "thread.closed": "closed a conversation",
}
"""What somebody did, by the name of the action: it follows their name in a sentence."""
INSIDE = "Something was changed in a learning network"
LONGEST_VALUE = 200


def done(action: str) -> str:
    """What was done; an action without words of its own by its name.

    >>> done("role.given"), done("event.called_off")
    ('gave a role', 'did this: event called off')
    """
    return ACTIONS.get(action) or f"did this: {spaced(action)}"


def spaced(name: str) -> str:
    """The name of an action, a column or a kind of thing, as words.

    >>> spaced("champion_places"), spaced("post.shared-beyond")
    ('champion places', 'post shared beyond')
    """
    return " ".join(name.replace(".", " ").replace("_", " ").replace("-", " ").split())


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """What changed, a line for each: what it was and what it is.

    >>> differences({"name": "A", "places": None}, {"name": "B", "places": 12})
    ('name: A → B', 'places: nothing → 12')
    >>> differences({}, {"role": "member"}), differences({"role": "member"}, {})
    (('role: member',), ('role: member, before',))
    """
    lines = []
    for name in dict.fromkeys((*before, *after)):
        if name not in before:
            lines.append(f"{spaced(name)}: {value_in_words(after[name])}")
        elif name not in after:
            lines.append(f"{spaced(name)}: {value_in_words(before[name])}, before")
        else:
            lines.append(f"{spaced(name)}: {value_in_words(before[name])} → {value_in_words(after[name])}")
    return tuple(lines)


def value_in_words(value: Any) -> str:
    """A value of an entry's details.

    >>> value_in_words(None), value_in_words(True), value_in_words(["a", "b"]), value_in_words("")
    ('nothing', 'yes', 'a, b', 'nothing')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return ", ".join(value_in_words(one) for one in value) or "nothing"
    if value is None or value == "":
        return "nothing"
    text = str(value)
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"

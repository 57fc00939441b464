"""What was done, in words."""

from collections.abc import Mapping
from typing import Any

ACTIONS = {
    "account.changed": "changed what their account says of them",
    "account.exported": "took a copy of their own data",
    "account.password_changed": "changed their password",
    "account.password_set": "set their password by a link",
    "account.recovery_codes_made": "made new recovery codes",
    "account.second_step_added": "set up a second step of signing in",
    "account.second_step_removed": "turned off a second step of signing in",
    "account.sign_on_linked": "signed in with their organisation’s own sign-on for the first time",
    "account.signed_out_elsewhere": "signed out everywhere else",
    "audit.details-erased": "erased what entries said of a person",
    "audit.key-changed": "began to seal entries with another key",
    "bulk.done": "carried out a list of people and roles",
    "event.attended": "said that they come to a meeting",
    "event.called_off": "called a meeting off",
    "event.changed": "changed a meeting",
    "event.declined": "said that they do not come to a meeting",
    "event.made": "planned a meeting",
    "invitation.accepted": "accepted an invitation",
    "invitation.sent": "invited somebody",
    "invitation.sent_again": "sent an invitation again",
    "invitation.withdrawn": "took an invitation back",
    "link.added": "added a link",
    "link.changed": "changed a link",
    "link.removed": "removed a link",
    "mail.came-back": "noted that mail to an address came back",
    "mail.chosen": "chose how to hear by e-mail",
    "mail.sent-again": "sent a mail again",
    "mail.works-again": "noted that mail to an address arrives again",
    "network.accepted": "let somebody into a network",
    "network.asked": "asked to join a network",
    "network.changed": "changed what a network says of itself",
    "network.closed": "closed a network",
    "network.declined": "declined a request to join a network",
    "network.followed": "chose to hear of every conversation of a network",
    "network.made": "began a network",
    "network.muted": "chose not to hear of a network",
    "network.reopened": "opened a network again",
    "network.withdrawn": "took back a request to join a network",
    "nomination.confirmed": "confirmed a nomination",
    "nomination.declined": "declined a nomination",
    "nominee.added": "nominated a champion",
    "nominee.changed": "changed a nomination",
    "nominee.removed": "removed a nominee who had not been asked yet",
    "nominee.withdrawn": "withdrew a nomination",
    "organisation.settled": "changed the settings of an organisation",
    "password.link_made": "made a link to set a password",
    "person.added": "added a person",
    "person.closed": "closed an account",
    "person.erased": "erased an account",
    "person.reopened": "opened an account again",
    "post.changed": "changed a post",
    "post.removed": "removed a post",
    "post.reported": "reported a post",
    "post.shared-beyond": "changed whether a post is shared beyond its network",
    "post.written": "wrote a post",
    "report.settled": "settled a report about a post",
    "return.executive-named": "named the executive contact of a system",
    "return.given-longer": "gave a system longer",
    "return.rows-taken-over": "took nominees over from a table",
    "return.sent-in": "sent in what a system returns",
    "role.ended": "ended a role",
    "role.given": "gave a role",
    "roles.reviewed": "reviewed roles",
    "round.changed": "changed a round of nominations",
    "round.closed": "closed a round of nominations",
    "round.made": "began a round of nominations",
    "round.reopened": "opened a round of nominations again",
    "thread.begun": "began a conversation",
    "thread.closed": "closed a conversation",
    "thread.followed": "chose to hear of a conversation",
    "thread.muted": "chose not to hear of a conversation",
    "thread.reopened": "opened a conversation again",
}
"""What somebody did, by the name of the action: it follows their name in a sentence."""
INSIDE = "Something was changed in a learning network"
LONGEST_VALUE = 200


def done(action: str) -> str:
    """What was done; an action without words of its own by its name.

    >>> done("role.given"), done("thing.turned_over")
    ('gave a role', 'did this: thing turned over')
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
